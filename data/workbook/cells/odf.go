package cells

import (
	"bytes"
	"maps"
	"slices"
	"strings"
)

// Parts of an OpenDocument package.
const (
	odfContent  = "content.xml"
	odfStyles   = "styles.xml"
	odfMeta     = "meta.xml"
	odfManifest = "META-INF/manifest.xml"
	odsType     = "application/vnd.oasis.opendocument.spreadsheet" // that of templates begins with it
)

// identifyOther names a package that is not of the Office kind.
func (p *pack) identifyOther() (Format, string, error) {
	kind, err := p.openDocument()
	switch {
	case err != nil:
		return "", "", err
	case p.has("encrypted-package"):
		return "", "", refuse(doUnlockODS, "it is locked with a password")
	case strings.HasPrefix(kind, odsType):
		return ODS, odfContent, nil
	case strings.HasPrefix(kind, "application/vnd.oasis.opendocument."):
		return "", "", refuse(doCopyOver, "this is an OpenDocument file, but not a spreadsheet")
	}
	for name := range p.parts {
		if strings.HasSuffix(name, ".iwa") || name == "index.zip" {
			return "", "", refuse(doNumbers, "this is a file of Apple Numbers, Pages or Keynote")
		}
	}
	return "", "", refuse(doUnpack, "this is a zip archive, not a workbook")
}

// openDocument is the media type that an OpenDocument package says it has, in a part of its own or,
// where that was lost, in the list of its parts.
func (p *pack) openDocument() (string, error) {
	switch {
	case p.has("mimetype"):
		mime, err := p.read("mimetype")
		return string(bytes.TrimSpace(mime[:min(len(mime), 200)])), err
	case p.has(odfManifest):
		list, err := p.manifest()
		return list.types["/"], err
	}
	return "", nil
}

// manifest is what an OpenDocument package says of its parts.
type manifest struct {
	types  map[string]string // media types by part
	locked string            // a part that is encrypted, "" for none
}

func (p *pack) manifest() (manifest, error) {
	m := manifest{types: map[string]string{}}
	src, err := p.read(odfManifest)
	if err != nil {
		return m, err
	}
	x := p.scan(odfManifest, src, manifestSpace)
	for open := x.begin("manifest"); open && x.enter(); {
		if string(x.tag) != "file-entry" {
			x.skip()
			continue
		}
		part := string(x.attrIn(manifestSpace, "full-path"))
		if len(m.types) < p.limits.Entries {
			m.types[part] = string(x.attrIn(manifestSpace, "media-type"))
		}
		for ; x.enter(); x.skip() {
			if string(x.tag) == "encryption-data" {
				m.locked = part
			}
		}
	}
	return m, x.finish()
}

// readODS reads all sheets of an OpenDocument spreadsheet.
func readODS(p *pack, inspect bool) (*Book, error) {
	list, err := p.manifest()
	switch {
	case !p.has(odfManifest): // some programs leave it out; nothing can be encrypted without it
	case err != nil:
		return nil, err
	case list.locked != "":
		return nil, refuse(doUnlockODS, "it is locked with a password")
	}
	r := &odsReader{reader: &reader{pack: p, limits: p.limits, inspect: inspect}, book: &Book{Format: ODS}, list: list}
	if err := r.readContent(); err != nil {
		return nil, err
	}
	if err := r.hideByStyle(); err != nil {
		return nil, err
	}
	if inspect {
		r.inspectODS()
	}
	return r.book, nil
}

// odsReader reads the sheets of an OpenDocument spreadsheet.
type odsReader struct {
	*reader
	book   *Book
	x      *scanner
	styles map[string]bool // of tables, by name: is it hidden
	style  []string        // by sheet: the name of its style
	list   manifest

	listed int  // facts so far
	lost   bool // there were more than may be listed

	out      *Sheet
	row, col int     // of the cell being read
	in       []Cell  // cells of the row being read
	raw      odsCell // the cell being read
	text     odsText // its text
}

// readContent reads content.xml: styles of tables, then the tables.
func (r *odsReader) readContent() error {
	src, err := r.pack.read(odfContent)
	if err != nil {
		return err
	}
	r.x = r.pack.scan(odfContent, src, officeSpace)
	r.styles = map[string]bool{}
	x := r.x
	if r.inspect {
		x.watch = r.watch
	}
	for open := x.begin("document-content"); open && x.enter(); {
		switch string(x.tag) {
		case "automatic-styles":
			readTableStyles(x, r.styles)
		case "body":
			for x.enter() {
				r.readBody()
			}
		default:
			x.skip()
		}
	}
	if err := x.finish(); err != nil {
		return err
	}
	if len(r.book.Sheets) == 0 {
		return refuse(doSaveAnew, "the workbook lists no sheet")
	}
	return nil
}

func (r *odsReader) readBody() {
	x := r.x
	if !x.at(officeSpace, "spreadsheet") {
		x.fail("its body holds <%s>, which is no spreadsheet", shown(x.innermost()))
		return
	}
	r.book.Facts.Protected = r.inspect && isTrue(x.anyIn(tableSpace, "structure-protected"))
	for x.enter() {
		if x.at(tableSpace, "table") {
			r.readTable()
		} else {
			x.skip()
		}
	}
}

// readTableStyles notes which styles hide a sheet.
func readTableStyles(x *scanner, hidden map[string]bool) {
	for x.enter() {
		name, family := string(x.attrIn(styleSpace, "name")), string(x.attrIn(styleSpace, "family"))
		if !x.at(styleSpace, "style") || family != "table" {
			x.skip()
			continue
		}
		if len(hidden) >= x.limits.Styles {
			x.exceeds("holds more than the %s styles allowed", thousands(x.limits.Styles))
		}
		hidden[name] = false
		for ; x.enter(); x.skip() {
			if x.at(styleSpace, "table-properties") && string(x.attrIn(tableSpace, "display")) == "false" {
				hidden[name] = true
			}
		}
	}
}

// hideByStyle marks the hidden sheets. Their styles nearly always stand beside them; only if one does
// not, the styles of the document are read too.
func (r *odsReader) hideByStyle() error {
	known := func(style string) bool { _, ok := r.styles[style]; return ok || style == "" }
	if slices.ContainsFunc(r.style, func(s string) bool { return !known(s) }) && r.pack.has(odfStyles) {
		src, err := r.pack.read(odfStyles)
		if err != nil {
			return err
		}
		x := r.pack.scan(odfStyles, src, officeSpace)
		others := maps.Clone(r.styles)
		for open := x.begin("document-styles"); open && x.enter(); {
			if string(x.tag) == "styles" || string(x.tag) == "automatic-styles" {
				readTableStyles(x, others)
			} else {
				x.skip()
			}
		}
		if err := x.finish(); err != nil {
			return err
		}
		maps.Copy(others, r.styles)
		r.styles = others
	}
	for i, style := range r.style {
		r.book.Sheets[i].Hidden = r.styles[style]
	}
	return nil
}
