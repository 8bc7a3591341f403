package prose

import (
	"strings"

	"github.com/yuin/goldmark/ast"

	"opframe/render/doc"
)

// quoted is a callout where it begins with strong words or with GitHub's mark for one, else somebody's
// own words.
func (r *reader) quoted(n ast.Node) doc.Block {
	first := n.FirstChild()
	if first == nil {
		r.fault(n, "an empty quote")
		return nil
	}
	if mark, ok := r.alertMark(first); ok {
		return r.alert(n, first, mark)
	}
	if startsStrong(first) {
		return r.callout(n, first)
	}
	return r.quote(n)
}

// isCallout: the quote is not somebody's own words.
func (r *reader) isCallout(n ast.Node) bool {
	first := n.FirstChild()
	if first == nil {
		return false
	}
	_, marked := r.alertMark(first)
	return marked || startsStrong(first)
}

func startsStrong(n ast.Node) bool {
	e, ok := n.FirstChild().(*ast.Emphasis)
	return ok && e.Level == 2 && n.Kind() == ast.KindParagraph
}

// callout has the strong words as its title and what follows them as its first paragraph.
func (r *reader) callout(n, first ast.Node) doc.Block {
	spans := r.spans(first)
	title := ""
	if len(spans) > 0 {
		title = strings.TrimRight(spans[0].Text, ".: ")
	}
	if title == "" {
		r.fault(n, "a callout without words for its title")
		return nil
	}
	return r.calloutOf(title, trimStart(spans[1:]), n, first)
}

// calloutOf has a first paragraph, if there are words for one, in place of the node first.
func (r *reader) calloutOf(title string, paragraph []doc.Span, n, first ast.Node) doc.Block {
	c := doc.Callout{Title: title, Tone: tone(title)}
	if len(paragraph) > 0 {
		c.Blocks = append(c.Blocks, doc.Paragraph{Text: paragraph})
	}
	n.RemoveChild(n, first)
	c.Blocks = append(c.Blocks, r.blocks(n)...)
	return c
}

func tone(title string) doc.Tone {
	word, _, _ := strings.Cut(title, " ")
	switch strings.ToLower(strings.TrimRight(word, ".,:!")) {
	case "tip", "good":
		return doc.Good
	case "important", "caution":
		return doc.Caution
	case "warning":
		return doc.Bad
	}
	return doc.Neutral
}

// alerts are GitHub's callouts and what they are called here.
var alerts = map[string]string{"NOTE": "Note", "TIP": "Tip", "IMPORTANT": "Important", "WARNING": "Warning", "CAUTION": "Caution"}

// alertMark is the first line of a node where that is GitHub's mark: "[!NOTE]".
func (r *reader) alertMark(n ast.Node) (mark string, ok bool) {
	if n.Kind() != ast.KindParagraph || n.Lines().Len() == 0 {
		return "", false
	}
	line := n.Lines().At(0)
	mark = strings.TrimSpace(string(line.Value(r.source)))
	return mark, strings.HasPrefix(mark, "[!") && strings.HasSuffix(mark, "]")
}

// alert is a callout by its mark; what follows the mark in the paragraph is its first one.
func (r *reader) alert(n, first ast.Node, mark string) doc.Block {
	title := alerts[strings.ToUpper(mark[2:len(mark)-1])]
	if title == "" {
		r.fault(n, "%s is no callout: there are [!NOTE], [!TIP], [!IMPORTANT], [!WARNING] and [!CAUTION]", mark)
		return nil
	}
	spans := r.spans(first)
	if len(spans) > 0 {
		rest := strings.TrimLeft(strings.TrimPrefix(spans[0].Text, mark), " \n")
		spans[0].Text = rest
		if rest == "" {
			spans = spans[1:]
		}
	}
	return r.calloutOf(title, spans, n, first)
}
