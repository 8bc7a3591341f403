package html

import (
	"strings"
	"unicode/utf8"

	"opframe/render/doc"
)

func (p *printer) spans(spans []doc.Span) {
	for _, s := range spans {
		if s.Note > 0 {
			p.reference(s.Note)
			continue
		}
		// A mark on a blank would not be seen, and a link on one not be found.
		if strings.TrimSpace(s.Text) == "" {
			p.lines(s.Text)
			continue
		}
		p.span(s)
	}
}

// span nests its marks in one order, so that equal spans give equal bytes.
func (p *printer) span(s doc.Span) {
	if href, ok := doc.Href(s.Link); ok {
		p.raw(`<a href="`)
		p.text(href)
		p.raw(`">`)
		defer p.raw("</a>")
	}
	if s.Tone != doc.Neutral {
		p.raw(`<span class="tone ` + toneClass(s.Tone) + `">`)
		defer p.raw("</span>")
	}
	for _, m := range [...]struct {
		on        bool
		open, end string
	}{
		{s.Strong, "<strong>", "</strong>"},
		{s.Emph, "<em>", "</em>"},
		{s.Code, "<code>", "</code>"},
		// Without its own direction a span could turn the words of its neighbours around.
		{turnsAround(s.Text), "<bdi>", "</bdi>"},
	} {
		if m.on {
			p.raw(m.open)
			defer p.raw(m.end)
		}
	}
	p.lines(s.Text)
}

// lines is text in which a line break is a line break.
func (p *printer) lines(s string) {
	if !strings.ContainsAny(s, "\n\r") {
		p.text(s)
		return
	}
	for i, line := range doc.Lines(s) {
		if i > 0 {
			p.raw("<br>")
		}
		p.text(line)
	}
}

// turnsAround: the text embeds, overrides or isolates a direction of writing.
func turnsAround(s string) bool {
	return strings.IndexByte(s, 0xe2) >= 0 && // the first byte of all of them
		strings.ContainsFunc(s, func(r rune) bool { return r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 })
}

// appendText is the one escape function: its result stands for s both between tags and inside a
// quoted attribute. NUL and bytes that are not UTF-8 become U+FFFD; a carriage return is written as a
// reference because parsers turn a bare one into a line feed.
func appendText(b []byte, s string) []byte {
	from := 0
	for i := 0; i < len(s); {
		if ordinary[s[i]] {
			i++
			continue
		}
		replacement, size := replace(s[i:])
		if replacement != "" {
			b = append(append(b, s[from:i]...), replacement...)
			from = i + size
		}
		i += size
	}
	return append(b, s[from:]...)
}

// ordinary are the bytes that stand for themselves.
var ordinary = func() (t [256]bool) {
	for c := 1; c < utf8.RuneSelf; c++ {
		t[c] = strings.IndexByte("&<>\"'\r", byte(c)) < 0
	}
	return t
}()

// replace is what to write for the first character of s, which is of size bytes; "" for itself.
func replace(s string) (replacement string, size int) {
	switch s[0] {
	case '&':
		return "&amp;", 1
	case '<':
		return "&lt;", 1
	case '>':
		return "&gt;", 1
	case '"':
		return "&#34;", 1
	case '\'':
		return "&#39;", 1
	case '\r':
		return "&#13;", 1
	case 0:
		return "\ufffd", 1
	}
	r, size := utf8.DecodeRuneInString(s)
	if r == utf8.RuneError && size == 1 {
		return "\ufffd", 1
	}
	return "", size
}
