package tagged

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"
)

// marks are the tags that the MCIDs on a page were written with, by MCID; nil for one that is not there.
type marks [][]byte

// maxMCID bounds the table of parents, in which the largest MCID of a page has its place.
const maxMCID = 1 << 16

// What an operator does, as far as marking goes (ISO 32000-1, annex A).
type effect uint8

const (
	unknown effect = iota
	sets           // state or path
	paints         // on the page
	marksBegin
	marksBeginWith // properties
	marksEnd
	textBegin
	textEnd
)

// effectOf an operator. Inline images, old compatibility sections and glyph descriptions are unknown:
// fpdf writes none.
func effectOf(operator []byte) effect {
	switch string(operator) {
	case "q", "Q", "cm", "w", "J", "j", "M", "d", "ri", "i", "gs",
		"m", "l", "c", "v", "y", "h", "re", "n", "W", "W*",
		"Tc", "Tw", "Tz", "TL", "Tf", "Tr", "Ts", "Td", "TD", "Tm", "T*",
		"CS", "cs", "SC", "SCN", "sc", "scn", "G", "g", "RG", "rg", "K", "k":
		return sets
	case "S", "s", "f", "f*", "B", "B*", "b", "b*", "sh", "Do", "Tj", "TJ", "'", "\"":
		return paints
	case "BMC":
		return marksBegin
	case "BDC":
		return marksBeginWith
	case "EMC":
		return marksEnd
	case "BT":
		return textBegin
	case "ET":
		return textEnd
	}
	return unknown
}

// section is marked content that is open.
type section struct {
	owned, artifact bool // has an MCID; is an artifact
	inText          bool // began between BT and ET
}

// walker goes through a content stream.
type walker struct {
	found  marks
	open   []section
	inText bool
}

// walk lists what is marked in the content streams of a page. It is an error when something is painted that is neither
// in content with an MCID nor in an artifact (ISO 14289-1, 7.1), when one is inside the other, and when
// marks and text objects do not nest (ISO 32000-1, 14.6.1).
func (s *source) walk(contents ...[]byte) (marks, error) {
	w := &s.walker
	w.found, w.open, w.inText = w.found[:0], w.open[:0], false
	for _, content := range contents {
		if err := w.through(content); err != nil {
			return nil, err
		}
	}
	if len(w.open) > 0 || w.inText {
		return nil, errors.New("marked content or text is still open at the end")
	}
	from := len(s.marks)
	s.marks = append(s.marks, w.found...)
	return s.marks[from:len(s.marks):len(s.marks)], nil
}

// through goes through one stream.
func (w *walker) through(content []byte) error {
	operands := 0
	for i := skipSpace(content, 0); i < len(content); i = skipSpace(content, i) {
		var err error
		switch c := content[i]; {
		case c == '\'' || c == '"' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z':
			end := skipRegular(content, i)
			if err := w.operator(content[i:end], content[operands:i]); err != nil {
				return fmt.Errorf("at byte %d: %w", i, err)
			}
			i, operands = end, end
		case c >= '-' && c <= '9' && c != '/': // numbers are by far the most
			i, err = skipNumber(content, i)
		case c == '(':
			i, err = skipString(content, i)
		default:
			i, err = skipValue(content, i, 0)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// skipNumber is the end of the number at i.
func skipNumber(b []byte, i int) (int, error) {
	j := i
	if b[j] == '-' {
		j++
	}
	begin := j
	for j < len(b) && b[j] >= '0' && b[j] <= '9' {
		j++
	}
	digits := j - begin
	if j < len(b) && b[j] == '.' {
		begin = j + 1
		for j++; j < len(b) && b[j] >= '0' && b[j] <= '9'; {
			j++
		}
		digits += j - begin
	}
	if digits == 0 || j < len(b) && classes[b[j]] == regular {
		return i, syntaxError(b, i, "a number")
	}
	return j, nil
}

func (w *walker) operator(word, operands []byte) error {
	switch effectOf(word) {
	case unknown:
		return fmt.Errorf("unknown operator %q", word)
	case paints:
		return w.painted(word)
	case marksBegin:
		return w.begin(operands, false)
	case marksBeginWith:
		return w.begin(operands, true)
	case marksEnd:
		return w.end()
	case textBegin, textEnd:
		if begins := word[0] == 'B'; begins == w.inText {
			return errors.New("BT and ET do not alternate")
		}
		w.inText = !w.inText
	}
	return nil
}

func (w *walker) painted(word []byte) error {
	for _, s := range w.open {
		if s.owned || s.artifact {
			return nil
		}
	}
	return fmt.Errorf("%s paints outside of marked content", word)
}

// begin opens marked content with the tag and, for BDC, the properties among the operands.
func (w *walker) begin(operands []byte, properties bool) error {
	operands = operands[skipSpace(operands, 0):]
	if len(operands) < 2 || operands[0] != '/' {
		return fmt.Errorf("marked content without a tag: %.40q", operands)
	}
	end := skipRegular(operands, 1)
	s := section{artifact: string(operands[1:end]) == "Artifact", inText: w.inText}
	if properties {
		id, err := idIn(operands[skipSpace(operands, end):])
		if err != nil {
			return fmt.Errorf("properties of marked content: %w", err)
		}
		if id != nil {
			s.owned = true
			if err := w.note(id, operands[1:end]); err != nil {
				return err
			}
		}
	}
	return w.nest(s)
}

// idIn is the MCID among properties, nil where there is none. Most often it is alone there, which is seen at once.
func idIn(properties []byte) (id []byte, err error) {
	if rest, ok := bytes.CutPrefix(properties, []byte("<</MCID ")); ok {
		if id, rest, _ := bytes.Cut(rest, []byte(">>")); len(rest) == 0 && isNumber(id) {
			return id, nil
		}
	}
	if !bytes.HasPrefix(properties, []byte("<<")) {
		return nil, syntaxError(properties, 0, "a dictionary")
	}
	var d dict
	_, err = skipDict(properties, 0, 0, &d)
	return d.get("MCID"), err
}

func (w *walker) note(id, tag []byte) error {
	n, err := strconv.ParseUint(string(id), 10, 31)
	if err != nil || n >= maxMCID {
		return fmt.Errorf("MCID %q is not a number below %d", id, maxMCID)
	}
	if missing := int(n) + 1 - len(w.found); missing > 0 {
		w.found = append(w.found, make(marks, missing)...)
	}
	if w.found[n] != nil {
		return fmt.Errorf("MCID %d is there twice", n)
	}
	w.found[n] = tag
	return nil
}

// nest opens s. What belongs to the tree is not in an artifact, nor the other way round, nor in other
// content that belongs to the tree.
func (w *walker) nest(s section) error {
	if s.owned && s.artifact {
		return errors.New("an artifact has an MCID")
	}
	for _, outer := range w.open {
		if (outer.owned || outer.artifact) && (s.owned || s.artifact) {
			return errors.New("marked content or an artifact in marked content or an artifact")
		}
	}
	if len(w.open) >= deepest {
		return errors.New("marked content is nested too deep")
	}
	w.open = append(w.open, s)
	return nil
}

func (w *walker) end() error {
	if len(w.open) == 0 {
		return errors.New("EMC without a beginning")
	}
	last := len(w.open) - 1
	if w.open[last].inText != w.inText {
		return errors.New("marked content begins within a text object and ends outside of it, or the other way round")
	}
	w.open = w.open[:last]
	return nil
}
