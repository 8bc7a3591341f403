package report

import (
	"slices"
	"strconv"

	"opframe/data/audience"
	"opframe/data/date"
	"opframe/data/view"
	"opframe/render/doc"
)

// desk is the first page: how the round stands, what expires, and what needs whom.
func (o *office) desk() doc.For[audience.Office] {
	var d draft
	d.heading(2, "The round in short")
	d.add(o.short())
	d.heading(2, "What expires")
	d.text("What products rest on, such as certificates, approvals and other evidence, with the last day it holds, counted from %s.", doc.LongDate(o.asOf))
	d.add(o.expiring())
	d.heading(2, "What needs whom")
	d.text("The most urgent comes first, and of the same kind what has been waiting longest. %s", o.basis())
	d.add(o.needs())
	d.add(o.queue())
	d.text(sameServices)
	return o.page(&d, "Desk", "How the round stands, and what needs whom, since when.")
}

// basis says whether anything was decided.
func (o *office) basis() string {
	n := 0
	for r := range o.v.Rows {
		if r.Case != nil && r.Case.Review.Book != nil {
			n++
		}
	}
	if n == 0 {
		return "This is what the files say: nobody has decided anything yet."
	}
	return "This is what the files say, with the decisions in " + number(n, "review workbook", "review workbooks") + "."
}

func (o *office) short() doc.Facts {
	n := map[view.Status]int{}
	for r := range o.v.Rows {
		n[r.Status]++
	}
	items := []doc.Fact{
		{Term: "Assessed as of", Text: doc.T(doc.LongDate(o.asOf))},
		{Term: "Due", Text: doc.T(orWord(doc.LongDate(o.v.Occasion.Due), "No day was set"))},
	}
	for _, s := range view.Statuses {
		word := sentence(string(s))
		items = append(items, doc.Fact{Term: word, Text: []doc.Span{
			counted(n[s], "product", "products", filtered("products.html", "products", "Status", word))}})
	}
	problems, errs := o.problemCounts()
	return doc.Facts{Items: append(items, doc.Fact{Term: "Problems", Text: []doc.Span{
		link(number(problems, "problem", "problems"), "problems.html"), {Text: ", of which " + strconv.Itoa(errs) + " must be put right"}}})}
}

// expiring counts expiries by how near they are; those far ahead or not stated are no news.
func (o *office) expiring() doc.Facts {
	n := map[view.Band]int{}
	for r := range o.v.Rows {
		for _, e := range r.Expiries {
			n[view.BandOf(e.On, o.asOf)]++
		}
	}
	terms := map[view.Band]string{view.Expired: "Expired", view.In30Days: "In the next 30 days",
		view.In60Days: "In 31 to 60 days", view.In90Days: "In 61 to 90 days"}
	var f doc.Facts
	for _, b := range []view.Band{view.Expired, view.In30Days, view.In60Days, view.In90Days} {
		f.Items = append(f.Items, doc.Fact{Term: terms[b], Text: []doc.Span{
			counted(n[b], "expiry", "expiries", filtered("evidence.html", "evidence", "Expiry", bandSpan(b).Text))}})
	}
	return f
}

// needs counts the queue by what is needed.
func (o *office) needs() doc.Table {
	t := doc.Table{Caption: "The queue in short", RowHead: true, Empty: "Nothing needs anybody.",
		Columns: []doc.Column{{Title: "Needed", Wide: 3}, {Title: "Number", Right: true}, {Title: "Waiting since", Wide: 2}}}
	waiting, first := map[view.Need]int{}, map[view.Need]date.Date{} // the first has been waiting longest
	for i := range o.v.Queue {
		task := &o.v.Queue[i]
		if waiting[task.Need]++; waiting[task.Need] == 1 {
			first[task.Need] = task.Since
		}
	}
	for _, n := range view.Needs {
		if waiting[n] == 0 {
			continue
		}
		word := sentence(string(n))
		t.Rows = append(t.Rows, doc.Row{Cells: [][]doc.Span{{link(word, filtered("index.html", "queue", "Needed", word))},
			doc.T(strconv.Itoa(waiting[n])), doc.T(dayOr(first[n]))}})
	}
	return t
}

func (o *office) queue() doc.Table {
	t := doc.Table{Key: "queue", Caption: "The queue", Empty: "Nothing needs anybody.",
		Columns: []doc.Column{{Title: "Needed", Wide: 1.4, Filter: true}, {Title: "Product", Wide: 1.8}, {Title: "Who", Wide: 1.4, Filter: true},
			{Title: "Tier", Wide: 0.6, Filter: true}, {Title: "Since", Wide: 1}, {Title: "By", Wide: 1}, {Title: "What", Wide: 3.4}}}
	t.Late = made(slices.Values(o.v.Queue), func(x view.Task) doc.Row {
		return doc.Row{
			Cells: [][]doc.Span{{needSpan(x.Need)}, o.subject(x), {whoSpan(x)}, doc.T(o.tier(x)), doc.T(dayOr(x.Since)), doc.T(dayOr(x.By)), o.what(x)},
			Keys:  []string{needKey(x.Need), "", "", "", sortDay(x.Since), sortDay(x.By), ""},
		}
	})
	return t
}

// needSpan is what is needed, marked where it keeps somebody from going on.
func needSpan(n view.Need) doc.Span {
	tone := doc.Neutral
	switch n {
	case view.Settle, view.Resend, view.Renew:
		tone = doc.Bad
	case view.Remind, view.Correct:
		tone = doc.Caution
	}
	return doc.Span{Text: sentence(string(n)), Tone: tone, Strong: tone != doc.Neutral}
}

func whoSpan(x view.Task) doc.Span {
	if x.Who == view.Nobody {
		return strong(sentence(view.Nobody))
	}
	return doc.Span{Text: x.Who}
}

// what is to be done and why; a review leads to the report.
func (o *office) what(x view.Task) []doc.Span {
	do := strong(x.What)
	if x.Need == view.Review {
		do.Link = o.report(x.Product.ID)
	}
	return []doc.Span{do, {Text: "\n" + x.Why}}
}

// needKey sorts needs by how urgent they are.
func needKey(n view.Need) string {
	for i, other := range view.Needs {
		if n == other {
			return strconv.Itoa(i + 1)
		}
	}
	return strconv.Itoa(len(view.Needs) + 1)
}

// subject is the product a task is of with its provider, or else the file or the API.
func (o *office) subject(x view.Task) []doc.Span {
	switch {
	case x.Product.ID != "":
		return []doc.Span{link(x.Product.Name, productPath(x.Product.ID)), {Text: "\n" + x.Provider.Name}}
	case x.File != "":
		return []doc.Span{link(x.File, "problems.html")}
	}
	return []doc.Span{{Text: x.API, Code: true}}
}

func (o *office) tier(x view.Task) string {
	if x.Product.ID == "" {
		return nothingSaid
	}
	return o.tierWord(x.Provider.ID)
}
