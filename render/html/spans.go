package html

import (
	"strings"
	"unicode/utf8"

	"opframe/render/doc"
)

func (p *printer) spans(spans []doc.Span) {
	for _, s := range spans {
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
		{strings.ContainsFunc(s.Text, turns), "<bdi>", "</bdi>"},
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

// turns are the characters that embed, override or isolate a direction of writing.
func turns(r rune) bool {
	return r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069
}

// appendText is the one escape function: its result stands for s both between tags and inside a
// quoted attribute. NUL and bytes that are not UTF-8 become U+FFFD; a carriage return is written as a
// reference because parsers turn a bare one into a line feed.
func appendText(b []byte, s string) []byte {
	from := 0
	for i := 0; i < len(s); {
		replacement, size := "", 1
		switch c := s[i]; {
		case c == '&':
			replacement = "&amp;"
		case c == '<':
			replacement = "&lt;"
		case c == '>':
			replacement = "&gt;"
		case c == '"':
			replacement = "&#34;"
		case c == '\'':
			replacement = "&#39;"
		case c == '\r':
			replacement = "&#13;"
		case c == 0:
			replacement = "\ufffd"
		case c >= utf8.RuneSelf:
			var r rune
			if r, size = utf8.DecodeRuneInString(s[i:]); r == utf8.RuneError && size == 1 {
				replacement = "\ufffd"
			}
		}
		if replacement != "" {
			b = append(append(b, s[from:i]...), replacement...)
			from = i + size
		}
		i += size
	}
	return append(b, s[from:]...)
}
