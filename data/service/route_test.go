package service_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"opframe/data/round"
	"opframe/data/service"
)

// asked is an open enquiry that came in on a day of October 2017.
func asked(id, on, typ, provider, handler string) round.Enquiry {
	return round.Enquiry{ID: id, Received: day("2017-10-" + on), Type: typ, Provider: provider, Handler: handler, Status: round.EnquiryOpen}
}

func answerer(name string, capacity int, skills ...string) round.Staff {
	return round.Staff{Name: name, Skills: skills, Capacity: round.Limit{N: capacity, Known: true}, Contacts: round.Limit{N: 5, Known: true}}
}

func TestRoutes(t *testing.T) {
	breach := []string{"breach reports", "security monitoring"}
	tests := []struct {
		name      string
		providers []round.Provider
		staff     []round.Staff
		enquiries []round.Enquiry
		want      string // "id standing person oversees" of all
		why       string // of the last
		problem   string
	}{
		{"the most skilled", nil, []round.Staff{answerer("Ann", 3, "breach reports"), answerer("Bob", 1, breach...)}, []round.Enquiry{asked("1", "30", "incident", "", "")},
			"1 proposed Bob -", "has the skills asked for: breach reports, security monitoring; has 0 of 1 enquiries", ""},
		{"the next when the most skilled is full", nil, []round.Staff{answerer("Ann", 3, "breach reports"), answerer("Bob", 1, breach...)}, []round.Enquiry{asked("1", "30", "incident", "", ""), asked("2", "30", "incident", "", "")},
			"1 proposed Bob -; 2 proposed Ann -", "has 1 of the 2 skills asked for: breach reports", ""},
		{"nobody with the skills has room", nil, []round.Staff{answerer("Ann", 3), answerer("Bob", 1, breach...)}, []round.Enquiry{asked("1", "29", "incident", "", ""), asked("2", "30", "incident", "", "")},
			"1 proposed Bob -; 2 waits  -", "Everybody with the skills has as much as they can. The most skilled is Bob, who has 1 of 1 enquiries.", ""},
		{"nobody has the skills", nil, []round.Staff{answerer("Ann", 3, "hosting")}, []round.Enquiry{asked("1", "29", "incident", "", "")},
			"1 waits  -", "Nobody who is there has any of the skills asked for: breach reports, security monitoring.", ""},
		{"nobody at all", nil, nil, []round.Enquiry{asked("1", "29", "general", "", "")}, "1 waits  -", "Nobody is there.", ""},
		{"anybody can answer", nil, []round.Staff{answerer("Ann", 3)}, []round.Enquiry{asked("1", "29", "general", "", "")}, "1 proposed Ann -", "Anybody can answer it", ""},
		{"load is balanced by what people can", nil, []round.Staff{answerer("Ann", 2), answerer("Bob", 4)},
			[]round.Enquiry{asked("1", "26", "general", "", ""), asked("2", "27", "general", "", ""), asked("3", "28", "general", "", ""), asked("4", "29", "general", "", "")},
			"1 proposed Ann -; 2 proposed Bob -; 3 proposed Bob -; 4 proposed Ann -", "", ""},
		{"what people have counts first", nil, []round.Staff{answerer("Ann", 1), answerer("Bob", 1)}, []round.Enquiry{asked("1", "26", "general", "", ""), asked("2", "27", "general", "", "Ann")},
			"1 proposed Bob -; 2 stays Ann -", "It is theirs already.", ""},
		{"the contact oversees whoever answers", []round.Provider{settled("p", "T1", "Ann", "")}, []round.Staff{answerer("Ann", 3), answerer("Bob", 3, "hosting")}, []round.Enquiry{asked("1", "29", "hosting", "p", "")},
			"1 proposed Bob Ann", "", ""},
		{"of equals the contact", []round.Provider{settled("p", "T1", "Bob", "")}, []round.Staff{answerer("Ann", 3, "hosting"), answerer("Bob", 3, "hosting")}, []round.Enquiry{asked("1", "28", "hosting", "p", "Bob"), asked("2", "29", "hosting", "p", "")},
			"1 stays Bob Bob; 2 proposed Bob Bob", "Looks after the provider as well.", ""},
		{"the stand-in oversees", []round.Provider{settled("p", "T1", "Ann", "")}, []round.Staff{away(answerer("Ann", 3), "Cy"), answerer("Bob", 3, "hosting"), answerer("Cy", 3)}, []round.Enquiry{asked("1", "29", "hosting", "p", "")},
			"1 proposed Bob Cy", "", ""},
		{"what hangs on one person is spared", nil, []round.Staff{answerer("Ann", 3, breach...), answerer("Bob", 3, "origami")}, []round.Enquiry{asked("1", "29", "general", "", "")}, "1 proposed Bob -", "", ""},
		{"nobody oversees tier 2", []round.Provider{settled("p", "T2", "", "")}, []round.Staff{answerer("Ann", 3, "hosting")}, []round.Enquiry{asked("1", "29", "hosting", "p", "")}, "1 proposed Ann -", "", ""},
		{"whoever is away answers nothing", nil, []round.Staff{away(answerer("Ann", 3, "hosting", "supply chain"), ""), answerer("Bob", 3, "hosting")}, []round.Enquiry{asked("1", "29", "hosting", "", "Ann")},
			"1 proposed Bob -", "Ann, who has it, is away until 10 November 2017. Of those with room", ""},
		{"handler who is nobody", nil, []round.Staff{answerer("Ann", 3)}, []round.Enquiry{asked("1", "29", "general", "", "Dee")}, "1 proposed Ann -", "Dee, who is to have it, is not on the staff.", `the handler "Dee" is not on the sheet Staff`},
		{"type nobody knows", nil, []round.Staff{answerer("Ann", 3)}, []round.Enquiry{asked("1", "29", "riddle", "", "")}, "1 waits  -", "no such type", `no type of enquiries "riddle"`},
		{"capacity not known comes last", nil, []round.Staff{{Name: "Ann", Skills: breach}, answerer("Bob", 1, "breach reports")}, []round.Enquiry{asked("1", "28", "incident", "", ""), asked("2", "29", "incident", "", "")},
			"1 proposed Bob -; 2 proposed Ann -", "has 0 of a number not known enquiries", "Ann is handling 1 open enquiry, and how many they can have is not known."},
		{"more than one can have", nil, []round.Staff{answerer("Ann", 1)}, []round.Enquiry{asked("1", "28", "general", "", "Ann"), asked("2", "29", "general", "", "Ann")},
			"1 stays Ann -; 2 stays Ann -", "", "Ann is handling 2 open enquiries and can have 1."},
		{"by the day and then the id", nil, []round.Staff{answerer("Ann", 9)}, []round.Enquiry{asked("b", "29", "general", "", ""), asked("c", "28", "general", "", ""), asked("a", "29", "general", "", "")},
			"c proposed Ann -; a proposed Ann -; b proposed Ann -", "", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r := service.Apply(model(t), roundOf(test.providers, test.staff, test.enquiries...), nil)
			var got []string
			for _, x := range r.Routes {
				oversees := x.Oversees
				if oversees == "" {
					oversees = "-"
				}
				got = append(got, fmt.Sprintf("%s %s %s %s", x.Enquiry.ID, x.Standing, x.Person, oversees))
			}
			if all := strings.Join(got, "; "); all != test.want {
				t.Errorf("got  %s\nwant %s", all, test.want)
			}
			if why := r.Routes[len(r.Routes)-1].Why; !strings.Contains(why, test.why) {
				t.Errorf("the reason is %q, want it to say %q", why, test.why)
			}
			problems(t, r, test.problem)
		})
	}
}

func TestDueAndOverdue(t *testing.T) {
	waiting, set, answered := asked("2", "01", "general", "", ""), asked("3", "01", "general", "", ""), asked("4", "01", "general", "", "")
	waiting.Status, answered.Status = round.EnquiryWaiting, round.EnquiryAnswered
	set.Due = day("2017-10-31")
	r := service.Apply(model(t), roundOf(nil, []round.Staff{answerer("Ann", 9)}, asked("1", "01", "general", "", ""), waiting, set, answered), nil)
	var got []string
	for _, x := range r.Routes {
		got = append(got, fmt.Sprint(x.Enquiry.ID, " ", x.Due, " ", x.Age, " ", x.Overdue))
	}
	want := []string{"1 2017-10-06 30 true", "2 2017-10-06 30 false", "3 2017-10-31 30 false"}
	if !slices.Equal(got, want) {
		t.Errorf("got %v, want %v: what waits for the provider is not overdue, nor what is due today", got, want)
	}
	if r.Staff[0].Overdue != 1 || r.Staff[0].Proposed != 3 {
		t.Errorf("Ann has %+v, want 3 proposed and 1 of them overdue", r.Staff[0])
	}
}

func TestWithoutAModel(t *testing.T) {
	r := service.Apply(nil, roundOf([]round.Provider{settled("p", "T1", "", ""), {ID: "q"}}, []round.Staff{answerer("Ann", 9)}, asked("1", "01", "general", "p", ""), asked("2", "01", "general", "", "Ann")), nil)
	p, _ := r.Of("p")
	q, _ := r.Of("q")
	if p.Tier != service.T1 || p.Contact.Name != "Ann" || q.Tier != service.NotKnown || r.Routes[0].Standing != service.Waits || r.Routes[1].Standing != service.Kept {
		t.Errorf("got %+v, %+v, %+v: only what the office settled and gave out holds", p, q, r.Routes)
	}
}

func TestCoverage(t *testing.T) {
	r := service.Apply(model(t), roundOf(nil, []round.Staff{answerer("Ann", 9, "Hosting", "origami"), away(answerer("Bob", 9, "hosting", "testing"), ""), answerer("Cy", 9, "encryption"), answerer("Dee", 9, "encryption")}), nil)
	want := map[string]string{"hosting": "only one person who has it is there", "testing": "nobody who has it is there", "registration": "nobody has it", "encryption": "", "origami": ""}
	seen := 0
	for _, c := range r.Skills {
		if risk, ok := want[c.Skill]; ok {
			seen++
			if c.Risk() != risk {
				t.Errorf("%s: %q, want %q", c.Skill, c.Risk(), risk)
			}
		}
	}
	if seen != len(want) {
		t.Errorf("%d of %d skills are in the list", seen, len(want))
	}
}
