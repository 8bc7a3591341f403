package markdown

import (
	"strconv"
	"strings"

	"opframe/render/doc"
)

func (p *printer) Heading(b doc.Heading) { p.title(strings.Repeat("#", b.Level)+" ", b.Text) }

func (p *printer) Paragraph(b doc.Paragraph) { p.paragraph(b.Text) }

func (p *printer) List(b doc.List) {
	if len(b.Items) > 0 {
		mark := p.listMark(b.Ordered)
		p.begin()
		p.items(&b, mark, 0)
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

// items stand in by some spaces.
func (p *printer) items(b *doc.List, mark byte, in int) {
	for i := range b.Items {
		lead := string([]byte{mark, ' '})
		if b.Ordered {
			lead = strconv.Itoa(i+1) + lead
		}
		p.hang(in, lead, p.prose(b.Items[i].Text))
		if sub := b.Items[i].Sub; sub != nil {
			p.items(sub, subMark(*sub), in+len(lead))
		}
	}
}

func subMark(b doc.List) byte {
	if b.Ordered {
		return '.'
	}
	return '-'
}

// Facts are a list in which each term is strong.
func (p *printer) Facts(b doc.Facts) {
	if len(b.Items) == 0 {
		return
	}
	mark := p.listMark(false)
	p.begin()
	for _, f := range b.Items {
		// Two texts of their own, so that a strong word behind the term does not run into it.
		p.said = append(p.said[:0], p.prose([]doc.Span{{Text: f.Term, Strong: true}})...)
		if said := p.prose(f.Text); len(said) > 0 {
			p.said = append(append(p.said, ' '), said...)
		}
		p.hang(0, string([]byte{mark, ' '}), p.said)
	}
	p.list = mark
}

// Answers are a list: a question behind its id, which is strong, and below it what was answered.
func (p *printer) Answers(b doc.Answers) {
	if len(b.Items) == 0 {
		return
	}
	mark := p.listMark(false)
	p.begin()
	lead := string([]byte{mark, ' '})
	for i := range b.Items {
		a := &b.Items[i]
		p.spans = append(append(p.spans[:0], doc.Span{Text: a.ID, Strong: true}, doc.Span{Text: " "}, doc.Span{Text: a.Question}, doc.Span{Text: "\n"}), a.Said...)
		p.hang(0, lead, p.prose(p.spans))
	}
	p.list = mark
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
		p.paragraph([]doc.Span{{Text: b.Text}})
		p.paragraph([]doc.Span{{Text: oneLine(b.Source), Emph: true}})
	})
}

// Code is fenced by more backticks than stand anywhere in it.
func (p *printer) Code(b doc.Code) {
	fence := strings.Repeat("`", max(3, longestRun(b.Text)+1))
	text := strings.TrimSuffix(strings.Join(doc.Lines(valid(b.Text)), "\n"), "\n")
	p.block([]byte(fence + "\n" + text + "\n" + fence))
}

// oneLine is a text in which line breaks mean nothing.
func oneLine(s string) string {
	if isOneLine(s) {
		return s
	}
	return strings.Join(strings.FieldsFunc(s, isBlank), " ")
}

// isOneLine: its blanks are single spaces between words.
func isOneLine(s string) bool {
	before := byte(' ')
	for i := range len(s) {
		if isBlank(rune(s[i])) && (s[i] != ' ' || before == ' ') {
			return false
		}
		before = s[i]
	}
	return s == "" || before != ' '
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
