package report

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"opframe/data/audience"
	"opframe/data/compare"
	"opframe/data/view"
	"opframe/render/doc"
)

// Comparison is a document of its own on one product at two times.
func Comparison[A audience.Reader](by Program, reader A, o view.Occasion, c compare.Comparison) doc.For[A] {
	var d draft
	name := orWord(c.Product.Name, c.Product.ID)
	d.compared(2, c, false)
	d.heading(2, "Where this comes from")
	d.add(doc.Facts{Items: []doc.Fact{{Term: "Made by", Text: doc.T(by.String())}}})
	return seal(reader, d.document(o, "What changed: "+name, c.Provider.Name, reader.Label(),
		"What changed "+name+" from one assessment to the next, and why."))
}

// Comparisons is a document on all products of two rounds.
func Comparisons(by Program, reader audience.Office, o view.Occasion, old, now string, all []compare.Comparison) doc.For[audience.Office] {
	var d draft
	d.text("%s is compared with %s.", now, old)
	d.heading(2, "In short")
	d.add(kindFigure(all), doc.Facts{Items: kindFacts(all, "")})
	t := changesTable(all, nil)
	t.Key = ""
	for i := range t.Columns {
		t.Columns[i].Filter = false
	}
	for i := range t.Rows {
		t.Rows[i].Keys = nil
	}
	d.add(t)
	for _, c := range all {
		if c.Kind == compare.Unchanged && len(c.Answers) == 0 {
			continue
		}
		d.heading(2, orWord(c.Product.Name, c.Product.ID))
		d.compared(3, c, false)
	}
	d.heading(2, "Where this comes from")
	d.add(doc.Facts{Items: []doc.Fact{{Term: "Made by", Text: doc.T(by.String())}}})
	return seal(reader, d.document(o, "What changed between two rounds", o.Title, reader.Label(),
		"What changed each product from one round to the next, and why."))
}

// compared puts all that is known of what became of one product; its sections have headings of a level. Where
// the document lists what is answered now below, the new rows of lists are told by their cells.
func (d *draft) compared(level int, c compare.Comparison, listed bool) {
	if why := WhyNot(c); why != "" {
		d.text("%s", why)
		d.registered(level, c)
		return
	}
	d.add(doc.Callout{Tone: kindSpan(c.Kind).Tone, Title: sentence(string(c.Kind)), Blocks: []doc.Block{doc.Paragraph{Text: doc.T(inShort(c))}}})
	d.add(doc.Facts{Items: []doc.Fact{
		{Term: "Before", Text: doc.T(originWords(*c.Old))},
		{Term: "Now", Text: doc.T(originWords(*c.New))},
		{Term: "Causes", Text: doc.T(causesList(c))},
		{Term: "Problems in the questionnaire", Text: doc.T(fmt.Sprintf("%d before, %d now; to be put right: %d before, %d now", c.Problems.Old, c.Problems.New, c.Errors.Old, c.Errors.New))},
	}})
	d.steps(level, c)
	d.outcomesMoved(level, c)
	d.findingsMoved(level, c)
	d.withoutEffect(level, c, listed)
	d.evidenceExpired(level, c)
	d.registered(level, c)
	d.notAskedElsewhere(c)
}

// inShort counts what became of a product in one sentence or two.
func inShort(c compare.Comparison) string {
	level := fmt.Sprintf("The level of confidence is %s", reachedWords(c.Level.New))
	if c.Level.Old.Level != c.Level.New.Level {
		level += fmt.Sprintf("; it was %s", reachedWords(c.Level.Old))
	} else {
		level += ", as before"
	}
	return level + ". " + findingCounts(c)
}

func findingCounts(c compare.Comparison) string {
	n := map[compare.Kind]int{}
	for _, f := range c.Findings {
		n[f.Kind]++
	}
	var parts []string
	for _, k := range compare.Kinds {
		if n[k] > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n[k], k))
		}
	}
	if parts == nil {
		return "The result of no control differs."
	}
	return "Controls whose result differs: " + list(parts) + "."
}

// causesList are the kinds of causes, the main one first.
func causesList(c compare.Comparison) string {
	if len(c.Causes) == 0 {
		return "Nothing moved a result"
	}
	var words []string
	for _, k := range c.Causes {
		words = append(words, string(k))
	}
	return sentence(list(words))
}

func (d *draft) steps(level int, c compare.Comparison) {
	d.heading(level, "Levels, before and now")
	t := doc.Table{Caption: "Level by dimension, before and now", RowHead: true, Empty: "No level is known.",
		Columns: []doc.Column{{Title: "Dimension", Wide: 1.2}, {Title: "Before", Wide: 1}, {Title: "Now", Wide: 1}, {Title: "Change", Wide: 1.1}, {Title: "Moved by", Wide: 3.4}}}
	row := func(title string, s compare.Step, old, now string, by string) {
		t.Rows = append(t.Rows, doc.Row{Cells: [][]doc.Span{doc.T(title), doc.T(old), doc.T(now), {kindSpan(s.Kind)}, doc.T(orWord(by, nothingSaid))}})
	}
	var names []string
	for _, s := range c.Dimensions {
		if slices.Contains(c.Level.Dimensions, s.ID) {
			names = append(names, lowered(s.Title))
		}
	}
	row("The product", c.Level, reachedWords(c.Level.Old), reachedWords(c.Level.New), sentence(list(names)))
	for _, s := range c.Dimensions {
		row(s.Title, s, reachedWithScore(s.Old), reachedWithScore(s.New), movedBy(c, s))
	}
	d.add(t)
}

func reachedWithScore(r compare.Reached) string {
	return fmt.Sprintf("%s\n%d%%", reachedWords(r), r.Score)
}

// movedBy names the controls that moved the level of a dimension.
func movedBy(c compare.Comparison, s compare.Step) string {
	var sets []string
	for _, set := range s.Moved {
		var titles []string
		for _, id := range set {
			titles = append(titles, "“"+titleOf(c.Findings, id)+"”")
		}
		sets = append(sets, list(titles))
	}
	text := strings.Join(sets, "; by itself as well: ")
	if s.Untold {
		text = "Among these, which cannot be told from saved assessments: " + text
	}
	return strings.TrimSpace(text + " " + strings.Join(Causes(s.Gates), " "))
}

func (d *draft) outcomesMoved(level int, c compare.Comparison) {
	if len(c.APIs) > 0 {
		d.heading(level, "Outcomes, before and now")
		t := doc.Table{Caption: "APIs of which the outcome or the rating differs", RowHead: true, Empty: "None.",
			Columns: []doc.Column{{Title: "API", Wide: 1.3}, {Title: "Before", Wide: 1.7}, {Title: "Now", Wide: 2}, {Title: "Change", Wide: 1.2}, {Title: "Why", Wide: 2.8}}}
		for _, a := range c.APIs {
			t.Rows = append(t.Rows, doc.Row{Cells: [][]doc.Span{doc.T(a.ID), doc.T(outcomeWords(a.Old)), doc.T(outcomeWords(a.New)),
				{kindSpan(a.Kind)}, doc.T(OutcomeCauses(c, a))}})
		}
		d.add(t)
	}
	for _, x := range []struct {
		what string
		all  []compare.Duty
	}{{"Obligations that the outcomes bring now and did not before", c.Come}, {"Obligations that the outcomes no longer bring", c.Gone}} {
		if len(x.all) == 0 {
			continue
		}
		var titles []string
		for _, o := range x.all {
			titles = append(titles, "“"+o.Title+"”")
		}
		d.text("%s: %s.", x.what, list(titles))
	}
}

func outcomeWords(o compare.Outcome) string {
	switch {
	case !o.Listed:
		return "Not listed"
	case !o.Known:
		return "Not known to the register of APIs"
	}
	s := o.Title
	if o.Decided {
		s += " (the office decided)"
	}
	return s + "\nRisk " + o.Rating
}

// OutcomeCauses says what moved the outcome of an API.
func OutcomeCauses(c compare.Comparison, a compare.API) string {
	var parts []string
	if a.ByLevel {
		parts = append(parts, fmt.Sprintf("The level of confidence went from %d to %d.", c.Level.Old.Level, c.Level.New.Level))
	}
	if a.Kind == compare.New || a.Kind == compare.Gone {
		word := map[compare.Kind]string{compare.New: "It is listed now and was not before.", compare.Gone: "It is no longer listed."}[a.Kind]
		return word
	}
	return orWord(strings.Join(append(parts, Causes(a.Reason)...), " "), nothingSaid)
}

func (d *draft) findingsMoved(level int, c compare.Comparison) {
	if len(c.Findings) == 0 {
		return
	}
	d.heading(level, "Findings, before and now")
	t := doc.Table{Caption: "Controls of which the result differs", RowHead: true, Empty: "None that can be compared.",
		Columns: []doc.Column{{Title: "Control", Wide: 1.6}, {Title: "Before", Wide: 1}, {Title: "Now", Wide: 1}, {Title: "Change", Wide: 1.1}, {Title: "Why", Wide: 4}}}
	for _, f := range c.Findings {
		if notComparable(f) {
			continue
		}
		t.Rows = append(t.Rows, doc.Row{Cells: [][]doc.Span{doc.T(f.Title), resultFound(f.Old), resultFound(f.New), {kindSpan(f.Kind)},
			doc.T(orWord(strings.Join(Causes(f.Reason), "\n"), nothingSaid))}})
	}
	d.add(t)
	d.notCompared(c)
}

// notComparable says that a finding rests on questions that one side was not asked.
func notComparable(f compare.Finding) bool {
	return f.Kind == compare.NotComparable && notAskedOf(f) != nil
}

// notCompared names the controls that cannot be compared, a row for each way a result went.
func (d *draft) notCompared(c compare.Comparison) {
	t := doc.Table{Caption: "Controls that cannot be compared, since questions were not asked before", Empty: "None.",
		Columns: []doc.Column{{Title: "Before", Wide: 1}, {Title: "Now", Wide: 1}, {Title: "Controls, with the questions not asked before", Wide: 5}}}
	type way struct{ old, now string }
	rows := map[way]int{}
	for _, f := range c.Findings {
		if !notComparable(f) {
			continue
		}
		words := f.Title + " (" + strings.Join(notAskedOf(f), ", ") + ")"
		w := way{doc.Plain(resultFound(f.Old)), doc.Plain(resultFound(f.New))}
		if i, ok := rows[w]; ok {
			t.Rows[i].Cells[2][0].Text += "; " + words
			continue
		}
		rows[w] = len(t.Rows)
		t.Rows = append(t.Rows, doc.Row{Cells: [][]doc.Span{resultFound(f.Old), resultFound(f.New), doc.T(words)}})
	}
	if t.Rows != nil {
		d.add(t)
	}
}

// notAskedElsewhere names the questions that one side was not asked and no finding above rests on.
func (d *draft) notAskedElsewhere(c compare.Comparison) {
	named := map[string]bool{}
	for _, f := range c.Findings {
		if notComparable(f) {
			for _, id := range notAskedOf(f) {
				named[id] = true
			}
		}
	}
	also := ""
	if len(named) > 0 {
		also = "besides the questions named with the controls above, "
	}
	var rest []string
	for _, id := range c.NotAsked {
		if !named[id] {
			rest = append(rest, id)
		}
	}
	if len(rest) > 0 {
		d.text("%s", sentence(fmt.Sprintf("%snot asked before, or not so that the answer could be carried over, and answered now: %s. Results that rest on these cannot be compared.", also, list(rest))))
	}
}

// notAskedOf are the questions a finding was moved by that one side was not asked.
func notAskedOf(f compare.Finding) []string {
	var ids []string
	for _, x := range f.Causes() {
		if x.Answer != nil && x.Answer.NotAsked && !slices.Contains(ids, x.Answer.Question) {
			ids = append(ids, x.Answer.Question)
		}
	}
	return ids
}

// withoutEffect are the answers that differ and moved no result.
func (d *draft) withoutEffect(level int, c compare.Comparison, listed bool) {
	t := doc.Table{Caption: "Answers that differ and moved no finding", RowHead: true, Empty: "None.",
		Columns: []doc.Column{{Title: "Question", Wide: 2}, {Title: "Before", Wide: 2.5}, {Title: "Now", Wide: 2.5}}}
	for _, a := range c.Answers {
		if len(a.Moved) > 0 || a.NotAsked {
			continue
		}
		question := []doc.Span{strong(a.Question)}
		if a.Text != a.Question {
			question = append(question, doc.Span{Text: " " + a.Text})
		}
		now := sideWords(a, a.New, a.Came)
		if listed && len(a.Came) > 0 {
			now = number(len(a.Came), "other row", "other rows") + ", in full below: " + cellsOf(a.Came)
		}
		t.Rows = append(t.Rows, doc.Row{Cells: [][]doc.Span{question, doc.T(sideWords(a, a.Old, a.Went)), doc.T(now)}})
	}
	if len(t.Rows) > 0 {
		d.heading(level, "Other answers that differ")
		d.add(t)
	}
}

// cellsOf are the places of rows, each sheet said once: "Evidence!B6, B7 and B9".
func cellsOf(rows []compare.Row) string {
	var all []string
	sheet := ""
	for _, r := range rows {
		if r.Cell.Sheet != "" && r.Cell.Ref != "" && r.Cell.Sheet == sheet {
			all = append(all, r.Cell.Ref)
			continue
		}
		sheet = r.Cell.Sheet
		all = append(all, r.Cell.InSheet())
	}
	return list(all)
}

// sideWords is what one side says where the sides differ: the rows that only it has, or its answer, or the
// evidence it names.
func sideWords(a compare.Answer, s compare.Said, only []compare.Row) string {
	switch {
	case a.List && only == nil:
		return "No row that the other has not"
	case a.List:
		var rows []string
		for _, r := range only {
			rows = append(rows, inQuotes(r.Words)+at(r.Cell))
		}
		return strings.Join(rows, "; ")
	case a.Value:
		return sentence(saidWords(s))
	case s.Evidence.Text == "":
		return "No evidence"
	}
	return "Evidence " + inQuotes(s.Evidence.Text) + at(s.Evidence.Cell)
}

func (d *draft) evidenceExpired(level int, c compare.Comparison) {
	if len(c.Expired) == 0 {
		return
	}
	d.heading(level, "Evidence that expired")
	t := doc.Table{Caption: "Evidence that held before and no longer holds", Empty: "None.",
		Columns: []doc.Column{{Title: "Evidence", Wide: 4}, {Title: "Held until", Wide: 1.4}, {Title: "Cell", Wide: 1.2}}}
	for _, e := range c.Expired {
		t.Rows = append(t.Rows, cells(e.Words, doc.LongDate(e.On), e.Cell.InSheet()))
	}
	d.add(t)
}

func (d *draft) registered(level int, c compare.Comparison) {
	if len(c.Register) == 0 {
		return
	}
	d.heading(level, "Changes of the register")
	t := doc.Table{Caption: "What the register says, before and now", RowHead: true, Empty: "None.",
		Columns: []doc.Column{{Title: "What", Wide: 1.4}, {Title: "Before", Wide: 2}, {Title: "Now", Wide: 2}}}
	for _, x := range c.Register {
		t.Rows = append(t.Rows, cells(x.What, orWord(x.Old, nothingSaid), orWord(x.New, nothingSaid)))
	}
	d.add(t)
}

// kindFigure counts products by what became of them.
func kindFigure(all []compare.Comparison) doc.Figure {
	b := doc.Bars{Subject: "What became of it", Unit: "products", Legend: []doc.Key{{Label: "Products"}}}
	var parts []string
	for _, k := range compare.Kinds {
		n := countKind(all, k)
		b.Bars = append(b.Bars, doc.Bar{Label: sentence(string(k)), Values: []doc.Count{{N: float64(n)}}})
		if n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, k))
		}
	}
	return doc.Figure{Caption: "Products by what became of them", Alt: "Bars of products: " + orWord(list(parts), "none") + ".", Plot: b}
}

func countKind(all []compare.Comparison, k compare.Kind) int {
	n := 0
	for _, c := range all {
		if c.Kind == k {
			n++
		}
	}
	return n
}

// kindFacts counts products by main cause; page leads to a table of them filtered, where there is one.
func kindFacts(all []compare.Comparison, page string) []doc.Fact {
	var items []doc.Fact
	for _, k := range compare.CauseKinds {
		n := 0
		for _, c := range all {
			if slices.Contains(c.Causes, k) {
				n++
			}
		}
		span := doc.Span{Text: number(n, "product", "products")}
		if page != "" && n > 0 {
			span.Link = filtered(page, "changes", "Causes", sentence(string(k)))
		}
		items = append(items, doc.Fact{Term: sentence(string(k)), Text: []doc.Span{span}})
	}
	return items
}

// changesTable has a row a product; page gives the path of a product's page, where it has one.
func changesTable(all []compare.Comparison, page func(id string) string) doc.Table {
	t := doc.Table{Key: "changes", Caption: "Every product, before and now", RowHead: true, Empty: "There is no product.",
		Columns: []doc.Column{{Title: "Product", Wide: 1.6}, {Title: "Provider", Wide: 1.6}, {Title: "Change", Wide: 1.1, Filter: true},
			{Title: "Level before", Wide: 1, Filter: true}, {Title: "Level now", Wide: 1, Filter: true}, {Title: "Causes", Wide: 1.6, Filter: true},
			{Title: "Findings improved", Right: true}, {Title: "Findings worse", Right: true}, {Title: "What to know", Wide: 2}}}
	for _, c := range all {
		t.Rows = append(t.Rows, changesRow(c, page))
	}
	return t
}

func changesRow(c compare.Comparison, page func(id string) string) doc.Row {
	name := doc.Span{Text: orWord(c.Product.Name, c.Product.ID)}
	if page != nil {
		name.Link = page(c.Product.ID)
	}
	old, now, sortOld, sortNow := nothingSaid, nothingSaid, "-1", "-1"
	if WhyNot(c) == "" {
		old, now = reachedWords(c.Level.Old), reachedWords(c.Level.New)
		sortOld, sortNow = strconv.Itoa(c.Level.Old.Level), strconv.Itoa(c.Level.New.Level)
	}
	var causes []doc.Span
	for _, k := range c.Causes {
		causes = append(causes, doc.Span{Text: sentence(string(k))})
	}
	if causes == nil {
		causes = doc.T(nothingSaid)
	}
	n := map[compare.Kind]int{}
	for _, f := range c.Findings {
		n[f.Kind]++
	}
	return doc.Row{Cells: [][]doc.Span{{name}, doc.T(c.Provider.Name), {kindSpan(c.Kind)}, doc.T(old), doc.T(now), eachLine(causes),
		doc.T(strconv.Itoa(n[compare.Improved])), doc.T(strconv.Itoa(n[compare.Worse])), doc.T(orWord(toKnow(c), nothingSaid))},
		Keys: []string{"", "", strconv.Itoa(slices.Index(compare.Kinds, c.Kind)), sortOld, sortNow, "", "", "", ""}}
}

// toKnow is what a reader of the table should know of a row.
func toKnow(c compare.Comparison) string {
	if why := WhyNot(c); why != "" {
		return why
	}
	var parts []string
	if c.Old.CarriedFrom != "" {
		parts = append(parts, "Before on "+c.Old.CarriedFrom+", carried over.")
	}
	if n := len(c.Register); n > 0 {
		parts = append(parts, sentence(number(n, "change", "changes"))+" of the register.")
	}
	return strings.Join(parts, " ")
}
