package main

import (
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"opframe/render/pdf"
	"opframe/render/pdf/tagged/check"
)

// Every PDF of the sample round is one that assistive programs can read: by our own reading of its objects
// (package check lists the conditions), and by what qpdf and poppler say, which `make test` installs.
// poppler takes seconds to read a structure tree, for it draws the page again for each mark: it reads every
// twelfth, and the one with the most to say. All are read by package check, and both must hear the same.
func TestPDFsAreAccessible(t *testing.T) {
	for _, program := range []string{"qpdf", "pdfinfo", "pdffonts"} {
		if _, err := exec.LookPath(program); err != nil {
			t.Fatalf("%s is needed to read the PDFs (qpdf and poppler-utils, which `make test` installs): %v", program, err)
		}
	}
	out := sampleSite(t)
	var stems []string
	longest, most := "", 0
	walk(t, out, func(name string, data []byte) {
		stem, isPDF := strings.CutSuffix(name, ".pdf")
		if !isPDF || strings.HasPrefix(name, "office/products/") {
			return // the office's copies are the providers' files
		}
		stems = append(stems, stem)
		if len(data) > most {
			longest, most = stem, len(data)
		}
	})
	if len(stems) < 60 {
		t.Errorf("%d PDFs were read, want those of all products and of the public at least", len(stems))
	}
	for i, stem := range stems {
		t.Run(stem, func(t *testing.T) {
			t.Parallel()
			accessible(t, filepath.Join(out, stem), i%12 == 0 || stem == longest)
		})
	}
}

// accessible reads the PDF, and the HTML that says the same words.
func accessible(t *testing.T, stem string, byPoppler bool) {
	data := readFile(t, stem+".pdf")
	for _, p := range check.File(data) {
		t.Error(p)
	}
	tell(t, "qpdf", "--check", stem+".pdf")
	checkInfo(t, tell(t, "pdfinfo", stem+".pdf"))
	checkFonts(t, tell(t, "pdffonts", stem+".pdf"))
	d, err := check.Open(data)
	if err != nil {
		t.Fatal(err)
	}
	want, texts := words(mainText(t, readFile(t, stem+".html"))), d.Texts()
	if n := titles(texts); n != 1 {
		t.Errorf("%d H1, want one", n)
	}
	sameWords(t, stem, "structure of the PDF", want, treeWords(texts, want))
	if byPoppler {
		sameWords(t, stem, "structure that poppler reads", want, treeWords(checkStructure(t, tell(t, "pdfinfo", "-struct-text", stem+".pdf")), want))
	}
}

// titles counts the elements H1.
func titles(texts []check.Text) int {
	found := map[check.Ref]bool{}
	for _, text := range texts {
		if i := slices.Index(text.In, "H1"); i >= 0 {
			found[text.Path[i]] = true
		}
	}
	return len(found)
}

// tell runs a program that must end well, and gives what it says.
func tell(t *testing.T, program string, args ...string) string {
	t.Helper()
	text, err := exec.Command(program, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s %s: %v\n%s", program, strings.Join(args, " "), err, text)
	}
	return string(text)
}

func checkInfo(t *testing.T, info string) {
	t.Helper()
	for _, want := range []string{`(?m)^Title: +\S`, `(?m)^Tagged: +yes$`, `(?m)^JavaScript: +no$`, `(?m)^Form: +none$`,
		`(?m)^Encrypted: +no$`, `(?m)^Metadata Stream: +yes$`, `(?m)^Suspects: +no$`} {
		if !regexp.MustCompile(want).MatchString(info) {
			t.Errorf("pdfinfo has no line as %s:\n%s", want, info)
		}
	}
}

// checkFonts wants all fonts embedded, as subsets, with a map to text. The columns are counted from the
// right: emb, sub, uni and the two numbers of the object.
func checkFonts(t *testing.T, table string) {
	t.Helper()
	rows := strings.Split(strings.TrimSpace(table), "\n")
	if len(rows) < 3 {
		t.Fatalf("pdffonts lists no font:\n%s", table)
	}
	for _, row := range rows[2:] {
		f := strings.Fields(row)
		if len(f) < 6 || !slices.Equal(f[len(f)-5:len(f)-2], []string{"yes", "yes", "yes"}) {
			t.Errorf("not embedded as a subset with a map to text: %s", row)
		}
	}
}

// Lines of pdfinfo -struct-text: an element, a text, and what else there is.
var (
	elementLine = regexp.MustCompile(`^( *)([A-Z][A-Za-z0-9]*)(?: <.*>)?(?: "[^"]*")?(?: \((?:block|inline)\))?:?$`)
	textLine    = regexp.MustCompile(`(?s)^( *)"(.*)"$`)
	otherLine   = regexp.MustCompile(`^ *(?:/[A-Z]|Object \d+ \d+$)`)
)

// checkStructure wants one H1, no level skipped, and a scope for every TH; it gives the texts in order.
func checkStructure(t *testing.T, tree string) []check.Text {
	t.Helper()
	var leaves []check.Text
	var in []string
	var path []check.Ref
	headings, count, level := 0, 0, 0
	lines := strings.Split(strings.TrimRight(tree, "\n"), "\n")
	for i, line := range lines {
		if m := textLine.FindStringSubmatch(line); m != nil {
			depth := len(m[1]) / 2
			leaves = append(leaves, check.Text{Text: m[2], In: slices.Clone(in[:depth]), Path: slices.Clone(path[:depth])})
			continue
		}
		m := elementLine.FindStringSubmatch(line)
		if m == nil {
			if !otherLine.MatchString(line) {
				t.Fatalf("pdfinfo -struct-text has a line of no known kind: %q", line)
			}
			continue
		}
		count++
		depth := len(m[1]) / 2
		in, path = append(in[:depth], m[2]), append(path[:depth], check.Ref(count))
		if m[2] == "TH" && (i+1 == len(lines) || !strings.Contains(lines[i+1], "/Scope /")) {
			t.Errorf("a TH without scope: %s", strings.Join(lines[i:min(i+3, len(lines))], " "))
		}
		if n := strings.TrimPrefix(m[2], "H"); len(n) == 1 && n >= "1" && n <= "6" {
			now := int(n[0] - '0')
			if now > level+1 {
				t.Errorf("H%d after H%d: a level is skipped", now, level)
			}
			if level = now; now == 1 {
				headings++
			}
		}
	}
	if headings != 1 {
		t.Errorf("%d H1, want one", headings)
	}
	return leaves
}

// treeWords is the words of the tree, less what only pages have: marks of list items, page numbers in lists of
// contents, and the list of contents that a long document gets.
func treeWords(leaves []check.Text, want string) string {
	var b strings.Builder
	overview := check.Ref(0) // the element that holds that list
	for i, l := range leaves {
		at := len(l.Path) - 1
		if words(l.Text) == words(pdf.ContentsTitle) && i+1 < len(leaves) && slices.Contains(leaves[i+1].In, "TOC") {
			overview = l.Path[at-1]
		}
		lastOfEntry := i+1 == len(leaves) || entryOf(leaves[i+1]) != entryOf(l)
		if slices.Contains(l.Path, overview) || entryOf(l) != 0 && lastOfEntry {
			continue
		}
		plain := words(l.Text)
		if slices.Contains(l.In, "Lbl") && !strings.HasPrefix(want[min(b.Len(), len(want)):], plain) {
			continue
		}
		b.WriteString(plain)
	}
	return b.String()
}

// entryOf is the entry of a list of contents that a text is in, or 0.
func entryOf(l check.Text) check.Ref {
	if i := slices.Index(l.In, "TOCI"); i >= 0 {
		return l.Path[i]
	}
	return 0
}
