package check

import (
	"encoding/binary"
	"fmt"
	"math"
	"slices"
	"unicode/utf16"
)

// font is a Type0 font with the encoding Identity-H, or one in the file. There is no other in our files.
type font struct {
	name     string
	encoding *encoding
	text     map[int]string // by code
	widths   map[int]float64
	standard float64 // width of the others
	glyphs   []byte  // the map from character ids to glyphs; nil where they are the same
	program  *program
	checked  map[int]bool
}

func (p *painter) setFont(operands []any) {
	p.font = nil
	if len(operands) != 2 {
		p.problem("file", "Tf with %v on page object %d", operands, p.page)
		return
	}
	name, _ := operands[0].(Name)
	ref, ok := p.dict(p.resources["Font"])[string(name)].(Ref)
	if !ok {
		p.problem("file", "font %s of page object %d is not in its resources", name, p.page)
		return
	}
	if p.fonts[ref] == nil {
		p.fonts[ref] = p.readFont(ref)
	}
	p.font = p.fonts[ref]
}

// readFont checks a font, and reads of it what its glyphs are checked with.
func (c *checker) readFont(ref Ref) *font {
	d := c.dict(ref)
	f := &font{name: fmt.Sprint(d["BaseFont"]), standard: 1000, checked: map[int]bool{}}
	if d["Subtype"] != Name("Type0") {
		c.problem("31-009", "font %s is of type %v, and all of ours are Type0", f.name, d["Subtype"])
		return f
	}
	f.encoding = c.readEncoding(f.name, d["Encoding"])
	descendants, _ := c.resolve(d["DescendantFonts"]).(Array)
	if len(descendants) != 1 {
		c.problem("file", "font %s has not one descendant", f.name)
		return f
	}
	c.descendant(f, c.dict(descendants[0]))
	c.toUnicode(f, d)
	return f
}

func (c *checker) descendant(f *font, d Dict) {
	c.want(d["Subtype"] == Name("CIDFontType2"), "31-009", "font %s has a descendant of type %v", f.name, d["Subtype"])
	info := c.dict(d["CIDSystemInfo"])
	_, registry := info["Registry"].(String)
	_, ordering := info["Ordering"].(String)
	c.want(registry && ordering, "31-001", "font %s names no character collection", f.name)
	descriptor := c.dict(d["FontDescriptor"])
	c.want(fmt.Sprint(descriptor["FontName"]) == f.name && fmt.Sprint(d["BaseFont"]) == f.name, "6.2.11", "font %s has several names", f.name)
	switch m := c.resolve(d["CIDToGIDMap"]).(type) {
	case nil:
		c.problem("31-005", "font %s has no map from character ids to glyphs", f.name)
	case *Stream:
		f.glyphs = m.Data
	default:
		c.want(m == Name("Identity"), "31-004", "font %s has the map %v", f.name, m)
	}
	file, ok := c.resolve(descriptor["FontFile2"]).(*Stream)
	if !ok {
		c.problem("31-009", "font %s is not embedded", f.name)
		return
	}
	length, _ := file.Dict["Length1"].(float64)
	c.want(int(length) == len(file.Data), "9.9", "font %s has %d bytes, and its Length1 is %v", f.name, len(file.Data), file.Dict["Length1"])
	var err error
	if f.program, err = readProgram(file.Data); err != nil {
		c.problem("31-011", "font %s: %v", f.name, err)
	}
	if dw, ok := d["DW"].(float64); ok {
		f.standard = dw
	}
	f.widths = widths(c.resolve(d["W"]))
}

// widths reads /W (ISO 32000-1, 9.7.4.3): "c [w …]" and "first last w".
func widths(v any) map[int]float64 {
	out := map[int]float64{}
	a, _ := v.(Array)
	for i := 0; i+1 < len(a); {
		first, _ := a[i].(float64)
		if list, ok := a[i+1].(Array); ok {
			for j, w := range list {
				out[int(first)+j], _ = w.(float64)
			}
			i += 2
			continue
		}
		if i+2 < len(a) {
			last, _ := a[i+1].(float64)
			for n := int(first); n <= min(int(last), 0xffff); n++ {
				out[n], _ = a[i+2].(float64)
			}
		}
		i += 3
	}
	return out
}

// toUnicode reads what codes stand for (ISO 32000-1, 9.10.3).
func (c *checker) toUnicode(f *font, d Dict) {
	s, ok := c.resolve(d["ToUnicode"]).(*Stream)
	if !ok {
		c.problem("31-027", "font %s has no ToUnicode", f.name)
		return
	}
	f.text = map[int]string{}
	if err := operators(s.Data, func(word keyword, operands []any) {
		switch word {
		case "endbfchar":
			for i := 0; i+1 < len(operands); i += 2 {
				f.text[code(operands[i])] = text(operands[i+1])
			}
		case "endbfrange":
			for i := 0; i+2 < len(operands); i += 3 {
				f.span(code(operands[i]), code(operands[i+1]), operands[i+2])
			}
		}
	}); err != nil {
		c.problem("10-001", "ToUnicode of font %s: %v", f.name, err)
	}
}

// operators tells of every operator of a CMap with what stands before it.
func operators(data []byte, tell func(word keyword, operands []any)) error {
	r := &reader{b: data}
	var operands []any
	for !r.end() {
		v, err := r.value()
		if err != nil {
			return err
		}
		if word, ok := v.(keyword); ok {
			tell(word, operands)
			operands = operands[:0]
		} else {
			operands = append(operands, v)
		}
	}
	return nil
}

func (f *font) span(from, to int, v any) {
	last := []rune(text(v))
	for n := from; n <= min(to, 0xffff) && len(last) > 0; n++ {
		f.text[n] = string(last)
		last[len(last)-1]++
	}
}

func code(v any) int {
	n := 0
	s, _ := v.(String)
	for i := range len(s) {
		n = n<<8 | int(s[i])
	}
	return n
}

func text(v any) string {
	s, _ := v.(String)
	var units []uint16
	for ; len(s) >= 2; s = s[2:] {
		units = append(units, binary.BigEndian.Uint16([]byte(s[:2])))
	}
	return string(utf16.Decode(units))
}

// show checks the codes that are shown.
func (p *painter) show(operands []any) {
	p.painted("text")
	p.want(p.inText, "14.6", "text outside of a text object on page object %d", p.page)
	if p.font == nil {
		p.problem("file", "text without a font on page object %d", p.page)
		return
	}
	for _, o := range operands {
		all, ok := o.(Array)
		if !ok {
			all = Array{o}
		}
		for _, part := range all {
			if s, ok := part.(String); ok {
				p.codes(s)
			}
		}
	}
}

func (p *painter) codes(s String) {
	tagged := slices.ContainsFunc(p.sections, func(s section) bool { return s.owned })
	for len(s) > 0 {
		size := p.font.encoding.size(s)
		if size == 0 {
			p.problem("10-001", "a string of font %s ends with %q, which is no code", p.font.name, s)
			return
		}
		n := code(s[:size])
		s = s[size:]
		if !p.font.checked[n] {
			p.font.checked[n] = true
			p.glyph(p.font, n)
		}
		if tagged {
			p.texts[p.in] += p.font.text[n]
		}
	}
}

// glyph checks one code of a font: its text, its glyph and the glyph's width.
func (p *painter) glyph(f *font, code int) {
	text := f.text[code]
	p.want(f.text == nil || text != "", "10-001", "code %d of font %s has no text", code, f.name)
	for _, r := range text {
		p.want(r != 0, "31-028", "code %d of font %s stands for U+0000", code, f.name)
		p.want(r != 0xfeff && r != 0xfffe, "31-029", "code %d of font %s stands for %U", code, f.name, r)
	}
	id := f.encoding.character(code)
	glyph := id
	if f.glyphs != nil {
		glyph = 0
		if 2*id+1 < len(f.glyphs) {
			glyph = int(binary.BigEndian.Uint16(f.glyphs[2*id:]))
		}
	}
	p.want(glyph != 0, "31-030", "code %d of font %s shows .notdef", code, f.name)
	if f.program == nil {
		return
	}
	width, ok := f.program.width(glyph)
	if !ok {
		p.problem("31-011", "font %s has no glyph %d", f.name, glyph)
		return
	}
	said, ok := f.widths[id]
	if !ok {
		said = f.standard
	}
	p.want(math.Abs(said-width) <= 1, "31-016", "glyph %d of font %s is %.1f wide, and the PDF says %v", glyph, f.name, width, said)
}
