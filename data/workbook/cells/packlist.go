package cells

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"slices"
)

// packedPart is one part as the list at the end of a zip file names it.
type packedPart struct {
	name       string
	flags      uint16
	method     uint16
	sum        uint32 // CRC-32
	packedSize uint64
	size       uint64
	header     uint64 // where its own header begins
	from       uint64 // where its packed bytes begin, known after placePacked
}

const (
	flagLocked     = 1 << 0
	flagSizeBehind = 1 << 3 // sum and sizes stand behind the packed bytes, not in the part's own header
	methodStored   = 0
	methodDeflated = 8
	unknown32      = 0xFFFFFFFF // the true number stands in the zip64 field
)

// The records of a zip file, by signature and fixed length (PKWARE APPNOTE 4.3).
const (
	headerSign, headerSize   = "PK\x03\x04", 30
	listSign, listSize       = "PK\x01\x02", 46
	endSign, endSize         = "PK\x05\x06", 22
	end64Sign, end64Size     = "PK\x06\x06", 56
	locateSign, locateSize   = "PK\x06\x07", 20
	longestComment           = 0xFFFF
	fieldZip64, fieldHeading = 1, 4
)

var (
	u16 = binary.LittleEndian.Uint16
	u32 = binary.LittleEndian.Uint32
	u64 = binary.LittleEndian.Uint64
)

func brokenList() error {
	return refuse(doSendAnew, "the file is cut off or damaged: the list of its parts is missing or broken")
}

// listPacked reads the list of parts. It must be the only one, whole, and stand at the very end:
// what other programs could find in the file in another way is not guessed at.
func listPacked(data []byte, limits *Limits) ([]packedPart, error) {
	count, from, to, ok := findList(data)
	if !ok || from > to || to > uint64(len(data)) {
		return nil, brokenList()
	}
	if count > uint64(limits.Entries) {
		return nil, refuse(doShrink, "it is packed from %s parts, more than the %s allowed", thousands(int64(min(count, 1<<40))), thousands(limits.Entries))
	}
	rest := data[from:to]
	list := make([]packedPart, 0, count)
	for len(rest) > 0 {
		f, size, ok := readListed(rest)
		if !ok || uint64(len(list)) >= count {
			return nil, brokenList()
		}
		list = append(list, f)
		rest = rest[size:]
	}
	if uint64(len(list)) != count {
		return nil, brokenList()
	}
	return list, nil
}

// findList finds the record at the end of the file and tells how many parts there are and where
// the list of them begins and ends.
func findList(data []byte) (count, from, to uint64, ok bool) {
	at := -1
	for i := max(0, len(data)-endSize-longestComment); i+endSize <= len(data); i++ {
		next := bytes.Index(data[i:], []byte(endSign))
		if next < 0 {
			break
		}
		i += next
		if i+endSize > len(data) || i+endSize+int(u16(data[i+20:])) != len(data) {
			continue
		}
		if at >= 0 {
			return 0, 0, 0, false // two records claim to be the last
		}
		at = i
	}
	if at < 0 {
		return 0, 0, 0, false
	}
	end := data[at:]
	count, size, from := uint64(u16(end[10:])), uint64(u32(end[12:])), uint64(u32(end[16:]))
	to = uint64(at)
	if at >= locateSize+end64Size && string(data[at-locateSize:][:4]) == locateSign {
		record := u64(data[at-locateSize+8:])
		if record > uint64(at-locateSize-end64Size) || string(data[record:][:4]) != end64Sign {
			return 0, 0, 0, false
		}
		end, to = data[record:], record
		count, size, from = u64(end[32:]), u64(end[40:]), u64(end[48:])
	}
	return count, from, to, from <= to && to-from == size
}

// readListed reads one entry at the start of b and tells how long it is.
func readListed(b []byte) (f packedPart, size int, ok bool) {
	if len(b) < listSize || string(b[:4]) != listSign {
		return f, 0, false
	}
	name, extra, comment := int(u16(b[28:])), int(u16(b[30:])), int(u16(b[32:]))
	size = listSize + name + extra + comment
	if len(b) < size {
		return f, 0, false
	}
	f = packedPart{name: string(b[listSize:][:name]), flags: u16(b[8:]), method: u16(b[10:]), sum: u32(b[16:]),
		packedSize: uint64(u32(b[20:])), size: uint64(u32(b[24:])), header: uint64(u32(b[42:]))}
	ok = large(b[listSize+name:][:extra], &f.size, &f.packedSize, &f.header)
	return f, size, ok
}

// large takes the numbers that do not fit into 32 bits from the zip64 field, where they stand in
// this order and only those that are missing elsewhere.
func large(extra []byte, numbers ...*uint64) bool {
	field := zip64Field(extra)
	for _, n := range numbers {
		if *n != unknown32 {
			continue
		}
		if len(field) < 8 {
			return false
		}
		*n, field = u64(field), field[8:]
	}
	return true
}

func zip64Field(extra []byte) []byte {
	for len(extra) >= fieldHeading {
		kind, size := u16(extra), int(u16(extra[2:]))
		extra = extra[fieldHeading:]
		if size > len(extra) {
			return nil
		}
		if kind == fieldZip64 {
			return extra[:size]
		}
		extra = extra[size:]
	}
	return nil
}

// placePacked finds the bytes of each part by its own header, which must agree with the list, and
// no two parts may share bytes: programs that go by the one or by the other would read different files.
func placePacked(data []byte, list []packedPart) error {
	order := make([]*packedPart, len(list))
	for i := range list {
		f := &list[i]
		if why := f.place(data); why != "" {
			return refuse(doSendAnew, "the part %s is %s", shown(f.name), why)
		}
		order[i] = f
	}
	slices.SortFunc(order, func(a, b *packedPart) int { return cmp.Compare(a.header, b.header) })
	for i := 1; i < len(order); i++ {
		if before := order[i-1]; before.from+before.packedSize > order[i].header {
			return refuse(doSaveAnew, "the parts %s and %s share bytes, as only harmful files do", shown(before.name), shown(order[i].name))
		}
	}
	return nil
}

// place reads the part's own header.
func (f *packedPart) place(data []byte) (why string) {
	if f.header > uint64(len(data)) || len(data[f.header:]) < headerSize {
		return "cut off"
	}
	h := data[f.header:]
	name, extra := int(u16(h[26:])), int(u16(h[28:]))
	if string(h[:4]) != headerSign || len(h) < headerSize+name+extra {
		return "cut off, or listed where it does not lie"
	}
	own := packedPart{name: string(h[headerSize:][:name]), flags: u16(h[6:]), method: u16(h[8:]), sum: u32(h[14:]),
		packedSize: uint64(u32(h[18:])), size: uint64(u32(h[22:]))}
	large(h[headerSize+name:][:extra], &own.size, &own.packedSize)
	switch {
	case own.name != f.name:
		return "listed under this name and packed as " + shown(own.name)
	case own.method != f.method || own.flags&flagLocked != f.flags&flagLocked || !own.sizesFit(f):
		return "damaged: its own header and the list of parts disagree"
	}
	f.from = f.header + uint64(headerSize+name+extra)
	if f.from+f.packedSize > uint64(len(data)) {
		return "cut off"
	}
	return ""
}

// sizesFit compares sum and sizes of a part's own header with those of the list. A header written
// before they were known says 0.
func (own packedPart) sizesFit(f *packedPart) bool {
	later := own.flags&flagSizeBehind != 0
	fits := func(n, listed uint64) bool { return n == listed || later && n == 0 }
	return fits(uint64(own.sum), uint64(f.sum)) && fits(own.size, f.size) && fits(own.packedSize, f.packedSize)
}
