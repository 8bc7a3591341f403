package workbook

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"opframe/data/date"
	"opframe/data/response"
)

// The columns of the start sheet: hidden marks, then five of which the last four are often one.
const (
	startLabel = 1
	startValue = 2
	startLast  = 5
)

// start lays out the first sheet; the others are laid out already, so that it can count them.
func (b *planner) start(others []page) page {
	p := page{title: b.l.Start, kind: startPage, widths: []float64{2, 26, 15, 15, 15, 34}}
	p.lines = []line{
		{cells: []cell{
			{content: textOf(markSection + startSection)},
			{col: startLabel, content: textOf(markLabel)},
			{col: startValue, content: textOf(markValue)},
		}},
		across(titleLook, b.l.Title),
		across(noteLook, b.l.About),
	}
	p.lines = append(append(p.lines, b.supplementNote()...), across(headingLook, "How to fill it in"))
	for i, s := range b.l.Steps {
		p.lines = append(p.lines, across(stepLook, fmt.Sprintf("%d.  %s", i+1, s)))
	}
	p.lines = append(p.lines, across(headingLook, "About this questionnaire"))
	for _, f := range b.l.Fields {
		p.lines = append(p.lines, b.field(f))
	}
	p.lines = append(p.lines, b.supplementLines()...)
	p.lines = append(p.lines, across(headingLook, "Progress"))
	p.lines = append(p.lines, b.progress(others, len(p.lines))...)
	p.lines = append(p.lines, across(headingLook, "Colours and marks"))
	return page{p.title, p.kind, p.widths, append(p.lines, legend()...), 0, 0, 0}
}

// across is a line of one text from the first visible column to the last.
func across(k look, text string) line {
	return line{
		cells: []cell{{col: startLabel, look: k, content: textOf(text)}},
		spans: [][2]int{{startLabel, startLast}},
	}
}

// field is a line of the start sheet: what the office knows is locked, the rest is to be filled in.
func (b *planner) field(f Field) line {
	c := b.given(f.Name)
	x := cell{col: startValue, look: givenLook, content: c}
	if c.kind == isDay {
		x.look = givenDayLook
	}
	if slices.Contains(inputFields, f.Name) && (c.kind == blank || f.Name == fieldCompleted || f.Name == fieldCompletedBy) {
		x.look = answerLook
	}
	if f.Name == fieldCompleted {
		x.look, x.rule = dayLook, dayRule()
	}
	return line{
		cells: []cell{
			{content: textOf(markMeta + f.Name)},
			{col: startLabel, look: labelLook, content: textOf(f.Title)},
			x,
		},
		spans: [][2]int{{startValue, startLast}},
	}
}

// given is what is known of a field.
func (b *planner) given(name string) content {
	last := response.Submission{}
	if b.p.Last != nil {
		last = *b.p.Last
	}
	if b.only != nil {
		last.CompletedBy, last.Completed = response.Field{}, date.Date{}
	}
	switch name {
	case fieldFramework:
		return textOf(b.f.Ref())
	case fieldRound:
		return textOf(strings.TrimSpace(strings.Join([]string{b.p.RoundTitle, bracketed(b.p.RoundID)}, " ")))
	case fieldDue:
		return dayOf(b.p.Due)
	case fieldProviderID:
		return either(b.p.ProviderID, last.ProviderID.Text)
	case fieldProviderName:
		return either(b.p.ProviderName, last.ProviderName.Text)
	case fieldProductID:
		return either(b.p.ProductID, last.ProductID.Text)
	case fieldProductName:
		return either(b.p.ProductName, last.ProductName.Text)
	case fieldCompletedBy:
		return textOf(last.CompletedBy.Text)
	case fieldCompleted:
		return dayOf(last.Completed)
	case fieldContact:
		return textOf(b.p.Contact)
	}
	return content{}
}

func either(a, b string) content {
	if a != "" {
		return textOf(a)
	}
	return textOf(b)
}

func bracketed(s string) string {
	if s == "" {
		return ""
	}
	return "(" + s + ")"
}

// progress is a small table that counts itself: what must be answered, what is, and what is left.
func (b *planner) progress(others []page, row int) []line {
	lines := []line{columnsOf(headerLook, "Sheet", "Required", "Answered", "To do", "Progress")}
	first := row + 1
	for _, p := range others {
		if p.kind == questionPage {
			lines = append(lines, b.counted(p, row+len(lines)))
		}
	}
	last := row + len(lines) - 1
	if last > first {
		lines = append(lines, total(lines[1:], first, last))
	}
	for _, p := range others {
		if p.kind == tablePage {
			lines = append(lines, rowsFilled(p))
		}
	}
	return lines
}

func columnsOf(k look, texts ...string) line {
	ln := line{}
	for i, t := range texts {
		ln.cells = append(ln.cells, cell{col: startLabel + i, look: k, content: textOf(t)})
	}
	return ln
}

// counted counts the required questions of one sheet by their marks and their status.
func (b *planner) counted(p page, row int) line {
	open, done := 0, 0
	for _, ln := range p.lines[p.first:] {
		if ln.cells[0].text != markRequired {
			continue
		}
		switch ln.cells[p.status].text {
		case statusRequired:
			open++
		case statusAnswered:
			done++
		}
	}
	last := len(p.lines) - 1
	marks := rangeOf(p.title, p.first, 0, last, 0)
	status := rangeOf(p.title, p.first, p.status, last, p.status)
	count := func(s string) string {
		return fmt.Sprintf("COUNTIFS(%s,%s,%s,%s)", marks, literal(markRequired), status, literal(s))
	}
	return tally(p.title, p.title, row, open+done, done,
		count(statusRequired)+"+"+count(statusAnswered), count(statusAnswered))
}

func total(lines []line, first, last int) line {
	asked, done := 0, 0
	for _, ln := range lines {
		asked, done = asked+int(ln.cells[1].number), done+int(ln.cells[2].number)
	}
	sum := func(col int) string { return fmt.Sprintf("SUM(%s:%s)", absolute(first, col), absolute(last, col)) }
	return tally("All sheets", "", last+1, asked, done, sum(startValue), sum(startValue+1))
}

// tally is one line of the progress table, with the numbers as they are now.
func tally(title, link string, row, asked, done int, askedBy, doneBy string) line {
	a, d := absolute(row, startValue), absolute(row, startValue+1)
	share := fmt.Sprintf("%s/%s", d, a)
	bar := fmt.Sprintf(`IF(%s=0,"",REPT("■",INT(10*%s))&REPT("□",10-INT(10*%s))&"  "&INT(100*%s)&"%%")`, a, share, share, share)
	k := labelLook
	if link != "" {
		k = linkLook
	}
	return line{cells: []cell{
		{col: startLabel, look: k, content: textOf(title), link: link},
		{col: startValue, look: countLook, content: numberOf(float64(asked)), formula: askedBy},
		{col: startValue + 1, look: countLook, content: numberOf(float64(done)), formula: doneBy},
		{col: startValue + 2, look: countLook, content: numberOf(float64(asked - done)), formula: a + "-" + d},
		{col: startValue + 3, look: givenLook, content: textOf(drawn(asked, done)), formula: bar},
	}}
}

// drawn is the bar that the formula draws.
func drawn(asked, done int) string {
	if asked == 0 {
		return ""
	}
	full := 10 * done / asked
	return strings.Repeat("■", full) + strings.Repeat("□", 10-full) + "  " + strconv.Itoa(100*done/asked) + "%"
}

// rowsFilled counts the rows of a table by its first column.
func rowsFilled(p page) line {
	n := 0
	for _, ln := range p.lines[p.first:] {
		if len(ln.cells) > 0 && ln.cells[0].kind != blank {
			n++
		}
	}
	count := fmt.Sprintf("COUNTA(%s)", rangeOf(p.title, p.first, 1, len(p.lines)-1, 1))
	word := func(n int) string {
		if n == 1 {
			return "1 row"
		}
		return strconv.Itoa(n) + " rows"
	}
	return line{cells: []cell{
		{col: startLabel, look: linkLook, content: textOf(p.title), link: p.title},
		{col: startValue, look: quietLook}, {col: startValue + 1, look: quietLook}, {col: startValue + 2, look: quietLook},
		{col: startLast, look: givenLook, content: textOf(word(n)), formula: fmt.Sprintf(`IF(%s=1,"1 row",%s&" rows")`, count, count)},
	}}
}

// legend shows each mark as the sheets show it, with what it means.
func legend() []line {
	sample := func(k look, mark, meaning string) line {
		return line{
			cells: []cell{{col: startLabel, look: k, content: textOf(mark)}, {col: startValue, look: givenLook, content: textOf(meaning)}},
			spans: [][2]int{{startValue, startLast}},
		}
	}
	return []line{
		sample(answerSample, "To fill in", "A pale yellow cell is for you to fill in. All others are locked, without a password."),
		sample(requiredSample, statusRequired, "The question needs an answer."),
		sample(answeredSample, statusAnswered, "It has one. You can still change it."),
		sample(optionalSample, statusOptional, "An answer helps, but may be left out."),
		sample(dependsSample, statusDepends, "Whether it is asked depends on a question that is still open."),
		sample(notAskedSample, statusNotAsked, "It does not apply, because of another answer. Leave it empty."),
	}
}

// dateOf is the day that all dates of a document are set to: the same input must give the same bytes.
func dateOf(d date.Date) date.Date {
	if d.IsZero() {
		return date.Date{Year: 2000, Month: 1, Day: 1}
	}
	return d
}
