package report

import (
	"fmt"
	"net/url"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"opframe/data/audience"
	"opframe/data/consultation"
	"opframe/data/date"
	"opframe/data/response"
	"opframe/data/round"
	"opframe/data/view"
	"opframe/render/doc"
)

func aConsultation(o view.Occasion) view.Consultation[audience.Office] {
	day := func(s string) date.Date {
		d, err := date.Parse(s)
		if err != nil {
			panic(err)
		}
		return d
	}
	meeting := func(id string, on string, s consultation.MeetingStatus) consultation.Meeting {
		return consultation.Meeting{Text: consultation.Text{ID: id, Title: "Meeting " + id}, Date: day(on), Status: s}
	}
	return view.Consultation[audience.Office]{Occasion: o,
		Meetings: []consultation.Meeting{meeting("held", "2017-09-08", consultation.Held), meeting("planned", "2017-11-24", consultation.Planned), meeting("off", "2017-12-01", consultation.Cancelled)},
		Actions: []consultation.Action{{ID: "a1", Text: "Late action", Owner: "Ana", Due: day("2017-10-30"), Status: consultation.Open},
			{ID: "a2", Text: "Due today", Due: day("2017-10-31"), Status: consultation.Open},
			{ID: "a3", Text: "Done action", Due: day("2017-10-30"), Status: consultation.Done}, {ID: "a4", Text: "No day", Status: consultation.Open}}}
}

func officePages(t *testing.T, v view.Office) map[string]Page[audience.Office] {
	t.Helper()
	pages := map[string]Page[audience.Office]{}
	for _, p := range OfficePages(v, aConsultation(v.Occasion), reportsOf(v)) {
		if _, twice := pages[p.Path]; twice {
			t.Errorf("%s is made twice", p.Path)
		}
		pages[p.Path] = p
	}
	return pages
}

// tableOf finds a table of a page by its key.
func tableOf(t *testing.T, p Page[audience.Office], key string) doc.Table {
	t.Helper()
	for _, b := range p.Document.Value().Blocks {
		if table, ok := b.(doc.Table); ok && table.Key == key {
			return table
		}
	}
	t.Fatalf("%s has no table with the key %q", p.Path, key)
	return doc.Table{}
}

func TestOfficePagesOfTheSample(t *testing.T) {
	v := sampleOffice(t)
	pages, products := officePages(t, v), len(rowsOf(v))
	if products < 30 || len(pages) != 14+products {
		t.Fatalf("%d products and %d pages: want fourteen pages and one a product", products, len(pages))
	}
	soundPages(t, pages)
	if got := len(tableOf(t, pages["products.html"], "products").Rows); got != products {
		t.Errorf("the table of products has %d rows, want one for each of %d", got, products)
	}
	if got := len(tableOf(t, pages["index.html"], "queue").Rows); got != len(v.Queue) || got < products-2 {
		t.Errorf("the queue has %d rows for %d tasks", got, len(v.Queue))
	}
	seen := map[view.Need]bool{}
	for _, x := range v.Queue {
		seen[x.Need] = true
	}
	for _, n := range []view.Need{view.Resend, view.Remind, view.Correct, view.Renew, view.Rate} {
		if !seen[n] {
			t.Errorf("the sample round should show that somebody has to %q", n)
		}
	}
}

// soundPages holds of any round that its pages can be printed and that every link between them arrives: at a
// page, at an anchor of it, and, for a filter, at a column that is one and at a row that fits.
func soundPages(t *testing.T, pages map[string]Page[audience.Office]) {
	t.Helper()
	for name, p := range pages {
		d := p.Document.Value()
		if err := doc.Check(d); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if p.Parent != "" && pages[p.Parent].Path == "" {
			t.Errorf("%s stands below %s, which is not there", name, p.Parent)
		}
		for _, l := range linksOf(d.Blocks) {
			if arrives(t, pages, name, l) != nil {
				t.Errorf("%s leads to %q: %v", name, l, arrives(t, pages, name, l))
			}
		}
	}
}

func arrives(t *testing.T, pages map[string]Page[audience.Office], from, l string) error {
	t.Helper()
	if _, ok := doc.Href(l); !ok {
		return fmt.Errorf("it is not followed")
	}
	to, anchor, _ := strings.Cut(l, "#")
	if strings.HasPrefix(l, "mailto:") || strings.HasPrefix(to, "consultation/") || strings.HasSuffix(to, "/assessment.html") {
		return nil
	}
	if to == "" {
		to = from
	}
	p, ok := pages[to]
	if !ok {
		return fmt.Errorf("there is no such page")
	}
	if anchor == "" {
		return nil
	}
	key, query, filter := strings.Cut(anchor, "?")
	if filter {
		return rowsFit(tableOf(t, p, key), query)
	}
	for _, b := range p.Document.Value().Blocks {
		if h, ok := b.(doc.Heading); ok && h.ID == key {
			return nil
		}
	}
	return fmt.Errorf("there is no such anchor")
}

func rowsFit(table doc.Table, query string) error {
	for _, pair := range strings.Split(query, "&") {
		slug, text, _ := strings.Cut(pair, "=")
		want, err := url.PathUnescape(text)
		if err != nil {
			return err
		}
		i := slices.IndexFunc(table.Columns, func(c doc.Column) bool { return doc.Slug(c.Title) == slug })
		if i < 0 || !table.Columns[i].Filter {
			return fmt.Errorf("%q is no column to pick by", slug)
		}
		if !slices.ContainsFunc(table.Rows, func(r doc.Row) bool { return slices.Contains(doc.Lines(doc.Plain(r.Cells[i])), want) }) {
			return fmt.Errorf("no row has %q", want)
		}
	}
	return nil
}

// linksOf are the links of a page's blocks; those of a kind that can hold none here are left out.
func linksOf(blocks []doc.Block) []string {
	var all []string
	spans := func(s []doc.Span) {
		for _, x := range s {
			if x.Link != "" {
				all = append(all, x.Link)
			}
		}
	}
	for _, b := range blocks {
		switch b := b.(type) {
		case doc.Paragraph:
			spans(b.Text)
		case doc.Facts:
			for _, f := range b.Items {
				spans(f.Text)
			}
		case doc.Table:
			for _, r := range b.Rows {
				for _, c := range r.Cells {
					spans(c)
				}
			}
		case doc.Figure:
			for _, row := range b.Plot.(doc.Grid).Cells {
				for _, c := range row {
					spans([]doc.Span{{Link: c.Link}})
				}
			}
		}
	}
	return all
}

func TestMatrixCountsEveryUseOnce(t *testing.T) {
	v := sampleOffice(t)
	want := map[string]int{} // products by cell, counted the plain way
	for r := range v.Rows {
		if r.Case == nil {
			continue
		}
		ratings := map[string]bool{}
		for _, a := range r.Case.Assessment.APIs {
			if a.Known {
				ratings[a.API.Rating] = true
			}
		}
		for rating := range ratings {
			want[fmt.Sprint(rating, r.Case.Assessment.Level)]++
		}
	}
	page := officePages(t, v)["matrix.html"].Document.Value()
	for _, b := range page.Blocks {
		f, ok := b.(doc.Figure)
		if !ok {
			continue
		}
		g := f.Plot.(doc.Grid)
		for i, row := range v.Framework.Matrix {
			for level, c := range g.Cells[i] {
				n := want[fmt.Sprint(row.Rating, level)]
				switch {
				case n == 0 && (c.Things != nil || c.Link != "" || c.Tone != doc.Neutral):
					t.Errorf("nothing lies at rating %s, level %d, and the cell is %+v", row.Rating, level, c)
				case n > 0 && (len(c.Things) != 2 || c.Things[0] != number(n, "product", "products") || c.Link == ""):
					t.Errorf("%d products lie at rating %s, level %d, and the cell is %+v", n, row.Rating, level, c)
				}
			}
		}
		return
	}
	t.Error("the page has no matrix")
}

// A problem is told on the page of its product or, where it has none, among the others, and once.
func TestEveryProblemIsToldOnce(t *testing.T) {
	v := sampleOffice(t)
	alike := regexp.MustCompile(`^\d+ (errors|warnings), [a-z ]+: `)
	told, counted := 0, 0
	for name, p := range officePages(t, v) {
		for _, b := range p.Document.Value().Blocks {
			table, ok := b.(doc.Table)
			if !ok {
				continue
			}
			if strings.HasPrefix(table.Caption, "Problems of ") || alike.MatchString(table.Caption) {
				told += len(table.Rows)
			}
			if name == "problems.html" && table.Key == "files" {
				for _, r := range table.Rows {
					for _, c := range r.Cells[3:] {
						n, err := strconv.Atoi(doc.Plain(c))
						if err != nil {
							t.Error(err)
						}
						counted += n
					}
				}
			}
		}
	}
	if told != len(v.Problems) || counted != told || told < 100 {
		t.Errorf("%d problems are told and %d counted by file, of %d", told, counted, len(v.Problems))
	}
}

func TestMatrixNamesAtMostSoManyProducts(t *testing.T) {
	v := sampleOffice(t)
	rows := rowsOf(v)
	r := rows[slices.IndexFunc(rows, func(r view.OfficeRow) bool { return r.Case != nil && len(r.Case.Assessment.APIs) > 0 })]
	for _, n := range []int{mostInCell - 1, mostInCell, mostInCell + 1} {
		many := v
		many.Rows = view.RowsOf(slices.Repeat([]view.OfficeRow{r}, n))
		longest, says := 0, false
		for _, b := range newOffice(many, reportsOf(v)).matrix().Value().Blocks {
			switch b := b.(type) {
			case doc.Table:
				longest = max(longest, len(b.Rows))
			case doc.Paragraph:
				says = says || doc.Plain(b.Text) == fmt.Sprintf("The first %d of %d are listed here.", mostInCell, n)
			}
		}
		if longest != min(n, mostInCell) || says != (n > mostInCell) {
			t.Errorf("of %d products in a cell %d are listed, and that some are left out is said: %v", n, longest, says)
		}
	}
}

func TestCalendarOfMeetingsAndActions(t *testing.T) {
	v := sampleOffice(t)
	table := tableOf(t, officePages(t, v)["calendar.html"], "calendar")
	var got []string
	last := ""
	for _, r := range table.Rows {
		if r.Keys[0] < last {
			t.Errorf("%s stands after %s: the calendar goes by day, what is overdue first", r.Keys[0], last)
		}
		last = r.Keys[0]
		if kind := doc.Plain(r.Cells[3]); kind == kindMeeting || kind == kindAction {
			got = append(got, r.Keys[0]+" "+doc.Plain(r.Cells[1])+" "+doc.Plain(r.Cells[4])+", "+doc.Plain(r.Cells[6]))
		}
	}
	want := []string{"2017-10-30 Overdue Late action, Ana", "2017-10-31 Within 30 days Due today, Nobody yet", "2017-11-24 Within 30 days Meeting planned, Partnership Office"}
	if !slices.Equal(got, want) {
		t.Errorf("meetings held or cancelled and actions done or without a day are left out; got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// Names come from outside: they are words on the pages, and addresses are made of ids alone.
func TestOfficePagesOfHostileNames(t *testing.T) {
	v := sampleOffice(t)
	for _, name := range []string{`<script>alert(1)</script>`, `" onmouseover="x`, "javascript:alert(1)", "\u202egnp.exe", "# a & b = c?", "=HYPERLINK(1)", strings.Repeat("x", 10_000), "😀", "Queue", "files"} {
		h := v
		rows := rowsOf(v)
		h.Rows = view.RowsOf(rows)
		h.Problems = slices.Clone(v.Problems)
		for i := range rows {
			r := &rows[i]
			r.Product.Name, r.Provider.Name, r.Product.Reviewer, r.Product.Domain = name, name, name, name
			r.Provider.Contact, r.Provider.Email = name, "a@example.org"
			if r.Case != nil {
				c := *r.Case
				c.Submission.File, c.Files = name+".xlsx", nil
				c.Traits = []response.Trait{{Kind: response.Hidden, Cell: response.Cell{Sheet: name}, What: name}}
				r.Case = &c
			}
		}
		for i := range h.Problems {
			h.Problems[i].Cell.File, h.Problems[i].What = name+strings.Repeat("!", i%7), name
		}
		h.Queue = slices.Clone(v.Queue)
		for i := range h.Queue {
			h.Queue[i].Who, h.Queue[i].What, h.Queue[i].File = name, name, name
			h.Queue[i].Product.Name, h.Queue[i].Provider.Name = name, name
		}
		soundPages(t, officePages(t, h))
	}
}

func TestOfficePagesOfAnEmptyRound(t *testing.T) {
	full := sampleOffice(t)
	v := view.ForOffice(&round.Round{Settings: round.Settings{Title: "R", AsOf: full.Occasion.AsOf}}, full.Framework, nil, nil)
	pages := map[string]Page[audience.Office]{}
	for _, p := range OfficePages(v, view.Consultation[audience.Office]{}, func(string) string { return "" }) {
		pages[p.Path] = p
	}
	soundPages(t, pages)
}

func TestOfficePagesAreTheSameTwice(t *testing.T) {
	v := sampleOffice(t)
	a := OfficePages(v, aConsultation(v.Occasion), reportsOf(v))
	b := OfficePages(v, aConsultation(v.Occasion), reportsOf(v))
	if !reflect.DeepEqual(a, b) {
		t.Error("the same round should make the same pages")
	}
}

func TestProviderPages(t *testing.T) {
	v := sampleOffice(t)
	rows := rowsOf(v)
	r := rows[slices.IndexFunc(rows, func(r view.OfficeRow) bool { return r.Case != nil })]
	pages := ProviderPages(view.ForProvider(v.Occasion, v.Framework, r.Provider, []view.Case{*r.Case}), func(id string) string { return id + "/assessment.html" })
	if len(pages) != 1 || pages[0].Path != "index.html" {
		t.Fatalf("want the home page alone: %+v", pages)
	}
	if err := doc.Check(pages[0].Document.Value()); err != nil {
		t.Error(err)
	}
}

func BenchmarkOfficePagesOfManyProducts(b *testing.B) {
	v, err := sampled()
	if err != nil {
		b.Fatal(err)
	}
	many := v
	rows, sample := make([]view.OfficeRow, 0, 10_000), rowsOf(v)
	for i := range 10_000 {
		r := sample[i%len(sample)]
		r.Product.ID = fmt.Sprintf("%s-%d", r.Product.ID, i)
		rows = append(rows, r)
	}
	many.Rows = view.RowsOf(rows)
	for b.Loop() {
		OfficePages(many, view.Consultation[audience.Office]{}, func(string) string { return "" })
	}
}

// BenchmarkAssessment makes the report of one product of the sample after the other.
func BenchmarkAssessment(b *testing.B) {
	v, err := sampled()
	if err != nil {
		b.Fatal(err)
	}
	var all []view.Provider
	for r := range v.Rows {
		if r.Case != nil {
			all = append(all, view.ForProvider(v.Occasion, v.Framework, r.Provider, []view.Case{*r.Case}))
		}
	}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		p := all[i%len(all)]
		Assessment(This, p, p.Products[0])
	}
}
