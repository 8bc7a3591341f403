package consultation

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"opframe/data/date"
	"opframe/data/response"
	"opframe/data/yamlfile"
)

// front is the front matter of a file in papers/, of whichever kind.
type front struct {
	Kind     string        `yaml:"kind"`
	Title    string        `yaml:"title"`
	Summary  string        `yaml:"summary"`
	Date     date.Date     `yaml:"date"`
	Audience string        `yaml:"audience"`
	Status   string        `yaml:"status"`
	Group    string        `yaml:"group"`
	Meeting  string        `yaml:"meeting"`
	Issue    string        `yaml:"issue"`
	Version  string        `yaml:"version"`
	Replaces string        `yaml:"replaces"`
	Time     string        `yaml:"time"`
	Mode     string        `yaml:"mode"`
	Venue    string        `yaml:"venue"`
	Chair    string        `yaml:"chair"`
	Contact  string        `yaml:"contact"`
	Keys     yamlfile.Keys `yaml:"-"`
}

// class is which of the three things a file in papers/ is.
type class string

const (
	unknown   class = ""
	isGroup   class = "group"
	isMeeting class = "meeting"
	isPaper   class = "paper"
)

// own are the keys that only some kinds have.
var own = map[class][]string{
	isGroup:   {"chair", "contact"},
	isMeeting: {"group", "time", "mode", "venue", "chair"},
	isPaper:   {"group", "meeting", "issue", "version", "replaces"},
}

// common are the keys that every kind has.
var common = []string{"kind", "title", "summary", "date", "audience", "status"}

// entry is one file in papers/ as read.
type entry struct {
	Text
	front front
}

func (e *entry) class() class {
	switch {
	case e.front.Kind == string(isGroup) || e.front.Kind == string(isMeeting):
		return class(e.front.Kind)
	case slices.Contains(Kinds, Kind(e.front.Kind)):
		return isPaper
	}
	return unknown
}

// parse reads one file by itself, without what it refers to. With an Error among the problems it must be
// left out.
func parse(file string, source []byte) (*entry, []response.Problem) {
	e := &entry{Text: Text{ID: idOf(file), File: file, Source: source}}
	c := &checker{e: e}
	c.need(idForm.MatchString(e.ID), "", fmt.Sprintf("the name %q is not made of lower-case letters, digits and single hyphens, and addresses are made of it.", e.ID), "Rename the file")
	c.need(e.ID != "index", "", "index is the name of the list of all papers.", "Rename the file")
	if !c.decode(source) {
		return e, c.problems
	}
	f := &e.front
	for _, word := range []*string{&f.Title, &f.Summary, &f.Time, &f.Venue, &f.Chair, &f.Contact, &f.Version} {
		*word = oneLine(*word)
	}
	c.kind()
	c.need(f.Title != "", "title", "it has no title.", "Add one")
	c.need(!f.Date.IsZero() || c.told("date"), "date", "it has no date.", "Add one, written YYYY-MM-DD")
	c.audience()
	e.Title, e.Summary = f.Title, f.Summary
	return e, c.problems
}

// idForm is what ids must look like, since they stand in addresses.
var idForm = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// oneLine joins what the author broke into lines; other spaces stay as they are typed.
func oneLine(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(" \t\r\n", r) }), " ")
}
