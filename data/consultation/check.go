package consultation

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"opframe/data/response"
	"opframe/data/yamlfile"
)

// checker looks at one file.
type checker struct {
	teller
	e *entry
}

const untilThen = ": it is left out until then."

// need tells of an Error at a key of the front matter; do is how to put it right.
func (c *checker) need(ok bool, key, what, do string) {
	if !ok {
		c.tell(response.Error, c.e.Place(key), what, do+untilThen)
	}
}

// told says that there is a problem at a key already.
func (c *checker) told(key string) bool {
	return c.e.lines[key] > 0 && slices.ContainsFunc(c.problems, func(p response.Problem) bool { return p.Cell.Line == c.e.lines[key] })
}

// decode reads the front matter; false where there is none that could be looked at.
func (c *checker) decode(source []byte) bool {
	if !utf8.Valid(source) {
		at := response.Cell{File: c.e.File, Line: 1 + bytes.Count(source[:validUpTo(source)], []byte("\n"))}
		c.tell(response.Error, at, "it is not written in UTF-8.", "Save it as UTF-8"+untilThen)
		return false
	}
	matter, _, _, err := yamlfile.FrontMatter(c.e.File, source)
	if err == nil && len(bytes.TrimSpace(matter)) == 0 {
		c.need(false, "", "it does not say what it is.", "Begin it with a line ---, a line for each of kind, title, date, status and audience, and a line ---")
		return false
	}
	if err == nil {
		err = yamlfile.Decode(c.e.File, matter, &c.e.front)
	}
	for _, f := range faults(err) {
		c.tell(response.Error, response.Cell{File: f.At.File, Line: max(f.At.Line, 1)}, f.What+".", "Correct it"+untilThen)
	}
	c.e.lines = map[string]int{}
	for key, at := range c.e.front.Keys {
		c.e.lines[key] = at.Line
	}
	return c.e.front.Keys != nil
}

func validUpTo(b []byte) int {
	n := 0
	for n < len(b) {
		r, size := utf8.DecodeRune(b[n:])
		if r == utf8.RuneError && size == 1 {
			break
		}
		n += size
	}
	return n
}

// faults are those that an error of yamlfile joins.
func faults(err error) []yamlfile.Fault {
	switch e := err.(type) {
	case nil:
		return nil
	case yamlfile.Fault:
		return []yamlfile.Fault{e}
	case interface{ Unwrap() []error }:
		var all []yamlfile.Fault
		for _, one := range e.Unwrap() {
			all = append(all, faults(one)...)
		}
		return all
	}
	return []yamlfile.Fault{{What: err.Error()}}
}

// kind checks the kind, and what depends on it: the keys there may be and the words for the state.
func (c *checker) kind() {
	f, class := &c.e.front, c.e.class()
	known := append([]string{string(isGroup), string(isMeeting)}, words(Kinds)...)
	c.need(f.Kind != "", "", "it does not say what it is.", "Add kind: "+strings.Join(known, ", "))
	c.oneOf("kind", f.Kind, known)
	if class == unknown {
		return
	}
	may := append(slices.Clone(common), own[class]...)
	for _, key := range slices.Sorted(maps.Keys(f.Keys)) {
		c.need(slices.Contains(may, key) || c.told(key), key, fmt.Sprintf("the key %q is not for the kind %s: known there are %s.", key, f.Kind, strings.Join(may, ", ")), "Remove it")
	}
	switch class {
	case isGroup:
		c.state(f.Status, []string{"open", "closed"}, true)
	case isMeeting:
		c.state(f.Status, words(MeetingStatuses), true)
		c.need(f.Mode != "", "", "it does not say what form the meeting has.", "Add mode: "+strings.Join(words(Modes), ", "))
		c.oneOf("mode", f.Mode, words(Modes))
	case isPaper:
		c.state(f.Status, words(Statuses), false) // Lint warns where there is none
		minuted := f.Kind == string(Agenda) || f.Kind == string(Minutes)
		c.need(!minuted || f.Meeting != "", "kind", fmt.Sprintf("%s belongs to a meeting.", f.Kind), "Add meeting: and the meeting's id")
	}
}

func (c *checker) state(status string, known []string, needed bool) {
	c.need(status != "" || !needed, "", "it has no status.", "Add status: "+strings.Join(known, ", "))
	c.oneOf("status", status, known)
}

func (c *checker) oneOf(key, word string, known []string) {
	c.need(word == "" || slices.Contains(known, word), key, fmt.Sprintf("the %s %q is none of %s.", key, word, strings.Join(known, ", ")), "Correct it")
}

// audience sets the access. What does not say is for the office.
func (c *checker) audience() {
	c.oneOf("audience", c.e.front.Audience, words(Accesses))
	c.e.Access = Access(c.e.front.Audience)
	if c.e.Access == "" {
		c.e.Access = Office
		c.tell(response.Warning, c.e.Place("audience"), "it does not say who may read it, so only the office can.", "Add audience: "+strings.Join(words(Accesses), ", ")+".")
	}
}

func words[T ~string](all []T) []string {
	var out []string
	for _, w := range all {
		out = append(out, string(w))
	}
	return out
}
