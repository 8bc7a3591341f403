package workbook

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"unicode/utf8"

	"opframe/data/framework"
	"opframe/data/yamlfile"
)

// layoutFile is the name of the layout in a framework's folder.
const layoutFile = "workbook.yaml"

// Layout says which sheet and column holds what, and in which words. It is the workbook.yaml of a
// framework: an edition with other sheets, columns or titles is another file, not other code.
type Layout struct {
	// Title heads the start sheet; About says below it what the workbook is for.
	Title string `yaml:"title"`
	About string `yaml:"about"`
	// Steps tell how to fill it in, in order.
	Steps []string `yaml:"steps"`
	// Start is the title of the start sheet, Fields what stands on it, in order.
	Start  string  `yaml:"start"`
	Fields []Field `yaml:"fields"`
	// Columns are those of every sheet of questions, from left to right.
	Columns []Column `yaml:"columns"`
	// Sections are the sheets after the start sheet, in order.
	Sections []Section `yaml:"sections"`
	// Words are other ways to say an option, by option id, wherever a question has that option.
	Words map[string][]string `yaml:"words"`
	// Foreign maps a questionnaire made by somebody else. A layout that has it may leave out all of the
	// above but Words: the sheets of our own form follow from the framework then.
	Foreign *Foreign `yaml:"foreign"`
	// Draft is what Import needs beside Foreign to draft a framework from a list.
	Draft *Draft         `yaml:"draft"`
	At    yamlfile.Place `yaml:"-"`

	index *index
}

// Field is one line of the start sheet.
type Field struct {
	Name  string `yaml:"name"` // one of the field names
	Title string `yaml:"title"`
	// Also lists other titles it is found by.
	Also []string       `yaml:"also"`
	At   yamlfile.Place `yaml:"-"`
}

// Column is one column of the sheets of questions.
type Column struct {
	Name  string `yaml:"name"` // one of the column names
	Title string `yaml:"title"`
	// Also lists other titles it is found by.
	Also []string `yaml:"also"`
	// Width is in characters of the body text.
	Width float64        `yaml:"width"`
	At    yamlfile.Place `yaml:"-"`
}

// Section is one sheet: the questions of a dimension, or a table.
type Section struct {
	Title string `yaml:"title"` // of the sheet, at most 31 characters
	// Also lists other sheet titles it is found by.
	Also []string `yaml:"also"`
	// Exactly one of Dimension and Table is given: the id of what the sheet holds.
	Dimension string `yaml:"dimension"`
	Table     string `yaml:"table"`
	// Note stands under the title of the sheet.
	Note string `yaml:"note"`
	// Rows is how many empty rows a table offers; Widths, in characters, are by column id where the
	// usual width of the column's kind does not fit.
	Rows   int                `yaml:"rows"`
	Widths map[string]float64 `yaml:"widths"`
	At     yamlfile.Place     `yaml:"-"`
}

// The names of columns and fields: what the program looks for, whatever their titles.
const (
	colID       = "id"
	colQuestion = "question"
	colAnswer   = "answer"
	colStatus   = "status"
	colComment  = "comment"
	colEvidence = "evidence"
	colGuidance = "guidance"

	fieldFramework    = "framework"
	fieldRound        = "round"
	fieldDue          = "due"
	fieldProviderID   = "provider_id"
	fieldProviderName = "provider_name"
	fieldProductID    = "product_id"
	fieldProductName  = "product_name"
	fieldCompletedBy  = "completed_by"
	fieldCompleted    = "completed"
	fieldContact      = "contact"
)

var (
	columnNames = []string{colID, colQuestion, colAnswer, colStatus, colComment, colEvidence, colGuidance}
	fieldNames  = []string{fieldFramework, fieldRound, fieldDue, fieldProviderID, fieldProviderName,
		fieldProductID, fieldProductName, fieldCompletedBy, fieldCompleted, fieldContact}
	// inputFields are for the provider to fill in where the office has not done so.
	inputFields = []string{fieldProviderID, fieldProviderName, fieldProductID, fieldProductName, fieldCompletedBy, fieldCompleted}
)

// LoadLayout reads the workbook.yaml of a framework. The error joins every fault of it.
func LoadLayout(f *framework.Framework) (*Layout, error) {
	file := f.Ref() + "/" + layoutFile
	if f.Files == nil {
		return nil, fmt.Errorf("%s: the framework has no folder to read it from", file)
	}
	data, err := fs.ReadFile(f.Files, layoutFile)
	if err != nil {
		return nil, fmt.Errorf("%s: no %s there: %w", f.Ref(), layoutFile, err)
	}
	return newLayout(f, file, data)
}

// newLayout reads a layout. Where it has faults it is returned with them, except those of form.
func newLayout(f *framework.Framework, file string, data []byte) (*Layout, error) {
	l := &Layout{}
	if err := yamlfile.Decode(file, data, l); err != nil {
		return nil, err
	}
	if l.Foreign != nil && l.bare() {
		l.derive(f)
	}
	c := checker{f: f, l: l, titles: map[string]bool{}}
	c.check()
	c.foreign()
	l.index = newIndex(f, l)
	return l, errors.Join(c.faults...)
}

// section is the sheet of a dimension or of a table.
func (l *Layout) section(dimension, table string) (Section, bool) {
	i := slices.IndexFunc(l.Sections, func(s Section) bool { return s.Dimension == dimension && s.Table == table })
	if i < 0 {
		return Section{}, false
	}
	return l.Sections[i], true
}

// column is the position of a named column from the left, the id column being 1: column 0 is the
// hidden one with the marks.
func (l *Layout) column(name string) int {
	return 1 + slices.IndexFunc(l.Columns, func(c Column) bool { return c.Name == name })
}

// checker looks for what is wrong with a layout beside its form.
type checker struct {
	f      *framework.Framework
	l      *Layout
	titles map[string]bool
	faults []error
}

func (c *checker) fault(at yamlfile.Place, format string, args ...any) {
	c.faults = append(c.faults, yamlfile.Fault{At: at, What: fmt.Sprintf(format, args...)})
}

func (c *checker) check() {
	c.title(c.l.At, c.l.Start)
	for _, s := range c.l.Sections {
		c.section(s)
	}
	c.complete()
	var columns, fields []string
	for _, col := range c.l.Columns {
		columns = c.named(col.At, "column", col.Name, col.Title, columnNames, columns)
		if col.Width < 4 || col.Width > 120 {
			c.fault(col.At, "column %s: a width of 4 to 120 characters belongs here", col.Name)
		}
	}
	for _, x := range c.l.Fields {
		fields = c.named(x.At, "field", x.Name, x.Title, fieldNames, fields)
	}
	c.all("column", columns, columnNames)
	c.all("field", fields, fieldNames)
	c.words()
}

// title checks the title of a sheet against what Excel allows.
func (c *checker) title(at yamlfile.Place, title string) {
	switch {
	case title == "" || utf8.RuneCountInString(title) > 31:
		c.fault(at, "sheet %q: a title of 1 to 31 characters belongs here", title)
	case strings.ContainsAny(title, `[]:*?/\`) || strings.Trim(title, "'") != title:
		c.fault(at, `sheet %q: a title may not contain [ ] : * ? / \ or begin or end with '`, title)
	case c.titles[fold(title)] || fold(title) == fold(listsTitle) || fold(title) == fold(markTitle):
		c.fault(at, "sheet %q: another sheet has this title", title)
	}
	c.titles[fold(title)] = true
}

func (c *checker) section(s Section) {
	c.title(s.At, s.Title)
	_, dimension := c.f.Dimension(s.Dimension)
	table, isTable := c.f.Table(s.Table)
	switch {
	case (s.Dimension == "") == (s.Table == ""):
		c.fault(s.At, "sheet %q: either a dimension or a table belongs here", s.Title)
	case s.Dimension != "" && !dimension:
		c.fault(s.At, "sheet %q: %s has no dimension %q", s.Title, c.f.Ref(), s.Dimension)
	case s.Table != "" && !isTable:
		c.fault(s.At, "sheet %q: %s has no table %q", s.Title, c.f.Ref(), s.Table)
	case isTable && (s.Rows < 1 || s.Rows > 1000):
		c.fault(s.At, "sheet %q: a table offers 1 to 1000 rows", s.Title)
	}
	for _, id := range sortedKeys(s.Widths) {
		if !slices.ContainsFunc(table.Columns, func(c framework.Column) bool { return c.ID == id }) {
			c.fault(s.At, "sheet %q: the table has no column %q", s.Title, id)
		}
	}
}

// complete finds the dimensions and tables without a sheet, and those with two.
func (c *checker) complete() {
	sheets := map[[2]string]int{}
	for _, s := range c.l.Sections {
		sheets[[2]string{s.Dimension, s.Table}]++
	}
	want := func(what, id string, n int) {
		if n != 1 {
			c.fault(c.l.At, "%s %s has %d sheets: give it one", what, id, n)
		}
	}
	for _, d := range c.f.Dimensions {
		want("dimension", d.ID, sheets[[2]string{d.ID, ""}])
	}
	for _, t := range c.f.Tables {
		want("table", t.ID, sheets[[2]string{"", t.ID}])
	}
}

func (c *checker) named(at yamlfile.Place, what, name, title string, known, seen []string) []string {
	switch {
	case !slices.Contains(known, name):
		c.fault(at, "no %s is called %q: there are %s", what, name, strings.Join(known, ", "))
	case slices.Contains(seen, name):
		c.fault(at, "%s %s stands here twice", what, name)
	case title == "":
		c.fault(at, "%s %s: a title is missing", what, name)
	}
	return append(seen, name)
}

func (c *checker) all(what string, have, want []string) {
	for _, name := range want {
		if !slices.Contains(have, name) {
			c.fault(c.l.At, "%s %s is missing", what, name)
		}
	}
}

func (c *checker) words() {
	options := map[string]bool{}
	for _, q := range c.f.Questions() {
		for _, o := range q.Choosable() {
			options[o.ID] = true
		}
	}
	for _, t := range c.f.Tables {
		for _, col := range t.Columns {
			for _, o := range col.Choosable() {
				options[o.ID] = true
			}
		}
	}
	for _, id := range sortedKeys(c.l.Words) {
		if !options[id] {
			c.fault(c.l.At, "words: no question has an option %q", id)
		}
	}
	for _, q := range c.f.Questions() {
		c.clear("question "+q.ID, q.Choosable())
	}
	for _, t := range c.f.Tables {
		for _, col := range t.Columns {
			c.clear("column "+t.ID+"."+col.ID, col.Choosable())
		}
	}
}

// clear holds that no word means two options of one question.
func (c *checker) clear(what string, options []framework.Option) {
	means := map[string]string{}
	for _, o := range options {
		means[fold(o.ID)], means[fold(o.Label)] = o.ID, o.ID
	}
	for _, o := range options {
		for _, w := range c.l.Words[o.ID] {
			if other := means[fold(w)]; other != "" && other != o.ID {
				c.fault(c.l.At, "words: for %s %q means %s as well as %s", what, w, other, o.ID)
			}
			means[fold(w)] = o.ID
		}
	}
}
