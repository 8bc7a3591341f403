package doc

import (
	"errors"
	"fmt"
	"strings"
)

// Check says what a printer cannot print well: a heading that skips a level or shares its anchor,
// a row with too many or too few cells, a table that would be empty in silence, a figure whose numbers
// do not fit its legend, a table that people cannot work with though they are told so, a note that is
// not there or that nothing refers to. Its error joins every fault; they are faults of the program that
// built the document, never of what providers sent.
func Check(d Document) error {
	c := checker{level: 1, ids: map[string]bool{}}
	if d.Title == "" {
		c.fault("the document has no title")
	}
	if d.Lang == "" {
		c.fault("document %q does not say its language", d.Title)
	}
	Walk(d.Blocks, &c)
	c.references(d.Blocks)
	return errors.Join(c.faults...)
}

type checker struct {
	level  int
	ids    map[string]bool
	notes  int // as far as they are numbered
	within int // how many callouts we are in
	faults []error
}

func (c *checker) fault(format string, args ...any) {
	c.faults = append(c.faults, fmt.Errorf(format, args...))
}

func (c *checker) Heading(b Heading) {
	if b.Level < 2 || b.Level > 4 || b.Level > c.level+1 {
		c.fault("heading %q: level %d after level %d: levels are 2 to 4 and skip none", b.Text, b.Level, c.level)
	}
	c.anchor("heading", b.Text, b.ID)
	c.level = b.Level
}

// anchor takes an id that must be unique in the document. Printers' own begin with an underscore, which
// Slug never makes.
func (c *checker) anchor(what, name, id string) {
	if id == "" || id[0] == '_' || strings.ContainsAny(id, " \t\n\f\r") || c.ids[id] {
		c.fault("%s %q: the anchor %q must be there, be its own, hold no blank and not begin with _", what, name, id)
	}
	c.ids[id] = true
}

func (c *checker) Callout(b Callout) {
	if b.Title == "" {
		c.fault("a callout has no title")
	}
	c.within++
	Walk(b.Blocks, c)
	c.within--
}

func (c *checker) Facts(b Facts) {
	for _, f := range b.Items {
		if f.Term == "" {
			c.fault("a fact has no term: %q", Plain(f.Text))
		}
	}
}

func (c *checker) Answers(b Answers) {
	if len(b.Items) == 0 {
		c.fault("a list of answers has none: leave it out")
	}
	for _, a := range b.Items {
		if a.ID == "" {
			c.fault("the question of an answer has no id: %q", a.Question)
		}
	}
}

func (c *checker) Paragraph(Paragraph) {}
func (c *checker) List(List)           {}
func (c *checker) Quote(Quote)         {}
func (c *checker) Code(Code)           {}

func (c *checker) Notes(b Notes) {
	if c.within > 0 {
		c.fault("notes stand in a callout: their place is below the text")
	}
	for _, n := range b.Items {
		if c.notes++; n.N != c.notes {
			c.fault("note %d stands where number %d is due: %q", n.N, c.notes, Plain(n.Text))
		}
	}
}

// references: a note a reference and at least one reference a note, in the order of the notes: readers
// of Markdown number notes by their first references.
func (c *checker) references(blocks []Block) {
	referred := make([]bool, c.notes+1) // by number
	referred[0] = true
	Walk(blocks, &reading{text: func(spans []Span) {
		for i := range spans {
			s := &spans[i]
			if s.Note == 0 {
				continue
			}
			if s.Text != "" {
				c.fault("the reference to note %d has a text of its own, %q", s.Note, s.Text)
			}
			switch {
			case s.Note < 0 || s.Note > c.notes:
				c.fault("a reference to note %d: there are %d", s.Note, c.notes)
				continue
			case !referred[s.Note-1]:
				c.fault("note %d is referred to before note %d", s.Note, s.Note-1)
			}
			referred[s.Note] = true
		}
	}})
	for n := range c.notes {
		if !referred[n+1] {
			c.fault("nothing refers to note %d", n+1)
		}
	}
}
