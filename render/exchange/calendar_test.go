package exchange

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"opframe/data/audience"
	"opframe/data/consultation"
	"opframe/data/date"
	"opframe/data/view"
)

// property is a line of a calendar as another program reads it.
type property struct{ name, params, value string }

// readCalendar unfolds and takes apart, by the letter of RFC 5545, sections 3.1 and 3.3.11.
func readCalendar(t *testing.T, data []byte) []property {
	t.Helper()
	text := string(data)
	if !strings.HasSuffix(text, "\r\n") || strings.Count(text, "\n") != strings.Count(text, "\r\n") || strings.Count(text, "\r") != strings.Count(text, "\r\n") {
		t.Fatal("lines must end in CRLF, all of them")
	}
	for line := range strings.SplitSeq(strings.TrimSuffix(text, "\r\n"), "\r\n") {
		if len(line) > 75 || !utf8.ValidString(line) {
			t.Fatalf("a line of %d octets, want 75 at most with whole characters: %q", len(line), line)
		}
	}
	var all []property
	for line := range strings.SplitSeq(strings.TrimSuffix(strings.ReplaceAll(text, "\r\n ", ""), "\r\n"), "\r\n") {
		name, value, ok := strings.Cut(line, ":")
		if !ok {
			t.Fatalf("a line without a name: %q", line)
		}
		name, params, _ := strings.Cut(name, ";")
		all = append(all, property{name, params, value})
	}
	return all
}

func unescape(s string) string {
	return strings.NewReplacer(`\\`, `\`, `\;`, ";", `\,`, ",", `\n`, "\n").Replace(s)
}

// calendarText is what of a text a calendar can say.
func calendarText(s string) string {
	s = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(strings.ToValidUTF8(s, "\ufffd"))
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' || r == 0x7f {
			return '\ufffd'
		}
		return r
	}, s)
}

func values(all []property, name string) []string {
	var out []string
	for _, p := range all {
		if p.name == name {
			out = append(out, unescape(p.value))
		}
	}
	return out
}

func TestHostileTitlesComeBackFromACalendar(t *testing.T) {
	var events []Event
	for i, title := range hostile {
		events = append(events, Event{UID: uuid("test", title), On: on(2017, 3, 1+i), Title: title, Text: title + title, Place: title})
	}
	all := readCalendar(t, Calendar(hostile[0], events, on(2017, 10, 31)))
	for i, got := range values(all, "SUMMARY") {
		if want := calendarText(hostile[i]); got != want {
			t.Errorf("the title %q came back as %q", want, got)
		}
	}
	for _, name := range []string{"SUMMARY", "DESCRIPTION", "LOCATION", "UID", "DTSTAMP", "DTSTART", "STATUS"} {
		if got := len(values(all, name)); got != len(hostile) {
			t.Errorf("%d events have %s, want %d", got, name, len(hostile))
		}
	}
	begun := values(all, "BEGIN")
	if n := len(begun); n != 1+len(hostile) || begun[0] != "VCALENDAR" {
		t.Errorf("%d parts begin, want the calendar and %d events: a title broke out of its line", n, len(hostile))
	}
}

// Whatever the words, they fold into lines that unfold to the same words.
func FuzzCalendar(f *testing.F) {
	for _, s := range hostile {
		f.Add(s)
	}
	for n := 60; n < 80; n++ {
		f.Add(strings.Repeat("a", n) + "é漢👩🏽‍💻" + strings.Repeat("\\,;", 40))
	}
	f.Fuzz(func(t *testing.T, words string) {
		if words == "" {
			return
		}
		all := readCalendar(t, Calendar("x", []Event{{UID: "u", On: on(2017, 1, 1), Title: words, Link: words}}, on(2017, 1, 1)))
		if got := values(all, "SUMMARY"); len(got) != 1 || got[0] != calendarText(words) {
			t.Errorf("%q came back as %q", calendarText(words), got)
		}
	})
}

func consultationOf(address string) view.Consultation[audience.Public] {
	r := consultation.Record{
		Meetings: []consultation.Meeting{
			{Text: consultation.Text{ID: "swg-1", Title: "First meeting", Access: consultation.Public, Summary: "What it is about"}, Date: on(2017, 11, 20), Time: "10:00 to 12:00", Venue: "Room 1, level 2", Status: consultation.Planned},
			{Text: consultation.Text{ID: "swg-2", Title: "Second meeting", Access: consultation.Public}, Date: on(2017, 11, 10), Status: consultation.Cancelled},
			{Text: consultation.Text{ID: "swg-3", Title: "CANARYmeeting", Access: consultation.Members}, Date: on(2017, 12, 1), Status: consultation.Planned}},
		Actions: []consultation.Action{
			{ID: "a-1", Text: "Publish it", Owner: "The office", Access: consultation.Public, Due: on(2017, 11, 15), Status: consultation.Open},
			{ID: "a-2", Text: "Done with", Access: consultation.Public, Due: on(2017, 11, 16), Status: consultation.Done},
			{ID: "a-3", Text: "Without a day", Access: consultation.Public, Status: consultation.Open},
			{ID: "a-4", Text: "CANARYaction", Access: consultation.Members, Due: on(2017, 11, 17), Status: consultation.Open}},
	}
	return view.PublicConsultation(occasion(address), nil, r)
}

func TestEventsAreMeetingsAndDaysThatAreDue(t *testing.T) {
	events := Events(consultationOf("https://example.org/of/"))
	var got []string
	for _, e := range events {
		got = append(got, e.On.String()+" "+e.Title)
	}
	want := []string{"2017-11-10 Cancelled: Second meeting", "2017-11-15 Due: Publish it", "2017-11-20 First meeting"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q: by day, open actions with a day only, nothing for members", got, want)
	}
	data := Calendar("Meetings", events, on(2017, 10, 31))
	for _, want := range []string{"DTSTART;VALUE=DATE:20171120\r\nDTEND;VALUE=DATE:20171121\r\n", "DTSTAMP:20171031T000000Z\r\n", `LOCATION:Room 1\, level 2` + "\r\n",
		"STATUS:CANCELLED\r\n", "URL:https://example.org/of/consultation/meetings/swg-1.html\r\n", `DESCRIPTION:10:00 to 12:00\nWhat it is about` + "\r\n"} {
		if !bytes.Contains(data, []byte(want)) {
			t.Errorf("the calendar does not say %q:\n%s", want, data)
		}
	}
	if bytes.Contains(Calendar("x", Events(consultationOf("")), on(2017, 10, 31)), []byte("URL")) {
		t.Error("without an address there are links that lead nowhere")
	}
	if !bytes.Equal(data, Calendar("Meetings", events[:3:3], on(2017, 10, 31))) {
		t.Error("the same events make different bytes")
	}
}

func TestNoEventsAreNoCalendar(t *testing.T) {
	if got := Calendar("Meetings", nil, date.Date{}); got != nil {
		t.Errorf("got %q, want nothing: a calendar must hold an event", got)
	}
}
