package search

import (
	"sync"
	"unicode"
	"unicode/utf8"
)

// longest is how many characters of a word are kept. A longer word is found by its beginning.
const longest = 40

// words calls do with every word of a text, folded. The bytes are good until do returns.
//
// A word is a run of letters, digits and their marks. A full stop between digits belongs to it ("1.2"), an
// apostrophe between letters is left out ("provider's"). An id such as "P14" is one word; a name with a
// number such as "TLS1.2" or "ISO27001" is one as well, and the number is another, for those who write
// "ISO 27001". templates/assets/search.js takes a reader's words apart by the same rules.
func words(text string, do func(word []byte)) {
	var w word
	for i := 0; i < len(text); {
		if lower := plain[text[i]]; lower != 0 {
			w.end = rune(text[i])
			w.keepByte(lower)
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		switch {
		case ignored(r):
		case r == '.' && unicode.IsDigit(w.end) && unicode.IsDigit(after(text, i)):
			w.add(r)
		case (r == '\'' || r == '’') && unicode.IsLetter(w.end) && unicode.IsLetter(after(text, i)):
		case r >= utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r) && w.end != 0):
			w.add(r)
		case w.end != 0:
			w.done(do)
		}
		i += size
	}
	if w.end != 0 {
		w.done(do)
	}
}

// plain has the letters and digits of ASCII, folded, and 0 for all other bytes.
var plain = func() (t [256]byte) {
	for c := range t {
		switch r := rune(c); {
		case r >= '0' && r <= '9', r >= 'a' && r <= 'z':
			t[c] = byte(c)
		case r >= 'A' && r <= 'Z':
			t[c] = byte(c) | 0x20
		}
	}
	return t
}()

// ignored characters are no part of a word and do not end it: accents written as characters of their own,
// variation selectors and joiners of emoji, soft hyphens.
func ignored(r rune) bool {
	return r >= 0x300 && r <= 0x36f || r >= 0x20d0 && r <= 0x20ff || r >= 0xfe00 && r <= 0xfe0f ||
		r == 0xad || r == 0x200c || r == 0x200d
}

// after is the character behind the one at i, which has one byte or is an apostrophe.
func after(text string, i int) rune {
	_, size := utf8.DecodeRuneInString(text[i:])
	r, _ := utf8.DecodeRuneInString(text[i+size:])
	return r
}

// word is one being read: its folded bytes, their number of characters, and the last character as it
// stands in the text, 0 before the first.
type word struct {
	folded []byte
	length int
	end    rune
}

func (w *word) add(r rune) {
	w.end = r
	lower := unicode.ToLower(r)
	if lower < utf8.RuneSelf {
		w.keep(lower)
		return
	}
	base, ok := bases()[lower]
	if !ok {
		w.keep(lower)
	}
	for _, r := range base {
		w.keep(r)
	}
}

func (w *word) keep(r rune) {
	if w.length < longest {
		w.folded = utf8.AppendRune(w.folded, r)
		w.length++
	}
}

func (w *word) keepByte(c byte) {
	if w.length < longest {
		w.folded = append(w.folded, c)
		w.length++
	}
}

func (w *word) done(do func([]byte)) {
	do(w.folded)
	if n := number(w.folded); n > 0 {
		do(w.folded[n:])
	}
	w.folded, w.length, w.end = w.folded[:0], 0, 0
}

// number is where the number begins in a word of two letters or more and three digits or more, the full
// stops among them counted, or 0.
func number(word []byte) int {
	if end := word[len(word)-1]; end >= 'a' && end <= 'z' {
		return 0
	}
	letters, at := 0, 0
	for at < len(word) {
		r, size := utf8.DecodeRune(word[at:])
		if !unicode.IsLetter(r) {
			break
		}
		letters++
		at += size
	}
	rest := word[at:]
	for _, r := range string(rest) {
		if !unicode.IsDigit(r) && r != '.' {
			return 0
		}
	}
	if letters < 2 || utf8.RuneCount(rest) < 3 {
		return 0
	}
	return at
}

// bases is folded the other way round: what each letter is folded to.
var bases = sync.OnceValue(func() map[rune]string {
	all := map[rune]string{}
	for base, letters := range folded {
		for _, r := range letters {
			all[r] = base
		}
	}
	return all
})

// folded lists by base the lower-case letters that are found under it, so that a reader who types
// "resume" or "Muller" finds "résumé" and "Müller".
var folded = map[string]string{
	"a":  "àáâãäåāăąǎǟǡǻȁȃȧḁạảấầẩẫậắằẳẵặ",
	"ae": "æǣǽ",
	"b":  "ḃḅḇ",
	"c":  "çćĉċčḉ",
	"d":  "ðďđḋḍḏḑḓ",
	"e":  "èéêëēĕėęěȅȇȩḕḗḙḛḝẹẻẽếềểễệ",
	"f":  "ḟ",
	"g":  "ĝğġģǧǵḡ",
	"h":  "ĥħȟḣḥḧḩḫẖ",
	"i":  "ìíîïĩīĭįıǐȉȋḭḯỉị",
	"ij": "ĳ",
	"j":  "ĵǰ",
	"k":  "ķĸǩḱḳḵ",
	"l":  "ĺļľłḷḹḻḽ",
	"m":  "ḿṁṃ",
	"n":  "ñńņňŉǹṅṇṉṋ",
	"o":  "òóôõöøōŏőơǒǫǭȍȏȫȭȯȱṍṏṑṓọỏốồổỗộớờởỡợǿ",
	"oe": "œ",
	"p":  "ṕṗ",
	"r":  "ŕŗřȑȓṙṛṝṟ",
	"s":  "śŝşšſșṡṣṥṧṩẛ",
	"ss": "ß",
	"t":  "ţťŧțṫṭṯṱẗ",
	"th": "þ",
	"u":  "ùúûüũūŭůűųưǔǖǘǚǜȕȗṳṵṷṹṻụủứừửữự",
	"v":  "ṽṿ",
	"w":  "ŵẁẃẅẇẉẘ",
	"x":  "ẋẍ",
	"y":  "ýÿŷȳẏẙỳỵỷỹ",
	"z":  "źżžẑẓẕ",
	"ʒ":  "ǯ",
	"α":  "ά",
	"ε":  "έ",
	"η":  "ή",
	"ι":  "ΐίϊ",
	"ο":  "ό",
	"σ":  "ς",
	"υ":  "ΰϋύ",
	"ω":  "ώ",
	"а":  "ӑӓ",
	"г":  "ѓ",
	"е":  "ѐёӗ",
	"ж":  "ӂӝ",
	"з":  "ӟ",
	"и":  "йѝӣӥ",
	"к":  "ќ",
	"о":  "ӧ",
	"у":  "ўӯӱӳ",
	"ч":  "ӵ",
	"ы":  "ӹ",
	"э":  "ӭ",
	"і":  "ї",
	"ѵ":  "ѷ",
	"ә":  "ӛ",
	"ө":  "ӫ",
}
