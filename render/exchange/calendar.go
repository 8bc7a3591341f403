package exchange

import (
	"bytes"
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"opframe/data/audience"
	"opframe/data/consultation"
	"opframe/data/date"
	"opframe/data/view"
	"opframe/render/doc"
)

// Event is something that happens on a day, the whole of it. UID, On and Title are needed.
type Event struct {
	UID       string // stays the same as long as it is the same event
	On        date.Date
	Title     string
	Text      string // "\n" parts lines
	Place     string
	Link      string // a whole address, or ""
	Kind      string // "Meeting"
	Cancelled bool
}

// Events are the meetings of a view and the days open action items are due, by day.
func Events[A audience.Reader](v view.Consultation[A]) []Event {
	var all []Event
	for _, m := range v.Meetings {
		if !m.Date.IsZero() {
			all = append(all, meetingEvent(v.Occasion, m))
		}
	}
	for _, a := range v.Actions {
		if a.Status == consultation.Open && !a.Due.IsZero() {
			all = append(all, actionEvent(v.Occasion, a))
		}
	}
	return inOrder(all)
}

// Days are the events of a view as they are.
func Days(all []view.Event) []Event {
	var events []Event
	for _, e := range all {
		events = append(events, Event{UID: e.UID, On: e.On, Title: e.Title, Text: e.Text})
	}
	return events
}

func inOrder(all []Event) []Event {
	all = slices.Clone(all)
	slices.SortFunc(all, func(a, b Event) int { return cmp.Or(a.On.Compare(b.On), strings.Compare(a.UID, b.UID)) })
	return all
}

// meetingEvent takes the whole day: the hours of a meeting are in its author's words.
func meetingEvent(o view.Occasion, m consultation.Meeting) Event {
	e := Event{UID: uuid("meeting", o.ID, m.ID), On: m.Date, Title: m.Title, Place: m.Venue, Kind: "Meeting",
		Text: lines(m.Time, m.Summary), Link: whole(o, m.Access, "consultation/meetings/"+m.ID+".html")}
	if m.Status == consultation.Cancelled {
		e.Cancelled, e.Title = true, "Cancelled: "+m.Title
	}
	return e
}

func actionEvent(o view.Occasion, a consultation.Action) Event {
	owner := ""
	if a.Owner != "" {
		owner = "Owner: " + a.Owner
	}
	return Event{UID: uuid("action", o.ID, a.ID), On: a.Due, Title: "Due: " + a.Text, Kind: "Action item",
		Text: lines("Action item "+a.ID, owner), Link: whole(o, a.Access, "consultation/actions.html")}
}

// whole is the address of a page of the public edition; "" where nobody knows where that will stand, and for
// what is not in it.
func whole(o view.Occasion, a consultation.Access, path string) string {
	if o.Address == "" || a != consultation.Public {
		return ""
	}
	return o.Address + path
}

func lines(texts ...string) string {
	return strings.Join(slices.DeleteFunc(texts, func(s string) bool { return s == "" }), "\n")
}

// Calendar is events as RFC 5545 has them, by day, under a name. stamp is the day they were written down.
// It is nil where there are none: a calendar must hold something.
func Calendar(name string, events []Event, stamp date.Date) []byte {
	if len(events) == 0 {
		return nil
	}
	var c calendar
	c.line("BEGIN", "VCALENDAR")
	c.line("VERSION", "2.0")
	c.line("PRODID", "-//opframe//opframe//EN")
	c.line("CALSCALE", "GREGORIAN")
	c.line("METHOD", "PUBLISH")
	c.text("NAME", name)
	c.text("X-WR-CALNAME", name)
	for _, e := range inOrder(events) {
		c.event(e, compact(stamp)+"T000000Z")
	}
	c.line("END", "VCALENDAR")
	return c.Bytes()
}

// calendar is the file as it is written, line by line.
type calendar struct{ bytes.Buffer }

func (c *calendar) event(e Event, stamp string) {
	c.line("BEGIN", "VEVENT")
	c.text("UID", e.UID)
	c.line("DTSTAMP", stamp)
	c.line("DTSTART;VALUE=DATE", compact(e.On))
	c.line("DTEND;VALUE=DATE", compact(e.On.AddDays(1)))
	c.text("SUMMARY", e.Title)
	c.text("DESCRIPTION", e.Text)
	c.text("LOCATION", e.Place)
	c.text("CATEGORIES", e.Kind)
	if href, ok := doc.Href(e.Link); ok {
		c.line("URL", href)
	}
	c.line("STATUS", map[bool]string{true: "CANCELLED", false: "CONFIRMED"}[e.Cancelled])
	c.line("TRANSP", "TRANSPARENT")
	c.line("END", "VEVENT")
}

// text is a line with a value in somebody's words; there is none without words.
func (c *calendar) text(name, words string) {
	if words != "" {
		c.line(name, escaped(words))
	}
}

// most is how many octets a line may have without its end.
const most = 75

// line folds a line that is too long: it goes on below after a blank, and no character is torn apart.
func (c *calendar) line(name, value string) {
	rest, room := name+":"+value, most
	for len(rest) > room {
		at := room
		for !utf8.RuneStart(rest[at]) {
			at--
		}
		c.WriteString(rest[:at] + "\r\n ")
		rest, room = rest[at:], most-1
	}
	c.WriteString(rest + "\r\n")
}

func compact(d date.Date) string { return strings.ReplaceAll(d.String(), "-", "") }

// escaped is words as a value: what would end it or part it gets a backslash.
func escaped(words string) string {
	words = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(words)
	return strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\n", `\n`).Replace(clean(words))
}

// clean puts the replacement character where there is one that no calendar may hold.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\t' && r != '\n' || r == 0x7f {
			return utf8.RuneError
		}
		return r
	}, strings.ToValidUTF8(s, string(utf8.RuneError)))
}
