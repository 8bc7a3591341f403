package search

import (
	"encoding/json"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"
)

// ranked has one word in every kind of place, the lightest first.
var ranked = []Entry{
	{Path: "rank/text.html", Title: "A", Text: "Of a walrus"},
	{Path: "rank/summary.html", Title: "B", Summary: "A walrus"},
	{Path: "rank/heading.html", Title: "C"},
	{Path: "rank/heading.html", Anchor: "w", Title: "C", Heading: "The walrus"},
	{Path: "rank/title.html", Title: "Walrus"},
	{Path: "rank/exacting.html", Title: "Exacting"},
	{Path: "rank/exact.html", Title: "Exact"},
}

// The browser's script reads the same index, and takes the same words apart in the same way: every letter
// of ours that is folded, and every character that could be told apart differently.
func TestScriptInTheBrowserReadsTheIndex(t *testing.T) {
	node, err := exec.LookPath("node")
	if err != nil {
		t.Skip("not run: node is not installed, so nothing checks that templates/assets/search.js reads the index; install Debian's nodejs")
	}
	dir := t.TempDir()
	entries := append(slices.Clone(sample), ranked...)
	put(t, filepath.Join(dir, "index.js"), Index(entries))
	expected, err := json.Marshal(apart(append(entries, scrambled(200)...)))
	if err != nil {
		t.Fatal(err)
	}
	put(t, filepath.Join(dir, "expected.json"), expected)
	script, err := filepath.Abs("../../templates/assets/search.js")
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(node, "--test", "testdata/search.test.cjs")
	cmd.Env = append(os.Environ(), "SCRIPT="+script, "INDEX="+filepath.Join(dir, "index.js"), "EXPECTED="+filepath.Join(dir, "expected.json"))
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

type expectation struct {
	Text  string   `json:"text"`
	Words []string `json:"words"`
}

// apart lists the words of entries, of the fold table's letters in both cases, and of one text for each
// kind of character.
func apart(entries []Entry) []expectation {
	var texts []string
	for _, e := range entries {
		texts = append(texts, e.Title, e.Heading, e.Summary, e.Text)
	}
	for _, base := range slices.Sorted(maps.Keys(folded)) {
		texts = append(texts, folded[base], strings.ToUpper(folded[base]))
	}
	for r := rune(1); r < 0x3000; r++ {
		// What Unicode has added since Go's tables were made is a letter to some browsers only.
		if unicode.IsGraphic(r) || unicode.In(r, unicode.Cc, unicode.Cf) {
			texts = append(texts, "a"+string(r)+"b"+string(r)+"1.2"+string(r)+"3")
		}
	}
	all := make([]expectation, len(texts))
	for i, text := range texts {
		all[i] = expectation{text, split(text)}
	}
	return all
}

func put(t *testing.T, name string, data []byte) {
	t.Helper()
	if err := os.WriteFile(name, data, 0o644); err != nil {
		t.Fatal(err)
	}
}
