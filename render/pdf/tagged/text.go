package tagged

import (
	"strconv"
	"time"
	"unicode/utf16"
)

// add, int, ref, number, bytes, text and entry write into the object that was begun.
func (w *writer) add(s string) { w.small = append(w.small, s...) }

func (w *writer) int(n int) { w.small = strconv.AppendInt(w.small, int64(n), 10) }

func (w *writer) ref(n int) {
	w.int(n)
	w.add(" 0 R")
}

// number writes hundredths: as fine as fpdf writes coordinates.
func (w *writer) number(v float64) { w.small = strconv.AppendFloat(w.small, v, 'f', 2, 64) }

// spaced writes values one after the other with a blank between them, as arrays have them.
func spaced[T any](w *writer, all []T, write func(T)) {
	for i, v := range all {
		if i > 0 {
			w.add(" ")
		}
		write(v)
	}
}

func (w *writer) entry(e entry) {
	w.add("/")
	w.small = append(w.small, e.key...)
	if c := e.value[0]; classes[c] == regular { // what is delimited needs no blank
		w.add(" ")
	}
	w.small = append(w.small, e.value...)
}

// bytes writes a string of bytes.
func (w *writer) bytes(s string) { w.small = appendString(w.small, s) }

// text writes a text string (ISO 32000-1, 7.9.2.2): as it is where it is ASCII, or in UTF-16.
func (w *writer) text(s string) { w.small = appendText(w.small, s) }

func appendText(b []byte, s string) []byte {
	for _, r := range s {
		if r < ' ' || r > '~' {
			return appendUTF16(b, s)
		}
	}
	return appendString(b, s)
}

func appendString(b []byte, s string) []byte {
	b = append(b, '(')
	for i := range len(s) {
		b = appendEscaped(b, s[i])
	}
	return append(b, ')')
}

func appendUTF16(b []byte, s string) []byte {
	b = append(b, '(', 0xfe, 0xff)
	for _, u := range utf16.Encode([]rune(s)) {
		b = appendEscaped(b, byte(u>>8))
		b = appendEscaped(b, byte(u))
	}
	return append(b, ')')
}

// appendEscaped escapes what ends a string, and the ends of lines, which readers may change.
func appendEscaped(b []byte, c byte) []byte {
	switch c {
	case '(', ')', '\\':
		return append(b, '\\', c)
	case '\r':
		return append(b, '\\', 'r')
	case '\n':
		return append(b, '\\', 'n')
	}
	return append(b, c)
}

const digits = "0123456789ABCDEF"

// name writes a key and a name.
func (w *writer) name(key, name string) { w.small = appendName(append(w.small, key...), name) }

// appendName writes a name, with what is no regular character by number (ISO 32000-1, 7.3.5).
func appendName(b []byte, s string) []byte {
	b = append(b, '/')
	for i := range len(s) {
		if c := s[i]; classes[c] != regular || c == '#' || c < '!' || c > '~' {
			b = append(b, '#', digits[c>>4], digits[c&15])
		} else {
			b = append(b, c)
		}
	}
	return b
}

// pdfDate is a date as ISO 32000-1, 7.9.4 writes it, in UTC.
func pdfDate(at time.Time) string { return at.UTC().Format("D:20060102150405Z") }

// xmpDate is the same instant as XMP writes it.
func xmpDate(at time.Time) string { return at.UTC().Format("2006-01-02T15:04:05Z") }
