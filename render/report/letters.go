package report

import (
	"path"
	"slices"
	"strings"

	"opframe/data/assess"
	"opframe/data/framework"
	"opframe/data/view"
	"opframe/render/doc"
)

// Letter is one letter to a provider on one of its products: the wording, with the facts in their sections.
func Letter(words Wording, v view.Provider, p view.Product, x view.Letter) doc.For[providerReader] {
	l := &letter{v: v, p: p, x: x}
	text := words[x.Kind]
	values := l.values()
	l.add(l.head())
	l.body(filledBlocks(text.Blocks, values))
	l.signOff()
	d := l.document(v.Occasion, filled(text.Title, values), v.Name, v.Reader.Label(), filled(text.Summary, values))
	d.Date = x.Date
	return seal(v.Reader, d)
}

type letter struct {
	draft
	v view.Provider
	p view.Product
	x view.Letter
}

// values are what the placeholders of the wording stand for.
func (l *letter) values() map[string]string {
	return map[string]string{
		"addressee": orWord(l.x.Contact, l.v.Name), "provider": l.v.Name, "product": l.p.Name, "round": l.v.Occasion.Title,
		"framework": edition(l.v.Framework), "office": l.v.Occasion.Office.Name, "date": doc.LongDate(l.x.Date),
		"due": doc.LongDate(l.x.By), "points": number(len(l.x.Points), "point", "points"),
		"completed": orNot(doc.LongDate(l.p.Submission.Completed)),
	}
}

// head is what stands above a letter: when, to whom, about what.
func (l *letter) head() doc.Facts {
	to := orWord(l.x.Contact, l.v.Name)
	if l.x.Contact != "" {
		to += "\n" + l.v.Name
	}
	if l.x.Email != "" {
		to += "\n" + l.x.Email
	}
	items := []doc.Fact{
		{Term: "Date", Text: doc.T(doc.LongDate(l.x.Date))},
		{Term: "To", Text: doc.T(to)},
		{Term: "From", Text: doc.T(l.v.Occasion.Office.Name)},
		{Term: "About", Text: doc.T(l.p.Name + ", " + l.v.Occasion.Title)},
		{Term: "Our reference", Text: doc.T(strings.Join([]string{l.v.Occasion.ID, l.p.ID, string(l.x.Kind)}, " / "))},
	}
	if !l.x.By.IsZero() {
		items = append(items, doc.Fact{Term: "Please answer by", Text: []doc.Span{strong(doc.LongDate(l.x.By))}})
	}
	return doc.Facts{Items: items}
}

// body puts the wording, and at the end of each section the facts that belong there. A section that has
// nothing to say in this letter is left out with its heading.
func (l *letter) body(blocks []doc.Block) {
	put := map[string]func(){"received": l.received, "next": l.next, "points": l.points, "decisions": l.decisions, "grounds": l.grounds,
		"explained": l.explained, "answered": l.answered, "obligations": l.obligations}
	left := map[string]bool{"workbook": len(l.x.Only) == 0, "explained": len(l.x.Explained) == 0, "answered": len(l.x.Answered) == 0, "obligations": len(l.x.Duties) == 0}
	form, leaving := letterForms[l.x.Kind], false
	blocks = slices.DeleteFunc(slices.Clone(blocks), func(b doc.Block) bool {
		if h, ok := b.(doc.Heading); ok && h.Level == 2 {
			leaving = left[h.ID] && slices.Contains(form.optional, h.ID)
		}
		return leaving
	})
	l.sections(blocks, put)
}

// signOff ends the letter.
func (l *letter) signOff() {
	l.text("Yours sincerely")
	l.add(contact(l.v.Occasion))
}

func (l *letter) received() {
	s, c := l.p.Submission, l.p.Check
	items := []doc.Fact{
		{Term: "File", Text: doc.T(s.File)},
		{Term: "Completed on", Text: doc.T(orNot(doc.LongDate(s.Completed)))},
		{Term: "Completed by", Text: doc.T(orNot(s.CompletedBy.Text))},
	}
	for _, x := range s.Supplemented {
		items = append(items, doc.Fact{Term: "Supplement", Text: doc.T(x.File + ", with " + number(len(x.Questions), "question", "questions"))})
	}
	l.add(doc.Facts{Items: items})
	t := doc.Table{Caption: "How complete it is", RowHead: true, Empty: "The questionnaire has no questions.",
		Columns: []doc.Column{{Title: "Part", Wide: 2}, {Title: "Asked of you", Right: true}, {Title: "Answered", Right: true}, {Title: "To put right", Right: true}}}
	for _, r := range c.Ready {
		t.Rows = append(t.Rows, cells(r.Dimension.Title, tally(r.Asked), tally(r.Answered), tally(r.Problems)))
	}
	l.add(t)
}

func tally(n int) string { return doc.Count{N: float64(n)}.String() }

// next says which other letters there are, or who has to do something now.
func (l *letter) next() {
	by := map[view.LetterKind]view.Letter{}
	for _, x := range l.p.Letters {
		by[x.Kind] = x
	}
	var all []string
	if x, ok := by[view.RequestLetter]; ok {
		all = append(all, "A letter of its own asks you for "+number(len(x.Points), "point", "points")+", please by "+doc.LongDate(x.By)+".")
	}
	if _, ok := by[view.NoticeLetter]; ok {
		all = append(all, "A notice of its own needs your answer before access is restricted.")
	}
	if _, ok := by[view.OutcomeLetter]; ok {
		all = append(all, "What we decided so far is in a letter of its own.")
	}
	if len(all) == 0 {
		all = []string{"The questionnaire is complete and does not contradict itself. A reviewer looks at it next, and we write to you when something is open or decided."}
	}
	l.add(lines(all))
}

// points has a row for each thing asked, with what the provider explained beside it.
func (l *letter) points() {
	explained := slices.ContainsFunc(l.x.Points, func(p view.LetterPoint) bool { return len(p.Said) > 0 })
	t := doc.Table{Caption: "What is open", Empty: "Nothing is open.",
		Columns: []doc.Column{{Title: "Where", Wide: 1.2}, {Title: "What is open", Wide: 3}, {Title: "What to do", Wide: 2.4}}}
	if explained {
		t.Columns = append(t.Columns, doc.Column{Title: "Your explanation", Wide: 2})
	}
	for _, p := range l.x.Points {
		row := doc.Row{Cells: [][]doc.Span{doc.T(l.where(p)), l.what(p), doc.T(p.Do)}}
		if explained {
			row.Cells = append(row.Cells, doc.T(orWord(remarks(p.Said), nothingSaid)))
		}
		t.Rows = append(t.Rows, row)
	}
	l.add(t)
}

func (l *letter) where(p view.LetterPoint) string {
	var all []string
	for _, c := range p.Where {
		if w := orWord(l.p.Submission.Where(c), "The file"); !slices.Contains(all, w) {
			all = append(all, w)
		}
	}
	return orWord(strings.Join(all, "\n"), nothingSaid)
}

func (l *letter) what(p view.LetterPoint) []doc.Span {
	var spans []doc.Span
	if p.Control != "" {
		spans = append(spans, strong(p.Control), doc.Span{Text: "\n"})
	}
	spans = append(spans, doc.Span{Text: p.What})
	if !p.By.IsZero() {
		spans = append(spans, doc.Span{Text: "\nAsked for by " + doc.LongDate(p.By) + "."})
	}
	return spans
}

// remarks are the provider's words, each behind the question it stands beside.
func remarks(all []view.Remark) string {
	var texts []string
	for _, r := range all {
		texts = append(texts, r.Question+": "+r.Text)
	}
	return strings.Join(texts, "\n")
}

func (l *letter) decisions() {
	t := doc.Table{Caption: "Decisions", RowHead: true, Empty: "Nothing is decided yet.",
		Columns: []doc.Column{{Title: "API", Wide: 2}, {Title: "Decision", Wide: 1.4}, {Title: "Conditions and what makes up for gaps", Wide: 3.4}, {Title: "Decided on", Wide: 1.2}, {Title: "Holds until", Wide: 1.2}}}
	for _, r := range l.x.Granted {
		t.Rows = append(t.Rows, doc.Row{Cells: [][]doc.Span{doc.T(r.API.ID + "\n" + r.API.Title + "\nRisk " + ratingTitle(l.v.Framework, r.API.Rating)),
			{verdictSpan(r.Verdict, false), {Text: "\nThe rules: " + lowered(r.Recommended)}}, letterConditions(r), doc.T(doc.LongDate(r.On)), doc.T(orWord(doc.LongDate(r.Until), "No end is set"))}})
	}
	l.add(t)
	if len(l.x.Undecided) > 0 {
		l.text("No decision holds at present for %s. We write to you when that changes.", list(l.x.Undecided))
	}
}

func letterConditions(r view.LetterVerdict) []doc.Span {
	var spans []doc.Span
	add := func(title, text string) {
		if text == "" {
			return
		}
		if spans != nil {
			title = "\n" + title
		}
		spans = append(spans, strong(title), doc.Span{Text: text})
	}
	add("Conditions: ", r.Conditions)
	add("Compensating controls: ", r.Compensating)
	if spans == nil {
		return doc.T("None")
	}
	return spans
}

// explained tells of the findings the office decided on, each with the provider's explanation beside it.
func (l *letter) explained() {
	for _, f := range l.x.Explained {
		l.heading(3, f.Control)
		l.add(doc.Paragraph{Text: []doc.Span{{Text: "Decided: "}, result(f.Decided), {Text: ". By the rules: " + lowered(resultWord(f.Machine)) + ". " + f.Reason}}})
		if f.Explanation != "" {
			l.add(doc.Paragraph{Text: []doc.Span{strong("Why: "), {Text: f.Explanation}}})
		}
		if f.Remedy != "" && (f.Decided == framework.NotMet || f.Decided == framework.Partly) {
			l.add(doc.Paragraph{Text: []doc.Span{strong("What to change: "), {Text: f.Remedy}}})
		}
		if !f.Until.IsZero() {
			l.text("This holds until %s.", doc.LongDate(f.Until))
		}
		for _, r := range f.Said {
			l.add(doc.Quote{Text: r.Text, Source: "Your explanation, " + r.Question + ", " + l.p.Submission.Where(r.Cell)})
		}
	}
}

// answered repeats what was asked and answered, with the provider's own words.
func (l *letter) answered() {
	t := doc.Table{Caption: "Questions answered", Empty: "Nothing was asked.",
		Columns: []doc.Column{{Title: "What we asked", Wide: 3}, {Title: "About", Wide: 2}, {Title: "Your explanation", Wide: 3}}}
	for _, p := range l.x.Answered {
		t.Rows = append(t.Rows, cells(p.What, orWord(orWord(p.Control, p.Question), nothingSaid), orWord(remarks(p.Said), "In the answers themselves")))
	}
	l.add(t)
}

func (l *letter) obligations() {
	t := doc.Table{Caption: "Obligations", RowHead: true, Empty: "The decisions bring no obligations.",
		Columns: []doc.Column{{Title: "Duty", Wide: 3.4}, {Title: "Owed by", Wide: 0.9}, {Title: "When", Wide: 2}, {Title: "Due", Wide: 1.2}, {Title: "Because of", Wide: 1.6}}}
	for _, d := range l.x.Duties {
		t.Rows = append(t.Rows, doc.Row{Cells: [][]doc.Span{{strong(d.Title), {Text: "\n" + d.Text}}, doc.T(owedBy(d)),
			doc.T(sentence(d.Trigger) + ": " + d.Limit), doc.T(orWord(doc.LongDate(d.Due), "When it happens")), doc.T(list(d.APIs))}})
	}
	l.add(t)
}

// owedBy says who owes a duty, to the provider.
func owedBy(d assess.Duty) string {
	return map[string]string{"provider": "You", "office": "We", "joint": "You and we"}[d.Owner]
}

func (l *letter) grounds() {
	caption, day := "The nearest day first", "Day"
	if l.x.Kind == view.NoticeLetter {
		caption, day = "Why access may have to be restricted", "Since"
	}
	t := doc.Table{Caption: caption, RowHead: true, Empty: "Nothing.",
		Columns: []doc.Column{{Title: "What", Wide: 3}, {Title: day, Wide: 1.2}, {Title: "APIs", Wide: 1.6}, {Title: "What to do", Wide: 3}}}
	for _, g := range l.x.Grounds {
		when := doc.LongDate(g.On)
		if l.x.Kind == view.ReminderLetter && g.On.Before(l.v.Occasion.AsOf) {
			when += "\nThat day has passed."
		}
		t.Rows = append(t.Rows, cells(g.What, when, orWord(list(g.APIs), "All it is granted"), g.Do))
	}
	l.add(t)
}

// LetterTitle is what lists and navigation call a kind of letter.
func LetterTitle(k view.LetterKind) string {
	return map[view.LetterKind]string{
		view.AcknowledgementLetter: "Acknowledgement", view.RequestLetter: "Request for information", view.OutcomeLetter: "Outcome",
		view.NoticeLetter: "Notice before access is restricted", view.ReminderLetter: "Reminder",
	}[k]
}

// LetterPath is where the letter on a product lies in its provider's edition. The workbook of a request lies
// beside it, with another ending.
func LetterPath(product string, k view.LetterKind) string {
	return path.Join(product, "letters", string(k)+".html")
}
