package workbook

import (
	"regexp"
	"strconv"
	"strings"

	"opframe/data/framework"
)

// index is what reading looks up all the time, made once a layout. Texts are folded.
type index struct {
	ids       map[string]string // of questions and of the lines of options: the id as it is written
	forms     map[string]bool   // of these ids
	longest   int               // bytes of the longest id
	questions map[string]string // names of the columns of questions, by title
	tables    map[string]map[string]string
	numbers   map[float64][]string // ids that are numbers: a cell can hold them without their last zeros
	sheets    []mapping            // of a foreign layout, in order
	says      patterns             // likewise
	order     []framework.Question // all, as they stand in the questionnaire
}

func newIndex(f *framework.Framework, l *Layout) *index {
	x := &index{ids: map[string]string{}, forms: map[string]bool{}, questions: map[string]string{}, tables: map[string]map[string]string{},
		numbers: map[float64][]string{}, order: f.Questions()}
	for _, q := range x.order {
		x.add(q.ID)
		for i := range optionRows(q) {
			x.add(optionID(q, q.Options[i]))
		}
	}
	for _, c := range l.Columns {
		x.questions[fold(c.Title)] = c.Name
		for _, t := range c.Also {
			x.questions[fold(t)] = c.Name
		}
	}
	for _, t := range f.Tables {
		x.tables[t.ID] = map[string]string{}
		for _, c := range t.Columns {
			x.tables[t.ID][fold(c.Title)] = c.ID
		}
	}
	if l.Foreign != nil {
		x.foreign(l.Foreign)
	}
	return x
}

func (x *index) add(id string) { x.addAs(id, id) }

// addAs notes a way to write an id.
func (x *index) addAs(written, id string) {
	x.ids[fold(written)] = id
	x.forms[idForm(written)] = true
	x.longest = max(x.longest, len(written))
	if n, err := strconv.ParseFloat(written, 64); err == nil && plainID.MatchString(written) {
		x.numbers[n] = append(x.numbers[n], id)
	}
}

// written is how many ids a file holds: those made of another by the suffix of a column stand nowhere.
func (x *index) written() int {
	n := 0
	for id := range x.ids {
		if x.base(id) == "" {
			n++
		}
	}
	return n
}

// base is the id that a column with a suffix makes another of, "" where it is not made so.
func (x *index) base(id string) string {
	for _, m := range x.sheets {
		for _, c := range m.cols {
			if rest, ok := strings.CutSuffix(fold(id), fold(c.Suffix)); ok && c.Suffix != "" && x.ids[rest] != "" {
				return x.ids[rest]
			}
		}
	}
	return ""
}

// plainID is an id that a spreadsheet program takes for a number when it is typed.
var plainID = regexp.MustCompile(`^[0-9]+(\.[0-9]+)?$`)

// id is the id that a text is, "" for any other text.
func (x *index) id(text string) string {
	// Blanks around an id are common, but not many.
	if len(text) > x.longest+16 {
		return ""
	}
	return x.ids[fold(text)]
}

// looksLikeID says that a text has the form of an id of the framework, such as a letter and two digits.
func (x *index) looksLikeID(text string) bool {
	return len(text) <= x.longest+16 && x.forms[idForm(text)]
}

// idForm puts 9 for each run of digits and a for each run of letters; it is "" for a text without
// digits, because any word could be such an id.
func idForm(s string) string {
	var form []rune
	digits := false
	for _, r := range fold(s) {
		switch {
		case r >= '0' && r <= '9':
			r, digits = '9', true
		case r >= 'a' && r <= 'z':
			r = 'a'
		}
		if n := len(form); n == 0 || form[n-1] != r || r != '9' && r != 'a' {
			form = append(form, r)
		}
	}
	if !digits {
		return ""
	}
	return string(form)
}
