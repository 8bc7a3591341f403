package prose

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	extended "github.com/yuin/goldmark/extension/ast"

	"opframe/render/doc"
)

// blocks are the blocks below a node. The paragraph above a table may be its caption.
func (r *reader) blocks(parent ast.Node) []doc.Block {
	var out []doc.Block
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		if t, ok := n.NextSibling().(*extended.Table); ok {
			if caption, ok := r.caption(n); ok {
				out, n = append(out, r.table(t, caption)), t
				continue
			}
		}
		if b := r.block(n); b != nil {
			out = append(out, b)
		}
	}
	return out
}

// block is nil for what has no place in a document.
func (r *reader) block(n ast.Node) doc.Block {
	switch n := n.(type) {
	case *ast.Heading:
		return r.heading(n)
	case *ast.Paragraph:
		return doc.Paragraph{Text: r.spans(n)}
	case *ast.List:
		return r.list(n)
	case *extended.Table:
		return r.table(n, "")
	case *extended.DefinitionList:
		return r.facts(n)
	case *extended.FootnoteList:
		return nil // notes stand at the end, in the order of their references
	case *ast.Blockquote:
		return r.quoted(n)
	case *ast.FencedCodeBlock:
		return doc.Code{Text: r.lines(n)}
	case *ast.CodeBlock:
		return doc.Code{Text: r.lines(n)}
	case *ast.LinkReferenceDefinition:
		return nil // the links that use it have its address
	case *ast.HTMLBlock:
		r.fault(n, "raw HTML has no place in a document: write it in Markdown")
	case *ast.ThematicBreak:
		r.fault(n, "a horizontal rule has no place in a document: use a heading")
	default:
		r.fault(n, "%s has no place in a document", n.Kind())
	}
	return nil
}

func (r *reader) list(n *ast.List) doc.List {
	if depth(n) > maxLists {
		r.fault(n, "more than %d lists in one another", maxLists)
		return doc.List{}
	}
	if n.IsOrdered() && n.Start != 1 {
		r.fault(n, "a list that starts at %d: lists start at 1", n.Start)
	}
	l := doc.List{Ordered: n.IsOrdered()}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		l.Items = append(l.Items, r.item(c))
	}
	return l
}

// depth is how many lists a list is in, itself among them.
func depth(n ast.Node) int {
	d := 0
	for ; n != nil; n = n.Parent() {
		if n.Kind() == ast.KindList {
			d++
		}
	}
	return d
}

func (r *reader) item(n ast.Node) doc.Item {
	var item doc.Item
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if c.Kind() == extended.KindFootnoteList {
			continue // as in blocks
		}
		sub, isList := c.(*ast.List)
		isText := c.Kind() == ast.KindParagraph || c.Kind() == ast.KindTextBlock
		switch {
		case isText && c == n.FirstChild():
			item.Text = r.spans(c)
		case isList && item.Sub == nil:
			l := r.list(sub)
			item.Sub = &l
		default:
			r.fault(c, "a list item holds one paragraph and at most one list below it")
		}
	}
	return item
}

// quote is plain text; a last line or paragraph that begins with a dash is its source.
func (r *reader) quote(n ast.Node) doc.Block {
	r.quoting = true
	defer func() { r.quoting = false }()
	var paragraphs []string
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if c.Kind() != ast.KindParagraph {
			r.fault(c, "a quote holds paragraphs only")
			continue
		}
		spans := r.spans(c)
		if len(spans) > 1 || len(spans) == 1 && spans[0] != (doc.Span{Text: spans[0].Text}) {
			r.fault(c, "marks or links in a quote: it is somebody's words as they are")
		}
		paragraphs = append(paragraphs, doc.Plain(spans))
	}
	text := strings.Join(paragraphs, "\n\n")
	if at := strings.LastIndex(text, "\n"); at >= 0 && dashed(text[at+1:]) {
		_, source, _ := strings.Cut(text[at+1:], " ")
		return doc.Quote{Text: strings.TrimRight(text[:at], "\n"), Source: source}
	}
	return doc.Quote{Text: text}
}

// dashed: the line names a source.
func dashed(line string) bool {
	return strings.HasPrefix(line, "— ") || strings.HasPrefix(line, "– ") || strings.HasPrefix(line, "-- ")
}

// lines are the lines of a code block.
func (r *reader) lines(n ast.Node) string {
	var b bytes.Buffer
	for i := range n.Lines().Len() {
		seg := n.Lines().At(i)
		b.Write(seg.Value(r.source))
	}
	return strings.TrimSuffix(b.String(), "\n")
}
