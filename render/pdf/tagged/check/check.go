// Package check reads a PDF as a stranger would and says where it is not what ISO 14289-1 (PDF/UA-1) asks
// for. It is for tests, and shares no code with what it checks. It names failure conditions by their
// numbers in the Matterhorn Protocol 1.1, of which it knows those that a machine can decide and that a file
// of ours could meet, and by clause what the protocol has no number for:
//
//	01-003 an artifact within tagged content         01-004 tagged content within an artifact
//	01-005 content that is neither                   01-007 suspects
//	02-001 type without a standard one               02-003 circular role map      02-004 standard type mapped
//	06-001 no metadata   06-002 no PDF/UA identifier  06-003 no dc:title
//	07-001 no DisplayDocTitle   07-002 it is false
//	09-004 tables   09-005 lists   09-006 tables of contents, each nested otherwise than the standard says
//	10-001 a code without text
//	11-001 to 11-006 no language of text, alternatives, outline, annotations, metadata
//	13-004 figure without alternative   17-002 formula without alternative
//	14-002 first heading is no H1   14-003 level skipped   14-006 two H in a node   14-007 H and H1 to H6
//	15-003 head of a table without scope, reference to none
//	19-003 note without ID   19-004 ID there twice
//	20-001 to 20-003 optional content (there must be none)   21-001 file specification without F and UF
//	25-001 XFA   26-001, 26-002 encryption   29-001 scripts (there must be none of these)
//	28-002 annotation outside of Annot   28-004 without description   28-007 TrapNet   28-008, 28-009 tab order
//	28-010 form field (there must be none)   28-011 link outside of Link   28-012 link without Contents
//	30-001, 30-002 form and reference objects (there must be none)
//	31-001 to 31-003, 31-006 to 31-008 character collections and CMaps (encodings must be Identity-H or embedded)
//	31-004, 31-005 CIDToGIDMap   31-009 not embedded   31-011 glyph missing   31-016 width differs
//	31-027 no ToUnicode   31-028, 31-029 ToUnicode with U+0000, U+FEFF or U+FFFE   31-030 .notdef shown
//	7.1 not marked, no tree   7.2 cells that do not fill a table   7.20 not listed as standard
//	14.7 marks, annotations and tree that do not agree (ISO 32000-1)
package check

import (
	"fmt"
	"slices"
	"strings"
)

// Problem is a failure condition that is met: its number or clause, and what is wrong where.
type Problem struct{ Condition, What string }

func (p Problem) String() string { return p.Condition + ": " + p.What }

// File lists the problems of a PDF. One that cannot be read at all has one problem, of the condition "file".
func File(data []byte) []Problem {
	d, err := Open(data)
	if err != nil {
		return []Problem{{"file", err.Error()}}
	}
	return d.Problems()
}

// Problems lists what is wrong, in the order of the file's parts.
func (d *Document) Problems() []Problem {
	c := newChecker(d)
	c.trailer()
	c.catalogueEntries()
	c.metadata()
	c.pages()
	c.structure()
	c.parents()
	c.annotations()
	return c.found
}

func newChecker(d *Document) *checker {
	return &checker{Document: d, catalogue: d.dict(d.Trailer["Root"]), marks: map[mark]int{}, owners: map[mark]int{}, texts: map[mark]string{},
		roles: map[int]string{}, ids: map[string]bool{}, heads: map[string]bool{}, fonts: map[Ref]*font{}}
}

// checker goes through a document once.
type checker struct {
	*Document
	found     []Problem
	catalogue Dict
	pageList  []Ref
	marks     map[mark]int // on pages, with how often
	texts     map[mark]string
	owners    map[mark]int // in the tree: the number of the element
	roles     map[int]string
	ids       map[string]bool
	heads     map[string]bool // IDs of TH
	fonts     map[Ref]*font
	objects   []owned // annotations in the tree
	headings  headings
}

// mark is marked content: the number of the page's object and the MCID.
type mark struct{ page, id int }

// owned is an annotation that the tree refers to.
type owned struct {
	annot, element Ref
}

func (c *checker) problem(condition, format string, args ...any) {
	c.found = append(c.found, Problem{condition, fmt.Sprintf(format, args...)})
}

// want notes a problem unless ok.
func (c *checker) want(ok bool, condition, format string, args ...any) {
	if !ok {
		c.problem(condition, format, args...)
	}
}

func (c *checker) trailer() {
	c.want(c.Trailer["Encrypt"] == nil, "26-001", "the file is encrypted")
	id, _ := c.resolve(c.Trailer["ID"]).(Array)
	c.want(len(id) == 2, "14.4", "the trailer has no file identifier")
	info := c.dict(c.Trailer["Info"])
	title, _ := info["Title"].(String)
	c.want(title != "", "7.1", "the information dictionary has no title")
}

func (c *checker) catalogueEntries() {
	cat := c.catalogue
	preferences, ok := c.resolve(cat["ViewerPreferences"]).(Dict)
	display, there := c.resolve(preferences["DisplayDocTitle"]).(bool)
	c.want(ok && there, "07-001", "no DisplayDocTitle")
	c.want(!there || display, "07-002", "DisplayDocTitle is false")
	markInfo := c.dict(cat["MarkInfo"])
	c.want(markInfo["Marked"] == true, "7.1", "MarkInfo does not say Marked")
	c.want(markInfo["Suspects"] != true, "01-007", "Suspects")
	c.want(cat["OCProperties"] == nil, "20-001", "optional content")
	c.want(cat["AcroForm"] == nil, "25-001", "a form")
	c.want(cat["AA"] == nil, "29-001", "actions on the document")
	names := c.dict(cat["Names"])
	c.want(names["JavaScript"] == nil, "29-001", "scripts")
	c.language()
	c.files(names)
}

// language is declared once for all: text, alternatives, outline, annotations and metadata.
func (c *checker) language() {
	lang, _ := c.catalogue["Lang"].(String)
	if !languageTag(string(lang)) {
		for _, n := range []string{"11-001", "11-002", "11-003", "11-004", "11-006"} {
			c.problem(n, "the document's language is %q", lang)
		}
	}
}

// languageTag tells whether s is formed as RFC 3066 says: the first part letters, all of one to eight.
func languageTag(s string) bool {
	for i, part := range strings.Split(s, "-") {
		if len(part) < 1 || len(part) > 8 {
			return false
		}
		for _, r := range part {
			letter := r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
			if !letter && (i == 0 || r < '0' || r > '9') {
				return false
			}
		}
	}
	return true
}

// files checks the specifications of embedded files, which are in the name tree of the catalogue.
func (c *checker) files(names Dict) {
	tree := c.dict(names["EmbeddedFiles"])
	pairs, _ := c.resolve(tree["Names"]).(Array)
	associated, _ := c.resolve(c.catalogue["AF"]).(Array)
	for i := 1; i < len(pairs); i += 2 {
		spec := c.dict(pairs[i])
		c.want(spec["F"] != nil && spec["UF"] != nil, "21-001", "file %v has not both F and UF", pairs[i-1])
		c.want(slices.Contains(associated, pairs[i]), "6.8", "file %v is not associated with the document", pairs[i-1])
	}
}

// metadata looks into the XMP packet by its text, which is how programs find it that know no PDF.
func (c *checker) metadata() {
	s, ok := c.resolve(c.catalogue["Metadata"]).(*Stream)
	if !ok {
		c.problem("06-001", "no metadata stream")
		return
	}
	xmp := string(s.Data)
	c.want(strings.Contains(xmp, "<pdfuaid:part>1</pdfuaid:part>"), "06-002", "no PDF/UA identifier")
	_, title, found := strings.Cut(xmp, "<dc:title>")
	title, _, ended := strings.Cut(title, "</dc:title>")
	_, text, inside := strings.Cut(title, `xml:lang="x-default">`)
	c.want(found && ended && inside && !strings.HasPrefix(text, "<"), "06-003", "no dc:title")
}
