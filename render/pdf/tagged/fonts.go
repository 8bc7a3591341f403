package tagged

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"unicode/utf16"

	"opframe/data/deflate"
)

// writeResources writes what the pages name: fonts that fpdf wrote, and those it was not told of.
func (w *writer) writeResources(src *source, more []Font) error {
	fonts, err := src.dicts.entries(src.resources.get("Font"))
	if err != nil {
		return fmt.Errorf("fonts of the resources, object %d: %w", pagesResources, err)
	}
	for _, e := range fonts {
		if err := src.checkFont(reference(e.value)); err != nil {
			return fmt.Errorf("font %s, object %d: %w", e.key, reference(e.value), err)
		}
	}
	encoding, maps := 0, map[string]int{}
	for _, f := range more {
		if f.Mixed && encoding == 0 {
			encoding = w.writeMixed(more)
		}
		number, err := w.writeFont(f, encoding, maps)
		if err != nil {
			return fmt.Errorf("font %s: %w", f.PostScript, err)
		}
		fonts = append(fonts, entry{[]byte(f.Resource), fmt.Appendf(nil, "%d 0 R", number)})
	}
	w.begin(pagesResources)
	w.add("<</Font<<")
	for _, e := range fonts {
		w.entry(e)
	}
	w.add(">>")
	for _, e := range src.resources {
		if !e.is("Font") && !e.is("ProcSet") { // the latter is of no use since PDF 1.4
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

// writeFont writes a font, and gives its number; encoding is that of the fonts that are mixed, and maps are those
// to text so far.
func (w *writer) writeFont(f Font, encoding int, maps map[string]int) (int, error) {
	switch {
	case f.Resource == "" || f.PostScript == "" || len(f.Program) == 0:
		return 0, errors.New("it needs a resource's name, a name of its own and a program")
	case len(f.Runes) == 0 || len(f.Runes) > 1<<16 || len(f.Widths) != len(f.Runes):
		return 0, fmt.Errorf("%d runes and %d widths of glyphs", len(f.Runes), len(f.Widths))
	case f.Mixed && len(f.Runes) > Wide:
		return 0, fmt.Errorf("%d glyphs, more than there are codes of two bytes beside those of one", len(f.Runes))
	}
	program, toUnicode := w.fresh(), w.toUnicode(f, maps)
	if err := w.writeProgram(program, f); err != nil {
		return 0, err
	}
	font, descendant, descriptor := w.fresh(), w.fresh(), w.fresh()
	w.begin(font)
	w.add("<</Type/Font/Subtype/Type0/Encoding")
	if f.Mixed {
		w.add(" ")
		w.ref(encoding)
	} else {
		w.add("/Identity-H")
	}
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

func (w *writer) writeProgram(number int, f Font) error {
	d := "/Filter/FlateDecode/Length1 " + strconv.Itoa(len(f.Program))
	if f.Outlines.Stock == nil {
		w.stream(number, d, w.Zlib(f.Program, deflate.Fonts()))
		return nil
	}
	if err := f.Outlines.Check(f.Program); err != nil {
		return err
	}
	w.stream(number, d, w.ZlibChoice(f.Program, f.Outlines, deflate.Fonts()))
	return nil
}

// toUnicode is the number of the map from the codes of a font to text. Fonts with the same map share it: so do all
// that show nothing but ASCII.
func (w *writer) toUnicode(f Font, maps map[string]int) int {
	m := f.unicodeMap(w.scratch[:0])
	w.scratch = m
	if number := maps[string(m)]; number != 0 {
		return number
	}
	number := w.fresh()
	maps[string(m)] = number
	w.deflated(number, "", m, codesOf(m))
	return number
}

// writeDescendant writes the CIDFont, in which the codes are numbers of glyphs (ISO 14289-1, 7.21.3.2).
func (w *writer) writeDescendant(number, descriptor int, f Font) {
	w.begin(number)
	w.add("<</Type/Font/Subtype/CIDFontType2/CIDToGIDMap/Identity" + collection)
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

// codesOf are the codes to deflate a map with: those of its kind take a hundred bytes.
func codesOf(m []byte) *deflate.Codes {
	if len(m) < 1000 {
		return deflate.Fixed()
	}
	return deflate.Data()
}

// perBlock is how many lines a block of a CMap may have.
const perBlock = 100

// Parts of CMaps. Codes of a mixed font are of one byte below 80, of two from there on.
const (
	mapBegin   = "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
	mapEnd     = "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
	wideCodes  = "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
	mixedCodes = "2 begincodespacerange\n<20> <7E>\n<8000> <FFFF>\nendcodespacerange\n"
)

// unicodeMap puts a CMap from codes to text (ISO 32000-1, 9.10.3) into memory.
func (f Font) unicodeMap(b []byte) []byte {
	b = append(b, mapBegin+"/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"+
		"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"...)
	more := f.Runes
	if f.Mixed {
		b = append(b, mixedCodes+"1 beginbfrange\n<20> <7E> <0020>\nendbfrange\n"...)
		more = slices.Clone(f.Runes)
		clear(more[:min(firstWide, len(more))])
	} else {
		b = append(b, wideCodes...)
	}
	for ranges := following(more); len(ranges) > 0; {
		block := ranges[:min(perBlock, len(ranges))]
		ranges = ranges[len(block):]
		b = strconv.AppendInt(b, int64(len(block)), 10)
		b = append(b, " beginbfrange\n"...)
		for _, r := range block {
			b = append(appendHex(append(b, '<'), f.code(r.from)), "> <"...)
			b = append(appendHex(b, f.code(r.to)), "> <"...)
			for _, u := range utf16.AppendRune(nil, f.Runes[r.from]) {
				b = appendHex(b, u)
			}
			b = append(b, ">\n"...)
		}
		b = append(b, "endbfrange\n"...)
	}
	return append(b, mapEnd...)
}

// firstWide is the first glyph of a mixed font that is not shown by one byte.
const firstWide = '~' - ' ' + 2

// code is what shows a glyph by two bytes.
func (f Font) code(glyph int) uint16 {
	if f.Mixed {
		return uint16(glyph) | Wide
	}
	return uint16(glyph)
}

// collection is that of all our fonts: character ids that are numbers of glyphs.
const collection = "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"

// writeMixed writes the CMap from codes to glyphs that mixed fonts share (ISO 32000-1, 9.7.5.4), and gives its
// number. Codes of one range have their first byte in common.
func (w *writer) writeMixed(fonts []Font) int {
	most := 0
	for _, f := range fonts {
		most = max(most, min(len(f.Runes), Wide))
	}
	b := []byte(mapBegin + "/CIDSystemInfo <</Registry (Adobe) /Ordering (Identity) /Supplement 0>> def\n" +
		"/CMapName /Mixed def\n/CMapType 1 def\n/WMode 0 def\n" + mixedCodes + "1 begincidrange\n<20> <7E> 1\nendcidrange\n")
	for from := 0; from < most; from += 256 {
		b = appendHex(append(b, "1 begincidrange\n<"...), uint16(from)|Wide)
		b = appendHex(append(b, "> <"...), uint16(from)|Wide|255)
		b = strconv.AppendInt(append(b, "> "...), int64(from), 10)
		b = append(b, "\nendcidrange\n"...)
	}
	number := w.fresh()
	b = append(b, mapEnd...)
	w.deflated(number, "/Type/CMap/CMapName/Mixed"+collection, b, codesOf(b))
	return number
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
