package pdf

import (
	"math"
	"strings"
	"testing"
	"unicode/utf8"

	"opframe/render/doc"
)

func TestBreakLines(t *testing.T) {
	st := style{face: mono, size: 10} // every letter is 6 points wide
	for _, c := range []struct {
		name, text string
		width      float64
		want       []string
	}{
		{"spaces end lines and stay at the end", "one two three", 45, []string{"one two ", "three "}},
		{"a word that just fits", "one two", 42, []string{"one two "}},
		{"several spaces are one", "a   b \t", 100, []string{"a b "}},
		{"line breaks", "a\n\nb\n", 100, []string{"a ", "", "b "}},
		{"a no-break space does not break", "on 31\u00a0May", 42, []string{"on ", "31\u00a0May "}},
		{"a long word begins a line and breaks anywhere", "a abcdefgh", 30, []string{"a ", "abcde", "fgh "}},
		{"a long word breaks behind punctuation", "abc/defgh", 36, []string{"abc/", "defgh "}},
		{"narrower than a letter", "ab", 1, []string{"a", "b "}},
		{"a mark stays with its letter", "abcde\u0301f", 30, []string{"abcde\u0301", "f "}},
		{"nothing", " ", 30, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			lines := newSetter(nil).broken(newSetter(nil).runs(c.text, st, ""), c.width)
			var got []string
			for _, l := range lines {
				got = append(got, l.text())
			}
			if strings.Join(got, "|") != strings.Join(c.want, "|") || len(got) != len(c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func (l line) text() string {
	s := ""
	for _, r := range l.runs {
		s += r.text
	}
	return s
}

// inked is the width of a line without the blank at its end.
func (l line) inked() float64 {
	w := 0.0
	for i, r := range l.runs {
		if i == len(l.runs)-1 {
			r.text = strings.TrimRight(r.text, " ")
		}
		w += r.width()
	}
	return w
}

func TestWordsOfSeveralStylesStayTogether(t *testing.T) {
	s := newSetter(nil)
	runs := s.spans([]doc.Span{{Text: "see be"}, {Text: "for", Strong: true}, {Text: "e it", Emph: true}}, style{face: sans, size: 10})
	lines := s.broken(runs, 40)
	if len(lines) != 2 || lines[0].text() != "see " || lines[1].text() != "before it " {
		t.Errorf("got %v; a word in three styles should not be broken", lines)
	}
}

func TestCodeKeepsItsSpaces(t *testing.T) {
	lines := newSetter(nil).codeLines(newSetter(nil).runs("  a  b", style{face: mono, size: 10}, ""), 100)
	if len(lines) != 1 || lines[0].text() != "  a  b " {
		t.Errorf("got %v, want the spaces as they are", lines)
	}
}

func FuzzBreakLines(f *testing.F) {
	f.Add("one two three", "four", 45.0)
	f.Add("a\u0301\u0301😀 \u202ex", "\n\n", 3.0)
	f.Fuzz(func(t *testing.T, a, b string, width float64) {
		if math.IsNaN(width) {
			return
		}
		s := newSetter(nil)
		runs := append(s.runs(a, style{face: sans, size: 10}, a), s.runs(b, style{face: mono, size: 8}, b)...)
		said, all := "", ""
		for _, r := range runs {
			all += r.text
		}
		for _, l := range s.broken(runs, width) {
			said += l.text()
			if l.width > width+slack && utf8.RuneCountInString(strings.TrimRight(l.text(), " ")) > 1 && !strings.ContainsFunc(l.text(), func(r rune) bool { return r >= 0x300 }) {
				t.Errorf("the line %q is %.2f wide, the column %.2f", l.text(), l.width, width)
			}
		}
		if squeeze(said) != squeeze(all) {
			t.Errorf("got %q, want the runes of %q", said, all)
		}
	})
}

func squeeze(s string) string { return strings.Join(strings.Fields(s), "") }
