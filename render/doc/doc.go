// Package doc is the vocabulary of documents: a closed set of semantic blocks that every printer
// has an opinion on. It knows no format and no look: a Tone, never a colour; words and numbers, never
// pictures. Text is text: a printer escapes it, nothing parses it.
package doc

import (
	"iter"
	"slices"

	"opframe/data/audience"
	"opframe/data/date"
)

// Document is what a printer prints. Its title is the only heading of level 1.
type Document struct {
	Title    string
	Subtitle string
	// Label says who may read it; every page of every format carries it.
	Label       string
	Description string // one sentence for metadata; not printed
	Publisher   string // for metadata and the foot of pages
	Date        date.Date
	Lang        string // BCP 47, "en-AU"
	Blocks      []Block
}

// For is a document with one reader.
type For[A audience.Reader] = audience.For[A, Document]

// Block is one of the types of this file; the set is closed by Visitor.
type Block interface{ Accept(Visitor) }

// Visitor has a method a block. A new block does not compile until each printer has an opinion on it.
type Visitor interface {
	Heading(Heading)
	Paragraph(Paragraph)
	List(List)
	Facts(Facts)
	Table(Table)
	Figure(Figure)
	Callout(Callout)
	Quote(Quote)
	Answers(Answers)
	Code(Code)
	Notes(Notes)
}

// Walk visits blocks in order.
func Walk(blocks []Block, v Visitor) {
	for _, b := range blocks {
		b.Accept(v)
	}
}

// Tone is what something means to the reader. It never stands alone: the words say it too.
type Tone uint8

// The tones.
const (
	Neutral Tone = iota
	Good
	Caution
	Bad
)

// Span is a run of text. "\n" in Text is a line break. A Span with a Tone is a short marked word
// such as "met"; other spans are Neutral.
type Span struct {
	Text   string
	Strong bool
	Emph   bool
	Code   bool
	Tone   Tone
	Link   string // URL, path relative to the root of the edition, or #anchor; "" for none
	// Note is the number of the note in a Notes block that this place refers to; such a span has no Text.
	Note int
}

// T is plain text.
func T(s string) []Span { return []Span{{Text: s}} }

// Plain is the text of spans without their marks.
func Plain(spans []Span) string {
	if len(spans) == 1 {
		return spans[0].Text
	}
	s := ""
	for _, sp := range spans {
		s += sp.Text
	}
	return s
}

// Heading starts a section. Level is 2, 3 or 4 and never skips one.
type Heading struct {
	Level int
	Text  string
	ID    string // anchor, unique in the document
}

// Paragraph is running text.
type Paragraph struct{ Text []Span }

// List is a list of items, each with an optional list below it.
type List struct {
	Ordered bool
	Items   []Item
}

// Item of a List.
type Item struct {
	Text []Span
	Sub  *List
}

// Facts are short statements with a term each.
type Facts struct{ Items []Fact }

// Fact is a term and what is true of it.
type Fact struct {
	Term string
	Text []Span
}

// Table has a header row and, when RowHead is set, a header in the first cell of each row.
type Table struct {
	// Key is given to tables that people work with: they can be sorted, filtered by the columns that say
	// so, and taken away as CSV. It is unique in the document and made like an anchor; "" for a table to read.
	Key     string
	Caption string
	Columns []Column
	RowHead bool
	Rows    []Row
	// Late makes further rows, each time they are asked for, of a table so large that they are not all held at once; nil
	// where Rows has them all.
	Late iter.Seq[Row] `json:",omitzero"`
	// Empty is said in place of the rows where there are none; it must not be "".
	Empty string
}

// All goes through the rows, those made late as well.
func (b *Table) All(yield func(*Row) bool) {
	for i := range b.Rows {
		if !yield(&b.Rows[i]) {
			return
		}
	}
	if b.Late != nil {
		b.Late(func(r Row) bool { return yield(&r) })
	}
}

// HasRows says whether there are any.
func (b *Table) HasRows() bool {
	for range b.All {
		return true
	}
	return false
}

// Held is the document with the rows of its tables at once, of those that have no more than so many: they are gone through
// many times, and need not be made each time.
func (d Document) Held(most int) Document {
	d.Blocks = slices.Clone(d.Blocks)
	for i, b := range d.Blocks {
		if t, ok := b.(Table); ok && t.Late != nil {
			rows := slices.Clone(t.Rows)
			for r := range t.Late {
				if rows = append(rows, r); len(rows) > most {
					break
				}
			}
			if len(rows) <= most {
				t.Rows, t.Late = rows, nil
				d.Blocks[i] = t
			}
		}
	}
	return d
}

// Whole is the table with all rows at once.
func (b Table) Whole() Table {
	if b.Late != nil {
		b.Rows, b.Late = slices.AppendSeq(slices.Clone(b.Rows), b.Late), nil
	}
	return b
}

// Column of a Table. Wide is its share of the width relative to the others; 0 counts as 1.
type Column struct {
	Title string
	Wide  float64
	Right bool // numbers stand to the right
	// Filter: the column has few values, and readers pick rows by them. Only in a table with a Key. A cell
	// of several lines has a value a line.
	Filter bool
}

// Row of a Table; one cell a column.
type Row struct {
	Cells [][]Span
	// Keys are what cells sort by, where that is not their text: "2017-10-31" for a date, "" for the text.
	// nil, or one a cell.
	Keys []string
	// ID is an anchor for links to the row, or "".
	ID string
}

// Figure is numbers to be drawn. Printers that can draw do; every printer prints the caption first and
// the numbers as the table Plot.Numbers gives after it. Alt says in a sentence what is to be seen.
type Figure struct {
	Caption string
	Alt     string
	Plot    Plot
}

// Plot is Bars or Grid.
type Plot interface {
	// Numbers is the same as a table.
	Numbers() Table
}

// Bars are horizontal bars, one below the other, each of one or more parts.
type Bars struct {
	Subject string  // what a bar is: "Control"
	Unit    string  // what is counted: "findings"; "%" for percentages
	Max     float64 // the full width; 0 for the longest bar
	Legend  []Key   // the parts, in order
	Bars    []Bar
}

// Key names a part of every bar.
type Key struct {
	Label string
	Tone  Tone
}

// Bar has a value a Key. A Withheld part is shown as [c] in numbers and is not drawn.
type Bar struct {
	Label  string
	Values []Count
}

// Count is a number or the statement that it is withheld.
type Count struct {
	N        float64
	Withheld bool
}

// Grid is a matrix of cells with rows and columns named, such as risk by level.
type Grid struct {
	RowTitle, ColTitle string
	Rows, Cols         []string
	// Cells[row][col].
	Cells [][]GridCell
}

// GridCell says what the cell stands for and which things of the reader's lie in it.
type GridCell struct {
	Text   string
	Tone   Tone
	Things []string
	// Link leads from the numbers to what lies in the cell, or is "".
	Link string
	// Here marks the row or column the reader is in.
	Here bool
}

// Callout is set apart from the running text.
type Callout struct {
	Tone   Tone
	Title  string
	Blocks []Block
}

// Quote is somebody's own words with their place: a provider's answer and its cell.
type Quote struct {
	Text   string
	Source string
}

// Answers are questions, each with what was answered to it.
type Answers struct{ Items []Answer }

// Answer is a question with its id and somebody's own words on it, each with its place.
type Answer struct {
	ID, Question string
	Said         []Span
}

// Notes are footnotes, at the end of what they are notes to.
type Notes struct{ Items []Note }

// Note is one footnote; N is what spans refer to it by, counted from 1 in the document.
type Note struct {
	N    int
	Text []Span
}

// Code is text in which every character and line break counts.
type Code struct{ Text string }

// Accept calls the visitor's method for the block.
func (b Heading) Accept(v Visitor) { v.Heading(b) }

// Accept calls the visitor's method for the block.
func (b Paragraph) Accept(v Visitor) { v.Paragraph(b) }

// Accept calls the visitor's method for the block.
func (b List) Accept(v Visitor) { v.List(b) }

// Accept calls the visitor's method for the block.
func (b Facts) Accept(v Visitor) { v.Facts(b) }

// Accept calls the visitor's method for the block.
func (b Table) Accept(v Visitor) { v.Table(b) }

// Accept calls the visitor's method for the block.
func (b Figure) Accept(v Visitor) { v.Figure(b) }

// Accept calls the visitor's method for the block.
func (b Callout) Accept(v Visitor) { v.Callout(b) }

// Accept calls the visitor's method for the block.
func (b Quote) Accept(v Visitor) { v.Quote(b) }

// Accept calls the visitor's method for the block.
func (b Answers) Accept(v Visitor) { v.Answers(b) }

// Accept calls the visitor's method for the block.
func (b Code) Accept(v Visitor) { v.Code(b) }

// Accept calls the visitor's method for the block.
func (b Notes) Accept(v Visitor) { v.Notes(b) }
