package workbook

import (
	"fmt"
	"slices"
	"strings"

	"opframe/data/framework"
	"opframe/data/response"
)

// bodyRow is the first row below the header of a sheet of questions: the hidden row, the title, the
// note and the header stand above it.
const bodyRow = 4

// entry is one line in the body of a sheet of questions.
type entry struct {
	kind    entryKind
	control framework.Control // of a headEntry, the zero control over the context questions
	q       *framework.Question
	option  *framework.Option
}

type entryKind uint8

const (
	headEntry entryKind = iota
	questionEntry
	optionEntry
)

// entries lists the body of a dimension's sheet from top to bottom; a table has none.
func (b *planner) entries(s Section) []entry {
	if s.Table != "" {
		return nil
	}
	all, ok := b.bodies[s.Dimension]
	if !ok {
		all = b.body(s.Dimension)
		b.bodies[s.Dimension] = all
	}
	return all
}

func (b *planner) body(dimension string) []entry {
	var all []entry
	last := "\x00" // no control has this id
	for _, q := range b.index.Questions {
		if q.Dimension != dimension || !b.has(q.ID) {
			continue
		}
		if q.Control != last {
			c, _ := b.f.Control(q.Control)
			all = append(all, entry{kind: headEntry, control: c})
			last = q.Control
		}
		all = append(all, entry{kind: questionEntry, q: q})
		for i := range optionRows(*q) {
			all = append(all, entry{kind: optionEntry, q: q, option: &q.Options[i]})
		}
	}
	return all
}

// optionRows is how many lines stand below a question, one an option.
func optionRows(q framework.Question) int {
	if q.Kind == framework.Choices {
		return len(q.Options)
	}
	return 0
}

// questions lays out the sheet of one dimension.
func (b *planner) questions(s Section) page {
	d, _ := b.f.Dimension(s.Dimension)
	p := page{title: s.Title, kind: questionPage, widths: []float64{2}, header: bodyRow - 1, first: bodyRow,
		status: b.l.column(colStatus)}
	n := len(b.l.Columns) + 1
	marks := line{cells: append(make([]cell, 0, n), cell{content: textOf(markSection + s.Dimension)})}
	header := line{cells: append(make([]cell, 0, n), cell{content: textOf(markHeader)})}
	for i, c := range b.l.Columns {
		p.widths = append(p.widths, c.Width)
		marks.cells = append(marks.cells, cell{col: i + 1, content: textOf("#" + c.Name)})
		header.cells = append(header.cells, cell{col: i + 1, look: headerLook, content: textOf(c.Title)})
	}
	note := s.Note
	if note == "" {
		note = d.Intent
	}
	p.lines = append(p.lines, marks, b.banner(markTitleRow, titleLook, s.Title), b.banner(markNote, noteLook, note), header)
	row, body := 0, b.entries(s)
	p.lines = slices.Grow(p.lines, len(body))
	for i := range body {
		e := &body[i]
		switch e.kind {
		case headEntry:
			p.lines = append(p.lines, b.head(e.control))
		case questionEntry:
			row = bodyRow + i
			p.lines = append(p.lines, b.question(*e.q, row))
		case optionEntry:
			p.lines = append(p.lines, b.option(*e.q, *e.option, row))
		}
	}
	return p
}

// banner is a line of one text over all columns.
func (b *planner) banner(mark string, k look, text string) line {
	return line{
		cells: []cell{{content: textOf(mark)}, {col: 1, look: k, content: textOf(text)}},
		spans: [][2]int{{1, len(b.l.Columns)}},
	}
}

// head is the line above the questions of a control: its title, and beside it what it is for.
func (b *planner) head(c framework.Control) line {
	title, intent := c.Title, c.Intent
	if c.ID == "" {
		title, intent = "General", "About the product as a whole."
	}
	at := min(3, len(b.l.Columns))
	return line{
		cells: []cell{
			{content: textOf(markControl)},
			{col: 1, look: controlLook, content: textOf(title)},
			{col: at, look: intentLook, content: textOf(intent)},
		},
		spans: [][2]int{{1, at - 1}, {at, len(b.l.Columns)}},
	}
}

func (b *planner) question(q framework.Question, row int) line {
	a := b.answer(q.ID)
	mark := markRequired
	if q.Optional {
		mark = markOptional
	}
	ln := line{cells: append(make([]cell, 0, len(b.l.Columns)+1), cell{content: textOf(mark)})}
	for i, c := range b.l.Columns {
		x := cell{col: i + 1}
		switch c.Name {
		case colID:
			x.look, x.content = idLook, textOf(q.ID)
		case colQuestion:
			x.look, x.content = questionLook, textOf(q.Text)
		case colAnswer:
			x = b.answerCell(q, a)
			x.col = i + 1
		case colStatus:
			x.look = statusLook
			x.content, x.formula = b.status(q)
		case colComment:
			x.look, x.content = wordsLook, textOf(a.Comment.Text)
		case colEvidence:
			x.look, x.content = wordsLook, textOf(a.Evidence.Text)
		case colGuidance:
			x.look, x.content = guidanceLook, textOf(b.guidance(q))
		}
		ln.cells = append(ln.cells, x)
	}
	return ln
}

// option is the line of one option of a question that allows several. Row is the question's own.
func (b *planner) option(q framework.Question, o framework.Option, row int) line {
	ln := line{cells: append(make([]cell, 0, len(b.l.Columns)+1), cell{content: textOf(markOption)})}
	for i, c := range b.l.Columns {
		x := cell{col: i + 1, look: quietLook}
		switch c.Name {
		case colID:
			x.look, x.content = optionIDLook, textOf(optionID(q, o))
		case colQuestion:
			x.look, x.content = optionLook, textOf(o.Label)
		case colAnswer:
			x.look, x.content = answerLook, b.ticked(q, o)
			x.rule = listRule("Yes or No", "Choose Yes if this applies, No if it does not.",
				b.lists.source(labels(framework.YesNoOptions)))
		case colStatus:
			x.look = statusLook
			x.content, x.formula = b.followed(q, absolute(row, i+1))
		}
		ln.cells = append(ln.cells, x)
	}
	return ln
}

// optionID is the id of an option's own line.
func optionID(q framework.Question, o framework.Option) string { return q.ID + "." + o.ID }

// answerCell is where a question is answered, with what is answered already.
func (b *planner) answerCell(q framework.Question, a response.Answer) cell {
	switch q.Kind {
	case framework.Rows:
		s, _ := b.l.section("", q.Table)
		return cell{look: linkLook, content: textOf(linkText(s.Title)), link: s.Title}
	case framework.Choices:
		// Locked: the answers stand in the lines below. What was typed here and not understood stays.
		return cell{look: quietLook, content: b.typed(q)}
	}
	return b.input(b.typed(q), asking{q.Kind, q.Choosable(), q.Unit, q.Min, q.Max})
}

// linkText stands where the answer to a question would, when the answer is a table.
func linkText(sheet string) string { return "Fill in the sheet " + sheet }

// guidance is everything that helps to answer: the help, what evidence to offer, and which other
// questions decide whether it is asked.
func (b *planner) guidance(q framework.Question) string {
	var parts []string
	if q.Help != "" {
		parts = append(parts, q.Help)
	}
	if q.Kind == framework.Choices {
		parts = append(parts, "Answer Yes or No for each line below.")
	}
	if q.Evidence != "" {
		parts = append(parts, "Evidence: "+q.Evidence)
	}
	if ids := q.ShowIf.Questions(); len(ids) > 0 {
		parts = append(parts, fmt.Sprintf("Whether this is asked depends on %s.", joinAnd(ids)))
	}
	return strings.Join(parts, "\n")
}

// joinAnd is "A", "A and B" or "A, B and C".
func joinAnd(all []string) string {
	if len(all) < 2 {
		return strings.Join(all, "")
	}
	return strings.Join(all[:len(all)-1], ", ") + " and " + all[len(all)-1]
}
