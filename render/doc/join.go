package doc

import "strconv"

// NoteMark is what every printer prints for a reference to note n, and before the note itself.
func NoteMark(n int) string { return "[" + strconv.Itoa(n) + "]" }

// Join puts parts that were written by themselves, each with notes counted from 1, one after the other:
// the notes are counted on from part to part and stand together at the end. No part is changed.
func Join(parts ...[]Block) []Block {
	var all []Block
	var notes Notes
	for _, part := range parts {
		offset := len(notes.Items)
		blocks := rewriter{
			span: func(s Span) Span { return shift(s, offset) },
			note: func(n Note) Note { return Note{n.N + offset, n.Text} },
		}.blocks(part)
		for _, b := range blocks {
			if n, ok := b.(Notes); ok {
				notes.Items = append(notes.Items, n.Items...)
				continue
			}
			all = append(all, b)
		}
	}
	if len(notes.Items) > 0 {
		all = append(all, notes)
	}
	return all
}

// shift counts a reference on.
func shift(s Span, by int) Span {
	if s.Note > 0 {
		s.Note += by
	}
	return s
}
