package sample

import (
	"bytes"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"opframe/data/response"
	folder "opframe/data/round"
	"opframe/data/workbook"
)

// made is the sample round, made once for all tests.
var made = sync.OnceValues(Files)

func sampleFiles(t *testing.T) map[string][]byte {
	t.Helper()
	files, err := made()
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func sampleData(t *testing.T) *data {
	t.Helper()
	d, err := load(embedded)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// below is a folder of the files as it would lie on disk.
func below(files map[string][]byte, dir string) fstest.MapFS {
	out := fstest.MapFS{}
	for name, content := range files {
		if rest, ok := strings.CutPrefix(name, dir); ok {
			out[rest] = &fstest.MapFile{Data: content}
		}
	}
	return out
}

func TestSameBytesEveryTime(t *testing.T) {
	first := sampleFiles(t)
	second, err := Files()
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(slices.Sorted(maps.Keys(first)), slices.Sorted(maps.Keys(second))) {
		t.Fatal("two calls should make the same files")
	}
	for name := range first {
		if !bytes.Equal(first[name], second[name]) {
			t.Errorf("%s: two calls should make the same bytes", name)
		}
	}
}

func TestRoundIsThere(t *testing.T) {
	r, err := folder.Load("sample", below(sampleFiles(t), ""))
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range r.Problems {
		// TestPapersAreThere knows those of papers, TestServiceIsWorthLookingAt those of enquiries.
		if p.Kind != response.Publication && p.Cell.File != "enquiries.csv" {
			t.Errorf("a fresh sample round should have no problems of its register: %s", p)
		}
	}
	if r.ID != "interim-2017" || r.Framework != "interim@1.0" || r.Baseline != "previous" || r.Floor != 5 || r.AsOf.String() != "2017-10-31" {
		t.Errorf("the settings were not read back as meant: %+v", r.Settings)
	}
	if r.Address != "https://partnership-office.example/operational-framework/" {
		t.Errorf("the address is %q, which nobody can have and all feeds are written with", r.Address)
	}
	if !strings.Contains(r.Notice, "fictional") {
		t.Errorf("the notice should say that everybody is fictional: %q", r.Notice)
	}
	within(t, "providers", len(r.Providers), 24, 27)
	within(t, "products", len(r.Products), 31, 33)
	within(t, "staff", len(r.Staff), 6, 6)
	within(t, "members", len(r.Consultation.Seats), 12, 12)
	within(t, "responses", len(r.Responses), len(r.Products)-2, len(r.Products)-2)
	products, groups := map[string]int{}, map[string]bool{}
	for _, p := range r.Products {
		products[p.Provider]++
	}
	for _, m := range r.Consultation.Seats {
		groups[m.Group] = true
	}
	several := 0
	for _, n := range products {
		if n > 1 {
			several++
		}
	}
	within(t, "providers with several products", several, 4, len(r.Providers))
	within(t, "groups", len(groups), 2, 2)
	reviewed := 0
	for _, p := range r.Products {
		if p.Reviewer != "" {
			reviewed++
		}
	}
	within(t, "products without a reviewer", len(r.Products)-reviewed, 3, 8)
	within(t, "providers without a product", len(r.Providers)-len(products), 0, 0)
}

func TestRoundBeforeIsThere(t *testing.T) {
	files := sampleFiles(t)
	now, err := folder.Load("sample", below(files, ""))
	if err != nil {
		t.Fatal(err)
	}
	before, err := folder.Load("previous", below(files, now.Baseline+"/"))
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range before.Problems {
		t.Errorf("the round before should have no problems of its register: %s", p)
	}
	if before.Framework != "interim@0.8" || before.Baseline != "" || !before.AsOf.Before(now.AsOf) {
		t.Errorf("the settings were not read back as meant: %+v", before.Settings)
	}
	within(t, "responses", len(before.Responses), 6, 8)
	for _, p := range before.Products {
		if same, ok := now.Product(p.ID); !ok || same != p {
			t.Errorf("product %s of the round before should be in this one too, got %+v", p.ID, same)
		}
	}
	for _, u := range before.Uses {
		if !slices.Contains(now.Uses, u) {
			t.Errorf("the use %+v of the round before should be in this one too", u)
		}
	}
}

func within(t *testing.T, what string, got, least, most int) {
	t.Helper()
	if got < least || got > most {
		t.Errorf("%s: got %d, want %d to %d", what, got, least, most)
	}
}

// Every workbook says what its provider meant: nothing is lost or changed by the spreadsheet.
func TestRepliesReadBack(t *testing.T) {
	d, files := sampleData(t), sampleFiles(t)
	for _, r := range d.rounds() {
		for _, x := range r.replies {
			if x.Form == formCut {
				continue
			}
			want, err := d.submission(r, x)
			if err != nil {
				t.Fatal(err)
			}
			name := path.Join(r.dir, "responses", x.File)
			got, err := readBack(d, x.File, files[name])
			if err != nil {
				t.Errorf("%s: %v", name, err)
				continue
			}
			sameSubmission(t, name, got, want)
		}
	}
}

func readBack(d *data, name string, content []byte) (response.Submission, error) {
	var known []workbook.Edition
	for _, ref := range slices.Sorted(maps.Keys(d.editions)) {
		known = append(known, d.editions[ref])
	}
	return workbook.Read(name, []workbook.File{{Name: name, Data: content}}, known)
}

func sameSubmission(t *testing.T, name string, got, want response.Submission) {
	t.Helper()
	head := func(s response.Submission) [7]string {
		return [7]string{s.Framework, s.ProviderID.Text, s.ProviderName.Text, s.ProductID.Text, s.ProductName.Text, s.CompletedBy.Text, s.Completed.String()}
	}
	if head(got) != head(want) {
		t.Errorf("%s: the start sheet says %q, want %q", name, head(got), head(want))
	}
	if g, w := slices.Sorted(maps.Keys(got.Answers)), slices.Sorted(maps.Keys(want.Answers)); !slices.Equal(g, w) {
		t.Errorf("%s: answered are %v, want %v", name, g, w)
	}
	for id, w := range want.Answers {
		g := got.Answers[id]
		if !sameAnswer(g, w) || g.Comment.Text != w.Comment.Text || g.Evidence.Text != w.Evidence.Text {
			t.Errorf("%s: %s is read as %+v, want %+v", name, id, g, w)
		}
	}
	misread := 0
	for _, w := range want.Answers {
		if !w.Understood {
			misread++
		}
	}
	if len(got.Problems) != misread {
		t.Errorf("%s: reading it should find the %d answers that fit nothing, got %v", name, misread, got.Problems)
	}
}

// sameAnswer compares what two answers mean, and their words where they mean nothing.
func sameAnswer(g, w response.Answer) bool {
	if g.Understood != w.Understood || !w.Understood && g.Raw != w.Raw {
		return false
	}
	if !slices.Equal(g.Value.Options, w.Value.Options) || g.Value.Number != w.Value.Number || g.Value.Date != w.Value.Date ||
		g.Value.Text != w.Value.Text {
		return false
	}
	return slices.EqualFunc(g.Value.Rows, w.Value.Rows, func(a, b response.Row) bool {
		return maps.EqualFunc(a.Cells, b.Cells, sameAnswer)
	})
}
