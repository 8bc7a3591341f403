package workbook

import (
	"bytes"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/fstest"

	"opframe/data/date"
	"opframe/data/framework"
	"opframe/data/response"
	"opframe/data/sample/bulk"
)

// received is one of the questionnaires of a round to measure with, as it was read.
func received(t testing.TB) (Edition, response.Submission) {
	t.Helper()
	questions, provider := bulk.Questions(), bulk.Providers(3)[2]
	folder := fstest.MapFS{}
	for name, data := range bulk.Round(questions, nil) {
		if name, ok := strings.CutPrefix(name, "framework/"); ok {
			folder[name] = &fstest.MapFile{Data: data}
		}
	}
	f, err := framework.Load("framework", folder)
	if err != nil {
		t.Fatal(err)
	}
	l, err := LoadLayout(f)
	if err != nil {
		t.Fatal(err)
	}
	data, err := bulk.Workbook(questions, provider, "")
	if err != nil {
		t.Fatal(err)
	}
	e := Edition{f, l}
	return e, read(t, []Edition{e}, File{provider.ID + ".xlsx", data})
}

// BenchmarkWriteSupplement writes what comes with a request for information: the few questions that are open.
func BenchmarkWriteSupplement(b *testing.B) {
	e, last := received(b)
	var only []string
	for i, q := range e.Framework.Questions() {
		if i%30 == 7 {
			only = append(only, q.ID)
		}
	}
	p := Prefill{ProviderID: "p00002", ProviderName: "Dvořák Ledgers 00002", ProductID: "p00002", ProductName: "Dvořák Ledgers 00002",
		RoundID: "bulk", RoundTitle: "A round to measure with", Contact: "partnership.office@example.org",
		Due: date.Date{Year: 2025, Month: 11, Day: 14}, Last: &last, Only: only}
	b.ReportAllocs()
	for b.Loop() {
		if err := WriteXLSX(&bytes.Buffer{}, e.Framework, e.Layout, p); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkWriteQuestionnaire writes a whole questionnaire with the answers given before.
func BenchmarkWriteQuestionnaire(b *testing.B) {
	e := load(b, "../frameworks/interim@1.0")
	p := Prefill{Last: made(rand.New(rand.NewPCG(1, 1)), e.Framework)}
	b.ReportAllocs()
	for b.Loop() {
		if err := WriteXLSX(&bytes.Buffer{}, e.Framework, e.Layout, p); err != nil {
			b.Fatal(err)
		}
	}
}
