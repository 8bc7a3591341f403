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
	order     map[string]int    // of these ids, a number each
	forms     map[string]bool   // of these ids
	longest   int               // bytes of the longest id
	firsts    initials          // that ids begin with
	lengths   uint64            // of ids, folded: a bit each, the last for all from 63 bytes on
	count     int               // of ids a file holds: those made of another by the suffix of a column stand nowhere
	questions map[string]string // names of the columns of questions, by title
	tables    map[string]map[string]string
	numbers   map[float64][]string                    // ids that are numbers: a cell can hold them without their last zeros
	sheets    []mapping                               // of a foreign layout, in order
	says      patterns                                // likewise
	ignore    patterns                                // likewise
	titled    int                                     // bytes of the longest title of a column, folded
	words     map[string][]string                     // other ways to say an option
	options   map[*framework.Option]map[string]choice // by the first of a list of options: see meanings
}

func newIndex(f *framework.Framework, l *Layout) *index {
	x := &index{ids: map[string]string{}, order: map[string]int{}, forms: map[string]bool{}, questions: map[string]string{}, tables: map[string]map[string]string{},
		numbers: map[float64][]string{}, options: map[*framework.Option]map[string]choice{}, words: l.Words}
	x.mean(framework.YesNoOptions)
	for _, q := range f.Index().Questions {
		x.add(q.ID)
		for i := range optionRows(*q) {
			x.add(optionID(*q, q.Options[i]))
		}
		x.mean(q.Choosable())
	}
	for _, c := range l.Columns {
		x.title(x.questions, c.Title, c.Name)
		for _, t := range c.Also {
			x.title(x.questions, t, c.Name)
		}
	}
	for _, t := range f.Tables {
		x.tables[t.ID] = map[string]string{}
		for _, c := range t.Columns {
			x.title(x.tables[t.ID], c.Title, c.ID)
			x.mean(c.Choosable())
		}
	}
	if l.Foreign != nil {
		x.foreign(l.Foreign)
	}
	for id := range x.ids {
		if x.base(id) == "" {
			x.count++
		}
	}
	return x
}

// title notes what a title of a column stands for.
func (x *index) title(in map[string]string, title, name string) {
	key := fold(title)
	in[key] = name
	x.titled = max(x.titled, len(key))
}

// mean notes what the words for options mean.
func (x *index) mean(options []framework.Option) {
	if len(options) > 0 && x.options[&options[0]] == nil {
		x.options[&options[0]] = meanings(options, x.words)
	}
}

// choice is one option as an answer has it, in a slice that nobody changes: all answers that choose it share it.
type choice []string

// meanings are the options by their words, folded: label and id before other words, and of two options the first.
func meanings(options []framework.Option, words map[string][]string) map[string]choice {
	means := map[string]choice{}
	note := func(word string, id choice) {
		if key := fold(word); means[key] == nil {
			means[key] = id
		}
	}
	ids := make([]choice, len(options))
	for i, o := range options {
		ids[i] = choice{o.ID}
		note(o.Label, ids[i])
		note(o.ID, ids[i])
	}
	for i, o := range options {
		for _, w := range words[o.ID] {
			note(w, ids[i])
		}
	}
	return means
}

// option finds the option that a text names by label, id or another word; nil is none.
func (x *index) option(text string, options []framework.Option) choice {
	if len(options) == 0 {
		return nil
	}
	means, ok := x.options[&options[0]]
	if !ok {
		means = meanings(options, x.words)
	}
	return folded(means, text)
}

func (x *index) add(id string) { x.addAs(id, id) }

// addAs notes a way to write an id.
func (x *index) addAs(written, id string) {
	key := fold(written)
	x.ids[key] = id
	if _, ok := x.order[id]; !ok {
		x.order[id] = len(x.order)
	}
	x.firsts.begin(key)
	x.lengths |= lengthBit(len(key))
	x.forms[idForm(written)] = true
	x.longest = max(x.longest, len(written))
	if n, err := strconv.ParseFloat(written, 64); err == nil && plainID.MatchString(written) {
		x.numbers[n] = append(x.numbers[n], id)
	}
}

// base is the id that a column with a suffix makes another of, "" where it is not made so.
func (x *index) base(id string) string {
	for k := range x.sheets {
		m := &x.sheets[k]
		for i := range m.cols {
			c := &m.cols[i]
			if c.Suffix == "" {
				continue
			}
			if rest, ok := strings.CutSuffix(fold(id), fold(c.Suffix)); ok && x.ids[rest] != "" {
				return x.ids[rest]
			}
		}
	}
	return ""
}

// plainID is an id that a spreadsheet program takes for a number when it is typed.
var plainID = regexp.MustCompile(`^[0-9]+(\.[0-9]+)?$`)

// id is the id that a text is, "" for any other text. It is asked of every cell for every edition, and most texts are
// no id by their length or first letter.
func (x *index) id(text string) string {
	// Blanks around an id are common, but not many.
	if len(text) > x.longest+16 || !x.firsts.mayBegin(text) {
		return ""
	}
	var room [64]byte
	if b, ok := appendASCII(room[:0], text); ok {
		if x.lengths&lengthBit(len(b)) == 0 {
			return ""
		}
		return x.ids[string(b)] // no string is made for it
	}
	return x.ids[fold(text)]
}

func lengthBit(n int) uint64 { return 1 << min(n, 63) }

// holdsID says that any cell of a row is an id.
func (x *index) holdsID(r row) bool {
	for i := range r.cells {
		if x.id(r.cells[i].Text) != "" {
			return true
		}
	}
	return false
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
