package workbook

import (
	"slices"
	"strings"
	"unicode/utf8"

	"opframe/data/yamlfile"
)

// Foreign is the part of a layout that maps a questionnaire made by somebody else, so that it can be
// read as it comes. It says by which titles the rows and columns that matter are known; everything it
// does not name is told of or listed as not read, never taken for an answer.
//
// Texts are compared without regard to letter case and blanks. In the lists Says, Ignore, Skip and End
// and in the titles of sheets a * stands for any characters.
type Foreign struct {
	// Says are texts that name the edition, such as the title with its version. A file in which one of
	// them fills a cell is of this edition; any other is known by the ids of questions in it.
	Says []string `yaml:"says"`
	// Columns are those of every sheet that lists none of its own.
	Columns []ForeignColumn `yaml:"columns"`
	Sheets  []ForeignSheet  `yaml:"sheets"`
	// Ignore are titles of sheets that repeat questions, explain or calculate.
	Ignore []string `yaml:"ignore"`
	// Fields tell where the provider's and the product's names stand, and who answered when.
	Fields []ForeignField `yaml:"fields"`
	// IDs are other ways the file writes the ids of questions, by our id: for those that hold
	// characters an id cannot have.
	IDs map[string][]string `yaml:"ids"`
	// Unanswered are texts of an answer cell that is still to be filled in, such as "Please choose".
	Unanswered []string       `yaml:"unanswered"`
	At         yamlfile.Place `yaml:"-"`
}

// ForeignSheet is a sheet with questions, or several with the same columns.
type ForeignSheet struct {
	// Title is the sheet's, Also others it is found by. Without a title every sheet is meant that has
	// the columns and that nothing else names.
	Title string   `yaml:"title"`
	Also  []string `yaml:"also"`
	// Header is how many rows below each other the titles of the columns fill; 0 means one. They may be
	// repeated further down, over other columns as well.
	Header  int             `yaml:"header"`
	Columns []ForeignColumn `yaml:"columns"`
	// Skip are texts in the column of ids whose rows are not read, although they look like ids.
	Skip []string `yaml:"skip"`
	// End are texts in the column of ids below which nothing is read.
	End []string `yaml:"end"`
	// Reference marks a sheet that repeats answers: it is held against the others and answers nothing.
	Reference bool `yaml:"reference"`
	// List marks a sheet that has no answers: a framework is drafted from it, responses are not read.
	List bool `yaml:"list"`
	// Table is the id of a table that the sheet holds in place of questions. Its columns are known by
	// the titles the framework gives them.
	Table string         `yaml:"table"`
	At    yamlfile.Place `yaml:"-"`
}

// ForeignColumn is a column by its title, by its letter, or by both: then the letter counts where no
// row of titles names the column.
type ForeignColumn struct {
	Name  string   `yaml:"name"` // one of the names of foreign columns
	Title string   `yaml:"title"`
	Also  []string `yaml:"also"`
	// Letter is where it stands: "C", or "C:E" where each answer fills several columns.
	Letter string `yaml:"letter"`
	// Suffix makes an answer column answer another question: the one whose id is that of the row and
	// this. Where there is no such question, what stands there is added to the comment.
	Suffix string         `yaml:"suffix"`
	At     yamlfile.Place `yaml:"-"`
}

// ForeignField is one of the fields of the start sheet: in a cell of its own, or beside a label.
type ForeignField struct {
	Name  string `yaml:"name"`  // one of the names of input fields
	Sheet string `yaml:"sheet"` // its title; "" looks through all that are read and those no rule names
	// Cell is where it stands, such as C4; it needs a sheet. Otherwise Title and Also are its labels.
	Cell  string   `yaml:"cell"`
	Title string   `yaml:"title"`
	Also  []string `yaml:"also"`
	// Column is the letter of the column it stands in, in the row of the label; "" is next to the label.
	Column string         `yaml:"column"`
	At     yamlfile.Place `yaml:"-"`
}

// The names of columns that only a foreign layout has. Those of a question's control and of how it is
// answered are for drafting a framework; reading passes over them.
const (
	colControl      = "control"
	colControlTitle = "control_title"
	colIntent       = "intent"
	colDimension    = "dimension"
	colKind         = "kind"
	colOptions      = "options"
	colOther        = "other" // known, and of no interest
)

var foreignNames = []string{colID, colQuestion, colAnswer, colComment, colEvidence, colGuidance, colControl, colControlTitle,
	colIntent, colDimension, colKind, colOptions, colOther}

// repeatable are the columns that a sheet can have several of; of answers each has another suffix.
var repeatable = []string{colComment, colOther}

// columnsOf are the columns of a sheet.
func (f *Foreign) columnsOf(s ForeignSheet) []ForeignColumn {
	if len(s.Columns) > 0 {
		return s.Columns
	}
	return f.Columns
}

// ignores says that nothing of a sheet is read.
func (f *Foreign) ignores(title string) bool { return likeAny(f.Ignore, title) }

// called says that a sheet is one of those the rule names.
func (s ForeignSheet) called(title string) bool {
	return s.Title != "" && title != "" && (like(s.Title, title) || likeAny(s.Also, title))
}

func likeAny(all []string, text string) bool { return newPatterns(all).match(text) }

// like says that a text is what a pattern describes, in which * stands for any characters.
func like(pattern, text string) bool { return newPatterns([]string{pattern}).match(text) }

// patterns are texts, folded and divided at each *.
type patterns [][]string

func newPatterns(all []string) patterns {
	var p patterns
	for _, text := range all {
		p = append(p, strings.Split(fold(text), "*"))
	}
	return p
}

// match says that a text is what any of the patterns describes.
func (p patterns) match(text string) bool {
	if !p.mayMatch(text) {
		return false
	}
	text = fold(text)
	return slices.ContainsFunc(p, func(parts []string) bool { return matches(parts, text) })
}

// mayMatch is false where the first letters of a text keep it from being described: most texts are long, and
// nothing like it.
func (p patterns) mayMatch(text string) bool {
	for _, parts := range p {
		if mayBegin(text, parts[0]) {
			return true
		}
	}
	return false
}

// mayBegin is false where a text does certainly not begin so when it is folded. It is compared as far as both are ASCII.
func mayBegin(text, folded string) bool {
	at := pastBlanks(text, 0)
	for i := range len(folded) {
		if at == len(text) {
			return false
		}
		c := text[at]
		next := at + 1
		switch {
		case c >= utf8.RuneSelf:
			return folded[i] >= utf8.RuneSelf || mayFoldToASCII(text[at:])
		case isBlankASCII(c):
			c, next = ' ', pastBlanks(text, at)
		}
		if lower(c) != folded[i] || c == ' ' && next == len(text) {
			return false
		}
		at = next
	}
	return true
}

func matches(parts []string, text string) bool {
	if len(parts) == 1 {
		return text == parts[0]
	}
	text, ok := strings.CutPrefix(text, parts[0])
	if !ok {
		return false
	}
	last := len(parts) - 1
	for _, p := range parts[1:last] {
		i := strings.Index(text, p)
		if i < 0 {
			return false
		}
		text = text[i+len(p):]
	}
	return strings.HasSuffix(text, parts[last])
}

// key is what a column is called among those of a block: its name, with a number from the second of
// that name on, or with the suffix of the questions it answers.
func (c ForeignColumn) key(n int) string {
	switch {
	case c.Suffix != "":
		return c.Name + c.Suffix
	case n > 0:
		return c.Name + " " + strings.Repeat("+", n)
	}
	return c.Name
}
