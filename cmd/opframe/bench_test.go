package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"testing"

	"opframe/data/audience"
	"opframe/data/sample/bulk"
	"opframe/data/view"
	"opframe/render/doc"
	"opframe/render/markdown"
	"opframe/render/report"
)

// bulkRound writes a round of n products to measure with.
func bulkRound(t testing.TB, n int) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "round")
	questions, providers := bulk.Questions(), bulk.Providers(n)
	files := bulk.Round(questions, providers)
	for _, p := range providers {
		data, err := bulk.Workbook(questions, p, "")
		if err != nil {
			t.Fatal(err)
		}
		files["responses/"+p.ID+".xlsx"] = data
	}
	for name, data := range files {
		full := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(full, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func mustBuild(t testing.TB, round, out string) {
	t.Helper()
	var said bytes.Buffer
	if code := run(context.Background(), []string{"build", round, "-o", out}, io.Discard, &said); code != exitDone && code != exitProblems {
		t.Fatalf("build ends with exit code %d:\n%s", code, said.String())
	}
}

// BenchmarkBuild builds a round of 500 products: all editions, all formats.
func BenchmarkBuild(b *testing.B) {
	const products = 500
	round := os.Getenv("OPFRAME_ROUND") // another round than ours, such as one that other programs are measured with
	if round == "" {
		round = bulkRound(b, products)
	}
	out := filepath.Join(b.TempDir(), "site")
	b.Run("cold", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			mustBuild(b, round, fmt.Sprint(out, i))
			b.StopTimer()
			if err := os.RemoveAll(fmt.Sprint(out, i)); err != nil {
				b.Fatal(err)
			}
			b.StartTimer()
		}
	})
}

// BenchmarkLetters writes the letters on one product: what is due and what they say, in Markdown. Their PDFs and
// workbooks are measured where they are made.
func BenchmarkLetters(b *testing.B) {
	x, err := (&app{ctx: context.Background(), out: io.Discard, err: io.Discard}).reader(bulkRound(b, 3))
	if err != nil {
		b.Fatal(err)
	}
	if err := x.receive(); err != nil {
		b.Fatal(err)
	}
	if x.wording, _, err = report.ReadWording(nil); err != nil {
		b.Fatal(err)
	}
	c := &x.cases[1]
	v := view.ForProvider(view.OccasionOf(x.round), x.edition.Framework, c.Provider, x.cases)
	b.ReportAllocs()
	for b.Loop() {
		for _, l := range view.LettersTo(v.Occasion, v.Framework, c) {
			d := report.Letter(x.wording, v, v.Products[0], l)
			if _, err := audience.Map(d, func(d doc.Document) ([]byte, error) { return markdown.Print(d), nil }); err != nil {
				b.Fatal(err)
			}
		}
	}
}
