package html

import (
	"strings"
	"unicode/utf8"

	"opframe/render/doc"
)

func (p *printer) spans(spans []doc.Span) {
	for i := range spans {
		s := &spans[i]
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
func (p *printer) span(s *doc.Span) {
	href, linked := doc.Href(s.Link)
	if linked {
		p.raw(`<a href="`)
		p.text(href)
		p.raw(`">`)
	}
	if s.Tone != doc.Neutral {
		p.raw(`<span class="tone `)
		p.raw(toneClass(s.Tone))
		p.raw(`">`)
	}
	// Without its own direction a span could turn the words of its neighbours around.
	turns := turnsAround(s.Text)
	p.rawIf(s.Strong, "<strong>")
	p.rawIf(s.Emph, "<em>")
	p.rawIf(s.Code, "<code>")
	p.rawIf(turns, "<bdi>")
	p.lines(s.Text)
	p.rawIf(turns, "</bdi>")
	p.rawIf(s.Code, "</code>")
	p.rawIf(s.Emph, "</em>")
	p.rawIf(s.Strong, "</strong>")
	p.rawIf(s.Tone != doc.Neutral, "</span>")
	p.rawIf(linked, "</a>")
}

func (p *printer) rawIf(on bool, s string) {
	if on {
		p.raw(s)
	}
}

// lines is text in which a line break is a line break: "\n", "\r\n" or "\r", as doc.Lines has it.
func (p *printer) lines(s string) {
	for {
		end := doc.LineEnd(s)
		if end < 0 {
			p.text(s)
			return
		}
		p.text(s[:end])
		p.raw("<br>")
		if strings.HasPrefix(s[end:], "\r\n") {
			end++
		}
		s = s[end+1:]
	}
}

// turnsAround: the text embeds, overrides or isolates a direction of writing, by U+202A to U+202E or U+2066 to
// U+2069. Quotation marks and dashes begin with the same byte, so that most texts with one of these have none.
func turnsAround(s string) bool {
	for {
		at := strings.IndexByte(s, 0xe2)
		if at < 0 || at+2 >= len(s) {
			return false
		}
		second, third := s[at+1], s[at+2]
		if second == 0x80 && third >= 0xaa && third <= 0xae || second == 0x81 && third >= 0xa6 && third <= 0xa9 {
			return true
		}
		s = s[at+1:]
	}
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
