package cells

import (
	"bytes"
	"compress/flate"
	"io"
	"math/rand/v2"
	"strings"
	"testing"
)

// deflated is data as compress/flate packs it at a level.
func deflated(t testing.TB, data []byte, level int) []byte {
	t.Helper()
	var b bytes.Buffer
	w, err := flate.NewWriter(&b, level)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// unpacked is what compress/flate makes of packed bytes; it is false where they are damaged, or others stand behind them.
func unpacked(packed []byte, most int) ([]byte, bool) {
	source := bytes.NewReader(packed)
	data, err := io.ReadAll(io.LimitReader(flate.NewReader(source), int64(most)+1))
	return data, err == nil && len(data) <= most && source.Len() == 0
}

// sameAsFlate holds what the inflater says of packed bytes against what compress/flate does.
func sameAsFlate(t *testing.T, f *inflater, packed []byte, most int) {
	t.Helper()
	want, ok := unpacked(packed, most)
	room := make([]byte, most)
	n, got := f.inflate(room, packed, func() bool { return false })
	if got != ok || ok && !bytes.Equal(room[:n], want) {
		t.Fatalf("%x: taken %t and unpacked to %q, by compress/flate %t, %q", packed, got, room[:n], ok, want)
	}
}

// What compress/flate packs, at any level and of any size, is unpacked; cut off, longer, in too little room and with
// any bit turned it is taken as compress/flate takes it.
func TestInflate(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	noise := make([]byte, 70_000)
	for i := range noise {
		noise[i] = byte(r.Uint32() >> (i / 10_000)) // the later, the fewer letters
	}
	texts := [][]byte{nil, []byte("a"), []byte("aaaaaaaaaaaa"), []byte(strings.Repeat("ab", 40_000)), noise, noise[:300]}
	for _, p := range parts() {
		texts = append(texts, []byte(p.text), []byte(strings.Repeat(p.text, 3)))
	}
	var f inflater
	for _, text := range texts {
		for _, level := range []int{flate.HuffmanOnly, flate.NoCompression, flate.BestSpeed, 6, flate.BestCompression} {
			packed := deflated(t, text, level)
			for _, most := range []int{len(text), len(text) + 1, max(0, len(text)-1)} {
				sameAsFlate(t, &f, packed, most)
			}
			sameAsFlate(t, &f, append(bytes.Clone(packed), 0), len(text)+1)
			for range 60 {
				sameAsFlate(t, &f, packed[:r.IntN(len(packed))], len(text)+1)
				broken := bytes.Clone(packed)
				broken[r.IntN(min(len(broken), 200))] ^= 1 << r.IntN(8)
				sameAsFlate(t, &f, broken, len(text)+400)
			}
		}
	}
}

// The limit on time holds within a part.
func TestInflateStops(t *testing.T) {
	var f inflater
	if _, ok := f.inflate(make([]byte, 10), deflated(t, []byte("text"), 6), func() bool { return true }); ok {
		t.Error("a part is unpacked after the time for it")
	}
}

// FuzzInflate: what is taken, and what it is, is as compress/flate says.
func FuzzInflate(f *testing.F) {
	for _, p := range parts() {
		for _, level := range []int{flate.HuffmanOnly, flate.NoCompression, flate.BestSpeed, 6} {
			f.Add(deflated(f, []byte(p.text), level))
		}
	}
	f.Add([]byte{3, 0})
	f.Add([]byte{1, 0, 0, 0xff, 0xff})
	f.Fuzz(func(t *testing.T, packed []byte) {
		var own inflater
		sameAsFlate(t, &own, packed, 1<<16)
	})
}

// BenchmarkInflate unpacks a part with texts of people, and for comparison lets compress/flate do it.
func BenchmarkInflate(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 2))
	words := strings.Fields("the team that runs it looks through <si><t> every quarter </t></si> Maßnahmen laufen bis zum Jahresende see “Annex B” &amp; 4 hours https://trust.example.org/")
	var text bytes.Buffer
	for text.Len() < 40_000 {
		text.WriteString(words[r.IntN(len(words))])
		text.WriteString(strings.Repeat(string(rune('!'+r.IntN(90))), r.IntN(3)))
	}
	packed, room := deflated(b, text.Bytes(), 6), make([]byte, text.Len())
	b.Run("own", func(b *testing.B) {
		var f inflater
		b.SetBytes(int64(text.Len()))
		b.ReportAllocs()
		for b.Loop() {
			if _, ok := f.inflate(room, packed, func() bool { return false }); !ok {
				b.Fatal("not unpacked")
			}
		}
	})
	b.Run("flate", func(b *testing.B) {
		source := bytes.NewReader(packed)
		z := flate.NewReader(source)
		b.SetBytes(int64(text.Len()))
		b.ReportAllocs()
		for b.Loop() {
			source.Reset(packed)
			if err := z.(flate.Resetter).Reset(source, nil); err != nil {
				b.Fatal(err)
			}
			if _, err := io.ReadFull(z, room); err != nil {
				b.Fatal(err)
			}
		}
	})
}
