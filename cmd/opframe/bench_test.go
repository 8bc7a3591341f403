package main

import (
	"bytes"
	"context"
	"errors"
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
	return writtenRound(t, bulk.Questions(), n)
}

// writtenRound is the same with other questions.
func writtenRound(t testing.TB, questions []bulk.Question, n int) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "round")
	providers := bulk.Providers(n)
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

// BenchmarkBuild builds a round of 500 products: all editions, all formats. It is built from nothing, again with nothing
// changed, and with another answer in one workbook. OPFRAME_ROUND names another round to do so with.
func BenchmarkBuild(b *testing.B) {
	round := os.Getenv("OPFRAME_ROUND")
	if round == "" {
		round = bulkRound(b, 500)
	}
	out := filepath.Join(b.TempDir(), "site")
	b.Run("cold", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			b.StopTimer()
			if err := errors.Join(os.RemoveAll(out), os.RemoveAll(cacheFolder(out))); err != nil {
				b.Fatal(err)
			}
			b.StartTimer()
			mustBuild(b, round, out)
		}
	})
	b.Run("again", func(b *testing.B) {
		mustBuild(b, round, out)
		b.ReportAllocs()
		for b.Loop() {
			mustBuild(b, round, out)
		}
	})
	b.Run("one-changed", func(b *testing.B) {
		mustBuild(b, round, out)
		names, err := filepath.Glob(filepath.Join(round, "responses", "*.xlsx"))
		if err != nil || len(names) < 2 {
			b.Fatalf("the round has %d responses: %v", len(names), err)
		}
		first, other := mustRead(b, names[0]), bulkEdits(b)
		defer func() {
			if err := os.WriteFile(names[0], first, 0o644); err != nil {
				b.Fatal(err)
			}
		}()
		b.ReportAllocs()
		for i := 0; b.Loop(); i++ {
			if os.Getenv("OPFRAME_ROUND") != "" {
				b.Skip("its workbooks are not ours to change")
			}
			if err := os.WriteFile(names[0], other[i%2], 0o644); err != nil {
				b.Fatal(err)
			}
			mustBuild(b, round, out)
		}
	})
}

// bulkEdits are two further forms of the first workbook, each with another answer.
func bulkEdits(t testing.TB) [2][]byte {
	t.Helper()
	var all [2][]byte
	for i := range all {
		data, err := bulk.Workbook(bulk.Questions(), bulk.Providers(1)[0], fmt.Sprint("edit ", i))
		if err != nil {
			t.Fatal(err)
		}
		all[i] = data
	}
	return all
}

func mustRead(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return data
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
