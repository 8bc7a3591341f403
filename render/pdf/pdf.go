// Package pdf prints documents as PDF on A4: tagged (PDF/UA-1) and fit to be kept (PDF/A-2a and -3a). It
// knows typesetting: faces, lines, pages, and which element of the structure everything on them belongs to.
// It refuses to know what a report is about, who reads it and where the file goes. It is the only importer
// of fpdf, which numbers the pages, links and bookmarks. Every line and page is decided here before the
// first byte; package tagged completes what fpdf wrote.
//
// The words of a PDF, in the order of its content, are the words of the document, and these besides:
// HeadLine and FootLine of each page, the marks and numbers of list items, page numbers in a list of
// contents, all of that list where it stands below ContentsTitle, and ‹U+1F600› in place of a rune that no
// face has. Text from right to left stands in the order in which it is read. Repeated table heads and the
// texts in a drawing, which its table says again, are set as replaced by nothing, so that whoever extracts
// or reads out the text meets them once.
package pdf

import (
	"fmt"
	"strings"
	"time"
	"unicode"

	"opframe/render/doc"
	"opframe/render/pdf/tagged"
)

// Printed is a finished PDF and what could not be said in it.
type Printed struct {
	Bytes   []byte
	Missing []Missing
}

// Missing is a rune that cannot be set: no face has it, it is a control character, it would turn the
// direction of the text around or it means nothing to others. It is shown as ‹U+1F600›.
type Missing struct {
	Rune rune
	Near string // the text around its first use, at most about 60 runes
}

// File is a file to be kept inside a PDF, such as the data that a report says in words.
type File struct {
	Name        string // "assessment.json"
	MIME        string // "application/json"
	Description string
	Data        []byte
}

// Print sets and writes a document as PDF/A-2a. The same document gives the same bytes. Text that no face
// can show is no error: it is shown by its number and listed in Missing, each rune once, in the order of use.
func Print(d doc.Document) (Printed, error) { return PrintWith(d, nil) }

// PrintWith is Print with files inside, as PDF/A-3a; without files it is Print.
func PrintWith(d doc.Document, files []File) (Printed, error) {
	s := newSetter(d.Blocks)
	defer s.free()
	w, err := write(s, d)
	if err != nil {
		return Printed{}, fmt.Errorf("PDF of %q: %w", d.Title, err)
	}
	b, err := tagged.Finish(w.raw, &w.root.Element, w.about(d, files))
	if err != nil {
		return Printed{}, fmt.Errorf("PDF of %q: %w", d.Title, err)
	}
	return Printed{Bytes: b, Missing: s.missing}, nil
}

// about is what the file says of itself.
func (w written) about(d doc.Document, files []File) tagged.Info {
	info := tagged.Info{Title: d.Title, Author: d.Publisher, Subject: d.Description, Lang: strings.Map(tagRune, d.Lang),
		Producer: "opframe", Creator: "opframe", Date: dated(d), Conformance: "A-2a", Contents: w.contents, Heads: w.heads, Fonts: w.fonts}
	for _, f := range files {
		info.Conformance = "A-3a"
		info.Attachments = append(info.Attachments, tagged.Attachment{Name: f.Name, MIME: f.MIME, Description: f.Description,
			Relationship: "Data", Data: f.Data, Date: info.Date})
	}
	return info
}

// dated is the date of a document. One without gets the first day of 1970: the clock is not read here.
func dated(d doc.Document) time.Time {
	if d.Date.IsZero() {
		return time.Unix(0, 0).UTC()
	}
	return d.Date.Time()
}

// tagRune keeps what a language tag may consist of.
func tagRune(r rune) rune {
	if r < unicode.MaxASCII && (r == '-' || unicode.IsLetter(r) || unicode.IsDigit(r)) {
		return r
	}
	return -1
}
