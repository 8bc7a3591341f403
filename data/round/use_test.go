package round

import (
	"slices"
	"testing"

	"opframe/data/date"
)

// The columns for whitelisting may be left out, and what they do not say is not known.
func TestUses(t *testing.T) {
	day := date.Date{Year: 2017, Month: 10, Day: 31}
	for _, c := range []struct {
		name, text string
		want       Use
	}{
		{"as before", "product,api,environment\nx,A.1,production\n", Use{Product: "x", API: "A.1", Environment: "production"}},
		{"with a state", "product,api,environment,state,since\nx,A.1,production,Restricted,2017-10-31\n", Use{"x", "A.1", "production", Restricted, day}},
		{"not whitelisted, no day", "product,api,state\nx,A.1,not whitelisted\n", Use{Product: "x", API: "A.1", State: NotWhitelisted}},
		{"state that is none", "product,api,state\nx,A.1,live\n", Use{Product: "x", API: "A.1"}},
		{"day to come", "product,api,state,since\nx,A.1,test,2017-11-01\n", Use{Product: "x", API: "A.1", State: InTest}},
	} {
		r, err := Load("r", files(map[string]string{"register-APIs used.csv": c.text}))
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(r.Uses, []Use{c.want}) {
			t.Errorf("%s: got %+v, want %+v", c.name, r.Uses, c.want)
		}
	}
	for state, live := range map[Whitelisting]bool{NotKnown: false, NotWhitelisted: false, InTest: false, InProduction: true, Restricted: true, Suspended: false, Removed: false} {
		if state.Live() != live {
			t.Errorf("%q is live: %v, want %v", state, state.Live(), live)
		}
	}
}
