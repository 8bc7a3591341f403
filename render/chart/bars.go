package chart

import (
	"math"
	"slices"
	"strings"

	"opframe/render/doc"
)

// Measures of a bar chart, in widths of the drawing.
const (
	barText   = 0.0165 // 8 pt on a drawing 170 mm wide
	barHeight = 0.026
	barGap    = 0.014 // between two bars, and between a bar and its texts
	labelMost = 0.36  // the widest the labels get
	endMost   = 0.34  // the widest the texts behind the bars get
	swatch    = 0.014
)

// bars is the plan of a bar chart: what is known before the first mark.
type bars struct {
	doc.Bars
	fills  []Fill  // a fill a part: parts of one tone differ by it
	labels float64 // width of the label column
	scale  float64 // width of one unit
	inside bool    // values stand in their parts, not behind the bar
	d      Drawing
}

func drawBars(p doc.Bars) Drawing {
	if len(p.Bars) == 0 {
		return Drawing{}
	}
	b := bars{Bars: p, fills: partFills(p.Legend)}
	b.d.Marks = make([]Mark, 0, (len(p.Bars)+1)*(2*len(p.Legend)+2)) // a box and a label a part, and the names
	b.plan()
	b.legend()
	top := b.d.Height
	for _, bar := range p.Bars {
		b.bar(bar)
	}
	b.d.Marks = append(b.d.Marks, Line{b.labels, top, b.labels, b.d.Height})
	return b.d
}

// partFills gives the first part of a tone a solid fill, the second a tint, the third an outline.
func partFills(legend []doc.Key) []Fill {
	seen := map[doc.Tone]int{}
	fills := make([]Fill, len(legend))
	for i, k := range legend {
		fills[i] = []Fill{Solid, Tint, None}[seen[k.Tone]%3]
		seen[k.Tone]++
	}
	return fills
}

// plan decides the columns and whether the values fit into their parts.
func (b *bars) plan() {
	longest := amount(b.Max)
	for _, bar := range b.Bars.Bars {
		b.labels = max(b.labels, extent(bar.Label, barText, false))
		longest = max(longest, total(bar))
	}
	b.labels = min(b.labels, labelMost) + barGap
	if longest == 0 {
		longest = 1
	}
	b.inside = len(b.Legend) > 1
	b.scale = (1 - b.labels - b.ends()) / longest
	if b.inside && !b.valuesFit() {
		b.inside = false
		b.scale = (1 - b.labels - b.ends()) / longest
	}
}

// ends is the room behind the bars for the widest text that stands there.
func (b *bars) ends() float64 {
	widest := 0.0
	for _, bar := range b.Bars.Bars {
		widest = max(widest, extent(b.end(bar), barText, false))
	}
	return min(widest, endMost) + barGap
}

func (b *bars) valuesFit() bool {
	for _, bar := range b.Bars.Bars {
		for _, c := range bar.Values {
			w := drawn(c) * b.scale
			if w > 0 && extent(b.value(c), barText, true)+0.006 > w {
				return false
			}
		}
	}
	return true
}

// end is the text behind a bar: every value, or only what is withheld when the values stand inside.
func (b *bars) end(bar doc.Bar) string {
	if !b.inside {
		all := make([]string, len(bar.Values))
		for i, c := range bar.Values {
			all[i] = b.value(c)
		}
		return strings.Join(all, " / ")
	}
	if slices.ContainsFunc(bar.Values, func(c doc.Count) bool { return c.Withheld }) {
		return doc.Withheld
	}
	if total(bar) == 0 {
		return "0"
	}
	return ""
}

func (b *bars) value(c doc.Count) string {
	if b.Unit == "%" && !c.Withheld {
		return c.String() + "%"
	}
	return c.String()
}

// legend names the parts in rows, and what is counted behind them.
func (b *bars) legend() {
	x, y := 0.0, barText
	for i, k := range b.Legend {
		label := cut(k.Label, 1-swatch-0.008, barText, false)
		w := swatch + 0.008 + extent(label, barText, false)
		if x > 0 && x+w > 1 {
			x, y = 0, y+barText*1.5
		}
		b.d.Marks = append(b.d.Marks,
			Box{X: x, Y: y - swatch + 0.001, W: swatch, H: swatch, Tone: k.Tone, Fill: b.fills[i], Outline: true},
			Label{X: x + swatch + 0.008, Y: y, Text: label, Size: barText})
		x += w + 0.024
	}
	if b.Unit != "" && b.Unit != "%" {
		if x+extent(b.Unit, barText, false) > 1 {
			y += barText * 1.5
		}
		b.d.Marks = append(b.d.Marks, Label{X: 1, Y: y, Text: cut(b.Unit, 1, barText, false), Size: barText, Anchor: End})
	}
	b.d.Height = y + barGap
}

// bar adds one bar below the others.
func (b *bars) bar(bar doc.Bar) {
	lines := wrap(bar.Label, b.labels-barGap, barText, false, 2)
	h := max(barHeight, float64(len(lines))*barText*leading)
	middle := b.d.Height + barGap/2 + h/2
	b.d.stack(lines, b.labels-barGap, middle, barText, End)
	x := b.labels
	for i, c := range bar.Values {
		x = b.part(i, c, x, middle)
	}
	if end := b.end(bar); end != "" {
		b.d.Marks = append(b.d.Marks, Label{X: x + barGap/2, Y: baseline(middle, barText), Text: cut(end, endMost, barText, false), Size: barText})
	}
	b.d.Height += h + barGap
}

// part adds part i of a bar from x on and gives where it ends.
func (b *bars) part(i int, c doc.Count, x, middle float64) float64 {
	w := drawn(c) * b.scale
	if w == 0 {
		return x
	}
	key, fill := doc.Key{}, Solid
	if i < len(b.Legend) {
		key, fill = b.Legend[i], b.fills[i]
	}
	b.d.Marks = append(b.d.Marks,
		Box{X: x, Y: middle - barHeight/2, W: w, H: barHeight, Tone: key.Tone, Fill: fill, Outline: true})
	if b.inside {
		b.d.Marks = append(b.d.Marks, Label{X: x + w/2, Y: baseline(middle, barText), Text: b.value(c),
			Size: barText, Anchor: Middle, Strong: true, On: fill})
	}
	return x + w
}

// stack puts lines below each other around the height middle.
func (d *Drawing) stack(lines []string, x, middle, size float64, anchor Anchor) {
	for i, text := range lines {
		at := middle + (float64(i)-float64(len(lines)-1)/2)*size*leading
		d.Marks = append(d.Marks, Label{X: x, Y: baseline(at, size), Text: text, Size: size, Anchor: anchor})
	}
}

// baseline is where text stands whose small letters and capitals look centred at the height middle.
func baseline(middle, size float64) float64 { return middle + 0.35*size }

func total(bar doc.Bar) float64 {
	sum := 0.0
	for _, c := range bar.Values {
		sum += drawn(c)
	}
	return sum
}

// drawn is the length of a part in units: nothing for what is withheld.
func drawn(c doc.Count) float64 {
	if c.Withheld {
		return 0
	}
	return amount(c.N)
}

// amount is n where it can be a length.
func amount(n float64) float64 {
	if math.IsNaN(n) || math.IsInf(n, 0) || n < 0 {
		return 0
	}
	return min(n, 1e200) // sums stay finite
}
