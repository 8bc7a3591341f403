package prose

import (
	"errors"
	"fmt"
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
	extended "github.com/yuin/goldmark/extension/ast"
)

// Ref is a link as its author wrote it.
type Ref struct {
	Line       int // of the file
	Href, Text string
}

// Links are the links of a file in its order, those that cannot be followed too. The error is a Fault:
// a front matter that does not end, or a file beyond the limits of Blocks.
func Links(file string, md []byte) ([]Ref, error) {
	r, root, err := open(file, md)
	if err != nil {
		return nil, err
	}
	var all []Ref
	visit(root, func(n ast.Node) {
		if href, ok := r.address(n); ok {
			all = append(all, Ref{r.line(n), href, strings.Join(strings.Fields(r.passage(n).text), " ")})
		}
	})
	return all, nil
}

// Lint are the warnings for a file that Blocks reads: dates in running text that are not in house style,
// and links whose words do not say where they lead. Code and somebody's own words are let be. A file
// that cannot be parsed has one fault, which Blocks reports as well.
func Lint(file string, md []byte) []Fault {
	r, root, err := open(file, md)
	if fault := (Fault{}); errors.As(err, &fault) {
		return []Fault{fault}
	}
	visit(root, func(n ast.Node) {
		if holdsText[n.Kind()] && !r.isQuoted(n) {
			r.lintDates(n)
		}
		r.lintLink(n)
	})
	return inOrder(r.faults)
}

func visit(root ast.Node, node func(ast.Node)) {
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering {
			node(n)
		}
		return ast.WalkContinue, nil // and so the walk has no error
	})
}

// holdsText are the kinds of blocks that text stands in.
var holdsText = map[ast.NodeKind]bool{
	ast.KindParagraph: true, ast.KindTextBlock: true, ast.KindHeading: true,
	extended.KindTableCell: true, extended.KindDefinitionTerm: true,
}

// isQuoted: the text is somebody's own words.
func (r *reader) isQuoted(n ast.Node) bool {
	for ; n != nil; n = n.Parent() {
		if n.Kind() == ast.KindBlockquote && !r.isCallout(n) {
			return true
		}
	}
	return false
}

func (r *reader) lintDates(n ast.Node) {
	p := r.passage(n)
	for _, at := range datesIn(p.text) {
		r.faults = append(r.faults, Fault{r.file, p.line(at[0]), fmt.Sprintf("the date %q: write it like 8 September 2016", p.text[at[0]:at[1]])})
	}
}

// vague are the words of links that say nothing of where they lead.
var vague = map[string]bool{"here": true, "click here": true, "click": true, "this": true, "this link": true, "this page": true,
	"link": true, "more": true, "read more": true, "see here": true}

var isAddress = regexp.MustCompile(`^(https?://|www\.)\S*$`)

func (r *reader) lintLink(n ast.Node) {
	if _, ok := r.address(n); !ok {
		return
	}
	words := strings.Join(strings.Fields(r.passage(n).text), " ")
	switch {
	case vague[strings.ToLower(strings.Trim(words, ".,:;!> "))]:
		r.fault(n, "a link called %q: call it what it leads to", words)
	case isAddress.MatchString(words):
		r.fault(n, "a link called by its address, %s: call it what it leads to", words)
	}
}

// address is where a link leads, if the node is one.
func (r *reader) address(n ast.Node) (href string, ok bool) {
	switch n := n.(type) {
	case *ast.Link:
		return plain(n.Destination, false), true
	case *ast.AutoLink:
		return r.autolink(n), true
	}
	return "", false
}

// passage is the text of a block or a link on one line, with the places its parts have in the source.
type passage struct {
	text  string
	at    []part
	codes bool // code is part of it
}

// part begins at an offset of the text and stands on a line of the file.
type part struct{ offset, line int }

// gap stands for what is no running text.
const gap = "\ufffc"

// passage is the text below a node: of a link with the code in it, of a block without.
func (r *reader) passage(n ast.Node) passage {
	if a, ok := n.(*ast.AutoLink); ok {
		return passage{text: string(a.Label(r.source))}
	}
	p := passage{codes: n.Kind() == ast.KindLink}
	p.take(r, n)
	return p
}

func (p *passage) take(r *reader, n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Text:
			p.at = append(p.at, part{len(p.text), r.lineAt(c.Segment.Start)})
			p.text += plain(c.Segment.Value(r.source), c.IsRaw())
			if c.SoftLineBreak() || c.HardLineBreak() {
				p.text += " "
			}
		case *ast.Link, *ast.Emphasis:
			p.take(r, c)
		case *ast.CodeSpan:
			if p.codes {
				p.text += r.code(c)
			} else {
				p.text += gap
			}
		default:
			p.text += gap
		}
	}
}

func (p passage) line(offset int) int {
	line := 0
	for _, part := range p.at {
		if part.offset <= offset {
			line = part.line
		}
	}
	return line
}
