package pdf

import "opframe/render/doc"

// colour is red, green and blue.
type colour struct{ r, g, b uint8 }

// Every text colour has a contrast of at least 4.5 to 1 on every ground it stands on; a test computes it.
var (
	black  = colour{0x1b, 0x1f, 0x24} // text
	grey   = colour{0x50, 0x58, 0x63} // what accompanies: dates, sources, heads and feet
	navy   = colour{0x12, 0x35, 0x5b} // headings
	blue   = colour{0x0b, 0x57, 0xa4} // links
	white  = colour{0xff, 0xff, 0xff}
	paper  = colour{0xf2, 0xf5, 0xf9} // the ground of table heads and code
	rule   = colour{0xc9, 0xd1, 0xdb}
	strong = colour{0x12, 0x35, 0x5b} // outline of where the reader is
)

// ink and ground of a tone: ink is for words, bars and solid fills, ground for what words stand on.
type paint struct{ ink, ground colour }

var tones = map[doc.Tone]paint{
	doc.Neutral: {colour{0x3d, 0x55, 0x76}, colour{0xee, 0xf2, 0xf7}},
	doc.Good:    {colour{0x1a, 0x66, 0x38}, colour{0xe4, 0xf3, 0xe9}},
	doc.Caution: {colour{0x82, 0x52, 0x00}, colour{0xff, 0xf3, 0xd9}},
	doc.Bad:     {colour{0xa1, 0x24, 0x2b}, colour{0xfc, 0xe9, 0xe9}},
}

// toned is how a tone is painted; an unknown tone is neutral.
func toned(t doc.Tone) paint {
	if p, ok := tones[t]; ok {
		return p
	}
	return tones[doc.Neutral]
}
