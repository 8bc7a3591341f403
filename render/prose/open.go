package prose

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// The limits of a file. What the parser takes grows with the square of a line's length, and with the
// columns of a table times its rows, however short these are: twelve KB of them once took 40 MB.
const (
	maxBytes   = 1_000_000
	maxLine    = 8_000 // bytes; a paragraph on one line is rarely longer than 2,000
	maxColumns = 40
	maxCells   = 20_000 // of all tables of a file
	maxLists   = 6      // in one another
)

// open parses a file within the limits.
func open(file string, md []byte) (*reader, ast.Node, error) {
	if len(md) > maxBytes {
		return nil, nil, Fault{file, 1, fmt.Sprintf("a file of %d bytes: the longest that is read has %d, so part it", len(md), maxBytes)}
	}
	_, body, line, err := Split(file, md)
	if err != nil {
		return nil, nil, err
	}
	r := &reader{file: file, source: body, first: line, ends: lineEnds(body), level: 1}
	if what, at := excess(body); what != "" {
		return nil, nil, Fault{file, line + at, what}
	}
	p := goldmark.New(goldmark.WithExtensions(extension.Table, extension.DefinitionList), goldmark.WithParserOptions(
		parser.WithAttribute(),
		parser.WithBlockParsers(util.Prioritized(&noteParser{extension.NewFootnoteBlockParser(), &r.notes}, 999)),
		parser.WithInlineParsers(util.Prioritized(extension.NewFootnoteParser(), 101)),
	)).Parser()
	return r, p.Parse(text.NewReader(body)), nil
}

func lineEnds(source []byte) []int {
	var ends []int
	for at, c := range source {
		if c == '\n' {
			ends = append(ends, at)
		}
	}
	return ends
}

// excess is what of the body is beyond the limits, and how many lines stand above it; "" for nothing.
func excess(body []byte) (what string, above int) {
	columns, cells := 0, 0
	for line := range bytes.SplitSeq(body, []byte("\n")) {
		content := strings.Trim(string(line), "> \t\r\f\v")
		switch {
		case len(line) > maxLine:
			return fmt.Sprintf("a line of %d characters: the longest that is read has %d, so break it", len(line), maxLine), above
		case content == "":
			columns = 0
		case isTableRule(content):
			columns = strings.Count(strings.Trim(content, "|"), "|") + 1
		}
		if columns > maxColumns {
			return fmt.Sprintf("a table of %d columns: the widest that is read has %d", columns, maxColumns), above
		}
		if columns > 1 {
			cells += columns
		}
		if cells > maxCells {
			return fmt.Sprintf("the tables down to here have more than %d cells: part the file, or attach the data", maxCells), above
		}
		above++
	}
	return "", 0
}

// isTableRule: the line makes a table of what is around it. Others may be taken for one too.
func isTableRule(content string) bool {
	return strings.Contains(content, "|") && strings.Trim(content, "|:- \t\r\f\v") == ""
}
