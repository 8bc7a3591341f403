package tagged

import (
	"bytes"
	"errors"
	"fmt"
	"slices"

	"opframe/data/deflate"
)

// rewrite writes all objects of the new file.
func (w *writer) rewrite(src *source, t *tree, info Info) error {
	w.start(t.next)
	w.root, w.info = src.root, src.info
	own := map[int]bool{src.root: true, src.info: true}
	for _, p := range src.pages {
		own[p.number] = true
	}
	if err := src.checkArchival(info); err != nil {
		return err
	}
	if err := w.writeOutline(src, own); err != nil {
		return fmt.Errorf("outline: %w", err)
	}
	own[pagesResources] = true
	if err := w.writeResources(src, info.Fonts); err != nil {
		return err
	}
	for n := 1; n < len(src.objects); n++ {
		if !own[n] {
			if err := w.copy(src, n); err != nil {
				return err
			}
		}
	}
	heads := map[string]int{}
	for i, p := range src.pages {
		if err := w.writePage(p, i, t, heads); err != nil {
			return err
		}
	}
	w.writeTree(t)
	w.writeCatalogue(src, t, info)
	w.writeInfo(info)
	return nil
}

// copy takes over an object as it is, but deflates a stream that is not.
func (w *writer) copy(src *source, n int) error {
	o := src.objects[n]
	if o.stream == nil {
		w.begin(n)
		w.small = append(w.small, o.value...)
		return nil
	}
	d, err := src.dictOf(n)
	if err != nil {
		return err
	}
	rest := ""
	if len(d) > 1 {
		rest = without(d, "Length")
	}
	if d.get("Filter") != nil || d.name("Type") == "Metadata" {
		w.stream(n, rest, o.stream)
		return nil
	}
	w.deflated(n, rest, o.stream, deflate.Pages())
	return nil
}

// without is what is between << and >> of d but for some keys.
func without(d dict, keys ...string) string {
	var b bytes.Buffer
	for _, e := range d {
		if !slices.ContainsFunc(keys, e.is) {
			fmt.Fprintf(&b, "/%s %s", e.key, e.value)
		}
	}
	return b.String()
}

// checkArchival refuses what PDF/A allows only under conditions that fpdf does not fulfil: transparency
// without a colour space to blend in (ISO 19005-2, 6.2.10), and colour for presses (6.2.4.3).
func (s *source) checkArchival(info Info) error {
	if info.Conformance == "" {
		return nil
	}
	if s.resources.get("ExtGState") != nil {
		return errors.New("the pages have transparency, which has no place in an archival file")
	}
	for n, o := range s.objects {
		if bytes.Contains(o.value, []byte("/SMask")) || bytes.Contains(o.value, []byte("/DeviceCMYK")) {
			return fmt.Errorf("object %d: transparency or CMYK colour, which have no place in an archival file", n)
		}
	}
	return nil
}

// writeCatalogue writes what a reader starts from.
func (w *writer) writeCatalogue(src *source, t *tree, info Info) {
	metadata := w.fresh()
	w.stream(metadata, "/Type/Metadata/Subtype/XML", packet(info))
	files := w.attach(info.Attachments)
	profile := 0
	if info.Conformance != "" {
		profile = w.fresh()
		w.deflated(profile, "/N 3", profileSRGB(), deflate.Fonts())
	}
	w.begin(src.root)
	w.add("<</Type/Catalog/Pages ")
	w.ref(pagesRoot)
	w.add("/Lang")
	w.text(info.Lang)
	w.add("/MarkInfo<</Marked true>>/ViewerPreferences<</DisplayDocTitle true>>/StructTreeRoot ")
	w.ref(t.root())
	w.add("/Metadata ")
	w.ref(metadata)
	if src.outlines != 0 {
		w.add("/Outlines ")
		w.ref(src.outlines)
	}
	for _, e := range []entry{{[]byte("PageMode"), src.pageMode}, {[]byte("PageLayout"), src.pageLayout}, {[]byte("OpenAction"), src.openAction}} {
		if e.value != nil {
			w.entry(e)
		}
	}
	if profile != 0 {
		w.add("/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)/Info(sRGB)/DestOutputProfile ")
		w.ref(profile)
		w.add(">>]")
	}
	w.associate(info.Attachments, files)
	w.add(">>")
}

// writeInfo writes the information dictionary. It says what the XMP packet says.
func (w *writer) writeInfo(info Info) {
	w.begin(w.info)
	w.add("<<")
	w.optional("/Title", info.Title)
	w.optional("/Author", info.Author)
	w.optional("/Subject", info.Subject)
	w.optional("/Creator", info.Creator)
	w.optional("/Producer", info.Producer)
	w.add("/CreationDate")
	w.bytes(pdfDate(info.Date))
	w.add("/ModDate")
	w.bytes(pdfDate(info.Date))
	w.add(">>")
}
