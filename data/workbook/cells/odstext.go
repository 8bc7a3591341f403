package cells

import "bytes"

// odsText is the text of a cell: its paragraphs with \n between them.
type odsText struct {
	text  []byte
	any   bool // there was a paragraph, if an empty one
	blank bool // the last character was white space, so that more of it adds nothing
}

func (t *odsText) reset() { *t = odsText{text: t.text[:0]} }

func (t *odsText) String() string { return string(t.text) }

// paragraph begins a new one.
func (t *odsText) paragraph() {
	if t.any {
		t.text = append(t.text, '\n')
	}
	t.any, t.blank = true, true
}

// add appends characters as OpenDocument reads them: white space of any kind and length is one space, and
// none at the start of a paragraph. More is written as elements.
func (t *odsText) add(chars []byte) {
	for _, c := range chars {
		if !isBlank(c) {
			t.text, t.blank = append(t.text, c), false
		} else if !t.blank {
			t.text, t.blank = append(t.text, ' '), true
		}
	}
}

// literal appends white space written as an element.
func (t *odsText) literal(c byte, n int) {
	t.text = append(t.text, bytes.Repeat([]byte{c}, n)...)
	t.blank = false
}

// readInside reads what stands in a cell: paragraphs, in lists or not, comments, drawings.
func (r *odsReader) readInside() {
	x := r.x
	for x.enter() {
		switch {
		case x.at(officeSpace, "annotation"):
			r.readAnnotation()
		case x.at(textSpace, "p"), x.at(textSpace, "h"):
			r.text.paragraph()
			r.readParagraph()
		case x.at(textSpace, "list"), x.at(textSpace, "list-item"), x.at(textSpace, "list-header"), x.at(textSpace, "section"):
			r.readInside()
		case x.at(tableSpace, "table"):
			x.fail("the cell %s of the sheet %s holds a table", Ref(r.row, r.col), shown(r.out.Name))
		default:
			x.skip()
		}
	}
}

// readParagraph reads the text of the open element, that of spans, links and fields in it too.
func (r *odsReader) readParagraph() {
	x, t := r.x, &r.text
	for {
		switch x.next() {
		case characters:
			t.add(x.chars)
		case opened:
			r.readSpanInText()
		default:
			return
		}
		if len(t.text) > 4*r.limits.TextRunes { // four bytes are the longest character
			x.exceeds("holds more than the %[2]s characters allowed in the cell %[1]s", Ref(r.row, r.col), thousands(r.limits.TextRunes))
		}
	}
}

// readSpanInText reads an element inside a paragraph.
func (r *odsReader) readSpanInText() {
	x, t := r.x, &r.text
	switch {
	case x.at(textSpace, "s"):
		t.literal(' ', r.spaces())
		x.skip()
	case x.at(textSpace, "tab"):
		t.literal('\t', 1)
		x.skip()
	case x.at(textSpace, "line-break"):
		t.literal('\n', 1)
		t.blank = true
		x.skip()
	case x.at(textSpace, "ruby-text"), x.at(textSpace, "note"), x.at(officeSpace, "annotation"), x.at(officeSpace, "event-listeners"):
		x.skip() // how a word is said, and remarks: not the text itself
	case x.in != textSpace:
		x.skip() // drawings
	default:
		if r.inspect && x.at(textSpace, "a") && r.another() {
			r.out.Links = append(r.out.Links, Link{r.row, r.col, string(x.anyIn(linkSpace, "href"))})
		}
		r.readParagraph()
	}
}

// spaces is how many a text:s stands for.
func (r *odsReader) spaces() int {
	b := r.x.attrIn(textSpace, "c")
	if b == nil {
		return 1
	}
	n, ok := number(b, r.limits.TextRunes)
	if !ok && string(b) != "0" {
		r.x.fail("a text has %s spaces in it", shown(b))
	}
	return n
}

// another counts a fact; past the limit they are left out, which inspectODS tells.
func (r *odsReader) another() bool {
	if r.listed++; r.listed > r.limits.Facts {
		r.lost = true
	}
	return !r.lost
}

// readAnnotation reads a comment, which is no part of the text. It takes any: what is wrong with a
// comment does not concern the cells.
func (r *odsReader) readAnnotation() {
	x := r.x
	if !r.inspect || !r.another() {
		x.skip()
		return
	}
	var author []byte
	var t odsText
	outside, paragraph, creator := len(x.open)-1, 0, 0 // how deep the open ones stand
	for done := false; !done; {
		switch x.next() {
		case characters:
			switch {
			case len(author)+len(t.text)+len(x.chars) > 4*r.limits.TextRunes:
				r.lost = true
			case creator > 0:
				author = append(author, x.chars...)
			case paragraph > 0:
				t.add(x.chars)
			}
		case opened:
			switch {
			case x.at(dublinSpace, "creator"):
				creator = len(x.open)
			case x.at(textSpace, "p"), x.at(textSpace, "h"):
				t.paragraph()
				paragraph = len(x.open)
			case x.at(textSpace, "s"), x.at(textSpace, "tab"):
				t.literal(' ', 1)
			case x.at(textSpace, "line-break"):
				t.literal('\n', 1)
			}
		case closed:
			if len(x.open) < paragraph {
				paragraph = 0
			}
			if len(x.open) < creator {
				creator = 0
			}
			done = len(x.open) <= outside
		default:
			return
		}
	}
	r.out.Comments = append(r.out.Comments, Comment{r.row, r.col, string(author), t.String()})
}
