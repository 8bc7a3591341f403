package cells

import (
	"bytes"
	"encoding/binary"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// decodeText makes UTF-8 with line ends of \n or \r\n of the bytes of a text file. A byte order
// mark tells UTF-16 and UTF-8; without one, what is not valid UTF-8 is taken for Windows-1252,
// which is what Excel saves as plain CSV in western Europe.
func decodeText(data []byte) (string, error) {
	text, err := toUTF8(data)
	if err != nil {
		return "", err
	}
	if !strings.Contains(text, "\n") { // as old Macs wrote it
		text = strings.ReplaceAll(text, "\r", "\n")
	}
	if at, why := badCharacter([]byte(text)); why != "" {
		return "", refuse(doSaveText, "line %d: %s", strings.Count(text[:at], "\n")+1, strings.Replace(why, "it ", "the text ", 1))
	}
	return text, nil
}

func toUTF8(data []byte) (string, error) {
	if rest, ok := bytes.CutPrefix(data, []byte{0xFF, 0xFE}); ok {
		return fromUTF16(rest, binary.LittleEndian)
	}
	if rest, ok := bytes.CutPrefix(data, []byte{0xFE, 0xFF}); ok {
		return fromUTF16(rest, binary.BigEndian)
	}
	if bytes.IndexByte(data, 0) >= 0 {
		return "", refuse(doSaveText, "the file is neither a workbook nor text")
	}
	data, marked := bytes.CutPrefix(data, []byte("\uFEFF"))
	if marked || utf8.Valid(data) {
		return string(data), nil
	}
	return fromWindows(data)
}

func fromUTF16(data []byte, order binary.ByteOrder) (string, error) {
	if len(data)%2 != 0 {
		return "", refuse(doSendAnew, "the file is cut off in the middle of a UTF-16 character")
	}
	var text strings.Builder
	text.Grow(len(data))
	for ; len(data) > 0; data = data[2:] {
		r := rune(order.Uint16(data))
		if utf16.IsSurrogate(r) {
			if len(data) >= 4 {
				r = utf16.DecodeRune(r, rune(order.Uint16(data[2:])))
				data = data[2:]
			}
			if len(data) < 2 || utf16.IsSurrogate(r) || r == utf8.RuneError {
				return "", refuse(doSaveText, "the file holds half of a UTF-16 character")
			}
		}
		text.WriteRune(r)
	}
	return text.String(), nil
}

// windows1252 holds what the bytes 0x80 to 0x9F stand for; the others are those of Unicode. Zero:
// not in use.
var windows1252 = [32]rune{
	'€', 0, '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', 0, 'Ž', 0,
	0, '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', 0, 'ž', 'Ÿ',
}

func fromWindows(data []byte) (string, error) {
	var text strings.Builder
	text.Grow(len(data) + len(data)/8)
	for i, c := range data {
		r := rune(c)
		if c >= 0x80 && c < 0xA0 {
			r = windows1252[c-0x80]
		}
		if r == 0 {
			line := bytes.Count(data[:i], []byte("\n")) + 1
			return "", refuse(doSaveText, "line %d: the text is in an unknown encoding, neither UTF-8 nor Windows-1252", line)
		}
		text.WriteRune(r)
	}
	return text.String(), nil
}
