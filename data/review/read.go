package review

import (
	"fmt"
	"strings"

	"opframe/data/date"
	"opframe/data/framework"
	"opframe/data/response"
	"opframe/data/workbook"
)

// Read makes a book of a review workbook that came back. A file that is no review workbook, or of no product, is
// an error that says so.
func Read(f *workbook.Filled) (*Book, error) {
	product := f.Facts[factProduct].Text
	if f.Kind != Kind || product == "" {
		return nil, fmt.Errorf("it is no review workbook of opframe: the hidden marks that say so are not there")
	}
	r := reader{lists: map[string]workbook.FormList{}, book: &Book{File: f.File, Product: product, Reviewer: f.Facts[factReviewer].Text}}
	for _, l := range Lists() {
		r.lists[l.ID] = l
	}
	for _, title := range f.Lost {
		if title != r.lists[keptList].Title {
			r.problem(response.Error, response.Cell{File: f.File}, fmt.Sprintf("the sheet %q is not there, so nothing decided on it counts.", title), "Put it back, or run `opframe review`, which adds it.")
		}
	}
	for _, row := range f.Lists[findingsList] {
		r.decision(row)
	}
	for _, row := range f.Lists[outcomesList] {
		r.ruling(row)
	}
	for _, row := range f.Lists[questionsList] {
		r.question(row)
	}
	return r.book, nil
}

type reader struct {
	lists map[string]workbook.FormList
	book  *Book
}

func (r *reader) problem(sev response.Severity, at response.Cell, what, do string) {
	r.book.Problems = append(r.book.Problems, response.Problem{Kind: response.Review, Severity: sev, Cell: at, What: what, Do: do})
}

// marked says that a row knows what it is about. One that does not, and says something, is a problem.
func (r *reader) marked(row workbook.FilledRow) bool {
	if row.ID == "" {
		r.problem(response.Error, row.Place, "this row has lost what it is about, so nothing in it counts.", "Write it into the row of its control or API; `opframe review` moves these words to a sheet of their own.")
	}
	return row.ID != ""
}

func (r *reader) day(row workbook.FilledRow, column, what string) date.Date {
	c := row.Cells[column]
	if c.Text != "" && c.Date.IsZero() {
		r.problem(response.Error, c.Place, fmt.Sprintf("%s: %q is not a date.", what, c.Text), "Write it like 2020-12-31.")
	}
	return c.Date
}

func (r *reader) decision(row workbook.FilledRow) {
	if !r.marked(row) {
		return
	}
	if len(typed(r.lists[findingsList], row)) > 0 {
		r.book.Started = true
	}
	said := row.Cells[colChoice]
	if said.Text == "" {
		return
	}
	control, rest, _ := strings.Cut(keyOf(row.ID), "|")
	for _, c := range choiceLabels {
		if fold(c.label) != fold(said.Text) {
			continue
		}
		r.book.Decisions = append(r.book.Decisions, Decision{Control: control, Basis: rest, Choice: c.choice, Result: c.result,
			Saw: row.Cells[colFound].Text, Reason: row.Cells[colReason].Text, Explanation: row.Cells[colExplanation].Text,
			Sighted: row.Cells[colSighted].Text, SightedOn: r.day(row, colSightedOn, control),
			Reviewer: or(row.Cells[colReviewer].Text, r.book.Reviewer), On: r.day(row, colOn, control), Until: r.day(row, colUntil, control),
			Place: said.Place})
		return
	}
	r.problem(response.Error, said.Place, fmt.Sprintf("%s: %q is none of the decisions.", control, said.Text), "Choose one from the list: "+strings.Join(r.options(findingsList, colChoice), ", ")+".")
}

func (r *reader) ruling(row workbook.FilledRow) {
	if !r.marked(row) {
		return
	}
	if len(typed(r.lists[outcomesList], row)) > 0 {
		r.book.Started = true
	}
	said := row.Cells[colVerdict]
	if said.Text == "" {
		return
	}
	about, rest, _ := strings.Cut(keyOf(row.ID), "|")
	api := unmarked.Replace(about)
	for _, v := range Verdicts {
		if fold(verdictLabel(v)) != fold(said.Text) {
			continue
		}
		r.book.Rulings = append(r.book.Rulings, Ruling{API: api, Basis: rest, Saw: row.Cells[colRecommended].Text, Verdict: v,
			Conditions: row.Cells[colConditions].Text, Compensating: row.Cells[colCompensating].Text, Until: r.day(row, colUntil, api),
			By: or(row.Cells[colBy].Text, r.book.Reviewer), On: r.day(row, colOn, api),
			Second: row.Cells[colSecond].Text, SecondOn: r.day(row, colSecondOn, api), Note: row.Cells[colNote].Text, Place: said.Place})
		return
	}
	r.problem(response.Error, said.Place, fmt.Sprintf("%s: %q is none of the outcomes.", api, said.Text), "Choose one from the list: "+strings.Join(r.options(outcomesList, colVerdict), ", ")+".")
}

func (r *reader) options(list, column string) []string {
	for _, c := range r.lists[list].Columns {
		if c.ID == column {
			return c.Options
		}
	}
	return nil
}

func (r *reader) question(row workbook.FilledRow) {
	if len(typed(r.lists[questionsList], row)) == 0 {
		return
	}
	r.book.Started = true
	text := row.Cells[colText]
	if text.Text == "" {
		r.problem(response.Warning, row.Place, "the question has no words.", "Write down what the provider is to be asked.")
		return
	}
	about := row.Cells[colAbout].Text
	q := Question{ID: or(row.ID, text.Place.InSheet()), Control: about, Question: about, Text: text.Text, By: or(row.Cells[colBy].Text, r.book.Reviewer),
		On: r.day(row, colOn, row.ID), Due: r.day(row, colDue, row.ID), Answer: row.Cells[colAnswer].Text, AnsweredOn: r.day(row, colAnsweredOn, row.ID), Place: text.Place}
	r.book.Questions = append(r.book.Questions, q)
}

func or(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// Settle says of each question what it is about, a control or a question of the framework, whichever was written,
// and warns of names that are not those of the office's staff. No staff is no list to look in.
func (b *Book) Settle(f *framework.Framework, staff []string) {
	b.names(staff)
	for i := range b.Questions {
		q := &b.Questions[i]
		about := q.Question
		q.Control, q.Question = "", ""
		for _, c := range f.Controls {
			if fold(c.ID) == fold(about) || fold(c.Title) == fold(about) {
				q.Control = c.ID
			}
		}
		for _, x := range f.Questions() {
			if fold(x.ID) == fold(about) {
				q.Question, q.Control = x.ID, x.Control
			}
		}
		if about != "" && q.Control == "" && q.Question == "" {
			b.Problems = append(b.Problems, response.Problem{Kind: response.Review, Severity: response.Warning, Cell: q.Place,
				What: fmt.Sprintf("%s is about %q, which is no control and no question of %s.", q.ID, about, f.Ref()), Do: "Write the id of one, or leave it empty."})
		}
	}
}

// names warns of everybody who decided and is not on the staff, once each.
func (b *Book) names(staff []string) {
	known := map[string]bool{"": true}
	for _, s := range staff {
		known[fold(s)] = true
	}
	check := func(name string, at response.Cell) {
		if len(staff) > 0 && !known[fold(name)] {
			known[fold(name)] = true
			b.Problems = append(b.Problems, response.Problem{Kind: response.Review, Severity: response.Warning, Cell: at,
				What: fmt.Sprintf("%q is not on the sheet Staff of the register.", name), Do: "Correct the name, or add it there."})
		}
	}
	for _, d := range b.Decisions {
		check(d.Reviewer, d.Place)
	}
	for _, r := range b.Rulings {
		check(r.By, r.Place)
		check(r.Second, r.Place)
	}
	for _, q := range b.Questions {
		check(q.By, q.Place)
	}
}
