package templates

import (
	"io/fs"
	"maps"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// pairs of tokens that stand on each other, with the contrast that WCAG 2.2 AA asks for: 4.5 for
// text (1.4.3), 3 for what else must be seen (1.4.11).
var pairs = []struct {
	front, back string
	least       float64
}{
	{"ink", "paper", 4.5}, {"muted", "paper", 4.5}, {"link", "paper", 4.5}, {"link-hover", "paper", 4.5},
	{"ink", "soft", 4.5}, {"muted", "soft", 4.5}, {"link", "soft", 4.5},
	{"brand-ink", "brand", 4.5}, {"brand-soft", "brand", 4.5},
	{"line-strong", "paper", 3}, {"line-strong", "soft", 3}, {"focus", "paper", 3}, {"focus", "soft", 3}, {"brand-focus", "brand", 3},
	{"good", "good-soft", 4.5}, {"caution", "caution-soft", 4.5}, {"bad", "bad-soft", 4.5}, {"neutral", "neutral-soft", 4.5},
	{"ink", "good-soft", 4.5}, {"ink", "caution-soft", 4.5}, {"ink", "bad-soft", 4.5}, {"ink", "neutral-soft", 4.5},
	{"link", "good-soft", 4.5}, {"link", "caution-soft", 4.5}, {"link", "bad-soft", 4.5}, {"link", "neutral-soft", 4.5},
	{"ink", "good-solid", 4.5}, {"ink", "caution-solid", 4.5}, {"ink", "bad-solid", 4.5}, {"ink", "neutral-solid", 4.5},
	{"good-solid", "paper", 3}, {"caution-solid", "paper", 3}, {"bad-solid", "paper", 3}, {"neutral-solid", "paper", 3},
}

func TestContrastInLightDarkAndPrint(t *testing.T) {
	light := tokens(t, "light", 0)
	for name, own := range map[string]map[string]string{
		"light": light, "dark": tokens(t, "dark", 1), "print": tokens(t, "print", 2),
	} {
		// Print leaves the tokens it does not use as they are.
		all := maps.Clone(light)
		maps.Copy(all, own)
		for _, p := range pairs {
			if got := contrast(t, all[p.front], all[p.back]); got < p.least {
				t.Errorf("%s: %s on %s has a contrast of %.2f, less than %.1f", name, p.front, p.back, got, p.least)
			}
		}
	}
}

// A printer's browser may be set to dark: every colour of the dark page must be taken back on paper.
func TestPrintTakesBackTheDarkColours(t *testing.T) {
	dark, paper := tokens(t, "dark", 1), tokens(t, "print", 2)
	for _, name := range slices.Sorted(maps.Keys(dark)) {
		if _, ok := paper[name]; !ok && !strings.HasPrefix(name, "brand") && name != "focus" && name != "link-hover" {
			t.Errorf("--%s is dark on paper too", name)
		}
	}
}

func TestEveryTokenIsDeclaredAndUsed(t *testing.T) {
	css := read(t, "style.css")
	declared, used := map[string]bool{}, map[string]bool{}
	for _, m := range regexp.MustCompile(`(?m)^\s*--([a-z-]+):`).FindAllStringSubmatch(css, -1) {
		declared[m[1]] = true
	}
	for _, m := range regexp.MustCompile(`var\(--([a-z-]+)\)`).FindAllStringSubmatch(css, -1) {
		used[m[1]] = true
	}
	if !maps.Equal(declared, used) {
		t.Errorf("declared: %v\nused:     %v", slices.Sorted(maps.Keys(declared)), slices.Sorted(maps.Keys(used)))
	}
}

// The policy of the page forbids it, and readers are nobody else's business.
func TestNothingIsFetchedFromElsewhere(t *testing.T) {
	err := fs.WalkDir(Assets(), ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		text := strings.ReplaceAll(read(t, name), "http://www.w3.org/2000/svg", "")
		for _, bad := range []string{"http:", "https:", `"//`, "'//", "`//", "=//", "url(", "@import", "@font-face", "fetch(", "XMLHttpRequest", "import("} {
			if strings.Contains(text, bad) {
				t.Errorf("%s contains %s", name, bad)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// What runs lies in a file of the edition, and makes no page and no program of text. That no page has a script
// within itself is tested by render/html.
func TestNothingRunsThatIsNoFileOfOurs(t *testing.T) {
	scripts, err := fs.Glob(Assets(), "*.js")
	if err != nil || len(scripts) == 0 {
		t.Fatalf("no script was looked at: %v", err)
	}
	for _, name := range scripts {
		for _, bad := range []string{"innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function", ".style.", "createContextualFragment"} {
			if strings.Contains(read(t, name), bad) {
				t.Errorf("%s contains %s", name, bad)
			}
		}
	}
}

// tokens are the colours of the nth :root block.
func tokens(t *testing.T, name string, n int) map[string]string {
	blocks := strings.Split(read(t, "style.css"), ":root {")
	if len(blocks) != 4 {
		t.Fatalf("%d :root blocks, want one each for light, dark and print", len(blocks)-1)
	}
	block, _, _ := strings.Cut(blocks[n+1], "}")
	all := map[string]string{}
	for _, m := range regexp.MustCompile(`--([a-z-]+): (#[0-9a-f]{6});`).FindAllStringSubmatch(block, -1) {
		all[m[1]] = m[2]
	}
	if len(all) == 0 {
		t.Fatalf("%s has no colours", name)
	}
	return all
}

func read(t *testing.T, name string) string {
	b, err := fs.ReadFile(Assets(), name)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// contrast is (L1 + 0.05) / (L2 + 0.05) of relative luminances, as WCAG 2.2 defines it.
func contrast(t *testing.T, a, b string) float64 {
	x, y := luminance(t, a), luminance(t, b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func luminance(t *testing.T, colour string) float64 {
	sum := 0.0
	for i, weight := range []float64{0.2126, 0.7152, 0.0722} {
		n, err := strconv.ParseUint(colour[1+2*i:3+2*i], 16, 8)
		if err != nil {
			t.Fatalf("%q is not a colour: %v", colour, err)
		}
		c := float64(n) / 255
		if c <= 0.04045 {
			c /= 12.92
		} else {
			c = math.Pow((c+0.055)/1.055, 2.4)
		}
		sum += weight * c
	}
	return sum
}
