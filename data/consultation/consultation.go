// Package consultation knows the papers of a round: groups and their seats, meetings, papers and action
// items, and who may read each. It reads front matter and leaves the words below it to others.
package consultation

import (
	"slices"

	"opframe/data/date"
	"opframe/data/response"
)

// Access says who may read something: each wider reader includes the narrower ones after it.
type Access string

// The three accesses. What does not say is for the office.
const (
	Public  Access = "public"
	Members Access = "members"
	Office  Access = "office"
)

// Accesses lists them from the widest to the narrowest.
var Accesses = []Access{Public, Members, Office}

// Reaches says that whoever may read b may read a as well: Public reaches all three. What is none of the
// three reaches the office alone.
func (a Access) Reaches(b Access) bool { return a.rank() <= b.rank() }

func (a Access) rank() int {
	if i := slices.Index(Accesses, a); i >= 0 {
		return i
	}
	return len(Accesses) - 1
}

// Record is everything a round's folder holds of its consultation.
type Record struct {
	Groups   []Group   // in order of title
	Meetings []Meeting // oldest first
	Papers   []Paper   // newest first
	Actions  []Action  // in the order of the file
	Seats    []Seat    // in the order of the register
}

// Text is a file in papers/: its id is its name without .md, and Source the whole file, front matter
// included, so that lines counted in it are lines of the file.
type Text struct {
	ID, File string // "2016-09-08-swg-minutes", "papers/2016-09-08-swg-minutes.md"
	Access   Access
	Title    string
	Summary  string // one sentence
	Source   []byte
	lines    map[string]int // of the keys of its front matter
}

// Place is the line of a key of the front matter, or the first line where it does not have the key.
func (t Text) Place(key string) response.Cell {
	return response.Cell{File: t.File, Line: max(t.lines[key], 1)}
}

// Group is a consultation group; its text is its charter.
type Group struct {
	Text
	Open    bool
	Since   date.Date
	Chair   string
	Contact string
}

// Mode is the form a meeting has.
type Mode string

// The modes of the public pages this rests on.
const (
	WorkingGroup Mode = "working group"
	Seminar      Mode = "seminar"
	Workshop     Mode = "workshop"
	Phone        Mode = "phone meeting"
	Event        Mode = "event"
)

// MeetingStatus says whether a meeting took place.
type MeetingStatus string

// The states of a meeting.
const (
	Planned   MeetingStatus = "planned"
	Held      MeetingStatus = "held"
	Cancelled MeetingStatus = "cancelled"
)

// Modes lists them in order.
var Modes = []Mode{WorkingGroup, Seminar, Workshop, Phone, Event}

// MeetingStatuses lists them in order.
var MeetingStatuses = []MeetingStatus{Planned, Held, Cancelled}

// Meeting is one meeting of a group, or of nobody's in particular; its text says what it was about.
type Meeting struct {
	Text
	Group  string // id of a Group, or ""
	Date   date.Date
	Time   string // "10:00 to 12:00", in the words of the author
	Mode   Mode
	Status MeetingStatus
	Venue  string
	Chair  string
}

// Kind is what a paper is.
type Kind string

// The kinds of papers.
const (
	Update       Kind = "update" // news on the home page
	Agenda       Kind = "agenda"
	Minutes      Kind = "minutes"
	Position     Kind = "position"
	Instructions Kind = "instructions"
	Pack         Kind = "pack"
	Correction   Kind = "correction"
)

// Kinds lists them in the order readers are shown.
var Kinds = []Kind{Update, Agenda, Minutes, Position, Instructions, Pack, Correction}

// Status is how far a paper has come; "" where it does not say, which is a problem.
type Status string

// The states of a paper.
const (
	Draft      Status = "draft"
	ForComment Status = "for comment"
	Final      Status = "final"
	Superseded Status = "superseded"
	Withdrawn  Status = "withdrawn"
)

// Statuses lists them in order.
var Statuses = []Status{Draft, ForComment, Final, Superseded, Withdrawn}

// Paper is a document of the consultation.
type Paper struct {
	Text
	Kind     Kind
	Group    string // id of a Group, or ""
	Meeting  string // id of a Meeting, or ""
	Issue    string // id of an issue of the framework, or ""
	Date     date.Date
	Status   Status
	Version  string // "0.8", or ""
	Replaces string // id of the Paper it takes the place of, or ""
}

// ActionStatus is how far an action item has come.
type ActionStatus string

// The states of an action item.
const (
	Open   ActionStatus = "open"
	Done   ActionStatus = "done"
	Closed ActionStatus = "closed" // without being done; the answer says why
)

// ActionStatuses lists them in order.
var ActionStatuses = []ActionStatus{Open, Done, Closed}

// Action is an action item of a meeting.
type Action struct {
	ID, Group, Meeting string
	Access             Access
	Text, Owner        string
	Due                date.Date // zero where none was set
	Status             ActionStatus
	Answer             string
	at                 row
}

// Place is the cell of a column, or the row's id where the list has no such column.
func (a Action) Place(column string) response.Cell { return a.at.of(column) }

// Overdue: it is open and was due before the given day.
func (a Action) Overdue(asOf date.Date) bool {
	return a.Status == Open && !a.Due.IsZero() && a.Due.Before(asOf)
}

// Seat is a place on a group. The name is not for the public.
type Seat struct{ Group, Name, Organisation, Role string }
