package markdown

import (
	"bytes"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"opframe/render/doc"
)

// inlined writes spans as text of its own, which is good until the next.
func (w *inline) inlined(p place, spans []doc.Span) []byte {
	*w = inline{place: p, out: w.out[:0]}
	for i := range spans {
		s := &spans[i]
		if s.Note > 0 {
			w.note(s.Note)
			continue
		}
		text := valid(s.Text)
		for end := doc.LineEnd(text); end >= 0; end = doc.LineEnd(text) {
			w.run(text[:end], s)
			w.gap += "\n"
			if strings.HasPrefix(text[end:], "\r\n") {
				end++
			}
			text = text[end+1:]
		}
		w.run(text, s)
	}
	if w.gap != "" {
		w.gap = strings.TrimRightFunc(w.gap, isBlank)
	}
	w.close(marks{})
	w.fill()
	return w.out
}

type place uint8

const (
	inProse place = iota
	inHeading
	inCell
)

// width is where lines of prose end, in characters.
const width = 88

// inline writes spans one after the other. Blanks between them wait in gap until it is known which
// marks open and close there: a mark counts as one only with a blank on no inner side of it.
type inline struct {
	out   []byte
	place place
	start int // where the line began in out
	open  marks
	gap   string // blanks, and "\n" for line breaks
	// encode says that the next character must not look like a letter, or the mark before it
	// would not close.
	encode bool
	// code is what was last written as code, from where to where in out: code that touches it has
	// to become one with it.
	code     string
	from, to int
	noted    int // where the last reference to a note ended in out, 0 for none
}

// marks are what can surround text, the outermost first.
type marks struct {
	href   string
	strong bool
	tone   doc.Tone
	emph   bool
}

func (w *inline) run(text string, s *doc.Span) {
	core, at := text, 0
	if mayTrim(text) {
		core = strings.TrimLeftFunc(text, unicode.IsSpace)
		if core == "" {
			w.gap += text
			return
		}
		at = len(text) - len(core)
		core = strings.TrimRightFunc(core, unicode.IsSpace)
		w.gap += text[:at]
	}
	m := marks{strong: s.Strong || s.Tone != doc.Neutral, tone: s.Tone, emph: s.Emph}
	if s.Link != "" {
		m.href, _ = doc.Href(s.Link)
	}
	switch {
	case isAutolink(m, core) && !s.Code:
		w.change(marks{}, '<')
		w.raw("<" + core + ">")
	case s.Code && (m.href == "" || !strings.Contains(core, "]")): // "[`]:`]" could define a link
		w.change(m, '`')
		w.fenced(core)
	default:
		first, _ := utf8.DecodeRuneInString(core)
		w.change(m, first)
		w.text(core)
	}
	w.gap = text[at+len(core):]
}

// mayTrim: the text is nothing, or begins or ends with what may be a blank.
func mayTrim(text string) bool {
	return text == "" || !graphic(text[0]) || !graphic(text[len(text)-1])
}

func graphic(b byte) bool { return b > ' ' && b < utf8.RuneSelf }

// isAutolink: an address that stands for itself.
func isAutolink(m marks, text string) bool {
	if m != (marks{href: m.href}) {
		return false
	}
	if address, ok := strings.CutPrefix(m.href, "mailto:"); ok {
		return address == text && !strings.ContainsFunc(text, notInAddress) && strings.Count(text, "@") == 1 &&
			text[0] != '@' && unicode.IsLetter(rune(text[len(text)-1]))
	}
	web := strings.HasPrefix(text, "https://") || strings.HasPrefix(text, "http://")
	return m.href == text && web && !strings.Contains(text, "|")
}

func notInAddress(r rune) bool {
	return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("@.-", r))
}

// change closes what must close before text with marks m, fills the gap and opens the rest. next is
// the first character of the text.
func (w *inline) change(m marks, next rune) {
	// Two strong words that touch become one: there is no way to write them apart.
	if w.gap == "" && m.strong && w.open.strong && m.href == w.open.href {
		w.open.tone = m.tone
	}
	kept := w.close(m)
	w.fill()
	w.openUp(m, kept, next)
}

// close closes the marks that m does not share and returns those that stay.
func (w *inline) close(m marks) marks {
	if m == w.open && strings.IndexByte(w.gap, '\n') < 0 {
		return m
	}
	kept, was := w.open, w.open
	switch {
	case m.href != was.href:
		kept = marks{}
	case strings.IndexByte(w.gap, '\n') >= 0 || m.strong != was.strong || m.tone != was.tone:
		kept = marks{href: was.href}
	case m.emph != was.emph:
		kept.emph = false
	}
	inner := w.last()
	if was.emph && !kept.emph {
		w.raw("_")
		w.encode = true
	}
	if was.strong && !kept.strong {
		w.raw("**")
		w.encode = w.encode || !isWord(inner)
	}
	if was.href != "" && kept.href == "" {
		w.raw("](" + target(was.href) + ")")
		w.encode = false
	}
	w.open = kept
	return kept
}

// fill writes the gap. Blanks beside a line break, and breaks before any text, would not be seen.
func (w *inline) fill() {
	switch w.gap {
	case "":
		return
	case " ":
		if len(w.out) > w.start {
			w.out, w.encode = append(w.out, ' '), false
		}
		w.gap = ""
		return
	case "\n":
		if len(w.out) > 0 {
			w.newline()
		}
		w.gap = ""
		return
	}
	for i, part := range strings.Split(w.gap, "\n") {
		if i > 0 && len(w.out) > 0 {
			w.newline()
		}
		if part = collapse(part); len(w.out) == w.start {
			part = strings.TrimLeft(part, " ")
		}
		for _, r := range part {
			w.out = utf8.AppendRune(w.out, r)
			w.encode = false
		}
	}
	w.gap = ""
}

func (w *inline) newline() {
	w.encode = false
	w.out = bytes.TrimRight(w.out, " ")
	switch before, ok := bytes.CutSuffix(w.out, []byte(`\\`)); {
	case w.place == inCell:
		w.raw("<br>")
	case ok: // of three backslashes at the end of a line, readers make different things
		w.out = before
		w.raw(reference('\\') + "\\\n")
	default:
		w.raw("\\\n")
	}
	w.start = len(w.out)
}

// openUp opens what m has and kept has not.
func (w *inline) openUp(m, kept marks, next rune) {
	if m == kept {
		return
	}
	w.open = m
	link, strong, emph := m.href != kept.href, m.strong && !kept.strong, m.emph && !kept.emph
	if !link && !strong && !emph {
		return
	}
	w.encode = false
	if link {
		if w.last() == '!' {
			w.out = append(w.out[:len(w.out)-1], `\!`...) // or it would be an image
		}
		w.raw("[")
	} else if emph || !isWord(next) {
		w.encodeLast()
	}
	if strong {
		w.raw("**")
	}
	if emph {
		w.raw("_")
	}
}

// encodeLast writes a letter before a mark as a reference, which ends in a semicolon: between a
// letter and punctuation a mark would not open.
func (w *inline) encodeLast() {
	r, size := utf8.DecodeLastRune(w.out)
	if size > 0 && !endsWord(r) {
		w.out = append(w.out[:len(w.out)-size], reference(r)...)
	}
}

func (w *inline) last() rune {
	r, _ := utf8.DecodeLastRune(w.out)
	return r
}

func (w *inline) raw(s string) { w.out = append(w.out, s...) }

// fenced is code between more backticks than stand in it.
func (w *inline) fenced(s string) {
	if w.code != "" && w.to == len(w.out) {
		w.out, s = w.out[:w.from], w.code+s
	}
	w.from, w.code = len(w.out), s
	fence := strings.Repeat("`", longestRun(s)+1)
	if s[0] == '`' || s[len(s)-1] == '`' {
		s = " " + s + " "
	}
	if w.place == inCell {
		s = strings.ReplaceAll(s, "|", `\|`)
	}
	w.raw(fence + s + fence)
	w.to, w.encode = len(w.out), false
}

// target is an address inside round brackets, in which only references are still read as such.
func target(href string) string {
	var b strings.Builder
	for i := range len(href) {
		b.WriteByte(href[i])
		if href[i] == '&' && isReference(href[i+1:]) {
			b.WriteString("amp;")
		}
	}
	if strings.ContainsAny(href, "()") {
		return "<" + b.String() + ">"
	}
	return b.String()
}

func reference(r rune) string { return "&#" + strconv.Itoa(int(r)) + ";" }
