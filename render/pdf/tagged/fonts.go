package tagged

import (
	"errors"
	"fmt"
	"strconv"
	"unicode/utf16"
)

// writeResources writes what the pages name: fonts that fpdf wrote, and those it was not told of.
func (w *writer) writeResources(src *source, more []Font) error {
	fonts, err := entries(src.resources.get("Font"))
	if err != nil {
		return fmt.Errorf("fonts of the resources, object %d: %w", pagesResources, err)
	}
	for _, e := range fonts {
		if err := src.checkFont(reference(e.value)); err != nil {
			return fmt.Errorf("font %s, object %d: %w", e.key, reference(e.value), err)
		}
	}
	for _, f := range more {
		number, err := w.writeFont(f)
		if err != nil {
			return fmt.Errorf("font %s: %w", f.PostScript, err)
		}
		fonts = append(fonts, entry{f.Resource, fmt.Appendf(nil, "%d 0 R", number)})
	}
	w.begin(pagesResources)
	w.add("<</Font<<")
	for _, e := range fonts {
		w.entry(e)
	}
	w.add(">>")
	for _, e := range src.resources {
		if e.key != "Font" && e.key != "ProcSet" { // the latter is of no use since PDF 1.4
			w.entry(e)
		}
	}
	w.add(">>")
	return nil
}

// checkFont refuses fonts of fpdf's that are not embedded, or that say nothing of what their codes stand
// for (ISO 14289-1, 7.21.4.1 and 7.21.7): all but those it makes of UTF-8.
func (s *source) checkFont(number int) error {
	d, err := s.dictOf(number)
	if err != nil {
		return err
	}
	if d.name("Subtype") != "Type0" || d.get("ToUnicode") == nil {
		return fmt.Errorf("%s of type %s is not embedded, or has no /ToUnicode", d.name("BaseFont"), d.name("Subtype"))
	}
	return nil
}

// writeFont writes a font with codes of two bytes, and gives its number.
func (w *writer) writeFont(f Font) (int, error) {
	switch {
	case f.Resource == "" || f.PostScript == "" || len(f.Program) == 0:
		return 0, errors.New("it needs a resource's name, a name of its own and a program")
	case len(f.Runes) == 0 || len(f.Runes) > 1<<16 || len(f.Widths) != len(f.Runes):
		return 0, fmt.Errorf("%d runes and %d widths of glyphs", len(f.Runes), len(f.Widths))
	}
	program, toUnicode := w.fresh(), w.fresh()
	w.deflated(program, "/Length1 "+strconv.Itoa(len(f.Program)), f.Program)
	w.stream(toUnicode, "", unicodeMap(f.Runes)) // too short to be worth deflating
	font, descendant, descriptor := w.fresh(), w.fresh(), w.fresh()
	w.begin(font)
	w.add("<</Type/Font/Subtype/Type0/Encoding/Identity-H")
	w.name("/BaseFont", f.PostScript)
	w.add("/DescendantFonts[")
	w.ref(descendant)
	w.add("]/ToUnicode ")
	w.ref(toUnicode)
	w.add(">>")
	w.writeDescendant(descendant, descriptor, f)
	w.writeDescriptor(descriptor, program, f)
	return font, nil
}

// writeDescendant writes the CIDFont, in which the codes are numbers of glyphs (ISO 14289-1, 7.21.3.2).
func (w *writer) writeDescendant(number, descriptor int, f Font) {
	w.begin(number)
	w.add("<</Type/Font/Subtype/CIDFontType2/CIDToGIDMap/Identity" +
		"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>")
	w.name("/BaseFont", f.PostScript)
	w.add("/FontDescriptor ")
	w.ref(descriptor)
	w.add("/W[0[")
	spaced(w, f.Widths, w.int)
	w.add("]]>>")
}

func (w *writer) writeDescriptor(number, program int, f Font) {
	w.begin(number)
	w.add("<</Type/FontDescriptor")
	w.name("/FontName", f.PostScript)
	for _, e := range []struct {
		key   string
		value int
	}{{"/Flags ", f.Flags}, {"/Ascent ", f.Ascent}, {"/Descent ", f.Descent}, {"/CapHeight ", f.CapHeight}, {"/StemV ", f.StemV}} {
		w.add(e.key)
		w.int(e.value)
	}
	w.add("/FontBBox[")
	spaced(w, f.BBox[:], w.int)
	w.add("]/ItalicAngle ")
	w.number(f.ItalicAngle)
	w.add("/FontFile2 ")
	w.ref(program)
	w.add(">>")
}

// perBlock is how many lines a block of a CMap may have.
const perBlock = 100

// unicodeMap is a CMap from glyphs to text (ISO 32000-1, 9.10.3).
func unicodeMap(runes []rune) []byte {
	b := []byte("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n" +
		"/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n" +
		"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n" +
		"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n")
	for ranges := following(runes); len(ranges) > 0; {
		block := ranges[:min(perBlock, len(ranges))]
		ranges = ranges[len(block):]
		b = strconv.AppendInt(b, int64(len(block)), 10)
		b = append(b, " beginbfrange\n"...)
		for _, r := range block {
			b = append(appendHex(append(b, '<'), uint16(r.from)), "> <"...)
			b = append(appendHex(b, uint16(r.to)), "> <"...)
			for _, u := range utf16.AppendRune(nil, runes[r.from]) {
				b = appendHex(b, u)
			}
			b = append(b, ">\n"...)
		}
		b = append(b, "endbfrange\n"...)
	}
	return append(b, "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"...)
}

// glyphs are those from one to another.
type glyphs struct{ from, to int }

// following are the glyphs whose runes follow each other, as far as the last byte of both goes.
func following(runes []rune) []glyphs {
	var out []glyphs
	for code, r := range runes {
		if r == 0 {
			continue
		}
		if n := len(out); n > 0 && out[n-1].to == code-1 && runes[code-1] == r-1 && code&255 != 0 && r&255 != 0 {
			out[n-1].to = code
			continue
		}
		out = append(out, glyphs{code, code})
	}
	return out
}

func appendHex(b []byte, u uint16) []byte {
	return append(b, digits[u>>12], digits[u>>8&15], digits[u>>4&15], digits[u&15])
}
