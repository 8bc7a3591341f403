package prose

import (
	"github.com/yuin/goldmark/ast"
	extended "github.com/yuin/goldmark/extension/ast"

	"opframe/render/doc"
)

// facts are a list of definitions; those of one term stand below each other.
func (r *reader) facts(n *extended.DefinitionList) doc.Block {
	var facts doc.Facts
	defined := true
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if c.Kind() == extended.KindDefinitionTerm {
			if !defined {
				r.fault(c, "two terms for one definition: write them as one, with “or” between them")
			}
			facts.Items, defined = append(facts.Items, doc.Fact{Term: r.term(c)}), false
			continue
		}
		text := r.only(c, "the definition")
		if last := len(facts.Items) - 1; last >= 0 {
			item := &facts.Items[last]
			if defined {
				item.Text = append(item.Text, doc.Span{Text: "\n"})
			}
			item.Text, defined = append(item.Text, text...), true
		}
	}
	return facts
}

func (r *reader) term(n ast.Node) string {
	text := r.words(n, "term")
	if text == "" {
		r.fault(n, "a term without words")
	}
	return text
}
