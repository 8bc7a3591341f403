package main

import (
	"archive/zip"
	"bytes"
	"compress/zlib"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	"opframe/data/date"
	"opframe/data/framework"
	"opframe/data/intake"
	"opframe/data/response"
	"opframe/data/round"
	"opframe/data/workbook"
)

// canaries makes words that stand nowhere else and are never broken across lines: each belongs to one
// provider and is remembered with what it stands for.
type canaries struct {
	owner map[string]string // word → provider id
	what  map[string]string // word → where it was put
	shown map[string]bool   // words that their own provider's report must show
	desk  map[string]bool   // words that the office alone may see, and must
	// where are the editions that must have a word of the consultation; no other may.
	where map[string][]string
}

func newCanaries() *canaries {
	return &canaries{map[string]string{}, map[string]string{}, map[string]bool{}, map[string]bool{}, map[string][]string{}}
}

func (c *canaries) word(provider, what string, shown bool) string {
	w := fmt.Sprintf("zq%dx", 10000+len(c.owner))
	c.owner[w], c.what[w] = provider, what
	if shown {
		c.shown[w] = true
	}
	return w
}

// canaryRound writes a round in which every confidential word of every provider is a canary: names,
// file names, people, every text answer, every remark, every evidence reference, every text in a table. Show
// says whether providers see the name of their dedicated contact.
func canaryRound(t *testing.T, dir string, show bool) *canaries {
	t.Helper()
	e, err := intake.Edition("interim@1.0")
	if err != nil {
		t.Fatal(err)
	}
	c := newCanaries()
	providers := [][]string{round.Columns("Providers")}
	products := [][]string{{"id", "provider", "name", "domain", "listed", "reviewer"}}
	owners := map[string]string{}
	reviewer := c.word("office", "staff name", false)
	c.desk[reviewer] = true
	staff := [][]string{round.Columns("Staff"), {reviewer, c.forDesk("office", "skill"), "3", "3", "", "", ""}}
	for n := range 7 {
		id := fmt.Sprintf("provider-%d", n)
		name := "Name " + c.word(id, "provider name", true)
		row, people := c.served([]string{id, name, c.word(id, "business number", false), "", c.word(id, "contact", false), c.word(id, "email", false) + "@example.org"}, id, show)
		providers, staff = append(providers, row), append(staff, people...)
		product := "product-" + c.word(id, "product id", true)
		title := "Product " + c.word(id, "product name", true)
		products = append(products, []string{product, id, title, "Payroll", "no", reviewer})
		owners[product+".xlsx"] = id
		s := canarySubmission(c, e.Framework, id)
		var b bytes.Buffer
		p := workbook.Prefill{ProviderID: id, ProviderName: name, ProductID: product, ProductName: title, Last: &s}
		if err := workbook.WriteXLSX(&b, e.Framework, e.Layout, p); err != nil {
			t.Fatal(err)
		}
		write(t, filepath.Join(dir, "responses", c.word(id, "file name", true)+".xlsx"), c.carrying(t, b.Bytes(), id))
	}
	var b bytes.Buffer
	err = workbook.WriteTables(&b, []workbook.TableSheet{{Name: "Providers", Rows: providers}, {Name: "Products", Rows: products}, {Name: "Staff", Rows: staff}, {Name: "Members", Rows: c.seats()}}, date.Date{Year: 2017, Month: 10, Day: 1})
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, "register.xlsx"), b.Bytes())
	c.consultation(t, dir)
	c.enquiries(t, dir, products, staff)
	write(t, filepath.Join(dir, "round.yaml"), fmt.Appendf(nil, "id: canary\ntitle: Canary round\nas_of: 2017-10-31\nframework: interim@1.0\nbaseline: before\noffice: {name: The office, email: office@example.org}\nshow_dedicated_contact: %t\n", show))
	c.before(t, filepath.Join(dir, "before"), e, providers, products)
	c.reviewed(t, dir, owners)
	return c
}

// before writes the round before, with other words of the same providers. The product of the first was the
// second's then, so that the first must not see the words of that time.
func (c *canaries) before(t *testing.T, dir string, e workbook.Edition, providers, products [][]string) {
	t.Helper()
	then := [][]string{products[0], slices.Clone(products[1]), products[2]}
	then[1][1] = providers[2][0]
	first := fmt.Sprintf("zq%dx", 10000+len(c.owner))
	kept := "" // the first word of the last product
	for _, p := range then[1:] {
		kept = fmt.Sprintf("zq%dx", 10000+len(c.owner))
		s := canarySubmission(c, e.Framework, p[1])
		var b bytes.Buffer
		pre := workbook.Prefill{ProviderID: p[1], ProviderName: "Name then", ProductID: p[0], ProductName: p[2], Last: &s}
		if err := workbook.WriteXLSX(&b, e.Framework, e.Layout, pre); err != nil {
			t.Fatal(err)
		}
		file := c.word(p[1], "file name of the round before", false)
		write(t, filepath.Join(dir, "responses", file+".xlsx"), b.Bytes())
	}
	for word := range c.shown { // of the round before only the answers that differ are shown, of the product kept
		if word >= first && (word < kept || !strings.HasPrefix(c.what[word], "answer to")) {
			delete(c.shown, word)
		}
	}
	var b bytes.Buffer
	err := workbook.WriteTables(&b, []workbook.TableSheet{{Name: "Providers", Rows: providers}, {Name: "Products", Rows: then}}, date.Date{Year: 2016, Month: 10, Day: 1})
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, "register.xlsx"), b.Bytes())
	write(t, filepath.Join(dir, "round.yaml"), []byte("id: before\ntitle: Round before\nas_of: 2016-10-31\nframework: interim@1.0\noffice: {name: The office, email: office@example.org}\n"))
}

// carrying adds to a workbook what files carry besides answers, all of it canaries for the office alone.
func (c *canaries) carrying(t *testing.T, data []byte, provider string) []byte {
	t.Helper()
	word := func(what string) string {
		w := c.word(provider, what, false)
		c.desk[w] = true
		return w
	}
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	_, errSheet := f.NewSheet(word("hidden sheet"))
	name := f.GetSheetName(f.SheetCount - 1)
	err = errors.Join(errSheet,
		f.SetSheetVisible(name, false),
		f.SetDocProps(&excelize.DocProperties{Creator: word("author"), LastModifiedBy: word("last author")}),
		f.SetAppProps(&excelize.AppProperties{Company: word("company")}),
		f.AddComment("Start", excelize.Comment{Cell: "F9", Author: "x", Paragraph: []excelize.RichTextRun{{Text: word("comment")}}}),
		f.SetDefinedName(&excelize.DefinedName{Name: word("defined name"), RefersTo: "Start!$A$1"}))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// canarySubmission answers every question: the first option, a number or date in range, and canaries
// wherever a provider can type words.
func canarySubmission(c *canaries, f *framework.Framework, provider string) response.Submission {
	s := response.Submission{Answers: map[string]response.Answer{}, Completed: date.Date{Year: 2017, Month: 10, Day: 2}}
	s.CompletedBy.Text = c.word(provider, "completed by", true)
	for _, q := range f.Questions() {
		a := response.Answer{Understood: true}
		a.Comment.Text = c.word(provider, "remark on "+q.ID, true)
		if q.Evidence != "" {
			a.Evidence.Text = c.word(provider, "evidence of "+q.ID, true)
		}
		if q.Kind == framework.Rows {
			table, _ := f.Table(q.Table)
			row := response.Row{Cells: map[string]response.Answer{}}
			for _, col := range table.Columns {
				row.Cells[col.ID] = canaryAnswer(c, col.Kind, col.Choosable(), col.Min, provider, table.ID+"."+col.ID)
			}
			a.Value.Rows = []response.Row{row}
		} else {
			v := canaryAnswer(c, q.Kind, q.Choosable(), q.Min, provider, "answer to "+q.ID)
			a.Raw, a.Value = v.Raw, v.Value
		}
		s.Answers[q.ID] = a
	}
	return s
}

func canaryAnswer(c *canaries, kind framework.QuestionKind, options []framework.Option, least *float64, provider, what string) response.Answer {
	a := response.Answer{Understood: true}
	switch kind {
	case framework.YesNo, framework.Choice, framework.Choices:
		a.Raw, a.Value.Options = options[0].Label, []string{options[0].ID}
	case framework.Number:
		a.Raw, a.Value.Number = "7", 7
		if least != nil && *least > 7 {
			a.Raw, a.Value.Number = fmt.Sprint(*least), *least
		}
	case framework.Day:
		a.Value.Date = date.Date{Year: 2017, Month: 3, Day: 1}
		a.Raw = a.Value.Date.String()
	default:
		a.Raw = c.word(provider, what, true)
		a.Value.Text = a.Raw
	}
	return a
}

func write(t *testing.T, name string, data []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, data, 0o644); err != nil {
		t.Fatal(err)
	}
}

// Nothing of a provider is in any edition but its own and the office's, and everything is in its own, in
// every format, so that the search would find it anywhere.
func TestCanariesStayInTheirEdition(t *testing.T) {
	canariesStay(t, false)
}

// canariesStay builds a round of canaries and looks for each in every edition.
func canariesStay(t *testing.T, show bool) {
	t.Helper()
	dir, out := filepath.Join(t.TempDir(), "round"), filepath.Join(t.TempDir(), "site")
	c := canaryRound(t, dir, show)
	var said strings.Builder
	if code := run(context.Background(), []string{"build", dir, "-o", out}, &said, io.Discard); code != exitProblems && code != exitDone {
		t.Fatalf("build ends with exit code %d: %s", code, said.String())
	}
	seen := map[string]map[string]bool{} // word → editions it was seen in
	formats := map[string]int{}          // canaries found in the providers' files of each format
	walk(t, out, func(name string, data []byte) {
		edition := editionOf(name)
		for word := range c.found(name, data) {
			if seen[word] == nil {
				seen[word] = map[string]bool{}
			}
			seen[word][edition] = true
			if strings.HasPrefix(edition, "providers/") {
				formats[filepath.Ext(name)]++
			}
		}
	})
	for word, owner := range c.owner {
		c.judge(t, word, owner, seen[word])
	}
	for _, format := range []string{".html", ".pdf", ".md", ".json"} {
		if formats[format] < 500 {
			t.Errorf("%d canaries were found in all %s files, want 500 at least", formats[format], format)
		}
	}
}

// judge holds that a word was seen where it belongs and nowhere else.
func (c *canaries) judge(t *testing.T, word, owner string, seen map[string]bool) {
	t.Helper()
	if where, ok := c.where[word]; ok {
		c.judgePaper(t, word, where, seen)
		return
	}
	own := "providers/" + owner
	for where := range seen {
		if where != own && where != "office" {
			t.Errorf("%s of %s is in %s", c.what[word], owner, where)
		}
	}
	if c.shown[word] && !seen[own] {
		t.Errorf("%s is not in the edition of %s, so this test proves nothing of it", c.what[word], owner)
	}
	if c.desk[word] && seen[own] {
		t.Errorf("%s of %s is in its own edition: it is for the office alone", c.what[word], owner)
	}
	if (c.shown[word] || c.desk[word]) && !seen["office"] {
		t.Errorf("%s of %s is not in the office's edition", c.what[word], owner)
	}
}

// A canary planted in a public file, plain or compressed, is found: else the tests above prove nothing.
func TestPlantedCanaryIsFound(t *testing.T) {
	c := newCanaries()
	w := c.word("somebody", "anything", true)
	var wide []byte
	for _, u := range utf16.Encode([]rune(w)) {
		wide = append(wide, byte(u>>8), byte(u))
	}
	var packed bytes.Buffer
	z := zlib.NewWriter(&packed)
	fmt.Fprintf(z, "BT (%s) Tj ET", wide)
	z.Close()
	var zipped bytes.Buffer
	zw := zip.NewWriter(&zipped)
	part, _ := zw.Create("xl/sharedStrings.xml")
	fmt.Fprintf(part, "<t>%s</t>", w)
	zw.Close()
	for name, data := range map[string][]byte{
		"public/index.html":     []byte("<p>" + strings.ToUpper(w) + "</p>"),
		"public/" + w + ".html": nil,
		"public/pack.pdf":       slices.Concat([]byte("%PDF-1.3\n1 0 obj\n<</Length 9>>\nstream\n"), packed.Bytes(), []byte("\nendstream\nendobj")),
		"public/q.xlsx":         zipped.Bytes(),
	} {
		if !c.found(name, data)[w] {
			t.Errorf("a canary planted in %s is not found", name)
		}
	}
}

var canaryForm = regexp.MustCompile(`(?i)zq\d{5}x|4177\d{5}`)

// found lists the canaries in a file: in its name, its bytes, its unpacked parts and streams, as text of
// one byte and of two bytes a letter.
func (c *canaries) found(name string, data []byte) map[string]bool {
	words := map[string]bool{}
	for _, text := range append(unpacked(data), data, []byte(name)) {
		narrow := bytes.ReplaceAll(text, []byte{0}, nil)
		for _, t := range [][]byte{text, narrow, bytes.ReplaceAll(narrow, []byte("\\"), nil)} {
			for _, w := range canaryForm.FindAll(t, -1) {
				if lower := strings.ToLower(string(w)); c.owner[lower] != "" {
					words[lower] = true
				}
			}
		}
	}
	return words
}

var streamForm = regexp.MustCompile(`(?s)stream\r?\n(.*?)endstream`)

// unpacked is what is inside a PDF's streams or a zip's parts.
func unpacked(data []byte) [][]byte {
	var parts [][]byte
	for _, m := range streamForm.FindAllSubmatch(data, -1) {
		if z, err := zlib.NewReader(bytes.NewReader(m[1])); err == nil {
			// What can be unpacked before the end is looked at; a stream cut short is still looked at.
			text, _ := io.ReadAll(z)
			parts = append(parts, text)
		}
	}
	if z, err := zip.NewReader(bytes.NewReader(data), int64(len(data))); err == nil {
		for _, f := range z.File {
			if r, err := f.Open(); err == nil {
				text, _ := io.ReadAll(r)
				parts = append(parts, text, []byte(f.Name), []byte(f.Comment))
			}
		}
	}
	return parts
}

// editionOf is the edition a file of the site belongs to: "public", "providers/ID" …
func editionOf(name string) string {
	parts := strings.Split(name, "/")
	if parts[0] == "providers" && len(parts) > 1 {
		return parts[0] + "/" + parts[1]
	}
	return parts[0]
}

// walk visits every file below root with its path relative to it.
func walk(t *testing.T, root string, visit func(name string, data []byte)) {
	t.Helper()
	err := filepath.WalkDir(root, func(p string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, err := os.ReadFile(p)
		rel, _ := filepath.Rel(root, p)
		visit(filepath.ToSlash(rel), data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
