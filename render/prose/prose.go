// Package prose reads standing Markdown, such as the guidance of a framework and the papers of a round,
// into document blocks. It knows which part of CommonMark has a place in a document and says where a
// file uses another. It is the only importer of the Markdown parser, and refuses to know how blocks
// look, what the front matter means, and anything that providers wrote: their text is never Markdown.
//
// Beside CommonMark and pipe tables it reads these habits:
//
//	Table: Caption          a paragraph of this form directly above a table is its caption
//	| **name** | … |        a table whose first cells are all strong has headers for rows
//	> **Note** Text         a callout; Tip and Good are good, Important and Caution ask for
//	>                       attention, Warning is bad, any other title is neutral
//	> [!NOTE]               the same, as GitHub has it: NOTE, TIP, IMPORTANT, WARNING or CAUTION,
//	> Text                  with the text on the lines below
//	> Text                  somebody's words, with their source
//	> — Source              in a last paragraph or line
//	## Heading {#anchor}    the heading's own anchor, so that links to it outlive a change of words
//	Term                    a fact; lines of several definitions stand below each other
//	: Definition
//	Text[^1]                a reference to the note
//	[^1]: Note              that a paragraph of this form holds; notes are counted in the order in
//	                        which they are referred to, whatever their labels are
//
// A day and a month beside each other, such as "8 September", are kept on one line by a no-break space.
package prose

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"slices"

	"github.com/yuin/goldmark/ast"

	"opframe/render/doc"
)

// Fault is something in a file that has no place in a document.
type Fault struct {
	File string
	Line int
	What string
}

// Error is "file:line: what".
func (f Fault) Error() string { return fmt.Sprintf("%s:%d: %s", f.File, f.Line, f.What) }

// Blocks reads the Markdown of a whole file, below the front matter if it has any. file is its name
// for messages. The error joins a Fault for everything that has no place in a document: headings of
// level 1 (the title is in the front matter), below 4 or skipping a level, raw HTML, images,
// horizontal rules, links that Href does not follow, notes without a reference or the other way round,
// nesting that no block can hold, and more than a person would write (see the limits). What it returns
// passes doc.Check as part of a document that has no blocks but these.
func Blocks(file string, md []byte) ([]doc.Block, error) {
	r, root, err := open(file, md)
	if err != nil {
		return nil, err
	}
	r.reserve(root)
	blocks := r.blocks(root)
	if notes, ok := r.footnotes(); ok {
		blocks = append(blocks, notes)
	}
	if len(r.faults) > 0 {
		var all []error
		for _, f := range inOrder(r.faults) {
			all = append(all, f)
		}
		return nil, errors.Join(all...)
	}
	return blocks, nil
}

// inOrder are faults by line, each once.
func inOrder(faults []Fault) []Fault {
	slices.SortStableFunc(faults, func(a, b Fault) int { return cmp.Compare(a.Line, b.Line) })
	return slices.Compact(faults)
}

// Split parts a file into its front matter, the lines between a first line --- and the next such
// line, and its body, which begins on the given line. The front matter begins with an empty line in
// place of the ---, so that lines counted in it are lines of the file. It is nil where there is none.
func Split(file string, md []byte) (front, body []byte, line int, err error) {
	md = bytes.TrimPrefix(md, []byte("\ufeff"))
	first, rest, _ := bytes.Cut(md, []byte("\n"))
	if !isRule(first) {
		return nil, md, 1, nil
	}
	front, line = []byte("\n"), 2
	for len(rest) > 0 {
		var l []byte
		l, rest, _ = bytes.Cut(rest, []byte("\n"))
		line++
		if isRule(l) {
			return front, rest, line, nil
		}
		front = append(append(front, l...), '\n')
	}
	return nil, nil, 0, Fault{file, 1, "the front matter that begins here does not end: put --- on a line of its own below it"}
}

func isRule(line []byte) bool { return string(bytes.TrimRight(line, " \t\r")) == "---" }

// reader turns the parser's tree into blocks and collects faults.
type reader struct {
	file    string
	source  []byte
	first   int   // the line of the file on which source begins
	ends    []int // of the lines of source
	level   int   // of the last heading
	quoting bool
	anchors doc.Anchors
	notes   notes
	faults  []Fault
}

func (r *reader) fault(n ast.Node, format string, args ...any) {
	r.faults = append(r.faults, Fault{r.file, r.line(n), fmt.Sprintf(format, args...)})
}

// line is where a node begins, or the nearest node around it whose place is known.
func (r *reader) line(n ast.Node) int {
	for ; n != nil; n = n.Parent() {
		if at := n.Pos(); at >= 0 && at <= len(r.source) {
			return r.lineAt(at)
		}
	}
	return r.first
}

func (r *reader) lineAt(offset int) int {
	above, _ := slices.BinarySearch(r.ends, offset)
	return r.first + above
}
