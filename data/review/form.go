package review

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"opframe/data/assess"
	"opframe/data/date"
	"opframe/data/framework"
	"opframe/data/response"
	"opframe/data/workbook"
)

// Kind is what a review workbook calls itself.
const Kind = "review@1"

// The lists of a review workbook.
const (
	findingsList  = "findings"
	outcomesList  = "outcomes"
	questionsList = "questions"
	keptList      = "kept"
)

// The columns people fill in, and those that show what they decide on.
const (
	colControl     = "control"
	colFound       = "found"
	colWhy         = "why"
	colAnswers     = "answers"
	colEvidence    = "evidence"
	colChoice      = "decision"
	colReason      = "reason"
	colExplanation = "explanation"
	colSighted     = "sighted"
	colSightedOn   = "sighted_on"
	colReviewer    = "reviewer"
	colOn          = "on"
	colUntil       = "until"

	colAPI          = "api"
	colRating       = "rating"
	colRecommended  = "recommended"
	colVerdict      = "outcome"
	colConditions   = "conditions"
	colCompensating = "compensating"
	colBy           = "by"
	colSecond       = "second"
	colSecondOn     = "second_on"
	colNote         = "note"

	colID         = "id"
	colAbout      = "about"
	colText       = "text"
	colDue        = "due"
	colAnswer     = "answer"
	colAnsweredOn = "answered_on"

	colWhere = "where"
)

// The lines of the first sheet.
const (
	factProduct  = "product"
	factReviewer = "reviewer"
)

// choiceLabels are what the drop-down offers, with what each means.
var choiceLabels = []struct {
	label  string
	choice Choice
	result framework.Result
}{
	{"Agree", Agree, ""},
	{"Override: met", Override, framework.Met},
	{"Override: partly met", Override, framework.Partly},
	{"Override: not met", Override, framework.NotMet},
	{"Override: not applicable", Override, framework.NotApplicable},
	{"Ask the provider", Ask, ""},
}

// resultLabel is a result as the workbook shows it.
func resultLabel(r framework.Result) string {
	if r == framework.Partly {
		return "Partly met"
	}
	return strings.ToUpper(string(r[:1])) + string(r[1:])
}

func verdictLabel(v Verdict) string { return strings.ToUpper(string(v[:1])) + string(v[1:]) }

// Lists are the sheets of a review workbook without their rows.
func Lists() []workbook.FormList {
	var choices, verdicts []string
	for _, c := range choiceLabels {
		choices = append(choices, c.label)
	}
	for _, v := range Verdicts {
		verdicts = append(verdicts, verdictLabel(v))
	}
	given := func(id, title, hint string, width float64) workbook.FormColumn {
		return workbook.FormColumn{ID: id, Title: title, Hint: hint, Width: width}
	}
	input := func(id, title, hint string, width float64, kind framework.QuestionKind, options ...string) workbook.FormColumn {
		return workbook.FormColumn{ID: id, Title: title, Hint: hint, Width: width, Input: true, Kind: kind, Options: options}
	}
	return []workbook.FormList{
		{ID: findingsList, Title: "Findings", Note: "A row a control: what the provider said, what the rules find, and what you decide. A decision holds only while what it rests on is as shown here; a new row is added when that changes.",
			Columns: []workbook.FormColumn{
				given(colControl, "Control", "", 24), given(colFound, "Found by the rules", "", 14), given(colWhy, "Rule and reason", "", 34),
				given(colAnswers, "What the provider said", "With the cell of each answer.", 52), given(colEvidence, "Evidence offered", "From the list of evidence.", 34),
				input(colChoice, "Decision", "Agree, override, or ask.", 20, framework.Choice, choices...),
				input(colReason, "Reason", "For the office only. An override needs one.", 34, framework.Text),
				input(colExplanation, "Words for the provider", "Goes to the provider: the question, or an explanation.", 34, framework.Text),
				input(colSighted, "Evidence sighted", "Which.", 22, framework.Text), input(colSightedOn, "Sighted on", "A date.", 13, framework.Day),
				input(colReviewer, "Reviewer", "Your name.", 20, framework.Text), input(colOn, "Decided on", "A date. Every decision needs one.", 13, framework.Day),
				input(colUntil, "Valid until", "The last day; empty for no end.", 13, framework.Day),
			}},
		{ID: outcomesList, Title: "Outcomes", Note: "A row an API. An outcome of an API rated 4, and any that is better for the provider than recommended, needs a second person.",
			Columns: []workbook.FormColumn{
				given(colAPI, "API", "", 26), given(colRating, "Risk", "", 12), given(colRecommended, "Recommended", "With the decisions on findings so far.", 34),
				input(colVerdict, "Outcome", "What the office decides.", 22, framework.Choice, verdicts...),
				input(colConditions, "Conditions", "Go to the provider.", 34, framework.Text), input(colCompensating, "Compensating controls", "What makes up for what is missing. Go to the provider.", 30, framework.Text),
				input(colUntil, "Until", "The last day; empty for no end.", 13, framework.Day),
				input(colBy, "Decided by", "A name.", 20, framework.Text), input(colOn, "Decided on", "A date.", 13, framework.Day),
				input(colSecond, "Second signature", "Another name.", 20, framework.Text), input(colSecondOn, "Signed on", "A date.", 13, framework.Day),
				input(colNote, "Note", "For the office only.", 30, framework.Text),
			}},
		{ID: questionsList, Title: "Questions", Note: "Questions to the provider. One counts as asked from the day it was asked on; it goes into the request for information.",
			Columns: []workbook.FormColumn{
				given(colID, "No.", "", 8), input(colAbout, "About", "A control or a question, such as E12. May be empty.", 18, framework.Text),
				input(colText, "Question", "In words for the provider.", 52, framework.Text), input(colBy, "Asked by", "A name.", 20, framework.Text),
				input(colOn, "Asked on", "A date.", 13, framework.Day), input(colDue, "Answer by", "A date.", 13, framework.Day),
				input(colAnswer, "Answer", "As the provider gave it.", 52, framework.Text), input(colAnsweredOn, "Answered on", "A date.", 13, framework.Day),
			}},
		{ID: keptList, Title: "Kept words", Note: "Words found elsewhere in this workbook when it was written anew: nothing that anybody typed is thrown away.",
			Columns: []workbook.FormColumn{given(colWhere, "Where", "", 28), input(colText, "Words", "", 90, framework.Text)}},
	}
}

// Subject is what a review workbook is about.
type Subject struct {
	Framework                *framework.Framework
	Submission               *response.Submission
	ProviderName, ProviderID string
	ProductName, ProductID   string
	Round                    string
	AsOf                     date.Date
	Reviewer                 string // proposed, "" for nobody
}

// spare is how many empty rows for questions there are always.
const spare = 8

// Plan lays out the review workbook of a product: a row for everything that is so now, with what was typed into
// the earlier workbook, and every earlier row in which somebody typed something. Old is nil where there is none.
func Plan(sub Subject, r Reviewed, old *workbook.Filled) workbook.Form {
	p := planner{sub: sub, r: r, old: old}
	if old == nil {
		p.old = &workbook.Filled{}
	}
	form := workbook.Form{
		Kind: Kind, Title: "Review of " + cmp.Or(sub.ProductName, sub.ProductID), Created: sub.AsOf, Start: "Review",
		Footer: strings.Join([]string{sub.Round, sub.ProviderName, sub.ProductName}, " · "),
		About:  "For the office only. Decide here; the machine's result stays beside every decision. `opframe review` adds rows for what is new and keeps every word that was typed.",
		Steps: []string{
			"Findings: read what the provider said and what the rules find, then choose Agree, Override or Ask the provider.",
			"An override needs a reason, a name and a date. It lapses after the day under “Valid until”.",
			"Outcomes: decide each API. Run `opframe review` again after overrides, so that what is recommended is up to date.",
			"Questions: write what the provider is to be asked, and note the answer.",
			"Save the workbook where it is. Nothing is published from it but what the columns say goes to the provider.",
		},
		Facts: []workbook.FormFact{
			{ID: factProduct, Title: "Product", Text: sub.ProductID},
			{ID: "names", Title: "Product and provider", Text: sub.ProductName + ", " + sub.ProviderName},
			{ID: "framework", Title: "Framework", Text: sub.Framework.Ref()},
			{ID: "round", Title: "Round", Text: sub.Round + ", as of " + sub.AsOf.String()},
			{ID: "file", Title: "Questionnaire", Text: sub.Submission.File + ", completed on " + cmp.Or(sub.Submission.Completed.String(), "no day stated")},
			{ID: factReviewer, Title: "Reviewer", Text: cmp.Or(p.old.Facts[factReviewer].Text, sub.Reviewer), Input: true},
		},
		Lists: Lists(),
	}
	for i := range form.Lists {
		l := &form.Lists[i]
		switch l.ID {
		case findingsList:
			l.Rows = p.merge(*l, p.findings())
		case outcomesList:
			l.Rows = p.merge(*l, p.outcomes())
		case questionsList:
			l.Rows = p.questions(*l)
		}
	}
	p.keep(&form)
	return form
}

type planner struct {
	sub  Subject
	r    Reviewed
	old  *workbook.Filled
	kept []workbook.FormRow
}

// subjectOf is what a row is about: its id up to the digest.
func subjectOf(id string) string {
	s, _, _ := strings.Cut(id, "|")
	return s
}

// keyOf is the id of a row without the digest of what it shows: what it is about and what that rests on.
func keyOf(id string) string {
	if i := strings.LastIndexByte(id, '|'); i > strings.IndexByte(id, '|') {
		return id[:i]
	}
	return id
}

func rowID(about, basis string, l workbook.FormList, given map[string]string) string {
	return about + "|" + basis + "|" + shownDigest(l, given)
}

// An API that the register does not know is called what the provider typed, which may be anything.
var (
	markable = strings.NewReplacer("%", "%25", "|", "%7C")
	unmarked = strings.NewReplacer("%7C", "|", "%25", "%")
)

// shownDigest sums up the locked cells of a row, so that a word typed into one of them can be told.
func shownDigest(l workbook.FormList, cells map[string]string) string {
	var all []string
	for _, c := range l.Columns {
		if !c.Input {
			all = append(all, strings.Join(strings.Fields(cells[c.ID]), " "))
		}
	}
	return digest(all)[:6]
}

// row is one that is so now, before it has what was typed.
type row struct {
	about, basis string
	given        map[string]string
}

// merge puts what was typed into the rows that are so now, before each those about the same thing in which
// something was typed on another basis, and last those about what is no more.
func (p *planner) merge(l workbook.FormList, now []row) []workbook.FormRow {
	earlier := map[string][]workbook.FilledRow{}
	var order []string
	for _, o := range p.old.Lists[l.ID] {
		p.foreign(l, o)
		about := subjectOf(o.ID)
		if o.ID == "" {
			continue // all of it is kept aside
		}
		if earlier[about] == nil {
			order = append(order, about)
		}
		earlier[about] = append(earlier[about], o)
	}
	var all []workbook.FormRow
	for _, n := range now {
		cells := n.given
		for _, o := range earlier[n.about] {
			if keyOf(o.ID) == n.about+"|"+n.basis {
				cells = with(cells, typed(l, o))
			} else if len(typed(l, o)) > 0 {
				all = append(all, asItWas(l, o))
			}
		}
		delete(earlier, n.about)
		all = append(all, workbook.FormRow{ID: rowID(n.about, n.basis, l, n.given), Cells: cells})
	}
	for _, about := range order {
		for _, o := range earlier[about] {
			if len(typed(l, o)) > 0 {
				all = append(all, asItWas(l, o))
			}
		}
	}
	return all
}

// typed is what somebody filled in, by column.
func typed(l workbook.FormList, o workbook.FilledRow) map[string]string {
	all := map[string]string{}
	for _, c := range l.Columns {
		if x, ok := o.Cells[c.ID]; ok && c.Input {
			all[c.ID] = x.Text
		}
	}
	return all
}

func with(a, b map[string]string) map[string]string {
	out := map[string]string{}
	for k, v := range a {
		out[k] = v
	}
	for k, v := range b {
		if out[k] != "" && out[k] != v { // the same row twice, as when somebody copied it
			v = out[k] + "\n" + v
		}
		out[k] = v
	}
	return out
}

func texts(o workbook.FilledRow) map[string]string {
	all := map[string]string{}
	for id, c := range o.Cells {
		all[id] = c.Text
	}
	return all
}

// asItWas is an earlier row with everything it shows.
func asItWas(l workbook.FormList, o workbook.FilledRow) workbook.FormRow {
	return workbook.FormRow{ID: keyOf(o.ID) + "|" + shownDigest(l, texts(o)), Cells: texts(o)}
}

// foreign keeps aside the words of a row that has lost its mark, and those typed into locked cells.
func (p *planner) foreign(l workbook.FormList, o workbook.FilledRow) {
	changed := o.ID != "" && strings.Count(o.ID, "|") == 2 && !strings.HasSuffix(o.ID, "|"+shownDigest(l, texts(o)))
	for _, c := range l.Columns {
		x, ok := o.Cells[c.ID]
		if ok && (o.ID == "" || changed && !c.Input) {
			p.aside(x.Place, x.Text)
		}
	}
}

func (p *planner) aside(at response.Cell, text string) {
	p.kept = append(p.kept, workbook.FormRow{ID: fmt.Sprintf("kept %d", len(p.kept)+1), Cells: map[string]string{colWhere: at.InSheet(), colText: text}})
}

// keep fills the last sheet, which is left out where there is nothing to keep.
func (p *planner) keep(form *workbook.Form) {
	last := len(form.Lists) - 1
	for _, o := range p.old.Lists[keptList] {
		p.kept = append(p.kept, workbook.FormRow{ID: fmt.Sprintf("kept %d", len(p.kept)+1), Cells: texts(o)})
	}
	for _, x := range p.old.Rest {
		p.aside(x.Cell, x.Text)
	}
	if len(p.kept) == 0 {
		form.Lists = form.Lists[:last]
		return
	}
	form.Lists[last].Rows = p.kept
}

// findings has a row a control.
func (p *planner) findings() []row {
	var all []row
	for _, f := range p.r.Findings {
		x := f.Machine
		why := x.Reason
		if x.Rule > 0 {
			why = fmt.Sprintf("Rule %d of %d, %s. %s", x.Rule, len(x.Control.Rules), x.Status, x.Reason)
		}
		if len(x.Missing) > 0 {
			why += " Needed: " + strings.Join(x.Missing, ", ") + "."
		}
		all = append(all, row{x.Control.ID, cmp.Or(f.Basis, BasisOf(p.sub.Framework, p.sub.Submission, x)), map[string]string{
			colControl: x.Control.Title + "\n" + x.Control.ID, colFound: resultLabel(x.Result), colWhy: why,
			colAnswers: clip(p.answers(x)), colEvidence: clip(p.evidence(x))}})
	}
	return all
}

// longest is what a cell shows of long answers; the whole of them stands in the report. A cell holds 32,767.
const longest = 8000

func clip(s string) string {
	if r := []rune(s); len(r) > longest {
		return string(r[:longest]) + " … (the whole stands in the assessment report)"
	}
	return s
}

// answers are the questions below a control with the provider's own words and their cells.
func (p *planner) answers(x assess.Finding) string {
	var all []string
	for _, g := range x.Said(p.sub.Submission) {
		a := g.Answer
		said := a.Raw
		if g.Question.Kind == framework.Rows {
			said = p.list(g)
		}
		line := fmt.Sprintf("%s %s\n→ %s (%s)", g.Question.ID, g.Question.Text, said, a.Cell.InSheet())
		if !a.Understood {
			line += " – not understood"
		}
		if c := strings.TrimSpace(a.Comment.Text); c != "" {
			line += "\n“" + c + "” (" + a.Comment.Cell.InSheet() + ")"
		}
		all = append(all, line)
	}
	return strings.Join(all, "\n")
}

// list is the rows of a table that answers a question, a line a row.
func (p *planner) list(g assess.Ground) string {
	t, _ := p.sub.Framework.Table(g.Question.Table)
	var lines []string
	for _, r := range g.Answer.Value.Rows {
		var words []string
		for _, c := range t.Columns {
			if s := r.Cells[c.ID].Raw; s != "" {
				words = append(words, c.Title+": "+s)
			}
		}
		lines = append(lines, strings.Join(words, "; ")+" ("+r.Place.InSheet()+")")
	}
	return strings.Join(lines, "\n")
}

// evidence is what the answers below a control name, with its row of the list of evidence.
func (p *planner) evidence(x assess.Finding) string {
	var lines []string
	list, _ := p.sub.Framework.TableRole(framework.RoleEvidence)
	offered := Offered(p.sub.Framework, p.sub.Submission, x)
	for _, r := range offered {
		var words []string
		for _, c := range list.Columns {
			if s := r.Cells[c.ID].Raw; s != "" {
				words = append(words, strings.ToLower(c.Title)+" "+s)
			}
		}
		lines = append(lines, strings.Join(words, ", ")+" ("+r.Place.InSheet()+")")
	}
	for _, g := range x.Said(p.sub.Submission) {
		ref := strings.TrimSpace(g.Answer.Evidence.Text)
		listed := slices.ContainsFunc(offered, func(r response.Row) bool { return fold(r.Cells["ref"].Value.Text) == fold(ref) })
		if ref != "" && !listed {
			lines = append(lines, fmt.Sprintf("%s, named at %s, is not in the list", ref, g.Question.ID))
		}
	}
	return strings.Join(lines, "\n")
}

// outcomes has a row an API the product uses.
func (p *planner) outcomes() []row {
	var all []row
	for _, a := range p.r.APIs {
		o := a.Recommended
		given := map[string]string{colAPI: o.API.ID, colRating: "Not registered", colRecommended: "Nothing: the register has no such service action."}
		if o.Known {
			rating, _ := p.sub.Framework.Rating(o.API.Rating)
			given = map[string]string{colAPI: o.API.ID + "\n" + o.API.Title, colRating: o.API.Rating + " " + strings.ToLower(rating.Title),
				colRecommended: o.Outcome.Title + ". " + o.Reason}
		}
		all = append(all, row{markable.Replace(o.API.ID), cmp.Or(a.Basis, OutcomeBasis(o)), given})
	}
	return all
}

// questions are those written down so far and spare rows, numbered on.
func (p *planner) questions(l workbook.FormList) []workbook.FormRow {
	var all []workbook.FormRow
	next := 1
	for _, o := range p.old.Lists[questionsList] {
		id := o.ID
		if shown := o.Cells[colID]; shown.Text != "" && shown.Text != id {
			p.aside(shown.Place, shown.Text) // typed over the number, or beside no question
		}
		if len(typed(l, o)) == 0 {
			continue
		}
		var n int
		if _, err := fmt.Sscanf(id, "Q%d", &n); err == nil {
			next = max(next, n+1)
		}
		all = append(all, workbook.FormRow{ID: id, Cells: texts(o)})
	}
	for i := range all {
		if all[i].ID == "" || slices.ContainsFunc(all[:i], func(r workbook.FormRow) bool { return r.ID == all[i].ID }) {
			all[i].ID = fmt.Sprintf("Q%d", next)
			next++
		}
		all[i].Cells[colID] = all[i].ID
	}
	for range spare {
		id := fmt.Sprintf("Q%d", next)
		all = append(all, workbook.FormRow{ID: id, Cells: map[string]string{colID: id}})
		next++
	}
	return all
}
