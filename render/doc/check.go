package doc

import (
	"errors"
	"fmt"
)

// Check says what a printer cannot print well: a heading that skips a level or shares its anchor,
// a row with too many or too few cells, a table that would be empty in silence, a figure whose numbers
// do not fit its legend. Its error joins every fault; they are faults of the program that built the
// document, never of what providers sent.
func Check(d Document) error {
	c := checker{level: 1, ids: map[string]bool{}}
	if d.Title == "" {
		c.fault("the document has no title")
	}
	if d.Lang == "" {
		c.fault("document %q does not say its language", d.Title)
	}
	Walk(d.Blocks, &c)
	return errors.Join(c.faults...)
}

type checker struct {
	level  int
	ids    map[string]bool
	faults []error
}

func (c *checker) fault(format string, args ...any) {
	c.faults = append(c.faults, fmt.Errorf(format, args...))
}

func (c *checker) Heading(b Heading) {
	if b.Level < 2 || b.Level > 4 || b.Level > c.level+1 {
		c.fault("heading %q: level %d after level %d: levels are 2 to 4 and skip none", b.Text, b.Level, c.level)
	}
	// Printers' own anchors begin with an underscore, which Slug never makes.
	if b.ID == "" || b.ID[0] == '_' || c.ids[b.ID] {
		c.fault("heading %q: the anchor %q must be there, be its own and not begin with _", b.Text, b.ID)
	}
	c.ids[b.ID], c.level = true, b.Level
}

func (c *checker) Table(b Table) {
	if len(b.Columns) == 0 {
		c.fault("table %q has no columns", b.Caption)
	}
	if len(b.Rows) == 0 && b.Empty == "" {
		c.fault("table %q has no rows and does not say so", b.Caption)
	}
	for i, r := range b.Rows {
		if len(r.Cells) != len(b.Columns) {
			c.fault("table %q: row %d has %d cells for %d columns", b.Caption, i+1, len(r.Cells), len(b.Columns))
		}
	}
}

func (c *checker) Figure(b Figure) {
	if b.Caption == "" || b.Alt == "" {
		c.fault("figure %q: a caption and a sentence on what is to be seen are needed", b.Caption)
	}
	switch p := b.Plot.(type) {
	case Bars:
		c.bars(b.Caption, p)
	case Grid:
		c.grid(b.Caption, p)
	default:
		c.fault("figure %q has nothing to draw", b.Caption)
	}
}

func (c *checker) bars(caption string, p Bars) {
	for _, bar := range p.Bars {
		if len(bar.Values) != len(p.Legend) {
			c.fault("figure %q: bar %q has %d values for a legend of %d", caption, bar.Label, len(bar.Values), len(p.Legend))
		}
	}
}

func (c *checker) grid(caption string, p Grid) {
	if len(p.Cells) != len(p.Rows) {
		c.fault("figure %q: %d rows of cells for %d rows", caption, len(p.Cells), len(p.Rows))
	}
	for i, r := range p.Cells {
		if len(r) != len(p.Cols) {
			c.fault("figure %q: row %d has %d cells for %d columns", caption, i+1, len(r), len(p.Cols))
		}
	}
}

func (c *checker) Callout(b Callout) {
	if b.Title == "" {
		c.fault("a callout has no title")
	}
	Walk(b.Blocks, c)
}

func (c *checker) Facts(b Facts) {
	for _, f := range b.Items {
		if f.Term == "" {
			c.fault("a fact has no term: %q", Plain(f.Text))
		}
	}
}

func (c *checker) Paragraph(Paragraph) {}
func (c *checker) List(List)           {}
func (c *checker) Quote(Quote)         {}
func (c *checker) Code(Code)           {}
func (c *checker) Notes(b Notes)       {}
