package pdf

import (
	"bytes"
	"cmp"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"opframe/data/date"
	"opframe/render/doc"
)

func TestPrintIsTheSameInEveryGoroutine(t *testing.T) {
	want := mustPrint(t, report())
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			got, err := Print(report())
			if err != nil || !bytes.Equal(got.Bytes, want.Bytes) {
				t.Errorf("a second print differs (error %v); the same document must give the same bytes", err)
			}
		})
	}
	wg.Wait()
}

func TestPrintDoesNotReadTheClock(t *testing.T) {
	d := report()
	d.Date = date.Date{}
	got := mustPrint(t, d).Bytes
	if !bytes.Contains(got, []byte("1970-01-01T00:00:00")) {
		t.Error("a document without a date does not have the fixed date")
	}
	if got := mustPrint(t, report()).Bytes; !bytes.Contains(got, []byte("2017-08-31T00:00:00")) {
		t.Error("the file does not have the date of the document")
	}
}

func TestWordsAreThoseOfTheDocument(t *testing.T) {
	d := report()
	got := stripped(d, extract(t, d))
	diff(t, got, said(d))
}

func TestPdftotextReadsTheSameWords(t *testing.T) {
	tool, err := exec.LookPath("pdftotext")
	if err != nil {
		t.Skip("pdftotext is not installed; TestWordsAreThoseOfTheDocument reads the words without it")
	}
	d := report()
	file := filepath.Join(t.TempDir(), "report.pdf")
	if err := os.WriteFile(file, mustPrint(t, d).Bytes, 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(tool, "-raw", file, "-").Output()
	if err != nil {
		t.Fatalf("pdftotext: %v", err)
	}
	pages := strings.Split(strings.TrimSuffix(string(out), "\f"), "\f")
	// Arabic and Hebrew are set in logical order, which pdftotext takes for visual order and turns.
	got := stripped(d, pages)
	diff(t, withoutRightToLeft(got), withoutRightToLeft(said(d)))
}

func TestQpdfFindsNoFault(t *testing.T) {
	tool, err := exec.LookPath("qpdf")
	if err != nil {
		t.Skip("qpdf is not installed")
	}
	file := filepath.Join(t.TempDir(), "report.pdf")
	if err := os.WriteFile(file, mustPrint(t, report()).Bytes, 0o600); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command(tool, "--check", file).CombinedOutput(); err != nil {
		t.Errorf("qpdf --check: %v\n%s", err, out)
	}
}

func TestMissingRunesAreReportedOnceWithTheirPlace(t *testing.T) {
	d := doc.Document{Title: "T", Lang: "en-AU", Blocks: []doc.Block{
		doc.Paragraph{Text: doc.T("first 😀 and again 😀")},
		doc.Quote{Text: "a\u202eb \x07", Source: "漢"},
	}}
	p := mustPrint(t, d)
	want := []Missing{{'😀', "first 😀 and again 😀"}, {'\u202e', "a\u202eb \x07"}, {'\x07', "a\u202eb \x07"}, {'漢', "漢"}}
	if len(p.Missing) != len(want) {
		t.Fatalf("got %d missing runes, want %d: %v", len(p.Missing), len(want), p.Missing)
	}
	for i := range want {
		if p.Missing[i] != want[i] {
			t.Errorf("missing rune %d is %q, want %q", i, p.Missing[i], want[i])
		}
	}
	text := strings.Join(extract(t, d), "")
	for _, s := range []string{"‹U+1F600›", "a‹U+202E›b", "‹U+0007›", "‹U+6F22›"} {
		if !strings.Contains(text, s) {
			t.Errorf("%s is not in the text, so the rune was dropped: %q", s, text)
		}
	}
}

func TestNamesOfEveryScriptWeKnowHaveAFace(t *testing.T) {
	d := doc.Document{Title: "Nguyễn Thị Ánh", Lang: "vi", Blocks: []doc.Block{
		doc.Heading{Level: 2, Text: "Ζαχαρίας"}, doc.Callout{Title: "Живко Ђорђевић"},
		doc.Code{Text: "Łódź ≤ │ ½"}, doc.Paragraph{Text: []doc.Span{{Text: "Tiếng Việt Ἀθῆναι հայ ქარ עב عر", Emph: true}}},
	}}
	if p := mustPrint(t, d); len(p.Missing) != 0 {
		t.Errorf("no face for %v", p.Missing)
	}
}

func TestOnlyFacesInUseAreEmbedded(t *testing.T) {
	w := drawn(t, doc.Document{Title: "Plain", Lang: "en-AU", Blocks: []doc.Block{doc.Paragraph{Text: doc.T("Plain text.")}}})
	if n := len(w.fonts); n != 2 {
		t.Errorf("%d faces are embedded, want 2: bold for the title and regular for the rest", n)
	}
}

func TestLinksThatAPDFCanFollow(t *testing.T) {
	s := newSetter([]doc.Block{doc.Callout{Blocks: []doc.Block{doc.Heading{Level: 2, ID: "here"}}}})
	for link, want := range map[string]string{
		"https://example.org/ä?q=1": "https://example.org/%C3%A4?q=1", "mailto:a@example.org": "mailto:a@example.org",
		"#here": "#here", "#nowhere": "", "../register.html": "", "javascript:alert(1)": "", "": "", "http://[": "",
	} {
		if got := s.target(link); got != want {
			t.Errorf("link %q leads to %q, want %q", link, got, want)
		}
	}
}

func TestMetadataHoldsAnyText(t *testing.T) {
	d := doc.Document{Title: "😀 (1)", Publisher: "Öffice & Co", Lang: "en-AU)/X"}
	p := mustPrint(t, d)
	for _, want := range []string{"😀 (1)", "Öffice &amp; Co"} {
		if !bytes.Contains(p.Bytes, []byte(want)) {
			t.Errorf("%q is not in the metadata", want)
		}
	}
	if got := (written{}).about(d, nil).Lang; got != "en-AUX" {
		t.Errorf("the language is %q, want en-AUX", got)
	}
}

func TestHeadAndFootFitOnOneLine(t *testing.T) {
	d := report()
	if got, want := HeadLine(d), d.Title+" "+d.Label; got != want {
		t.Errorf("got head %q, want %q", got, want)
	}
	if got, want := FootLine(d, 2, 6), "Digital Partnership Office Page 2 of 6"; got != want {
		t.Errorf("got foot %q, want %q", got, want)
	}
	d.Title = strings.Repeat("Assessment ", 30)
	if got := HeadLine(d); !strings.HasSuffix(got, "Assessment… "+d.Label) || len(got) > 140 {
		t.Errorf("got head %q, want it cut behind a word and the label whole", got)
	}
	one, two := newSetter(nil).head(d)
	if one.width+two.width > portrait.textWidth() {
		t.Errorf("the head is %.0f points wide, the text %.0f", one.width+two.width, portrait.textWidth())
	}
}

func mustPrint(t testing.TB, d doc.Document) Printed {
	t.Helper()
	p, err := Print(d)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func FuzzPrint(f *testing.F) {
	for _, s := range []string{"", "plain", "emoji 😀👩‍👩‍👧 \U0010ffff", "Nguyễn Thị Ánh", "Ζαχαρίας Живко", "漢字 カナ 한글", "العربية עברית",
		"\x00\x07\r\n\t\u202e\u2066\ufeff\uffff", strings.Repeat("x", 10_000), strings.Repeat("\u202e😀", 100), "\xff\xc3(", "a\u0301\u0302" + strings.Repeat("\u0301", 300),
		"\\(\\)) Tj ET", strings.Repeat("\n", 200), strings.Repeat("word ", 600), "{nb}", "\u00a0\u2028\u2029\u200b\u00ad"} {
		f.Add(s, uint8(len(s)))
	}
	f.Fuzz(func(t *testing.T, s string, n uint8) {
		d := everywhere(s, int(n%12))
		p := mustPrint(t, d)
		if again := mustPrint(t, d); !bytes.Equal(p.Bytes, again.Bytes) {
			t.Error("two prints differ")
		}
		want := strings.Join(strings.Fields(newSetter(nil).shown(s)), "")
		got := strings.Join(strings.Fields(strings.Join(extract(t, d)[:1], "")), "")
		if len(want) < 500 && !strings.HasPrefix(got, want) {
			t.Errorf("the title is %q, want %q", got, want)
		}
	})
}

// everywhere is a document with a text in every place that takes one, and n columns and levels.
func everywhere(s string, n int) doc.Document {
	spans := []doc.Span{{Text: s}, {Text: s, Strong: true, Link: s}, {Text: s, Code: true, Emph: true}, {Text: s, Tone: doc.Bad}}
	t := doc.Table{Caption: s, Empty: s}
	row := doc.Row{}
	for i := range n {
		t.Columns = append(t.Columns, doc.Column{Title: s, Wide: float64(i % 3), Right: i%2 == 0})
		row.Cells = append(row.Cells, []doc.Span{{Text: s}})
	}
	empty := t
	t.Rows = []doc.Row{row, {}, row}
	var inner []doc.Block
	var list *doc.List
	for range n {
		inner = []doc.Block{doc.Callout{Title: s, Blocks: append(inner, doc.Quote{Source: s})}}
		list = &doc.List{Items: []doc.Item{{Text: doc.T(s), Sub: list}}}
	}
	blocks := []doc.Block{doc.Heading{Level: n, Text: s, ID: s}, doc.Paragraph{Text: spans}, doc.Facts{Items: []doc.Fact{{Term: s, Text: spans}}}, t, empty,
		doc.Quote{Text: s, Source: s}, doc.Code{Text: s}, doc.Answers{Items: []doc.Answer{{ID: s, Question: s, Said: spans}}},
		doc.Figure{Caption: s, Plot: doc.Bars{Subject: s, Unit: s, Legend: []doc.Key{{Label: s}}, Bars: []doc.Bar{{Label: s, Values: []doc.Count{{N: float64(n)}}}}}},
		doc.Figure{Plot: doc.Grid{RowTitle: s, ColTitle: s, Rows: []string{s}, Cols: []string{s, s}, Cells: [][]doc.GridCell{{{Text: s, Things: []string{s, s}, Here: true}}}}}}
	if list != nil {
		blocks = append(blocks, *list)
	}
	return doc.Document{Title: cmp.Or(s, "-"), Subtitle: s, Label: s, Publisher: s, Lang: "en-AU", Description: s, Blocks: append(blocks, inner...)}
}

// BenchmarkPrint has a worker a core: run it with -cpu 1,2.
func BenchmarkPrint(b *testing.B) {
	d := report()
	size := len(mustPrint(b, d).Bytes)
	b.ReportAllocs()
	b.RunParallel(func(next *testing.PB) {
		for next.Next() {
			if _, err := Print(d); err != nil {
				b.Error(err)
			}
		}
	})
	b.ReportMetric(float64(size), "bytes/doc")
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "docs/s")
}
