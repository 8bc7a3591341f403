// Package response knows what one completed questionnaire says and where each word of it was read.
// It knows no spreadsheet format and judges nothing.
package response

import (
	"fmt"

	"opframe/data/date"
)

// Cell is where something was read. Sheet is "" for a file without sheets, Ref "" for a whole sheet. In
// a file of text it is a line instead.
type Cell struct {
	File  string `json:"file"`
	Sheet string `json:"sheet,omitempty"`
	Ref   string `json:"cell,omitempty"` // "D14"
	Line  int    `json:"line,omitempty"` // from 1; 0 where it is not a line
}

// InSheet is "Product!D14": the place within its file.
func (c Cell) InSheet() string {
	switch {
	case c.Sheet == "":
		return c.Ref
	case c.Ref == "":
		return c.Sheet
	}
	return c.Sheet + "!" + c.Ref
}

// String is "northwind.xlsx: Product!D14", or "papers/minutes.md:12".
func (c Cell) String() string {
	if in := c.InSheet(); in != "" {
		return c.File + ": " + in
	}
	if c.Line > 0 {
		return fmt.Sprintf("%s:%d", c.File, c.Line)
	}
	return c.File
}

// Field is a word of the start sheet with its place.
type Field struct {
	Text string
	Cell Cell
}

// Submission is one completed questionnaire as read.
type Submission struct {
	File   string // base name, or the stem of a set of CSV files
	SHA256 string // of the file, or of the files of a set in order of name; lower-case hex
	// Framework is the edition the answers are to: what the file says, or what its questions say.
	Framework string

	ProviderID, ProviderName Field
	ProductID, ProductName   Field
	CompletedBy              Field
	Completed                date.Date // zero where not given or not a date
	CompletedAt              Cell

	// Answers by question id. A question that was found and left empty has no answer but a Place.
	Answers map[string]Answer
	// Places tells where each question of the framework can be answered in the file, also when it
	// is empty. A question that is not in Places was not found in the file.
	Places map[string]Cell

	// Problems of reading: what could not be understood or found.
	Problems []Problem
	// Carried is set when the answers were given to an earlier edition and taken over by its mapping.
	Carried *Carried
	// Supplement is set on a submission that holds only some questions and completes another.
	Supplement *Supplement
	// Supplemented are the supplements laid over this one, in the order they were laid: see With.
	Supplemented []Source
}

// Answer is one answered question, or one cell of a table row.
type Answer struct {
	Raw   string // the provider's own words, exactly
	Value Value
	// Understood is false when Raw fits none of the question's options or is no number or date.
	// Such an answer counts as missing and has a Problem.
	Understood bool
	Cell       Cell
	Comment    Field
	Evidence   Field // reference to the evidence offered, in the provider's words
}

// Value is what an answer means. Which field counts follows from the question's kind.
type Value struct {
	Options []string // ids: one for yes-no and choice, any number for choices; in the question's order
	Number  float64
	Date    date.Date
	Text    string
	Rows    []Row
}

// Row of a table, by column id. Columns left empty are not in it.
type Row struct {
	Cells map[string]Answer
	Place Cell // the first cell of the row
}

// Carried tells what the mapping from an earlier edition did.
type Carried struct {
	From  string   // "interim@0.8"
	Count int      // answers taken over
	Lost  []string // ids of answered questions of the earlier edition that went nowhere, in order
}

// Severity of a Problem.
type Severity string

// An Error must be put right before the questionnaire counts as complete; a Warning should be looked at.
const (
	Error   Severity = "error"
	Warning Severity = "warning"
)

// ProblemKind groups problems for people.
type ProblemKind string

// The kinds, in the order they are shown.
const (
	Unreadable   ProblemKind = "unreadable"   // the file itself
	Structure    ProblemKind = "structure"    // sheets, columns or questions not found
	Missing      ProblemKind = "missing"      // a question without an answer
	Invalid      ProblemKind = "invalid"      // an answer that is none of those possible
	Inconsistent ProblemKind = "inconsistent" // answers that contradict each other
	Unevidenced  ProblemKind = "evidence"     // evidence asked and not offered, or out of date
	Register     ProblemKind = "register"     // does not fit the round's register
	Publication  ProblemKind = "publication"  // a paper, meeting or action that is not fit to publish
	Review       ProblemKind = "review"       // a decision that does not count, or is to be looked at again
)

// ProblemKinds lists the kinds in order.
var ProblemKinds = []ProblemKind{Unreadable, Structure, Missing, Invalid, Inconsistent, Unevidenced, Register, Publication, Review}

// Problem is something wrong in the input: where, what, and what to do about it.
type Problem struct {
	Kind     ProblemKind `json:"kind"`
	Severity Severity    `json:"severity"`
	Cell     Cell        `json:"place"`
	Question string      `json:"question,omitempty"` // id, where one is concerned
	What     string      `json:"what"`
	Do       string      `json:"do"`
}

// String is "northwind.xlsx: Product!D14: what. Do."
func (p Problem) String() string { return fmt.Sprintf("%s: %s %s", p.Cell, p.What, p.Do) }

// Tally counts problems of one file, kind and severity, where there are too many to keep.
type Tally struct {
	File     string
	Kind     ProblemKind
	Severity Severity
	N        int
}

// Tallies counts problems, in the order in which each sort comes first.
func Tallies(problems []Problem) []Tally {
	at := map[Tally]int{}
	var all []Tally
	for _, p := range problems {
		sort := Tally{File: p.Cell.File, Kind: p.Kind, Severity: p.Severity}
		i, ok := at[sort]
		if !ok {
			i, at[sort] = len(all), len(all)
			all = append(all, sort)
		}
		all[i].N++
	}
	return all
}
