package prose

import (
	"bytes"
	"fmt"

	"github.com/yuin/goldmark/ast"
	extended "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"opframe/render/doc"
)

// notes are the footnotes of a file: as they stand in it, and as they were referred to.
type notes struct {
	all    []*extended.Footnote
	nested map[*extended.Footnote]bool // stands inside another
	order  []int                       // the parser's numbers, in the order of the first references
	inside bool                        // a note is being read
}

// noteParser remembers every note, for the parser forgets those that nothing refers to.
type noteParser struct {
	parser.BlockParser
	notes *notes
}

func (p *noteParser) Open(parent ast.Node, r text.Reader, pc parser.Context) (ast.Node, parser.State) {
	n, state := p.BlockParser.Open(parent, r, pc)
	if note, ok := n.(*extended.Footnote); ok {
		p.notes.add(note, parent)
	}
	return n, state
}

func (s *notes) add(note *extended.Footnote, parent ast.Node) {
	s.all = append(s.all, note)
	for ; parent != nil; parent = parent.Parent() {
		if parent.Kind() == extended.KindFootnote {
			if s.nested == nil {
				s.nested = map[*extended.Footnote]bool{}
			}
			s.nested[note] = true
		}
	}
}

// number is that of a reference in the document: notes are counted as they are referred to.
func (s *notes) number(index int) int {
	for i, known := range s.order {
		if known == index {
			return i + 1
		}
	}
	s.order = append(s.order, index)
	return len(s.order)
}

// footnotes are the notes of all references, to be read when all have been seen; there may be none.
func (r *reader) footnotes() (doc.Notes, bool) {
	labels := map[string]bool{}
	byIndex := map[int]*extended.Footnote{}
	for _, n := range r.notes.all {
		label := string(n.Ref)
		switch {
		case r.notes.nested[n]:
			r.fault(n, "the note [^%s] stands inside another: begin its line without blanks", label)
		case labels[label]:
			r.fault(n, "a second note [^%s]: give it a label of its own", label)
		case n.Index < 0:
			r.fault(n, "nothing refers to the note [^%s]", label)
		}
		labels[label] = true
		byIndex[n.Index] = n
	}
	r.notes.inside = true
	var notes doc.Notes
	for i, index := range r.notes.order {
		notes.Items = append(notes.Items, doc.Note{N: i + 1, Text: r.note(byIndex[index])})
	}
	return notes, len(notes.Items) > 0
}

// note is the one paragraph of a note.
func (r *reader) note(n *extended.Footnote) []doc.Span {
	return r.only(n, fmt.Sprintf("the note [^%s]", n.Ref))
}

// only is the text of a node that holds one paragraph and nothing else.
func (r *reader) only(n ast.Node, what string) []doc.Span {
	first := n.FirstChild()
	if first == nil {
		r.fault(n, "%s has no words", what)
		return nil
	}
	isText := first.Kind() == ast.KindParagraph || first.Kind() == ast.KindTextBlock
	if !isText || first.NextSibling() != nil {
		r.fault(n, "%s holds more than one paragraph", what)
		return nil
	}
	text := r.spans(first)
	if len(text) == 0 {
		r.fault(n, "%s has no words", what)
	}
	return text
}

// reference adds the number of a note.
func (w *spans) reference(n *extended.FootnoteLink) {
	if w.r.notes.inside {
		w.r.fault(n, "a note that refers to a note: say it in the text")
		return
	}
	w.out = append(w.out, doc.Span{Note: w.r.notes.number(n.Index)})
}

// lost finds a reference to a note that is not there, which the parser leaves as text.
func (r *reader) lost(n *ast.Text) {
	for at := n.Segment.Start; at < n.Segment.Stop; at++ {
		if !bytes.HasPrefix(r.source[at:], []byte("[^")) || at > 0 && r.source[at-1] == '\\' {
			continue
		}
		end := bytes.IndexAny(r.source[at:], "]\n")
		if end > 2 && r.source[at+end] == ']' {
			label := r.source[at : at+end+1]
			r.fault(n, "%s refers to a note that is not there: write it on a line of its own, %s: Text, or \\%s where no note is meant", label, label, label)
		}
	}
}
