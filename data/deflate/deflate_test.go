package deflate

import (
	"bytes"
	"compress/flate"
	"compress/zlib"
	"fmt"
	"io"
	"maps"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

var kinds = map[string]func() *Codes{"page": Pages, "objects": Objects, "font": Fonts, "data": Data, "sheet": Sheets}

// Whatever is deflated comes back, by a reader that is not ours, also from a Deflater that has been used.
func TestDeflatedComesBack(t *testing.T) {
	noise := make([]byte, 100_000)
	random := rand.New(rand.NewPCG(1, 2))
	for i := range noise {
		noise[i] = byte(random.Uint32())
	}
	row := []byte("/TD<</MCID 17>>BDC 102.3 0 Td (Partly met )Tj EMC\n")
	texts := [][]byte{nil, {0}, []byte("abc"), []byte("abcd"), []byte("abcdabcdabcd"), noise, slices.Concat(noise[:40_000], noise[:40_000]),
		bytes.Repeat([]byte{'a'}, 70_000), bytes.Repeat(row, 3000), []byte(strings.Repeat("Żółw ΑΒΓ ", 500))}
	for i := range 600 {
		texts = append(texts, bytes.Repeat(noise[i:i+1+i%9], 1+i)) // matches of every length
	}
	all := maps.Clone(kinds)
	all["fixed"] = Fixed
	for name, as := range all {
		d := new(Deflater)
		for i, text := range texts {
			if got := inflated(t, d.Zlib(text, as())); !bytes.Equal(got, text) {
				t.Errorf("%s: text %d of %d bytes comes back as %d others", name, i, len(text), len(got))
			}
			got, err := io.ReadAll(flate.NewReader(bytes.NewReader(d.Deflate(text, as()))))
			if err != nil || !bytes.Equal(got, text) {
				t.Errorf("%s: text %d of %d bytes comes back as %d others without its sum, error %v", name, i, len(text), len(got), err)
			}
		}
	}
}

func inflated(t *testing.T, deflated []byte) []byte {
	t.Helper()
	r, err := zlib.NewReader(bytes.NewReader(deflated))
	if err != nil {
		t.Fatal(err)
	}
	out, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// Whatever pieces are chosen of a stock, they come back, and are hardly longer than if they were looked through anew.
func TestChoicesComeBack(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	pieces := make([][]byte, 60)
	for i := range pieces {
		for len(pieces[i]) < i%7*40 {
			word := make([]byte, 3+random.IntN(20))
			for j := range word {
				word[j] = byte(random.Uint32()>>7) & byte(random.Uint32())
			}
			if old := pieces[random.IntN(i+1)]; len(old) > 30 {
				word = append(word, old[:random.IntN(30)]...)
			}
			pieces[i] = append(pieces[i], word...)
		}
	}
	stock, d, sizes := NewStock(pieces), new(Deflater), [2]int{}
	for n := range 300 {
		c := Choice{Stock: stock, At: n % 9 * 5}
		data := bytes.Repeat([]byte("head;"), n%9)
		for i := range pieces {
			if random.IntN(300) < n {
				c.Pieces = append(c.Pieces, i)
				data = append(data, pieces[i]...)
			}
		}
		data = append(data, strings.Repeat("tail", n%4)...)
		if err := c.Check(data); err != nil {
			t.Fatal(err)
		}
		deflated := d.ZlibChoice(data, c, Fonts())
		sizes[0] += len(deflated)
		if got := inflated(t, deflated); !bytes.Equal(got, data) {
			t.Fatalf("choice %d of %d bytes comes back as %d others", n, len(data), len(got))
		}
		sizes[1] += len(d.Zlib(data, Fonts()))
	}
	if sizes[0] > sizes[1]*101/100 {
		t.Errorf("choices have %d bytes, and %d where they are looked through", sizes[0], sizes[1])
	}
	for _, c := range []Choice{{stock, 1, []int{3}}, {stock, 0, []int{5, 4}}, {stock, -1, []int{1}}, {stock, 0, []int{60}}, {stock, 9999, []int{0}}} {
		if c.Check(slices.Concat(pieces[3:]...)) == nil {
			t.Errorf("%v is taken for what stands there", c.Pieces)
		}
	}
}

// Every byte, length and distance has a code, and no bit of the code is wasted.
func TestCodesAreWhole(t *testing.T) {
	for name, as := range kinds {
		c := as()
		space := 0.0
		for _, one := range slices.Concat(c.literals[:], c.distances[:]) {
			space += math.Pow(2, -float64(one.n))
			if one.n == 0 || one.n > 15 {
				t.Errorf("%s: a code of %d bits", name, one.n)
			}
		}
		before := uint8(99)
		for i, one := range c.lengths {
			slot, extra := lengthSlot(uint32(i))
			if one.n <= extra {
				t.Errorf("%s: a match of %d bytes has no code", name, i+3)
			}
			if slot != before {
				space += math.Pow(2, -float64(one.n-extra))
			}
			before = slot
		}
		if space != 2 {
			t.Errorf("%s: codes take %v of the room of 2", name, space)
		}
	}
}

func FuzzDeflate(f *testing.F) {
	f.Add([]byte("abcabcabcd"), uint8(3))
	d := new(Deflater)
	f.Fuzz(func(t *testing.T, text []byte, times uint8) {
		text = bytes.Repeat(text, 1+int(times))
		for name, as := range kinds {
			if got := inflated(t, d.Zlib(text, as())); !bytes.Equal(got, text) {
				t.Errorf("%s: %d bytes come back as %d others", name, len(text), len(got))
			}
		}
	})
}

// The head of an object stream comes back whatever its numbers are, and the objects behind it.
func TestHeadsComeBack(t *testing.T) {
	for name, step := range map[string][2]int{"usual": {1, 37}, "wide": {99_999, 123_456_789}, "same": {0, 0}} {
		var text []byte
		for i := range 3000 {
			text = fmt.Appendf(text, "%d %d ", 7+i*step[0], i*step[1])
		}
		first := len(text)
		text = append(text, strings.Repeat("<</S/TD/K 7>>", 900)...)
		if got := inflated(t, new(Deflater).ZlibObjects(text, first, Objects())); !bytes.Equal(got, text) {
			t.Errorf("%s: %d bytes come back as %d others", name, len(text), len(got))
		}
	}
	if got := inflated(t, new(Deflater).ZlibObjects([]byte("1 0 <<>>"), 4, Objects())); string(got) != "1 0 <<>>" {
		t.Errorf("one object comes back as %q", got)
	}
}
