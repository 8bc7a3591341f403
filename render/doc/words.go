package doc

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"

	"opframe/data/date"
)

// noBreak is a no-break space, U+00A0.
const noBreak = "\u00a0"

// LongDate is "31 August 2017" with a no-break space between day and month, or "" for no date.
func LongDate(d date.Date) string {
	if d.IsZero() {
		return ""
	}
	return strconv.Itoa(d.Day) + noBreak + d.Month.String() + " " + strconv.Itoa(d.Year)
}

// Dateline is the line below the title of every format: label, date and publisher with a middle dot
// between them. What is not known is left out; "" when nothing is.
func (d Document) Dateline() string {
	var parts []string
	for _, p := range []string{d.Label, LongDate(d.Date), d.Publisher} {
		if p != "" {
			parts = append(parts, p)
		}
	}
	return strings.Join(parts, " · ")
}

// FileSize is the size of a file of n bytes as readers are told it: "54KB", "1.2MB". A KB is
// 1,000 bytes; part of one counts as one, so that no file seems empty.
func FileSize(n int64) string {
	if n <= 999_000 {
		return strconv.FormatInt((n+999)/1000, 10) + "KB"
	}
	return fmt.Sprintf("%.1fMB", float64(n)/1e6)
}

// Slug makes an anchor of a text: its letters and digits in lower case, with one hyphen wherever
// anything else stood. Letters of every script are kept. It is "section" when nothing is left.
func Slug(text string) string {
	var b strings.Builder
	gap := false
	for _, r := range text {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) {
			gap = b.Len() > 0
			continue
		}
		if gap {
			b.WriteByte('-')
			gap = false
		}
		b.WriteRune(unicode.ToLower(r))
	}
	if b.Len() == 0 {
		return "section"
	}
	return b.String()
}

// Anchors gives out ids that are unique in one document. The zero value is ready.
type Anchors struct{ taken map[string]bool }

// For is the Slug of text, with a number behind it when the slug is taken already.
func (a *Anchors) For(text string) string {
	if a.taken == nil {
		a.taken = map[string]bool{}
	}
	slug := Slug(text)
	id := slug
	for n := 2; a.taken[id]; n++ {
		id = slug + "-" + strconv.Itoa(n)
	}
	a.taken[id] = true
	return id
}

// Take gives out an id as it is and says whether it could: false when it was given out before.
func (a *Anchors) Take(id string) bool {
	if a.taken == nil {
		a.taken = map[string]bool{}
	}
	free := !a.taken[id]
	a.taken[id] = true
	return free
}

// Lines are the lines of a text, ended by "\n", "\r\n" or "\r": what a Span and a Quote mean by a
// line break.
func Lines(text string) []string {
	if strings.Contains(text, "\r") {
		text = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text)
	}
	return strings.Split(text, "\n")
}

// LineEnd is where the first line break of a text begins, as Lines has it, -1 for none.
func LineEnd(s string) int {
	feed := strings.IndexByte(s, '\n')
	if feed >= 0 {
		s = s[:feed]
	}
	if at := strings.IndexByte(s, '\r'); at >= 0 {
		return at
	}
	return feed
}
