package pdf

import (
	"fmt"
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"

	"opframe/render/doc"
)

// style is how a run of text looks.
type style struct {
	link   *link   // nil for none
	of     *node   // the element of the structure that it is content of, nil for none
	size   float64 // points
	face   face
	colour colour
}

// link is where a run leads, and how it looks for that. The runs of a link have it in common.
type link struct {
	to    string  // URL, or #id of a place in this document
	place string  // id of the place that the run itself is, or ""
	rise  float64 // above the baseline, in points
	quiet bool    // not underlined
}

// rise is how far above the baseline text stands, in points.
func (s style) rise() float64 {
	if s.link == nil {
		return 0
	}
	return s.link.rise
}

// run is text in one style; its face has every rune of it.
type run struct {
	text string
	style
}

// setter chooses a face for every rune and remembers which runes no face has.
type setter struct {
	missing  []Missing
	seen     map[rune]bool
	referred map[int]bool // the notes referred to so far

	*memory
}

func newSetter(blocks []doc.Block) *setter {
	s := &setter{seen: map[rune]bool{}, referred: map[int]bool{}, memory: memories.Take()}
	s.collect(blocks)
	return s
}

// collect finds the headings before the first link to one is set.
func (s *setter) collect(blocks []doc.Block) {
	for _, b := range blocks {
		switch b := b.(type) {
		case doc.Heading:
			s.anchors[b.ID] = b.ID != ""
		case doc.Callout:
			s.collect(b.Blocks)
		}
	}
}

// spans sets spans in a base style.
func (s *setter) spans(spans []doc.Span, base style) []run {
	return s.addSpans(s.ofRuns.room(len(spans)), spans, base)
}

// addSpans puts the runs of spans behind others.
func (s *setter) addSpans(runs []run, spans []doc.Span, base style) []run {
	for i := range spans {
		if sp := &spans[i]; sp.Note > 0 {
			runs = append(runs, s.reference(sp.Note, base))
		} else {
			runs = s.add(runs, sp.Text, s.styled(sp, base), near{spans: spans})
		}
	}
	return runs
}

// near is where a text stands, for Missing: in spans, or in a text of its own.
type near struct {
	text  string
	spans []doc.Span
}

// styled is the style of a span in running text of the base style.
func (s *setter) styled(sp *doc.Span, base style) style {
	st := base
	st.face = sansFace(base.face.bold() || sp.Strong, base.face.italic() || sp.Emph)
	switch {
	case sp.Tone != doc.Neutral:
		st.face, st.size, st.colour = sansBold, base.size*0.94, toned(sp.Tone).ink
	case sp.Code:
		st.face, st.size = mono, base.size*0.92
	}
	if to := s.target(sp.Link); to != "" {
		st.link, st.colour, st.of = &link{to: to}, blue, base.of.child("Link")
	}
	return st
}

// target is a link as a PDF that stands alone can have it: to the web, by mail, or to one of its own
// headings. It is "" for every other link, whose text alone is printed.
func (s *setter) target(to string) string {
	if to == "" {
		return ""
	}
	if id, ok := strings.CutPrefix(to, "#"); ok && s.anchors[id] {
		return to
	}
	u, err := url.Parse(to)
	if err != nil {
		return ""
	}
	switch u.Scheme {
	case "http", "https", "mailto":
		return u.String()
	}
	return ""
}

// runs splits text by the face that has its runes. around is where the text stands, for Missing.
func (s *setter) runs(text string, st style, around string) []run {
	return s.add(s.ofRuns.room(1), text, st, near{text: around})
}

// add puts the runs of text behind others.
func (s *setter) add(runs []run, text string, st style, around near) []run {
	if plain(text) {
		if text != "" {
			runs = append(runs, run{text, st})
		}
		return runs
	}
	if !utf8.ValidString(text) {
		text = strings.ToValidUTF8(text, "\ufffd")
	}
	if strings.IndexByte(text, '\r') >= 0 || strings.IndexByte(text, '\t') >= 0 {
		text = oneBreak.Replace(text)
	}
	start := 0
	current := st.face
	flush := func(end int) {
		if end > start {
			with := st
			with.face = current
			runs = append(runs, run{text[start:end], with})
		}
		start = end
	}
	for i, r := range text {
		if r >= ' ' && r <= '~' && current == st.face {
			continue
		}
		f, ok := cast(r, st.face)
		if !ok {
			flush(i)
			runs = append(runs, s.stand(r, st, around))
			start = i + utf8.RuneLen(r)
			continue
		}
		if f != current {
			flush(i)
			current = f
		}
	}
	flush(len(text))
	return runs
}

// plain says that text is nothing but letters that each face has, and ends of lines: most is.
func plain(text string) bool {
	for ; len(text) >= 8; text = text[8:] {
		eight := uint64(text[0]) | uint64(text[1])<<8 | uint64(text[2])<<16 | uint64(text[3])<<24 |
			uint64(text[4])<<32 | uint64(text[5])<<40 | uint64(text[6])<<48 | uint64(text[7])<<56
		if beyond(eight) && !plainBytes(text[:8]) {
			return false
		}
	}
	return plainBytes(text)
}

// beyond says that among eight bytes is one below ' ' or above '~': one that has, or gets by carrying, the
// highest bit.
func beyond(eight uint64) bool {
	const each = 0x0101010101010101
	return (eight|(eight-each*' ')|(eight+each))&(each<<7) != 0
}

func plainBytes(text string) bool {
	for i := range len(text) {
		if c := text[i]; (c < ' ' || c > '~') && c != '\n' {
			return false
		}
	}
	return true
}

// oneBreak leaves one kind of line break and of blank.
var oneBreak = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\t", " ")

// cast is the face that shows r in text of face f, if one can.
func cast(r rune, f face) (face, bool) {
	switch {
	case r == '\n':
		return f, true
	case r < 0x7f && r >= ' ':
		return f, true
	case unicode.IsControl(r) || turns(r):
		return f, false
	case f.has(r):
		return f, true
	}
	return f.understudy(), f.understudy().has(r)
}

// turns says that r turns the direction of the text around it: an embedding, override or isolate.
func turns(r rune) bool { return r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 }

// stand is the run that stands for a rune which cannot be shown.
func (s *setter) stand(r rune, st style, around near) run {
	if !s.seen[r] {
		s.seen[r] = true
		s.missing = append(s.missing, Missing{r, excerpt(around.text+doc.Plain(around.spans), r)})
	}
	return run{fmt.Sprintf("‹U+%04X›", r), st}
}

// shown is text as it is printed, for places that take a plain string. It may not break.
func (s *setter) shown(text string) string {
	return together(s.runs(oneLine(text), style{}, text))
}

// oneLine is text with one blank wherever it has some space. Most texts are that already.
func oneLine(text string) string {
	blank := true // there may be none here
	for i := range len(text) {
		if c := text[i]; c > '~' || c < ' ' || c == ' ' && blank {
			return strings.Join(strings.Fields(text), " ")
		}
		blank = text[i] == ' '
	}
	return strings.TrimSuffix(text, " ")
}

// excerpt is the part of text around the first r.
func excerpt(text string, r rune) string {
	const around = 30
	at := strings.IndexRune(text, r)
	if at < 0 {
		at = 0
	}
	before, after := []rune(text[:at]), []rune(text[at:])
	cutBefore, cutAfter := "", ""
	if len(before) > around {
		before, cutBefore = before[len(before)-around:], "…"
	}
	if len(after) > around {
		after, cutAfter = after[:around], "…"
	}
	return cutBefore + string(before) + string(after) + cutAfter
}
