package consultation

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"opframe/data/response"
)

// reference is the id of a file that something names.
type reference struct {
	key  string // of the front matter, or the column
	want class
	id   *string
	at   response.Cell
}

func (e *entry) references() []reference {
	f := &e.front
	return []reference{
		{"group", isGroup, &f.Group, e.Place("group")},
		{"meeting", isMeeting, &f.Meeting, e.Place("meeting")},
		{"replaces", isPaper, &f.Replaces, e.Place("replaces")},
	}
}

// settle checks what the files refer to and puts those that pass into the record. Nothing is left out
// because of another file that is: it only loses what it said of that one.
func (l *loader) settle(all []*entry) {
	before := map[string]string{}
	for _, e := range all {
		before[e.ID] = e.front.Replaces
	}
	passed := slices.DeleteFunc(all, func(e *entry) bool { return !l.known(e) || l.circular(e, before) })
	kept := map[string]*entry{}
	for _, e := range passed {
		kept[e.ID] = e
	}
	for _, e := range passed {
		for _, r := range e.references() {
			l.drop(r, kept[*r.id] != nil)
		}
	}
	for _, e := range passed {
		if m := kept[e.front.Meeting]; m != nil && e.front.Group == "" {
			e.front.Group = m.front.Group
		}
		l.record.add(e)
	}
}

// circular tells of a paper that replaces itself, directly or by way of others.
func (l *loader) circular(e *entry, before map[string]string) bool {
	id := e.ID
	for range before { // a longer way has been in a circle that e is not part of
		if id = before[id]; id == e.ID {
			l.tell(response.Error, e.Place("replaces"), "it replaces itself, directly or by way of others.", "Correct the id"+untilThen)
			return true
		}
	}
	return false
}

// known says that a file refers to nothing that does not exist.
func (l *loader) known(e *entry) bool {
	ok := true
	for _, r := range e.references() {
		ok = l.resolves(r) && ok
	}
	return ok
}

// resolves tells of a reference to what is not there or is something else.
func (l *loader) resolves(r reference) bool {
	c, there := l.classes[*r.id]
	switch {
	case *r.id == "":
		return true
	case !there:
		l.tell(response.Error, r.at, fmt.Sprintf("there is no %s %q: %s.", r.want, *r.id, l.list(r)), "Correct the id"+untilThen)
	case c != unknown && c != r.want:
		l.tell(response.Error, r.at, fmt.Sprintf("%q is a %s and no %s: %s.", *r.id, c, r.want, l.list(r)), "Correct the id"+untilThen)
	default:
		return true
	}
	return false
}

// list names what could have been meant: all there are, or of many those that begin most alike.
func (l *loader) list(r reference) string {
	const most = 8
	var ids []string
	for _, id := range slices.Sorted(maps.Keys(l.classes)) {
		if l.classes[id] == r.want {
			ids = append(ids, id)
		}
	}
	switch {
	case len(ids) == 0:
		return "there is none"
	case len(ids) > most:
		slices.SortStableFunc(ids, func(a, b string) int { return cmp.Compare(alike(b, *r.id), alike(a, *r.id)) })
		return fmt.Sprintf("there are %s and %d more", strings.Join(ids[:most], ", "), len(ids)-most)
	}
	return "there are " + strings.Join(ids, ", ")
}

// alike is the number of bytes at the beginning that two ids have in common.
func alike(a, b string) int {
	n := 0
	for n < min(len(a), len(b)) && a[n] == b[n] {
		n++
	}
	return n
}

// drop forgets a reference to a file that is left out.
func (l *loader) drop(r reference, kept bool) {
	if *r.id == "" || kept {
		return
	}
	l.tell(response.Warning, r.at, fmt.Sprintf("its %s is %s/%s.md, which is left out, so it is shown without.", noun[r.key], folder, *r.id), "Put that file right.")
	*r.id = ""
}

// noun is what a reference is called in a sentence.
var noun = map[string]string{"group": "group", "meeting": "meeting", "replaces": "earlier version"}

// add puts a file into the record as what it is.
func (r *Record) add(e *entry) {
	f := e.front
	switch e.class() {
	case isGroup:
		r.Groups = append(r.Groups, Group{Text: e.Text, Open: f.Status == "open", Since: f.Date, Chair: f.Chair, Contact: f.Contact})
	case isMeeting:
		r.Meetings = append(r.Meetings, Meeting{Text: e.Text, Group: f.Group, Date: f.Date, Time: f.Time, Mode: Mode(f.Mode),
			Status: MeetingStatus(f.Status), Venue: f.Venue, Chair: f.Chair})
	case isPaper:
		r.Papers = append(r.Papers, Paper{Text: e.Text, Kind: Kind(f.Kind), Group: f.Group, Meeting: f.Meeting, Issue: f.Issue,
			Date: f.Date, Status: Status(f.Status), Version: f.Version, Replaces: f.Replaces})
	}
}
