package search

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// sample has what edges there are in words, titles and order.
var sample = []Entry{
	{Path: "index.html", Title: "Operational Framework", Summary: "Who may use which API, and why.", Text: "The office assesses each product. TLS1.2 or later; ISO 27001 helps."},
	{Path: "controls/hosting.html", Title: "Hosting", Summary: "Where the service runs.", Text: "Data stays in the country named in P14."},
	{Path: "controls/hosting.html", Anchor: "evidence", Title: "Hosting", Heading: "What evidence is enough", Text: "A provider’s contract with the hosting company, ISO27001 certificate or a report; 1.2.3 and 1,000 also."},
	{Path: "controls/encryption.html", Title: "Encryption", Text: "In transit: TLS 1.2 or TLS1.3."},
	{Path: "controls/hosting.html", Anchor: "judged", Title: "Hosting", Heading: "How it is judged", Text: "Résumé, Müller, Straße, œuvre, Đánh giá, naïve, e\u0301tude, rock'n'roll, soft\u00adware"},
	{Path: "about/scripts.html", Title: `</script><script>alert("1")</script>` + "\u2028\u2029<!--", Text: "שלום עולם مرحبا " + strings.Repeat("long", 2500) + " 👩\u200d💻 1️⃣ \u202eevil\u202c Ελλάδα ΟΔΌΣ Йод 一二三 हिन्दी \U00020000x \ufb03x"},
	{Path: "empty.html"},
}

func TestIndexIsReadBackAsItWasMade(t *testing.T) {
	o := open(t, Index(sample))
	wantPages := []string{"index.html", "controls/hosting.html", "controls/encryption.html", "about/scripts.html", "empty.html"}
	var got []string
	for _, row := range o.Pages {
		got = append(got, row[0])
	}
	if !slices.Equal(got, wantPages) {
		t.Errorf("pages are %q, want %q: one a path, in the order they come first", got, wantPages)
	}
	hosting := []string{"controls/hosting.html", "Hosting", "Where the service runs.",
		"evidence", "What evidence is enough", "A provider’s contract with the hosting company, ISO27001 certificate or a report; 1.2.3 and 1,000 also.",
		"judged", "How it is judged", "Résumé, Müller, Straße, œuvre, Đánh giá, naïve, e\u0301tude, rock'n'roll, soft\u00adware"}
	if !slices.Equal(o.Pages[1], hosting) {
		t.Errorf("the page about hosting is\n%q, want\n%q", o.Pages[1], hosting)
	}
	if !slices.IsSortedFunc(o.words, compare) {
		t.Error("the words are not sorted, so that looking up a beginning misses some")
	}
	for _, c := range []struct {
		word string
		want string
	}{
		{"hosting", "map[1:12 2:1]"}, // title of the page, text of its section
		{"evidence", "map[2:6]"},
		{"runs", "map[1:3]"},
		{"tls1.2", "map[0:1]"},
		{"1.2", "map[0:1 4:1]"},
		{"27001", "map[0:1 2:1]"},
		{"strasse", "map[3:1]"},
		{"absent", "map[]"},
	} {
		if got := fmt.Sprint(o.where[c.word]); got != c.want {
			t.Errorf("%q stands in %s, want %s", c.word, got, c.want)
		}
	}
}

func TestWords(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"Where it's hosted: P14, Q12a.", "where its hosted p14 q12a"},
		{"TLS1.2 TLS 1.2 v1.2 1.2.", "tls1.2 1.2 tls 1.2 v1.2 1.2"},
		{"ISO27001 sha256 AC3 GOV-01.1 A&A-02", "iso27001 27001 sha256 256 ac3 gov 01.1 a a 02"},
		{"multi-factor and/or e-mail…", "multi factor and or e mail"},
		{"Providers’ O’Reilly 'quoted' rock'n'roll", "providers oreilly quoted rocknroll"},
		{"Résumé MÜLLER Straße ŒUVRE Đặng İstanbul", "resume muller strasse oeuvre dang istanbul"},
		{"re\u0301sume\u0301 soft\u00adware a\u200db", "resume software ab"},
		{"ΟΔΌΣ οδός", "οδοσ οδοσ"},
		{"🙂 👩‍💻 1️⃣ – ", "1"},
		{"a\u202eb \u0301x \xff1", "a b x 1"},
		{"हिन्दी 一二三 שלום", "हिन्दी 一二三 שלום"},
		{strings.Repeat("ß", 30), strings.Repeat("s", longest)},
		{"", ""},
	} {
		var got []string
		words(c.in, func(w []byte) { got = append(got, string(w)) })
		if got := strings.Join(got, " "); got != c.want {
			t.Errorf("words of %q are %q, want %q", c.in, got, c.want)
		}
	}
}

// Whoever types the beginning of any word as it is written finds the place.
func TestEveryWordIsFoundByItsBeginnings(t *testing.T) {
	entries := append(slices.Clone(sample), scrambled(200)...)
	o := open(t, Index(entries))
	places, at := map[[2]string]int{}, 0
	for _, of := range byPage(entries) {
		pg := pageOf(of)
		for _, p := range pg.places {
			places[[2]string{pg.path, p.anchor}] = at
			at++
		}
	}
	tried := 0
	for _, e := range entries {
		place := places[[2]string{e.Path, e.Anchor}]
		for _, text := range []string{e.Heading, e.Summary, e.Text} {
			for field := range strings.FieldsSeq(text) {
				tried += tryBeginnings(t, o, field, place)
			}
		}
	}
	if tried < 10_000 {
		t.Errorf("only %d beginnings were tried", tried)
	}
}

func tryBeginnings(t *testing.T, o opened, field string, place int) int {
	t.Helper()
	letters := []rune(field)
	for n := 2; n <= min(len(letters), 60); n++ {
		if scores := o.lookup(string(letters[:n]), place); slices.Contains(scores, 0) {
			t.Errorf("%q is not found by %q in place %d (%v)", field, string(letters[:n]), place, scores)
		}
	}
	return len(letters)
}

// scrambled are entries of words that nobody thought of, the same on every run.
func scrambled(n int) []Entry {
	random := rand.New(rand.NewPCG(1, 2))
	alphabet := []rune("abcdeéßœđ0123456789..''’-&<>\u0301\u00adШйёΣάא\u05b0क्ष\U00010400\U0001F642\ufb01\ue000")
	entries := make([]Entry, n)
	for i := range entries {
		var b strings.Builder
		for range 60 {
			b.WriteRune(alphabet[random.IntN(len(alphabet))])
			if random.IntN(6) == 0 {
				b.WriteByte(' ')
			}
		}
		entries[i] = Entry{Path: fmt.Sprintf("s/%d.html", i/3), Anchor: fmt.Sprint("a", i), Heading: "Scrambled", Text: b.String()}
	}
	return entries
}

func TestIndexCannotEndItsScript(t *testing.T) {
	script := Index(sample)
	for _, bad := range []string{"<", ">", "\u2028", "\u2029", "\n;"} {
		if bytes.Contains(script, []byte(bad)) {
			t.Errorf("the script has %q in it, which a page or an old engine could take for its end", bad)
		}
	}
	if got := open(t, script).Pages[3][1]; got != sample[5].Title {
		t.Errorf("the hostile title came back as %q", got)
	}
}

func TestSameEntriesSameBytes(t *testing.T) {
	first := Index(sample)
	for range 20 {
		if !bytes.Equal(first, Index(sample)) {
			t.Fatal("the same entries made another index")
		}
	}
	if got := string(Index(nil)); !strings.Contains(got, `"pages":[]`) || !strings.Contains(got, `"words":""`) {
		t.Errorf("an edition without pages has the index %s, want one that can be read", got)
	}
}

func TestExcerpt(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{" some\n\twords ", "some words"},
		{strings.Repeat("word ", 20), strings.TrimSpace(strings.Repeat("word ", 20))},
		{strings.Repeat("word, ", 40), strings.TrimSuffix(strings.Repeat("word, ", 16), ", ") + "…"},
		{strings.Repeat("é", 500), strings.Repeat("é", 99) + "…"},
		{"a" + strings.Repeat("é", 98), "a" + strings.Repeat("é", 98)},
		{"", ""},
	} {
		got := excerpt(c.in, 100)
		if got != c.want {
			t.Errorf("excerpt of %.20q… is %q, want %q", c.in, got, c.want)
		}
		if n := utf8.RuneCountInString(got); n > 100 {
			t.Errorf("an excerpt has %d characters, want no more than 100", n)
		}
	}
}

func FuzzIndex(f *testing.F) {
	for _, e := range sample {
		f.Add(e.Title, e.Text)
	}
	f.Fuzz(func(t *testing.T, title, text string) {
		script := Index([]Entry{{Path: "a.html", Title: title, Text: text}, {Path: "b.html"}, {Path: "a.html", Anchor: "x", Heading: text}})
		if bytes.ContainsAny(script, "<>\u2028\u2029") {
			t.Errorf("the script could be ended from within")
		}
		o := open(t, script)
		for _, w := range split(title) {
			if o.where[w][0] != weights["$"] {
				t.Errorf("%q of the title is not found in the page", w)
			}
		}
	})
}
