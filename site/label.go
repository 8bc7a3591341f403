package site

import (
	"fmt"
	"path"
	"strconv"
	"strings"
)

// kinds are what files are called to readers where that is not their extension.
var kinds = map[string][]string{
	".md": {"Markdown"}, ".ics": {"iCalendar"}, ".xlsx": {"Excel"}, ".xlsm": {"Excel"}, ".ods": {"OpenDocument"}, ".txt": {"text"},
}

// promised says what is wrong with a link text like "Information pack (PDF, 732KB)" for this file. A text
// that names no size promises nothing.
func promised(text string, f File) (what, do string) {
	kind, size, ok := label(text)
	if !ok {
		return "", ""
	}
	if ext := path.Ext(f.Path); ext != "" && !isKind(kind, ext) {
		return fmt.Sprintf("it promises a file of kind %s, and %s is none", kind, f.Path), "name the kind of the file, or link to the file that was meant"
	}
	if real := size.of(f.Size); real != size.text {
		return fmt.Sprintf("it promises %s, and %s has %s", size.text, f.Path, real), "write the size the file has: " + real
	}
	return "", ""
}

// isKind says whether one word of a kind, such as the last of "OSCAL JSON", fits an extension.
func isKind(kind, ext string) bool {
	for word := range strings.FieldsSeq(kind) {
		if strings.EqualFold(word, ext[1:]) {
			return true
		}
		for _, k := range kinds[strings.ToLower(ext)] {
			if strings.EqualFold(word, k) {
				return true
			}
		}
	}
	return false
}

// stated is a size as a text has it: in KB or MB, with so many decimals.
type stated struct {
	text, unit string
	decimals   int
}

// label takes the kind and the size out of a text that ends with "(PDF, 732KB)".
func label(text string) (kind string, size stated, ok bool) {
	text, closed := strings.CutSuffix(strings.TrimSpace(text), ")")
	open := strings.LastIndexByte(text, '(')
	comma := strings.LastIndexByte(text, ',')
	if !closed || open < 0 || comma < open {
		return "", stated{}, false
	}
	kind, _, _ = strings.Cut(text[open+1:comma], ",")
	size.text = strings.Join(strings.Fields(text[comma+1:]), "")
	for _, size.unit = range []string{"KB", "MB", "GB"} {
		number, fits := strings.CutSuffix(size.text, size.unit)
		if _, err := strconv.ParseFloat(number, 64); !fits || err != nil {
			continue
		}
		_, fraction, _ := strings.Cut(number, ".")
		size.decimals = len(fraction)
		return strings.TrimSpace(kind), size, true
	}
	return "", stated{}, false
}

// of is the size of n bytes written like this one. A KB is 1,000 bytes, and part of one counts as one: the
// rule by which all files of an edition are labelled.
func (s stated) of(n int64) string {
	if s.unit == "KB" && s.decimals == 0 {
		return strconv.FormatInt((n+999)/1000, 10) + s.unit
	}
	bytes := map[string]float64{"KB": 1e3, "MB": 1e6, "GB": 1e9}[s.unit]
	size := strconv.FormatFloat(float64(n)/bytes, 'f', s.decimals, 64)
	return size + s.unit
}
