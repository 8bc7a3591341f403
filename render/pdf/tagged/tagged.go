// Package tagged makes tagged PDF (ISO 14289-1, and ISO 19005-2 and -3 level A) of what fpdf wrote. It knows
// PDF objects: pages, fonts, annotations, the structure tree, metadata. It refuses to know what a document
// is about and how it was set, and takes nothing on trust: a mark without an owner in the tree, an owner
// without a mark, and anything painted outside of both are errors.
package tagged

import (
	"errors"
	"fmt"
	"time"

	"opframe/data/deflate"
)

// Element is a node of the structure tree (ISO 32000-1, 14.7.2).
type Element struct {
	Type        string // a standard type: Document Sect H1…H6 P L LI Lbl LBody Table THead TBody TR TH TD Figure Caption Link Note Reference BlockQuote TOC TOCI Code Span Div
	Kids        []Kid  // in reading order
	*Attributes        // nil for none: most have none, and many have the same
}

// Attributes are what is said of some elements.
type Attributes struct {
	ID                           string // unique in the document, "" for none; every Note needs one, and every TH that is referred to
	Title, Lang, Alt, ActualText string
	Scope                        string   // of TH: "Row", "Column" or "Both"
	Headers                      []string // of TD and TH: IDs of the TH that head it
	RowSpan, ColSpan             int      // of TD and TH; 0 is 1
	BBox                         *[4]float64
	ListNumbering                string // of L: "Decimal", "Disc", "None" and so on
}

// said is what is said of an element, if it is nothing.
func (e *Element) said() *Attributes {
	if e.Attributes == nil {
		return &nothing
	}
	return e.Attributes
}

var nothing Attributes

// Kid is exactly one of a child, marked content and a link annotation.
type Kid struct {
	Element *Element
	Mark    *Mark
	Annot   *Annot
}

// Mark is the content between /Tag <</MCID n>> BDC and EMC on a page; pages count from 0.
type Mark struct{ Page, MCID int }

// Annot is the n-th annotation of a page as fpdf wrote them, both from 0. Contents says in words what it
// leads to (ISO 14289-1, 7.18.5).
type Annot struct {
	Page, N  int
	Contents string
}

// Info is what the catalogue, the information dictionary and the XMP metadata say.
type Info struct {
	Title, Author, Subject, Lang, Producer, Creator string

	Date        time.Time    // when it was made and changed
	Conformance string       // besides PDF/UA-1: "", "A-2a" or "A-3a"
	Attachments []Attachment // associated files, of A-3a only

	// Contents are those of the pages where fpdf was not given them; nil where it was. Heads are contents before
	// them, nil for none; what several pages have is in the file once.
	Contents, Heads [][]byte

	// Fonts are those that the pages name and fpdf was not told of.
	Fonts []Font
}

// Font is an embedded TrueType font in which a glyph stands for one rune. Content streams name it as any
// other and show text as strings of two-byte glyph numbers: it becomes a Type0 font with the encoding
// Identity-H (ISO 32000-1, 9.7), whose character ids are the glyph numbers. The text of one that is Mixed takes
// half of that: its glyphs from 1 to 95 are those of ASCII and are shown by their bytes, ' ' to '~', and all
// others by the two bytes of their number and Wide. Its encoding is a CMap in the file.
type Font struct {
	Resource   string // its name in content streams
	Mixed      bool
	PostScript string         // its name, with the six letters and the plus of a subset
	Program    []byte         // the TrueType file
	Outlines   deflate.Choice // that stand in Program, of a stock that other documents' fonts are made of too, if any
	Runes      []rune         // that each glyph stands for; 0 for none, as the first
	Widths     []int          // of each glyph

	// Of the descriptor (ISO 32000-1, table 122). These and Widths are in thousandths of an em.
	Flags, Ascent, Descent, CapHeight, StemV int

	BBox        [4]int
	ItalicAngle float64 // in degrees against the clock
}

// Wide is what is added to the number of a glyph of a Mixed font where it is shown by two bytes.
const Wide = 0x8000

// Attachment is a file inside the document (ISO 19005-3, 6.8). Relationship is what it is to the document:
// Source, Data, Alternative, Supplement or Unspecified.
type Attachment struct {
	Name, MIME, Description, Relationship string

	Data []byte
	Date time.Time
}

// Finish rewrites what fpdf wrote (compression off, one content stream a page, with BDC and EMC in it or the
// contents beside it) into a tagged file. An error names the object that is not as fpdf writes it, or a mark or an annotation that
// is not on its page. The same arguments give the same bytes.
func Finish(raw []byte, root *Element, info Info) ([]byte, error) {
	w := writers.Take()
	defer func() { // kept is memory, and nothing of the document
		w.forget()
		if cap(w.out) <= mostKept {
			writers.Give(w)
		}
	}()
	src, err := parse(raw, info.Contents, info.Heads, &w.memory)
	if err != nil {
		return nil, fmt.Errorf("PDF to be tagged: %w", err)
	}
	if err := info.check(); err != nil {
		return nil, err
	}
	t := newTree(src, w.nodes)
	err = t.grow(root)
	if w.nodes = t.nodes; err != nil {
		return nil, fmt.Errorf("structure tree: %w", err)
	}
	if err := w.rewrite(src, t, info); err != nil {
		return nil, err
	}
	return w.finish(), nil
}

// check refuses what no file can say of itself.
func (i Info) check() error {
	switch {
	case i.Title == "" || i.Lang == "":
		return fmt.Errorf("PDF to be tagged: it needs a title and a language, and has %q and %q", i.Title, i.Lang)
	case i.Date.IsZero():
		return errors.New("PDF to be tagged: it needs a date")
	case i.Conformance != "" && i.Conformance != "A-2a" && i.Conformance != "A-3a":
		return fmt.Errorf("PDF to be tagged: conformance %q is not one of \"\", \"A-2a\", \"A-3a\"", i.Conformance)
	case len(i.Attachments) > 0 && i.Conformance != "A-3a":
		return fmt.Errorf("PDF to be tagged: only A-3a has attachments, and this is %q", i.Conformance)
	}
	before := ""
	for _, a := range i.Attachments {
		if err := a.check(before); err != nil {
			return err
		}
		before = a.Name
	}
	return nil
}
