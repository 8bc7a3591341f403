package view

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"opframe/data/audience"
	"opframe/data/consultation"
	"opframe/data/round"
)

// accesses are those something can have; the last two are slips that must not publish anything.
var accesses = []consultation.Access{consultation.Public, consultation.Members, consultation.Office, "", "publik"}

// everything has one thing of each sort for each access, and things that name those of each access.
func everything() consultation.Record {
	var all consultation.Record
	for i, a := range accesses {
		id := func(what string) string { return fmt.Sprintf("%s-%d", what, i) }
		text := func(what string) consultation.Text {
			return consultation.Text{ID: id(what), Access: a, Title: id(what), Source: []byte("words of " + id(what))}
		}
		all.Groups = append(all.Groups, consultation.Group{Text: text("group")})
		all.Meetings = append(all.Meetings, consultation.Meeting{Text: text("meeting"), Group: id("group")})
		all.Papers = append(all.Papers, consultation.Paper{Text: text("paper"), Group: id("group"), Meeting: id("meeting")})
		all.Actions = append(all.Actions, consultation.Action{ID: id("action"), Access: a, Group: id("group"), Meeting: id("meeting"), Text: "words of " + id("action")})
		all.Seats = append(all.Seats, consultation.Seat{Group: id("group"), Name: id("name"), Organisation: id("organisation"), Role: "member"})

		reader := consultation.Text{ID: id("reader"), Access: consultation.Public}
		all.Meetings = append(all.Meetings, consultation.Meeting{Text: reader, Group: id("group")})
		reader.ID = id("naming")
		all.Papers = append(all.Papers, consultation.Paper{Text: reader, Group: id("group"), Meeting: id("meeting"), Replaces: id("paper")})
		all.Actions = append(all.Actions, consultation.Action{ID: id("naming"), Access: consultation.Public, Group: id("group"), Meeting: id("meeting")})
	}
	return all
}

// whole prints a view with every word in it.
func whole(v any) string { return fmt.Sprintf("%+v", texts(reflect.ValueOf(v))) }

func texts(v reflect.Value) []string {
	var all []string
	switch v.Kind() {
	case reflect.String:
		return []string{v.String()}
	case reflect.Slice:
		if v.Type().Elem().Kind() == reflect.Uint8 {
			return []string{string(v.Bytes())}
		}
		for i := range v.Len() {
			all = append(all, texts(v.Index(i))...)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			all = append(all, texts(v.Field(i))...)
		}
	}
	return all
}

// A reader gets what is marked for them and no word of anything else, not even the id of what they may not
// see from something they may. What is not marked, or marked with no known word, is for the office.
func TestConsultationReachesItsReaders(t *testing.T) {
	var o Occasion
	tests := []struct {
		name  string
		view  any
		sees  []bool // by access
		names bool
	}{
		{"the public", PublicConsultation(o, nil, everything()), []bool{true, false, false, false, false}, false},
		{"members", MembersConsultation(o, nil, everything()), []bool{true, true, false, false, false}, true},
		{"the office", OfficeConsultation(o, nil, everything()), []bool{true, true, true, true, true}, true},
	}
	for _, test := range tests {
		text := whole(test.view)
		for i, sees := range test.sees {
			for _, what := range []string{"group", "meeting", "paper", "action", "organisation"} {
				if got := strings.Contains(text, fmt.Sprintf("%s-%d", what, i)); got != sees {
					t.Errorf("%s: %s marked %q is seen: %v, want %v", test.name, what, accesses[i], got, sees)
				}
			}
			if got, want := strings.Contains(text, fmt.Sprintf("name-%d", i)), sees && test.names; got != want {
				t.Errorf("%s: the name of a seat on a group marked %q is seen: %v, want %v", test.name, accesses[i], got, want)
			}
		}
	}
}

// What everybody may read names what everybody may see.
func TestConsultationKeepsWhatIsNamed(t *testing.T) {
	v := PublicConsultation(Occasion{}, nil, everything())
	if m, p, a := v.Meetings[0], v.Papers[1], v.Actions[1]; m.Group != "group-0" || p.Group != "group-0" || p.Meeting != "meeting-0" || p.Replaces != "paper-0" || a.Meeting != "meeting-0" {
		t.Errorf("got %q, %q, %q, %q, %q; want those of the public things", m.Group, p.Group, p.Meeting, p.Replaces, a.Meeting)
	}
}

// Making one reader's view changes nothing in the record that the next is made from.
func TestConsultationLeavesTheRecordAlone(t *testing.T) {
	all := everything()
	PublicConsultation(Occasion{}, nil, all)
	if !reflect.DeepEqual(all, everything()) {
		t.Error("the record has changed: the office would miss names or references")
	}
}

// The views of the public and of members have no room for a provider.
func TestConsultationHasNoRoomForAProvider(t *testing.T) {
	for _, v := range []any{Consultation[audience.Public]{}, Consultation[audience.WorkingGroup]{}} {
		for _, path := range reach(reflect.TypeOf(v), map[reflect.Type]bool{}) {
			t.Errorf("%T can hold a %s", v, path)
		}
	}
	if len(reach(reflect.TypeFor[round.Round](), map[reflect.Type]bool{})) == 0 {
		t.Error("a whole round is said to hold nothing of a provider")
	}
}
