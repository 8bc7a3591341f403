package check

import (
	"encoding/binary"
	"fmt"
)

// program is a TrueType file, as far as its glyphs and their widths are concerned.
type program struct {
	em, glyphs, metrics int
	hmtx                []byte
}

// readProgram reads the tables that ISO 32000-1, 9.9 asks for.
func readProgram(b []byte) (*program, error) {
	tables := map[string][]byte{}
	if len(b) < 12 {
		return nil, fmt.Errorf("a font of %d bytes", len(b))
	}
	for i := range int(binary.BigEndian.Uint16(b[4:])) {
		at := 12 + 16*i
		if at+16 > len(b) {
			return nil, fmt.Errorf("table %d is beyond the end", i)
		}
		from, size := int(binary.BigEndian.Uint32(b[at+8:])), int(binary.BigEndian.Uint32(b[at+12:]))
		if from+size > len(b) {
			return nil, fmt.Errorf("table %q is beyond the end", b[at:at+4])
		}
		tables[string(b[at:at+4])] = b[from : from+size]
	}
	for name, least := range map[string]int{"head": 54, "hhea": 36, "maxp": 6, "hmtx": 4, "loca": 4, "glyf": 0} {
		if t, ok := tables[name]; !ok || len(t) < least {
			return nil, fmt.Errorf("no table %q, or a short one", name)
		}
	}
	p := &program{em: int(binary.BigEndian.Uint16(tables["head"][18:])), glyphs: int(binary.BigEndian.Uint16(tables["maxp"][4:])),
		metrics: int(binary.BigEndian.Uint16(tables["hhea"][34:])), hmtx: tables["hmtx"]}
	return p, p.check(tables)
}

func (p *program) check(tables map[string][]byte) error {
	entry := 2
	if binary.BigEndian.Uint16(tables["head"][50:]) != 0 {
		entry = 4
	}
	switch {
	case p.em == 0 || p.metrics == 0 || p.metrics > p.glyphs:
		return fmt.Errorf("%d units an em, %d glyphs, %d widths", p.em, p.glyphs, p.metrics)
	case len(tables["loca"]) < (p.glyphs+1)*entry:
		return fmt.Errorf("loca of %d bytes for %d glyphs", len(tables["loca"]), p.glyphs)
	case len(p.hmtx) < 4*p.metrics:
		return fmt.Errorf("hmtx of %d bytes for %d widths", len(p.hmtx), p.metrics)
	}
	loca, last := tables["loca"], 0
	for i := range p.glyphs + 1 {
		at := 2 * int(binary.BigEndian.Uint16(loca[i*entry:]))
		if entry == 4 {
			at = int(binary.BigEndian.Uint32(loca[i*entry:]))
		}
		if at < last || at > len(tables["glyf"]) {
			return fmt.Errorf("glyph %d begins at %d of %d bytes, after %d", i, at, len(tables["glyf"]), last)
		}
		last = at
	}
	return nil
}

// width is how wide a glyph is in thousandths of an em, and whether it is there.
func (p *program) width(glyph int) (float64, bool) {
	if glyph >= p.glyphs {
		return 0, false
	}
	units := binary.BigEndian.Uint16(p.hmtx[4*min(glyph, p.metrics-1):])
	return float64(units) * 1000 / float64(p.em), true
}
