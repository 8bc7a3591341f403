package framework

import (
	"reflect"
	"slices"
	"strings"
)

// cond holds that a condition keeps to the closed vocabulary: a joint or a subject with one word that
// fits it.
func (l *linter) cond(what string, c *Cond) {
	l.condIn(what, c, nil)
}

// condIn checks a condition; columns are those of the table inside row_any and row_all, else nil.
func (l *linter) condIn(what string, c *Cond, columns []Column) {
	words := c.Words()
	joint := len(words) == 1 && slices.Contains([]string{"all", "any", "not"}, words[0])
	switch {
	case len(words) != 1:
		l.fault(c.At, "%s: a condition has exactly one word, this has %d: %s", what, len(words), strings.Join(words, ", "))
	case joint && c.subjects() > 0:
		l.fault(c.At, "%s: %s joins conditions and has no subject of its own", what, words[0])
	case !joint && c.subjects() != 1:
		l.fault(c.At, "%s: a test has exactly one subject: q, col or fact", what)
	case !joint:
		l.test(what, c, words[0], columns)
	}
	for i := range c.All {
		l.condIn(what, &c.All[i], columns)
	}
	for i := range c.Any {
		l.condIn(what, &c.Any[i], columns)
	}
	if c.Not != nil {
		l.condIn(what, c.Not, columns)
	}
}

// Words lists the words the condition uses, as they are written in framework.yaml.
func (c *Cond) Words() []string {
	var words []string
	v := reflect.ValueOf(*c)
	for i := range v.NumField() {
		switch name := v.Type().Field(i).Tag.Get("yaml"); name {
		case "q", "col", "fact", "-":
		default:
			if !v.Field(i).IsZero() {
				words = append(words, name)
			}
		}
	}
	return words
}

func (c *Cond) subjects() int {
	n := 0
	for _, s := range []string{c.Q, c.Col, c.Fact} {
		if s != "" {
			n++
		}
	}
	return n
}

// fits says which words make sense for which kind of answer; answered and missing fit every kind.
var fits = map[string][]QuestionKind{
	"one_of":        {YesNo, Choice},
	"all_of":        {Choices},
	"any_of":        {Choices},
	"none_of":       {Choices},
	"at_least":      {Number},
	"at_most":       {Number},
	"before":        {Day},
	"after":         {Day},
	"evidenced":     QuestionKinds,
	"answered":      QuestionKinds,
	"missing":       QuestionKinds,
	"rows_at_least": {Rows},
	"rows_at_most":  {Rows},
	"row_any":       {Rows},
	"row_all":       {Rows},
}

func (l *linter) test(what string, c *Cond, word string, columns []Column) {
	if c.Fact != "" {
		l.oneOf(c.At, what+": fact", c.Fact, Facts)
		if word != "at_least" && word != "at_most" {
			l.fault(c.At, "%s: a fact is tested by at_least or at_most", what)
		}
		return
	}
	kind, options, subject, ok := l.subject(what, c, columns)
	if !ok {
		return
	}
	if !slices.Contains(fits[word], kind) {
		l.fault(c.At, "%s: %s is a %s and cannot be tested by %s", what, subject, kind, word)
		return
	}
	for _, id := range slices.Concat(c.OneOf, c.AllOf, c.AnyOf, c.NoneOf) {
		if !slices.ContainsFunc(options, func(o Option) bool { return o.ID == id }) {
			l.fault(c.At, "%s: %s has no option %q", what, subject, id)
		}
	}
	if c.RowAny != nil || c.RowAll != nil {
		q, _ := l.f.Question(c.Q)
		t, _ := l.f.Table(q.Table)
		row := c.RowAny
		if row == nil {
			row = c.RowAll
		}
		l.condIn(what, row, t.Columns)
	}
}

func (l *linter) subject(what string, c *Cond, columns []Column) (QuestionKind, []Option, string, bool) {
	if c.Col != "" {
		i := slices.IndexFunc(columns, func(x Column) bool { return x.ID == c.Col })
		if i < 0 {
			l.fault(c.At, "%s: there is no column %q here", what, c.Col)
			return "", nil, "", false
		}
		return columns[i].Kind, columns[i].Choosable(), "column " + c.Col, true
	}
	if columns != nil {
		l.fault(c.At, "%s: inside a row only columns can be tested", what)
		return "", nil, "", false
	}
	q, ok := l.f.Question(c.Q)
	if !ok {
		l.fault(c.At, "%s: no question is called %q", what, c.Q)
		return "", nil, "", false
	}
	return q.Kind, q.Choosable(), "question " + c.Q, true
}
