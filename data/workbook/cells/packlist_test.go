package cells

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"strings"
	"testing"
)

// TestPackedTwice: a zip file names each part twice, in its list and before its bytes. Where the two
// differ, programs read different files.
func TestPackedTwice(t *testing.T) {
	const sheet1 = "xl/worksheets/sheet1.xml"
	good := stored(t, parts()...)
	own := func(lie func(h []byte)) []byte { return patched(t, good, "PK\x03\x04", 30, sheet1, lie) }
	listed := func(lie func(h []byte)) []byte { return patched(t, good, "PK\x01\x02", 46, sheet1, lie) }
	end := func(lie func(h []byte)) []byte {
		data := bytes.Clone(good)
		lie(data[bytes.LastIndex(data, []byte("PK\x05\x06")):])
		return data
	}
	put16, put32 := binary.LittleEndian.PutUint16, binary.LittleEndian.PutUint32
	cases := []struct {
		name string
		data []byte
		why  string // "" where the file is read
	}{
		{"sound", good, ""},
		{"comment at the end", withComment(t, "hello"), ""},
		{"large numbers", zip64(t), ""},
		{"other name", own(func(h []byte) { copy(h[30:], "xl/worksheets/sheet9.xml") }), "xl/worksheets/sheet1.xml is listed under this name and packed as xl/worksheets/sheet9.xml"},
		{"other method", own(func(h []byte) { put16(h[8:], 8) }), "sheet1.xml is damaged: its own header and the list of parts disagree"},
		{"other sum", own(func(h []byte) { h[14] ^= 1 }), "sheet1.xml is damaged: its own header"},
		{"other size", own(func(h []byte) { h[22]++ }), "sheet1.xml is damaged: its own header"},
		{"other packed size", own(func(h []byte) { h[18]++ }), "sheet1.xml is damaged: its own header"},
		{"locked in one place", own(func(h []byte) { h[6] |= 1 }), "sheet1.xml is damaged: its own header"},
		{"sizes behind, and lying before", own(func(h []byte) { h[6] |= 8; h[18]++ }), "sheet1.xml is damaged: its own header"},
		{"sizes behind, and none before", own(func(h []byte) { h[6] |= 8; clear(h[14:26]) }), ""},
		{"listed where it does not lie", listed(func(h []byte) { put32(h[42:], 1) }), "is cut off, or listed where it does not lie"},
		{"listed past the end", listed(func(h []byte) { put32(h[42:], 1<<30) }), "is cut off"},
		{"two parts of one header", listed(func(h []byte) { put32(h[42:], 0) }), "is listed under this name and packed as [Content_Types].xml"},
		{"parts inside each other", overlapping(t), "a.xml and b.xml share bytes, as only harmful files do"},
		{"bytes behind the end", append(bytes.Clone(good), 'x'), "the list of its parts is missing or broken"},
		{"list with a gap before the end", end(func(h []byte) { put32(h[12:], binary.LittleEndian.Uint32(h[12:])-1) }), "the list of its parts is missing or broken"},
		{"list that is longer", end(func(h []byte) { put16(h[10:], 7) }), "the list of its parts is missing or broken"},
		{"list that is shorter", end(func(h []byte) { put16(h[10:], 9) }), "the list of its parts is missing or broken"},
		{"list without end", end(func(h []byte) { put16(h[10:], 0xFFFF) }), "packed from 65,535 parts, more than the 2,000 allowed"},
		{"two ends", twoEnds(t), "the list of its parts is missing or broken"},
		{"name longer than the list", listed(func(h []byte) { put16(h[28:], 0xFFFF) }), "the list of its parts is missing or broken"},
		{"large numbers that are missing", listed(func(h []byte) { put32(h[24:], 0xFFFFFFFF) }), "the list of its parts is missing or broken"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			b, err := Open("z.xlsx", c.data)
			switch {
			case c.why == "" && err != nil:
				t.Errorf("refused, and should be read: %v", err)
			case c.why == "":
				if got := told(b); got != lines("A1 text Yes") {
					t.Errorf("it reads\n%s", got)
				}
			case err == nil:
				t.Errorf("read, and should be refused:\n%s", told(b))
			case !strings.Contains(err.Error(), c.why):
				t.Errorf("refused with\n%v\nwant a reason with\n%s", err, c.why)
			}
		})
	}
}

// stored packs parts without deflating them, sums and sizes in their own headers.
func stored(t testing.TB, all ...part) []byte {
	t.Helper()
	return zipped(t, "", all...)
}

func withComment(t *testing.T, comment string) []byte { return zipped(t, comment, parts()...) }

func zipped(t testing.TB, comment string, all ...part) []byte {
	t.Helper()
	var file bytes.Buffer
	z := zip.NewWriter(&file)
	check(t, z.SetComment(comment))
	for _, p := range all {
		w, err := z.CreateRaw(&zip.FileHeader{Name: p.name, CRC32: crc32.ChecksumIEEE([]byte(p.text)),
			CompressedSize64: uint64(len(p.text)), UncompressedSize64: uint64(len(p.text))})
		check(t, err)
		_, err = w.Write([]byte(p.text))
		check(t, err)
	}
	check(t, z.Close())
	return file.Bytes()
}

// patched changes the record with this signature that names a part at this distance.
func patched(t *testing.T, data []byte, sign string, distance int, name string, lie func(h []byte)) []byte {
	t.Helper()
	data = bytes.Clone(data)
	for i := range data {
		if h := data[i:]; bytes.HasPrefix(h, []byte(sign)) && len(h) > distance && bytes.HasPrefix(h[distance:], []byte(name)) {
			lie(h)
			return data
		}
	}
	t.Fatalf("there is no record of %s", name)
	return nil
}

// overlapping has one part whose bytes are those of the next one, header and all: so a small file
// can unpack to any size.
func overlapping(t *testing.T) []byte {
	t.Helper()
	all := append(parts(), part{"a.xml", ""}, part{"b.xml", "text"})
	good := stored(t, all...)
	inner := bytes.LastIndex(good, []byte("PK\x03\x04"))
	size := uint32(30 + len("b.xml") + len("text"))
	sum := crc32.ChecksumIEEE(good[inner:][:size])
	grow := func(sumAt int) func(h []byte) {
		return func(h []byte) {
			binary.LittleEndian.PutUint32(h[sumAt:], sum)
			binary.LittleEndian.PutUint32(h[sumAt+4:], size)
			binary.LittleEndian.PutUint32(h[sumAt+8:], size)
		}
	}
	return patched(t, patched(t, good, "PK\x03\x04", 30, "a.xml", grow(14)), "PK\x01\x02", 46, "a.xml", grow(16))
}

// twoEnds hides a second end in the comment of the first.
func twoEnds(t *testing.T) []byte {
	t.Helper()
	end := "PK\x05\x06" + strings.Repeat("\x00", 18)
	return withComment(t, end)
}

// zip64 has its end written in the way of very large files.
func zip64(t *testing.T) []byte {
	t.Helper()
	good := stored(t, parts()...)
	at := bytes.LastIndex(good, []byte("PK\x05\x06"))
	end := bytes.Clone(good[at:])
	le := binary.LittleEndian
	record := append([]byte("PK\x06\x06"), make([]byte, 52)...)
	le.PutUint64(record[4:], 44)
	le.PutUint64(record[24:], uint64(le.Uint16(end[8:])))
	le.PutUint64(record[32:], uint64(le.Uint16(end[10:])))
	le.PutUint64(record[40:], uint64(le.Uint32(end[12:])))
	le.PutUint64(record[48:], uint64(le.Uint32(end[16:])))
	locator := append([]byte("PK\x06\x07"), make([]byte, 16)...)
	le.PutUint64(locator[8:], uint64(at))
	le.PutUint32(locator[16:], 1)
	copy(end[8:20], "\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF")
	return bytes.Join([][]byte{good[:at], record, locator, end}, nil)
}

// TestStop: a reading is given up when the time is over, wherever it is.
func TestStop(t *testing.T) {
	rows := strings.Repeat(`<row><c><v>1</v></c></row>`, 20_000)
	comments := strings.Repeat(`<comment ref="A1" authorId="0"/>`, 20_000)
	files := map[string][]byte{
		"many rows": withRows(t, rows), "many repeated rows": odsRows(t, strings.Repeat(odsCells("x"), 20_000)), "csv": []byte(strings.Repeat("a,b\n", 20_000)),
		"much packed":   with(t, part{"xl/sharedStrings.xml", stringsPart(manyTexts(100_000))}),
		"many comments": changedIn(t, carrying(t), part{"xl/comments1.xml", `<comments xmlns="` + mainURI + `"><commentList>` + comments + `</commentList></comments>`}),
	}
	for name, data := range files {
		asked := 0
		limits := DefaultLimits()
		limits.Stop = func() bool { asked++; return false }
		if _, err := InspectWithin("s", data, limits); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if asked < 5 {
			t.Errorf("%s: asked %d times whether to stop, want it often", name, asked)
		}
		for _, enough := range []int{0, 1, 2, asked / 2, asked - 2, asked - 1} {
			n := 0
			limits.Stop = func() bool { n++; return n > enough }
			_, err := InspectWithin("s", data, limits)
			if err == nil || !strings.Contains(err.Error(), "reading it takes longer than the time allowed") {
				t.Fatalf("%s: stopped after %d questions, got %v", name, enough, err)
			}
		}
	}
}

func manyTexts(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "<si><t>text %d</t></si>", i)
	}
	return b.String()
}
