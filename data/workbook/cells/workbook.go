package cells

import (
	"bytes"
	"slices"
	"strings"
)

// reader reads one workbook: what its sheets share, and what it has used of the limits.
type reader struct {
	pack      *pack
	limits    *Limits
	room      *room // of all cells
	epoch     epoch
	texts     []string        // shared strings
	styles    []bool          // by style: does it show numbers as dates
	filled    int             // cells of all sheets so far
	textBytes int             // of their texts
	merged    int             // ranges of all sheets so far
	inspect   bool            // facts and shown texts are wanted
	formats   []*numberFormat // by style, where shown texts are wanted; nil for General
	shown     int             // characters and pieces of formats so far
	clicks    []click         // of all sheets, their addresses not yet looked up
	// There were more clicks than may be listed.
	clicksLost bool
}

// listed is a sheet as the workbook lists it.
type listed struct {
	name       string
	hidden     bool
	veryHidden bool
	part       string // "" where a sheet has no cells, as charts do
}

// readWorkbook reads all sheets of a workbook whose main part is known.
func readWorkbook(p *pack, format Format, main string, inspect bool) (*Book, error) {
	links, err := p.relations(main)
	if err != nil {
		return nil, err
	}
	r := &reader{pack: p, limits: p.limits, inspect: inspect, room: rooms.Take()}
	sheets, err := r.list(main, links)
	if err != nil {
		return nil, err
	}
	if err := r.shared(links); err != nil {
		return nil, err
	}
	book := &Book{Format: format, Sheets: make([]Sheet, len(sheets)), room: r.room}
	for i, s := range sheets {
		book.Sheets[i] = Sheet{Name: s.name, Hidden: s.hidden, VeryHidden: s.veryHidden}
		if s.part == "" {
			continue
		}
		if err := r.sheet(s.part, &book.Sheets[i]); err != nil {
			return nil, err
		}
	}
	if inspect {
		r.inspectWorkbook(book, main, links, sheets)
	}
	return book, nil
}

// shared reads what cells refer to: texts and styles.
func (r *reader) shared(links relations) error {
	part, err := links.only("sharedStrings")
	if err == nil && part != "" {
		err = r.readStrings(part)
	}
	if err != nil {
		return err
	}
	part, err = links.only("styles")
	if err == nil && part != "" {
		err = r.readStyles(part)
	}
	return err
}

// list reads the sheets in the order of their tabs, and where days are counted from.
func (r *reader) list(main string, links relations) ([]listed, error) {
	src, err := r.pack.read(main)
	if err != nil {
		return nil, err
	}
	x := r.pack.scan(main, src, mainSpace)
	var sheets []listed
	for open := x.begin("workbook"); open && x.enter(); {
		switch string(x.tag) {
		case "workbookPr":
			if isTrue(x.attr("date1904")) {
				r.epoch = epoch1904
			}
			x.skip()
		case "sheets":
			for x.enter() {
				if string(x.tag) == "sheet" {
					sheets = r.listSheet(x, sheets, links)
				}
				x.skip()
			}
		default:
			x.skip()
		}
	}
	if err := x.finish(); err != nil {
		return nil, err
	}
	if len(sheets) == 0 {
		return nil, refuse(doSaveAnew, "the workbook lists no sheet")
	}
	return sheets, nil
}

func (r *reader) listSheet(x *scanner, sheets []listed, links relations) []listed {
	s := listed{name: string(unescape(bytes.Clone(x.attr("name"))))}
	state, id := string(x.attr("state")), string(x.ref())
	s.hidden, s.veryHidden = state == "hidden" || state == "veryHidden", state == "veryHidden"
	alike := func(o listed) bool { return strings.EqualFold(o.name, s.name) }
	link, known := links.byID[id]
	switch {
	case len(sheets) >= r.limits.Sheets:
		x.exceeds("lists more than the %d sheets allowed", r.limits.Sheets)
	case s.name == "":
		x.fail("a sheet has no name")
	case len(s.name) > r.limits.SheetName:
		x.exceeds("gives a sheet a name of more than the %s characters allowed", thousands(r.limits.SheetName))
	case slices.ContainsFunc(sheets, alike):
		x.fail("two sheets are named %s", shown(s.name))
	case !known:
		x.fail("the sheet %s refers to a part %s that is not linked", shown(s.name), shown(id))
	default:
		s.part = r.sheetPart(x, s.name, link)
	}
	if s.part != "" && slices.ContainsFunc(sheets, func(o listed) bool { return o.part == s.part }) {
		x.fail("two sheets are the same part %s", shown(s.part))
	}
	return append(sheets, s)
}

// sheetPart tells sheets of cells from those that have none.
func (r *reader) sheetPart(x *scanner, sheet string, link relation) string {
	switch link.kind {
	case "worksheet":
		if link.target == "" {
			x.fail("the sheet %s lies outside the file", shown(sheet))
		}
		return link.target
	case "chartsheet", "dialogsheet":
		return ""
	case "http://schemas.microsoft.com/office/2006/relationships/xlMacrosheet",
		"http://schemas.microsoft.com/office/2006/relationships/xlIntlMacrosheet":
		x.fail("the sheet %s holds macros of Excel 4, which are not read", shown(sheet))
	default:
		x.fail("the sheet %s is of an unknown kind, %s", shown(sheet), shown(link.kind))
	}
	return ""
}

// isTrue reads a boolean of XML, and the on and off of old writers.
func isTrue(b []byte) bool {
	s := string(b)
	return s == "1" || s == "true" || s == "on"
}
