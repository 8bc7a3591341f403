package doc

import "testing"

func TestHrefFollowsOnlyWhatIsSafe(t *testing.T) {
	for _, c := range []struct{ link, want string }{
		{"https://example.org/a?b=c&d#e", "https://example.org/a?b=c&d#e"},
		{"HTTP://example.org", "HTTP://example.org"},
		{"mailto:office@example.org", "mailto:office@example.org"},
		{"../reports/index.html", "../reports/index.html"},
		{"#findings", "#findings"},
		{"?page=2:1", "?page=2:1"},
		{"http://[::1]:8017/a[b]?c[]#d[1]", "http://[::1]:8017/a%5Bb%5D?c%5B%5D#d%5B1%5D"},
		{"mailto:[x](y)", "mailto:%5Bx%5D(y)"},
		{"x?u=http://[a]", "x?u=http://%5Ba%5D"},
		{"files/Information pack.pdf", "files/Information%20pack.pdf"},
		{"a%20b%c%", "a%20b%25c%25"},
		{`a"onmouseover="x`, "a%22onmouseover=%22x"},
	} {
		if got, ok := Href(c.link); !ok || got != c.want {
			t.Errorf("Href(%q) = %q, %v; want %q", c.link, got, ok, c.want)
		}
	}
	for _, link := range []string{
		"", "javascript:alert(1)", "JavaScript:alert(1)", "java\tscript:alert(1)", " javascript:alert(1)",
		"\x01javascript:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc/passwd", "//host/x", "/x",
		`\\host\x`, `a\..\b`, "note:1.html", "x\ny", "\xff",
	} {
		if got, ok := Href(link); ok {
			t.Errorf("Href(%q) = %q: it must not be followed", link, got)
		}
	}
}
