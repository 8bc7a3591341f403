package report

import (
	"slices"
	"strconv"

	"opframe/data/framework"
	"opframe/render/doc"
)

// conds says conditions in words, each question by its id with a link to where it is asked.
type conds struct {
	f *framework.Framework
	// home is the control on whose page the words stand: questions of others are told with their text.
	// "" where a reader has them at hand.
	home string
}

// sentence is the condition as one clause. What is joined inside what is joined stands in brackets.
func (w conds) sentence(c *framework.Cond) []doc.Span { return w.clause(c, nil) }

// clause says c; columns are those of the table inside a condition on rows, else nil.
func (w conds) clause(c *framework.Cond, columns []framework.Column) []doc.Span {
	switch {
	case c.All != nil:
		return w.joined(c.All, " and ", columns)
	case c.Any != nil:
		return w.joined(c.Any, " or ", columns)
	case c.Not != nil:
		return append(doc.T("it is not so that "), w.inBrackets(c.Not, columns)...)
	}
	return w.test(c, columns)
}

func (w conds) joined(all []framework.Cond, by string, columns []framework.Column) []doc.Span {
	var spans []doc.Span
	for i := range all {
		if i > 0 {
			spans = append(spans, doc.Span{Text: by})
		}
		if len(all) == 1 {
			return w.clause(&all[i], columns)
		}
		spans = append(spans, w.inBrackets(&all[i], columns)...)
	}
	return spans
}

func (w conds) inBrackets(c *framework.Cond, columns []framework.Column) []doc.Span {
	if len(c.All)+len(c.Any) < 2 {
		return w.clause(c, columns)
	}
	return slices.Concat(doc.T("("), w.clause(c, columns), doc.T(")"))
}

// blocks are the condition as a paragraph or, where several things are joined, as a list of them.
func (w conds) blocks(lead string, c *framework.Cond) []doc.Block {
	item := w.item(c, nil)
	text := append(doc.T(lead+" "), lower(item.Text)...)
	if item.Sub == nil {
		return []doc.Block{doc.Paragraph{Text: append(text, doc.Span{Text: "."})}}
	}
	return []doc.Block{doc.Paragraph{Text: text}, *item.Sub}
}

// lower starts with a small letter.
func lower(spans []doc.Span) []doc.Span {
	if len(spans) == 0 || spans[0].Link != "" {
		return spans // the id of a question keeps its capital
	}
	first := spans[0]
	first.Text = lowered(first.Text)
	return append([]doc.Span{first}, spans[1:]...)
}

// item is the condition as an item of a list, with what is joined in it below.
func (w conds) item(c *framework.Cond, columns []framework.Column) doc.Item {
	switch {
	case len(c.All) == 1:
		return w.item(&c.All[0], columns)
	case len(c.Any) == 1:
		return w.item(&c.Any[0], columns)
	case c.All != nil:
		return doc.Item{Text: doc.T("All of these hold:"), Sub: w.items(c.All, columns)}
	case c.Any != nil:
		return doc.Item{Text: doc.T("At least one of these holds:"), Sub: w.items(c.Any, columns)}
	case c.Not != nil && len(c.Not.All) > 1:
		return doc.Item{Text: doc.T("Not all of these hold:"), Sub: w.items(c.Not.All, columns)}
	case c.Not != nil && len(c.Not.Any) > 1:
		return doc.Item{Text: doc.T("None of these holds:"), Sub: w.items(c.Not.Any, columns)}
	}
	if row, lead := rowOf(c); row != nil && len(row.All) > 1 {
		return doc.Item{Text: append(w.subject(c), doc.Span{Text: lead + " all of these hold:"}), Sub: w.items(row.All, w.columns(c))}
	} else if row != nil && len(row.Any) > 1 {
		return doc.Item{Text: append(w.subject(c), doc.Span{Text: lead + " at least one of these holds:"}), Sub: w.items(row.Any, w.columns(c))}
	}
	return doc.Item{Text: w.clause(c, columns)}
}

func (w conds) items(all []framework.Cond, columns []framework.Column) *doc.List {
	l := &doc.List{}
	for i := range all {
		l.Items = append(l.Items, w.item(&all[i], columns))
	}
	return l
}

// rowOf is the condition on rows in c, if it has one, and how it is introduced.
func rowOf(c *framework.Cond) (row *framework.Cond, lead string) {
	switch {
	case c.RowAny != nil:
		return c.RowAny, " lists a row in which"
	case c.RowAll != nil:
		return c.RowAll, " lists only rows in which"
	}
	return nil, ""
}

// test says one test: its subject and what must be true of it.
func (w conds) test(c *framework.Cond, columns []framework.Column) []doc.Span {
	if c.Col != "" {
		i := slices.IndexFunc(columns, func(x framework.Column) bool { return x.ID == c.Col })
		if i < 0 {
			return doc.T(c.Col)
		}
		x := columns[i]
		return doc.T("“" + x.Title + "” " + verb(c, x.Choosable(), x.Unit, "is", "is filled in", "is empty"))
	}
	if c.Fact != "" {
		return doc.T("the highest rating among the APIs used " + w.rated(c))
	}
	if row, lead := rowOf(c); row != nil {
		return slices.Concat(w.subject(c), doc.T(lead+" "), w.clause(row, w.columns(c)))
	}
	q, _ := w.f.Question(c.Q)
	return append(w.subject(c), doc.Span{Text: " " + verb(c, q.Choosable(), q.Unit, "is answered", "is answered", "is not answered")})
}

func (w conds) subject(c *framework.Cond) []doc.Span {
	q, ok := w.f.Question(c.Q)
	if !ok {
		return doc.T(c.Q)
	}
	if w.home == "" || q.Control == w.home {
		return []doc.Span{questionLink(q)}
	}
	return []doc.Span{questionLink(q), {Text: " (" + q.Text + ")"}}
}

func (w conds) columns(c *framework.Cond) []framework.Column {
	q, _ := w.f.Question(c.Q)
	t, _ := w.f.Table(q.Table)
	return t.Columns
}

// rated says a test of the rating.
func (w conds) rated(c *framework.Cond) string {
	step := func(n float64) string { return ratingTitle(w.f, strconv.FormatFloat(n, 'f', -1, 64)) }
	if c.AtLeast != nil {
		return "is at least " + step(*c.AtLeast)
	}
	return "is at most " + step(*c.AtMost)
}
