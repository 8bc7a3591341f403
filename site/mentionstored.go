package site

import (
	"encoding/binary"
)

// MarshalBinary writes a mention as it is stored; of anchors it writes their marks.
func (m Mention) MarshalBinary() ([]byte, error) {
	if len(m.Anchors) > 0 {
		m = m.Brief()
	}
	size := 8 + 5*len(m.Marks)
	for _, l := range m.Links {
		size += len(l.Href) + len(l.Text) + 4
	}
	b := binary.AppendUvarint(make([]byte, 0, size), uint64(len(m.Marks)))
	for _, mark := range m.Marks {
		b = binary.LittleEndian.AppendUint32(b, mark)
	}
	b = binary.AppendUvarint(b, uint64(len(m.Links)))
	for _, l := range m.Links {
		b = appendText(appendText(b, l.Href), l.Text)
	}
	return b, nil
}

// UnmarshalBinary reads what MarshalBinary wrote. What was cut off is an error.
func (m *Mention) UnmarshalBinary(b []byte) error {
	*m = Mention{}
	r := stored{rest: b}
	n := r.number()
	for range min(n, uint64(len(r.rest)/4)) {
		m.Marks = append(m.Marks, binary.LittleEndian.Uint32(r.rest))
		r.rest = r.rest[4:]
	}
	if uint64(len(m.Marks)) < n {
		return errCutOff
	}
	n = r.number()
	for i := uint64(0); i < n && !r.short; i++ {
		m.Links = append(m.Links, Ref{string(r.bytes()), string(r.bytes())})
	}
	if r.short || len(r.rest) > 0 {
		return errCutOff
	}
	return nil
}
