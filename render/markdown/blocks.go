package markdown

import (
	"strconv"
	"strings"

	"opframe/render/doc"
)

func (p *printer) Heading(b doc.Heading) {
	p.block(strings.Repeat("#", b.Level) + " " + heading(b.Text))
}

func (p *printer) Paragraph(b doc.Paragraph) { p.paragraph(b.Text) }

func (p *printer) List(b doc.List) {
	mark := p.listMark(b.Ordered)
	if lines := listLines(b, mark); len(lines) > 0 {
		p.block(strings.Join(lines, "\n"))
		p.list = mark
	}
}

// listMark is a mark other than that of a list directly above.
func (p *printer) listMark(ordered bool) byte {
	marks := "-*"
	if ordered {
		marks = ".)"
	}
	if p.list == marks[0] {
		return marks[1]
	}
	return marks[0]
}

func listLines(b doc.List, mark byte) []string {
	var lines []string
	for i, item := range b.Items {
		lead := string(mark) + " "
		if b.Ordered {
			lead = strconv.Itoa(i+1) + lead
		}
		text := strings.Split(prose(item.Text), "\n")
		if item.Sub != nil {
			text = append(text, listLines(*item.Sub, subMark(*item.Sub))...)
		}
		lines = append(lines, hang(lead, text)...)
	}
	return lines
}

func subMark(b doc.List) byte {
	if b.Ordered {
		return '.'
	}
	return '-'
}

// hang puts lead before the first line and as many spaces before the others.
func hang(lead string, text []string) []string {
	indent := strings.Repeat(" ", len(lead))
	for i, line := range text {
		if i == 0 {
			line = lead + line
		} else {
			line = indent + line
		}
		text[i] = strings.TrimRight(line, " ")
	}
	return text
}

// Facts are a list in which each term is strong.
func (p *printer) Facts(b doc.Facts) {
	mark := p.listMark(false)
	var lines []string
	for _, f := range b.Items {
		// Two texts of their own, so that a strong word behind the term does not run into it.
		text := prose([]doc.Span{{Text: f.Term, Strong: true}})
		if said := prose(f.Text); said != "" {
			text += " " + said
		}
		lines = append(lines, hang(string(mark)+" ", strings.Split(text, "\n"))...)
	}
	if len(lines) > 0 {
		p.block(strings.Join(lines, "\n"))
		p.list = mark
	}
}

// Figure is its caption and its numbers; Markdown does not draw.
func (p *printer) Figure(b doc.Figure) {
	p.paragraph([]doc.Span{{Text: oneLine(b.Caption), Strong: true}})
	p.Table(b.Plot.Numbers())
}

func (p *printer) Callout(b doc.Callout) {
	p.quoted(func() {
		p.paragraph([]doc.Span{{Text: oneLine(b.Title), Strong: true}})
		doc.Walk(b.Blocks, p)
	})
}

func (p *printer) Quote(b doc.Quote) {
	p.quoted(func() {
		p.paragraph(doc.T(b.Text))
		p.paragraph([]doc.Span{{Text: oneLine(b.Source), Emph: true}})
	})
}

// Code is fenced by more backticks than stand anywhere in it.
func (p *printer) Code(b doc.Code) {
	fence := strings.Repeat("`", max(3, longestRun(b.Text)+1))
	text := strings.TrimSuffix(strings.Join(doc.Lines(valid(b.Text)), "\n"), "\n")
	p.block(fence + "\n" + text + "\n" + fence)
}

// oneLine is a text in which line breaks mean nothing.
func oneLine(s string) string {
	return strings.Join(strings.FieldsFunc(s, isBlank), " ")
}

// longestRun is the length of the longest run of backticks.
func longestRun(s string) int {
	longest, run := 0, 0
	for i := range len(s) {
		if s[i] != '`' {
			run = 0
			continue
		}
		run++
		longest = max(longest, run)
	}
	return longest
}
