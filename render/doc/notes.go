package doc

import (
	"slices"
	"strconv"
)

// NoteMark is what every printer prints for a reference to note n, and before the note itself.
func NoteMark(n int) string { return "[" + strconv.Itoa(n) + "]" }

// Renumber is blocks whose notes, and what refers to them, are counted on by a number: parts written by
// themselves, each with notes counted from 1, can so become one document. No block is changed.
func Renumber(blocks []Block, by int) []Block {
	if by == 0 {
		return blocks
	}
	return (&rewriter{by: by}).blocks(blocks)
}

// NotesLast gathers all notes at the end, where something follows some of them.
func NotesLast(blocks []Block) []Block {
	first := slices.IndexFunc(blocks, isNotes)
	if first < 0 || first == len(blocks)-1 {
		return blocks
	}
	var all []Block
	var notes Notes
	for _, b := range blocks {
		if n, ok := b.(Notes); ok {
			notes.Items = append(notes.Items, n.Items...)
			continue
		}
		all = append(all, b)
	}
	return append(all, notes)
}

func isNotes(b Block) bool {
	_, ok := b.(Notes)
	return ok
}
