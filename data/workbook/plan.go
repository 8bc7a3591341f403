package workbook

import (
	"slices"
	"strconv"
	"strings"

	"opframe/data/date"
	"opframe/data/framework"
	"opframe/data/workbook/cells"
)

// page is one sheet before it is printed as xlsx or CSV. Line and column numbers count from 0.
type page struct {
	title  string
	kind   pageKind
	widths []float64 // in characters; of column 0, which is hidden, too
	lines  []line
	// header is the line with the titles of columns, first the line below everything that stays in
	// view; 0 where there are none.
	header, first int
	status        int // the column whose marks colour the lines, 0 for none
}

type pageKind uint8

const (
	startPage pageKind = iota
	questionPage
	tablePage
	formPage     // a list of a form
	listPage     // hidden
	markPage     // hidden from everybody but programs
	registerPage // a plain table, without marks
)

// line is one row. The first is hidden, as is column 0.
type line struct {
	cells []cell
	spans [][2]int // merged columns, from and to
}

// cell of a page.
type cell struct {
	col  int
	look look
	content
	formula string // computes the content, "" where it is typed
	link    string // title of the sheet it leads to
	rule    *rule  // what may be typed, nil for anything
}

// content is what a cell says.
type content struct {
	kind   contentKind
	text   string
	number float64
	day    date.Date
}

type contentKind uint8

const (
	blank contentKind = iota
	isText
	isNumber
	isDay
)

func textOf(s string) content {
	if s == "" {
		return content{}
	}
	return content{kind: isText, text: s}
}

func numberOf(n float64) content { return content{kind: isNumber, number: n} }

func dayOf(d date.Date) content {
	if d.IsZero() {
		return content{}
	}
	return content{kind: isDay, day: d}
}

// String is what the cell shows.
func (c content) String() string {
	switch c.kind {
	case isNumber:
		return strconv.FormatFloat(c.number, 'f', -1, 64)
	case isDay:
		return c.day.String()
	}
	return c.text
}

// rule restricts what can be typed into a cell and says so when the cell is entered.
type rule struct {
	kind ruleKind
	// from and to are the bounds as a spreadsheet writes them, "" for none; from is the source of a list.
	from, to        string
	title, prompt   string
	lenient         bool // other entries are possible after a question
	trouble, remedy string
}

type ruleKind uint8

const (
	fromList ruleKind = iota
	aNumber
	aDay
)

// planner lays out the pages of one questionnaire.
type planner struct {
	f     *framework.Framework
	l     *Layout
	p     Prefill
	index *framework.Index // of the framework
	spots map[string]spot
	// bodies are of the sheets of dimensions, by id.
	bodies map[string][]entry
	lists  lists
	apis   string // the source of the list of APIs, once one is offered
	memo   map[string]truth
	// asks and only are of a supplement: what it asks, and all it holds; nil for a whole questionnaire.
	asks []string
	only map[string]bool
}

// spot is where a question is answered.
type spot struct {
	sheet   string
	row     int
	options int // rows below it, one an option
}

// plan lays out every sheet of a questionnaire in order.
func plan(f *framework.Framework, l *Layout, p Prefill) []page {
	b := &planner{f: f, l: l, p: p, index: f.Index(), spots: map[string]spot{}, bodies: map[string][]entry{}, memo: map[string]truth{}}
	b.limit()
	sections := slices.DeleteFunc(slices.Clone(l.Sections), func(s Section) bool { return !b.hasSheet(s) })
	for _, s := range sections {
		for i, e := range b.entries(s) {
			if e.kind == questionEntry {
				b.spots[e.q.ID] = spot{s.Title, bodyRow + i, optionRows(*e.q)}
			}
		}
	}
	pages := []page{{}}
	for _, s := range sections {
		if s.Table == "" {
			pages = append(pages, b.questions(s))
		} else {
			pages = append(pages, b.table(s))
		}
	}
	pages[0] = b.start(pages[1:])
	return append(pages, b.lists.page(), b.mark())
}

// mark is the sheet that repeats the name of the framework, because some programs drop what they
// do not know from a document's properties.
func (b *planner) mark() page {
	return page{title: markTitle, kind: markPage, widths: []float64{14, 14}, lines: []line{
		{cells: []cell{{col: 0, content: textOf(markEdition)}, {col: 1, content: textOf(b.f.Ref())}}},
	}}
}

// lists are the options too long to stand in the rule of a cell, a column each on a hidden sheet.
type lists struct {
	refs map[string]string
	cols [][]string
}

// source is where a drop-down finds its options: written out where that is short enough, a range of
// the hidden sheet otherwise.
func (l *lists) source(options []string) string {
	if s := inlineList(options); s != "" {
		return s
	}
	key := strconv.Quote(strings.Join(options, "\x00"))
	if ref, ok := l.refs[key]; ok {
		return ref
	}
	if l.refs == nil {
		l.refs = map[string]string{}
	}
	l.cols = append(l.cols, options)
	ref := rangeOf(listsTitle, 1, len(l.cols), len(options), len(l.cols))
	l.refs[key] = ref
	return ref
}

func (l *lists) page() page {
	p := page{title: listsTitle, kind: listPage, widths: []float64{10}}
	p.lines = []line{{cells: []cell{{col: 0, content: textOf(markLists)}}}}
	for i, options := range l.cols {
		p.widths = append(p.widths, 40)
		for j, o := range options {
			if j+1 == len(p.lines) {
				p.lines = append(p.lines, line{})
			}
			p.lines[j+1].cells = append(p.lines[j+1].cells, cell{col: i + 1, content: textOf(o)})
		}
	}
	return p
}

// at is the absolute place of a cell as formulas of any sheet write it.
func at(sheet string, row, col int) string {
	return quoted(sheet) + "!" + absolute(row, col)
}

// rangeOf is the absolute place of a range as formulas write it.
func rangeOf(sheet string, row, col, lastRow, lastCol int) string {
	return at(sheet, row, col) + ":" + absolute(lastRow, lastCol)
}

func absolute(row, col int) string {
	ref := cells.Ref(row, col)
	letters := len(ref) - len(strconv.Itoa(row+1))
	return "$" + ref[:letters] + "$" + ref[letters:]
}
