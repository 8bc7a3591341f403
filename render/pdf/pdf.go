// Package pdf prints documents as PDF on A4. It knows typesetting: faces, lines, pages. It refuses to
// know what a report is about, who reads it and where the file goes. It is the only importer of fpdf,
// and uses it to write what was set, not to set it: every line and page is decided here before the
// first byte, so that the number of pages, the faces and the runes in use are known when writing starts.
//
// The words of a PDF, in the order of its content, are the words of the document, and these besides:
// HeadLine and FootLine of each page, the marks and numbers of list items, and ‹U+1F600› in place of a
// rune that no face has. Repeated table heads and the texts in a drawing, which its table says again,
// are set as replaced by nothing, so that whoever extracts or reads out the text meets them once.
package pdf

import (
	"fmt"

	"opframe/render/doc"
)

// Printed is a finished PDF and what could not be said in it.
type Printed struct {
	Bytes   []byte
	Missing []Missing
}

// Missing is a rune that cannot be set: no face has it, it is a control character or it would turn the
// direction of the text around. It is shown as ‹U+1F600›.
type Missing struct {
	Rune rune
	Near string // the text around its first use, at most about 60 runes
}

// Print sets and writes a document. The same document gives the same bytes. Text that no face can show
// is no error: it is shown by its number and listed in Missing, each rune once, in the order of use.
func Print(d doc.Document) (Printed, error) {
	s := newSetter(d.Blocks)
	boxes := layout(s, d)
	pages := paginate(boxes)
	b, err := write(s, d, pages)
	if err != nil {
		return Printed{}, fmt.Errorf("PDF of %q: %w", d.Title, err)
	}
	return Printed{Bytes: b, Missing: s.missing}, nil
}
