package report

import (
	"fmt"
	"strconv"
	"strings"

	"opframe/data/audience"
	"opframe/data/framework"
	"opframe/data/view"
	"opframe/render/doc"
)

// Place is where a document of an edition lies and what it is called in navigation.
type Place struct{ Title, Path string }

// Home is the first page of the public edition. Places are the other pages, in order.
func Home(v view.Public, places []Place) doc.For[audience.Public] {
	var d draft
	o, f := v.Occasion, v.Framework
	d.text("%s", f.Summary)
	d.heading(2, "What to do next")
	steps := doc.List{Ordered: true, Items: []doc.Item{
		{Text: []doc.Span{{Text: "Read the "}, link("information pack", "information-pack.html"), {Text: ": who is covered, what is asked and what happens with the answers."}}},
		{Text: []doc.Span{{Text: "Look up the risk of the APIs you want to use in the "}, link("API register", "apis.html"), {Text: "."}}},
		{Text: []doc.Span{{Text: "Download the "}, link("questionnaire", "questionnaire.html"), {Text: " and complete one for each product. There is no minimum requirement other than completing it accurately."}}},
		{Text: []doc.Span{{Text: "Send it to "}, link(o.Office.Email, "mailto:"+o.Office.Email), {Text: dueBy(o) + "."}}},
	}}
	d.add(steps)
	d.heading(2, "The five issues")
	if len(f.Issues) != 5 {
		d.blocks[len(d.blocks)-1] = doc.Heading{Level: 2, Text: "The issues", ID: "the-issues"}
	}
	d.text("The interim assessment left these issues to be worked through with providers, industry associations and government.")
	for _, i := range f.Issues {
		d.heading(3, i.Title)
		d.add(doc.Facts{Items: []doc.Fact{
			{Term: "Considered", Text: doc.T(i.Considered)}, {Term: "Heard", Text: doc.T(i.Heard)}, {Term: "Position", Text: doc.T(i.Position)}}})
	}
	d.heading(2, "Latest")
	d.add(history(f))
	d.heading(2, "Pages")
	l := doc.List{}
	for _, p := range places {
		l.Items = append(l.Items, doc.Item{Text: []doc.Span{link(p.Title, p.Path)}})
	}
	d.add(l)
	d.heading(2, "Contact")
	d.add(contact(o))
	return seal(v.Reader, d.document(o, "Operational Framework", o.Title, v.Reader.Label(), f.Summary))
}

func dueBy(o view.Occasion) string {
	if o.Due.IsZero() {
		return ""
	}
	return " by " + doc.LongDate(o.Due)
}

func history(f *framework.Framework) doc.Table {
	t := doc.Table{Caption: "Versions", RowHead: true, Empty: "There is no earlier version.",
		Columns: []doc.Column{{Title: "Version", Wide: 0.8}, {Title: "Date", Wide: 1.2}, {Title: "What changed", Wide: 5}}}
	for i := len(f.History) - 1; i >= 0; i-- {
		h := f.History[i]
		t.Rows = append(t.Rows, cells(h.Version, doc.LongDate(h.Date), h.Text))
	}
	return t
}

func contact(o view.Occasion) doc.Facts {
	facts := doc.Facts{Items: []doc.Fact{
		{Term: "Office", Text: doc.T(o.Office.Name)},
		{Term: "Email", Text: []doc.Span{link(o.Office.Email, "mailto:"+o.Office.Email)}},
	}}
	if o.Office.Phone != "" {
		facts.Items = append(facts.Items, doc.Fact{Term: "Phone", Text: doc.T(o.Office.Phone)})
	}
	return facts
}

// APIs is the register of service actions with their risk ratings.
func APIs(v view.Public) doc.For[audience.Public] {
	var d draft
	f := v.Framework
	d.text("Every API, that is every service action, has a rating of the risk it carries. The outcome for a product follows from the rating and the level of confidence in the product. A rating marked office configuration was set by the office because none has been published.")
	d.heading(2, "Ratings")
	d.add(ratings(f))
	d.heading(2, "Register")
	d.add(apiTable(f, "API register of "+f.Ref()))
	return seal(v.Reader, d.document(v.Occasion, "API register", f.Title, v.Reader.Label(),
		"The service actions a product can use, with the risk rating of each, where the rating comes from and whether it is in production."))
}

func ratings(f *framework.Framework) doc.Table {
	t := doc.Table{Caption: "Risk ratings", RowHead: true, Empty: "No ratings are defined.",
		Columns: []doc.Column{{Title: "Rating", Wide: 1}, {Title: "Meaning", Wide: 4}, {Title: "Basis", Wide: 2}}}
	for _, r := range f.Ratings {
		t.Rows = append(t.Rows, cells(r.ID+" "+r.Title, r.Meaning, basis(f, r.Basis)))
	}
	return t
}

func apiTable(f *framework.Framework, caption string) doc.Table {
	t := doc.Table{Caption: caption, RowHead: true, Empty: "The register is empty.",
		Columns: []doc.Column{{Title: "API", Wide: 2}, {Title: "What it does", Wide: 2.6}, {Title: "Domain", Wide: 1.3}, {Title: "Risk", Wide: 1}, {Title: "Basis of the rating", Wide: 2}, {Title: "Status", Wide: 1}}}
	for _, a := range f.APIs {
		r, _ := f.Rating(a.Rating)
		t.Rows = append(t.Rows, cells(a.ID, a.Title, a.Domain, a.Rating+" "+r.Title, basis(f, a.Basis), sentence(a.Availability)))
	}
	return t
}

// Download is a file offered beside a page.
type Download struct {
	Label, Kind, Path string
	Size              int64
}

// Text is "Questionnaire (XLSX, 54KB)".
func (d Download) Text() string {
	return fmt.Sprintf("%s (%s, %s)", d.Label, d.Kind, doc.FileSize(d.Size))
}

// QuestionnairePage offers the questionnaire for download and says what it asks.
func QuestionnairePage(v view.Public, downloads []Download) doc.For[audience.Public] {
	var d draft
	f := v.Framework
	d.text("Complete one questionnaire for each product. It opens in any spreadsheet program; the XLSX has drop-downs, explanations and a count of what is still to be answered.")
	l := doc.List{}
	for _, file := range downloads {
		l.Items = append(l.Items, doc.Item{Text: []doc.Span{link(file.Text(), file.Path)}})
	}
	d.add(l)
	d.heading(2, "How to complete it")
	d.add(doc.List{Ordered: true, Items: []doc.Item{
		{Text: doc.T("Start with the first sheet: who you are, which product this is about, and how the sheets work.")},
		{Text: doc.T("Answer every question marked as required on the three dimension sheets. Questions that do not apply turn grey as you answer.")},
		{Text: doc.T("Fill in the lists: where data is hosted, who else is in the supply chain, which APIs you use, add-ons, and the evidence you can offer.")},
		{Text: []doc.Span{{Text: "Check it before sending with "}, {Text: "opframe check FILE", Code: true}, {Text: ": it names every cell that needs another look."}}},
		{Text: doc.T("Send the file. Do not send secrets or evidence itself with it: name the evidence, the office asks for what it needs to see.")},
	}})
	for _, dim := range f.Dimensions {
		d.heading(2, "What is asked: "+strings.ToLower(dim.Title))
		d.text("%s", dim.Intent)
		d.add(questions(f, dim))
	}
	d.heading(2, "Versions")
	d.add(history(f))
	d.changes(v)
	return seal(v.Reader, d.document(v.Occasion, "Questionnaire", f.Title+", version "+f.Version, v.Reader.Label(),
		"The security questionnaire to download, how to complete it, every question it asks and what changed since the version before."))
}

func questions(f *framework.Framework, dim framework.Dimension) doc.Table {
	t := doc.Table{Caption: "Questions on " + strings.ToLower(dim.Title), RowHead: true, Empty: "No questions.",
		Columns: []doc.Column{{Title: "ID", Wide: 0.5}, {Title: "Question", Wide: 4}, {Title: "About", Wide: 1.8}, {Title: "Answer", Wide: 1.4}}}
	for _, q := range f.QuestionsOf(dim.ID) {
		about := "The product itself"
		if c, ok := f.Control(q.Control); ok {
			about = c.Title
		}
		t.Rows = append(t.Rows, cells(q.ID, q.Text, about, answerShape(q)))
	}
	return t
}

func answerShape(q framework.Question) string {
	shape := map[framework.QuestionKind]string{
		framework.YesNo: "Yes or no", framework.Choice: "One of " + strconv.Itoa(len(q.Options)),
		framework.Choices: "Any of " + strconv.Itoa(len(q.Options)), framework.Number: "Number", framework.Day: "Date",
		framework.Text: "Text", framework.Rows: "List",
	}[q.Kind]
	if q.Unit != "" {
		shape += ", in " + q.Unit
	}
	if q.Optional {
		shape += " (optional)"
	}
	return shape
}

// changes lists what became of the questions of the edition superseded, generated from the mapping.
func (d *draft) changes(v view.Public) {
	if v.Previous == nil {
		return
	}
	f := v.Framework
	came := map[string]bool{}
	var dropped []framework.Mapped
	kept := 0
	for _, m := range f.Mapping {
		if m.To == "" {
			dropped = append(dropped, m)
			continue
		}
		kept++
		came[m.To] = true
	}
	var fresh []string
	for _, q := range f.Questions() {
		if !came[q.ID] {
			fresh = append(fresh, q.ID)
		}
	}
	d.heading(2, "Changes since "+v.Previous.Ref())
	d.text("%s of %s are taken over, %s dropped, %s new. Answers given to the earlier questionnaire are carried over where the question is the same.",
		number(kept, "question", "questions"), v.Previous.Ref(), number(len(dropped), "is", "are"), number(len(fresh), "is", "are"))
	t := doc.Table{Caption: "Where the questions of " + v.Previous.Ref() + " went", RowHead: true, Empty: "None.",
		Columns: []doc.Column{{Title: "Before", Wide: 0.6}, {Title: "Question", Wide: 3}, {Title: "Now", Wide: 0.6}, {Title: "Note", Wide: 3}}}
	for _, m := range f.Mapping {
		q, _ := v.Previous.Question(m.From)
		now := m.To
		if now == "" {
			now = "Dropped"
		}
		t.Rows = append(t.Rows, cells(m.From, q.Text, now, m.Note+m.Dropped))
	}
	d.add(t)
}
