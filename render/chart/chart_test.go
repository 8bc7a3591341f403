package chart

import (
	"math"
	"slices"
	"strings"
	"testing"

	"opframe/render/doc"
)

func counts(values ...float64) []doc.Count {
	out := make([]doc.Count, len(values))
	for i, v := range values {
		out[i].N = v
	}
	return out
}

var parts = []doc.Key{{Label: "Met", Tone: doc.Good}, {Label: "Not met", Tone: doc.Bad}, {Label: "Bad too", Tone: doc.Bad}}

// texts are the labels of a drawing in the order they are painted.
func texts(d Drawing) []string {
	var out []string
	for _, m := range d.Marks {
		if l, ok := m.(Label); ok {
			out = append(out, l.Text)
		}
	}
	return out
}

func boxes(d Drawing, which func(Box) bool) []Box {
	var out []Box
	for _, m := range d.Marks {
		if b, ok := m.(Box); ok && which(b) {
			out = append(out, b)
		}
	}
	return out
}

func isPart(b Box) bool { return b.H == barHeight }

func TestPartsAreAsLongAsTheirNumbers(t *testing.T) {
	d := Draw(doc.Bars{Legend: parts, Bars: []doc.Bar{{Label: "A", Values: counts(10, 20, 5)}, {Label: "B", Values: counts(0, 5, 0)}}})
	got := boxes(d, isPart)
	if len(got) != 4 {
		t.Fatalf("%d parts are drawn, want 4: what is 0 has no length", len(got))
	}
	unit := got[0].W / 10
	for i, want := range []float64{10, 20, 5, 5} {
		if math.Abs(got[i].W/unit-want) > 1e-9 {
			t.Errorf("part %d is %.3f units long, want %.0f", i, got[i].W/unit, want)
		}
	}
	if got[1].X != got[0].X+got[0].W || got[3].X != got[0].X {
		t.Error("parts should stand behind each other, and every bar begins at the same edge")
	}
}

func TestPartsOfOneToneDifferByTheirFill(t *testing.T) {
	d := Draw(doc.Bars{Legend: parts, Bars: []doc.Bar{{Values: counts(10, 20, 5)}}})
	got := boxes(d, isPart)
	if got[1].Fill != Solid || got[2].Fill != Tint || got[1].Tone != got[2].Tone {
		t.Errorf("got %v and %v, want a solid and a tinted part of one tone", got[1], got[2])
	}
	for _, m := range d.Marks {
		if l, ok := m.(Label); ok && l.Text == "5" && l.On != Tint {
			t.Errorf("the number of a tinted part says that it stands on %v", l.On)
		}
	}
}

func TestWithheldIsSaidAndNotDrawn(t *testing.T) {
	for _, values := range [][]doc.Count{{{N: 7, Withheld: true}, {N: 3}}, {{N: 300, Withheld: true}, {N: 3}}} {
		d := Draw(doc.Bars{Legend: parts[:2], Bars: []doc.Bar{{Label: "A", Values: values}, {Label: "B", Values: counts(2, 2)}}})
		if got := boxes(d, isPart); len(got) != 3 || got[0].Tone != doc.Bad {
			t.Errorf("got %d parts, want 3 and none for the withheld number", len(got))
		}
		if !slices.Contains(texts(d), doc.Withheld) {
			t.Errorf("got %q, want %s behind the bar", texts(d), doc.Withheld)
		}
	}
	one := Draw(doc.Bars{Bars: []doc.Bar{{Label: "A", Values: []doc.Count{{N: 9, Withheld: true}}}, {Label: "B", Values: counts(1)}}})
	two := Draw(doc.Bars{Bars: []doc.Bar{{Label: "A", Values: []doc.Count{{N: 99, Withheld: true}}}, {Label: "B", Values: counts(1)}}})
	if boxes(one, isPart)[0] != boxes(two, isPart)[0] {
		t.Error("a withheld number changes the scale of the others, which tells how large it is")
	}
}

func TestNumbersThatDoNotFitStandBehindTheBar(t *testing.T) {
	d := Draw(doc.Bars{Unit: "%", Legend: parts[:2], Bars: []doc.Bar{{Label: "A", Values: counts(99, 1)}, {Label: "B", Values: counts(50, 50)}}})
	for _, want := range []string{"99% / 1%", "50% / 50%"} {
		if !slices.Contains(texts(d), want) {
			t.Errorf("got %q, want %q behind its bar", texts(d), want)
		}
	}
}

func TestMaxIsTheFullWidth(t *testing.T) {
	at := func(most float64) float64 {
		return boxes(Draw(doc.Bars{Max: most, Bars: []doc.Bar{{Label: "A", Values: counts(50)}}}), isPart)[0].W
	}
	if math.Abs(at(50)-2*at(100)) > 1e-9 || at(10) != at(50) {
		t.Errorf("50 is %.3f wide of 100, %.3f of 50 and %.3f of 10, which it exceeds", at(100), at(50), at(10))
	}
}

func TestNothingToDraw(t *testing.T) {
	for _, p := range []doc.Plot{doc.Bars{}, doc.Grid{}, doc.Grid{Rows: []string{"a"}}, nil} {
		if d := Draw(p); len(d.Marks) != 0 || d.Height != 0 {
			t.Errorf("%#v gives %v, want nothing", p, d)
		}
	}
}

func square(rows, cols int, cell doc.GridCell) doc.Grid {
	g := doc.Grid{RowTitle: "Risk", ColTitle: "Level"}
	for range cols {
		g.Cols = append(g.Cols, "col")
	}
	for range rows {
		g.Rows = append(g.Rows, "row")
		line := make([]doc.GridCell, cols)
		for c := range line {
			line[c] = cell
		}
		g.Cells = append(g.Cells, line)
	}
	return g
}

func TestGridHasABoxACellAndOneOutlineAroundWhereTheReaderIs(t *testing.T) {
	g := square(4, 5, doc.GridCell{Text: "Access", Tone: doc.Good})
	for r := range g.Cells {
		g.Cells[r][2].Here = true
	}
	d := Draw(g)
	if got := len(boxes(d, func(b Box) bool { return b.Fill == Tint && b.Tone == doc.Good })); got != 20 {
		t.Errorf("%d tinted cells, want 20", got)
	}
	here := boxes(d, func(b Box) bool { return b.Strong })
	if len(here) != 1 {
		t.Fatalf("%d strong outlines, want one around the column", len(here))
	}
	column := boxes(d, func(b Box) bool { return b.Fill == Tint })[2]
	if here[0].X > column.X || here[0].X+here[0].W < column.X+column.W || math.Abs(here[0].Y+here[0].H-d.Height) > 1e-9 {
		t.Errorf("the outline %v is not around the column of %v", here[0], column)
	}
}

func TestGridOutlinesAreasThatDoNotTouchOneByOne(t *testing.T) {
	g := square(3, 3, doc.GridCell{})
	g.Cells[0][0].Here, g.Cells[2][1].Here, g.Cells[2][2].Here = true, true, true
	if got := len(boxes(Draw(g), func(b Box) bool { return b.Strong })); got != 2 {
		t.Errorf("%d strong outlines, want 2", got)
	}
}

func TestThingsThatDoNotFitAreCounted(t *testing.T) {
	g := square(1, 5, doc.GridCell{Text: "Access"})
	for i := range 20 {
		g.Cells[0][0].Things = append(g.Cells[0][0].Things, "PAYEVNT."+string(rune('A'+i)))
	}
	said, shown := texts(Draw(g)), 0
	for _, s := range said {
		shown += strings.Count(s, "PAYEVNT.")
	}
	if shown != 4 || !slices.Contains(said, "+16 more") {
		t.Errorf("got %q, want four things and \"+16 more\"", said)
	}
	g.Cells[0][0].Things = g.Cells[0][0].Things[:2]
	if said := texts(Draw(g)); !slices.Contains(said, "PAYEVNT.A,") || !slices.Contains(said, "PAYEVNT.B") {
		t.Errorf("got %q, want both things with a comma between them", said)
	}
}

func TestALongThingBreaksAtItsDots(t *testing.T) {
	g := square(1, 6, doc.GridCell{})
	g.Cells[0][0].Things = []string{"PAYEVNT.0004.submit.again"}
	if said := texts(Draw(g)); !slices.Contains(said, "PAYEVNT.") || !slices.Contains(said, "again") {
		t.Errorf("got %q, want the thing broken behind a dot", said)
	}
}

func TestGridWithMissingCells(t *testing.T) {
	g := square(3, 3, doc.GridCell{Text: "x"})
	g.Cells = g.Cells[:1]
	g.Cells[0] = g.Cells[0][:2]
	if got := len(boxes(Draw(g), func(b Box) bool { return b.Fill == Tint })); got != 9 {
		t.Errorf("%d cells, want 9: a cell that is not given is empty", got)
	}
}

func TestWrap(t *testing.T) {
	for _, c := range []struct {
		text string
		most int
		want []string
	}{
		{"aaaa bbbb", 2, []string{"aaaa", "bbbb"}},
		{"aaaaaaaa", 2, []string{"aaaaa", "aaa"}},
		{"aaaa bb cccc", 2, []string{"aaaa", "bb …"}},
		{"aaaa bbbbb cccc", 2, []string{"aaaa", "bbb…"}},
		{"", 2, nil},
	} {
		if got := wrap(c.text, 3.2*wider, 1, false, c.most); !slices.Equal(got, c.want) {
			t.Errorf("%q in %d lines: got %q, want %q", c.text, c.most, got, c.want)
		}
	}
}

func FuzzDraw(f *testing.F) {
	f.Add("Label", "Thing", 3.0, 40.0)
	f.Add(strings.Repeat("long ", 400), "漢字😀\xff", math.Inf(1), math.NaN())
	f.Add("a\u0301", strings.Repeat("x", 3000), -1.0, 1e300)
	f.Fuzz(func(t *testing.T, a, b string, x, y float64) {
		inUnit(t, Draw(doc.Bars{Subject: a, Unit: b, Max: y, Legend: []doc.Key{{Label: a}, {Label: b}},
			Bars: []doc.Bar{{Label: b, Values: counts(x, y)}, {Label: a, Values: counts(y, 1, 2)}, {}}}))
		g := square(2, 3, doc.GridCell{Text: a, Things: []string{b, a, b}, Here: true})
		g.RowTitle, g.ColTitle, g.Rows[0], g.Cols[0] = a, b, b, a
		inUnit(t, Draw(g))
	})
}

// inUnit checks that the marks lie in the drawing, its text as wide as it is estimated.
func inUnit(t *testing.T, d Drawing) {
	t.Helper()
	inside := func(x, y float64, m Mark) {
		if !(x >= -1e-6 && x <= 1+1e-6 && y >= -1e-6 && y <= d.Height+1e-6) {
			t.Errorf("%#v lies outside the drawing of height %.3f", m, d.Height)
		}
	}
	for _, m := range d.Marks {
		switch m := m.(type) {
		case Box:
			inside(m.X, m.Y, m)
			inside(m.X+m.W, m.Y+m.H, m)
		case Line:
			inside(m.X1, m.Y1, m)
			inside(m.X2, m.Y2, m)
		case Label:
			w := extent(m.Text, m.Size, m.Strong)
			from := m.X - w*float64(m.Anchor)/2
			inside(from, m.Y, m)
			inside(from+w, m.Y-m.Size*0.7, m)
			if m.Size < 0.014 {
				t.Errorf("%q is set %.4f high, less than 7 pt on a page", m.Text, m.Size)
			}
		}
	}
}
