package pdf

import (
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"opframe/render/doc"
)

// said is the words of a document in the order in which every printer says them, with the marks of
// lists and the numbers of runes without a face, which the PDF adds.
func said(d doc.Document) []string {
	s := &speaker{set: newSetter(nil)}
	s.say(d.Title, d.Subtitle, d.Dateline())
	doc.Walk(d.Blocks, s)
	return s.words
}

type speaker struct {
	set   *setter
	words []string
}

func (s *speaker) say(texts ...string) {
	for _, t := range texts {
		s.words = append(s.words, strings.Fields(s.set.shown(t))...)
	}
}

func (s *speaker) Heading(b doc.Heading)     { s.say(b.Text) }
func (s *speaker) Paragraph(b doc.Paragraph) { s.say(withMarks(b.Text)) }
func (s *speaker) List(b doc.List)           { s.list(b, 0) }
func (s *speaker) Quote(b doc.Quote)         { s.say(b.Text, b.Source) }
func (s *speaker) Code(b doc.Code)           { s.say(b.Text) }
func (s *speaker) Notes(b doc.Notes) {
	for _, n := range b.Items {
		s.say(doc.NoteMark(n.N), withMarks(n.Text))
	}
}

func (s *speaker) list(l doc.List, depth int) {
	for i, item := range l.Items {
		mark := []string{"•", "–"}[depth%2]
		if l.Ordered {
			mark = strconv.Itoa(i+1) + "."
		}
		s.say(mark, withMarks(item.Text))
		if item.Sub != nil {
			s.list(*item.Sub, depth+1)
		}
	}
}

func (s *speaker) Facts(b doc.Facts) {
	for _, f := range b.Items {
		s.say(f.Term, withMarks(f.Text))
	}
}

func (s *speaker) Answers(b doc.Answers) {
	for _, a := range b.Items {
		s.say(a.ID, a.Question, withMarks(a.Said))
	}
}

func (s *speaker) Table(b doc.Table) {
	s.say(b.Caption)
	for _, c := range b.Columns {
		s.say(c.Title)
	}
	for _, r := range b.Rows {
		for _, c := range r.Cells {
			s.say(withMarks(c))
		}
	}
	if len(b.Rows) == 0 {
		s.say(b.Empty)
	}
}

func (s *speaker) Figure(b doc.Figure) {
	s.say(b.Caption)
	s.Table(b.Plot.Numbers())
}

func (s *speaker) Callout(b doc.Callout) {
	s.say(b.Title)
	doc.Walk(b.Blocks, s)
}

// stripped is the words of pages without their running heads and feet, each of which must be there.
func stripped(d doc.Document, pages []string) []string {
	var words []string
	for i, text := range pages {
		text = strings.Join(strings.Fields(text), " ")
		if i > 0 {
			text = strings.TrimPrefix(text, HeadLine(d))
		}
		text = strings.TrimSuffix(text, FootLine(d, i+1, len(pages)))
		words = append(words, strings.Fields(text)...)
	}
	return words
}

var rightToLeft = regexp.MustCompile(`[\p{Hebrew}\p{Arabic}]`)

func withoutRightToLeft(words []string) []string {
	var out []string
	for _, w := range words {
		if !rightToLeft.MatchString(w) && strings.ContainsFunc(w, unicode.IsPrint) {
			out = append(out, w)
		}
	}
	return out
}

// diff reports the first word that differs, with what stands around it.
func diff(t *testing.T, got, want []string) {
	t.Helper()
	for i := range max(len(got), len(want)) {
		if i >= len(got) || i >= len(want) || got[i] != want[i] {
			t.Fatalf("word %d differs:\n got %q\nwant %q", i, around(got, i), around(want, i))
		}
	}
}

func around(words []string, i int) []string {
	return words[max(0, min(i-6, len(words))):min(i+6, len(words))]
}
