package prose

import (
	"regexp"
	"strings"
	"sync"

	"opframe/render/doc"
)

const (
	months = `January|February|March|April|May|June|July|August|September|October|November|December`
	short  = `Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec`
	year   = `(?:19|20)\d\d`
	blank  = `[ \x{a0}]`
)

var dayAndMonth = later(`\b(0?[1-9]|[12]\d|3[01]) (` + months + `)\b`)

// later compiles a pattern when it is first needed: most commands read no prose, and these are large.
func later(pattern string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(pattern) })
}

// keepDates puts a no-break space between a day and its month. Code is left as it is.
func keepDates(text []doc.Span) {
	for i, s := range text {
		if !s.Code {
			text[i].Text = dayAndMonth().ReplaceAllString(s.Text, "${1}\u00a0${2}")
		}
	}
}

// otherDates are dates not written like "8 September 2016".
var otherDates = later(strings.Join([]string{
	`\b\d{1,2}/\d{1,2}/(?:` + year + `|\d\d)\b`,                                                                                     // 8/09/2016
	`\b\d{1,2}[-.]\d{1,2}[-.]` + year + `\b`,                                                                                        // 8-9-2016, 8.9.2016
	`\b` + year + `[-/](?:0?[1-9]|1[0-2])[-/](?:0?[1-9]|[12]\d|3[01])\b`,                                                            // 2016-09-08
	`(?i:\b(?:` + months + `|` + short + `)\.?` + blank + `\d{1,2}(?:st|nd|rd|th)\b(?:,?` + blank + year + `\b)?)`,                  // September 8th
	`(?i:\b(?:` + months + `|` + short + `)\.?` + blank + `\d{1,2},?` + blank + year + `\b)`,                                        // September 8, 2016
	`(?i:\b\d{1,2}(?:st|nd|rd|th)` + blank + `(?:of` + blank + `)?(?:` + months + `|` + short + `)\b(?:,?` + blank + year + `\b)?)`, // 8th of September
	`(?i:\b\d{1,2}[- ](?:` + short + `)\b\.?,?[- ](?:` + year + `|\d\d)\b)`,                                                         // 8 Sept 2016, 8-Sep-16
	`\b\d{1,2}` + blank + `(?:` + months + `),` + blank + year + `\b`,                                                               // 8 September, 2016
	`\b0\d` + blank + `(?:` + months + `)(?:` + blank + year + `\b|\b)`,                                                             // 08 September 2016
	`\b\d{1,2}` + blank + `(?:` + strings.ToLower(months) + `|` + strings.ToUpper(months) + `)` + blank + year + `\b`,               // 8 september 2016
}, "|"))

// datesIn are the dates in a text that are not in house style, each with where it begins. Numbers that
// are part of a name, an address or a longer number are none.
func datesIn(text string) [][2]int {
	var found [][2]int
	for _, at := range otherDates().FindAllStringIndex(text, -1) {
		before, after := text[:at[0]], text[at[1]:]
		if !endsName(before) && !beginsName(after) {
			found = append(found, [2]int{at[0], at[1]})
		}
	}
	return found
}

func endsName(before string) bool {
	return before != "" && strings.ContainsAny(before[len(before)-1:], "-/_.:=#&?@")
}

// beginsName: a full stop, a colon or a question mark ends a sentence where nothing follows.
func beginsName(after string) bool {
	if after == "" {
		return false
	}
	if strings.ContainsAny(after[:1], "-/_=#&@") {
		return true
	}
	return len(after) > 1 && strings.ContainsAny(after[:1], ".:?") && !strings.ContainsAny(after[1:2], " \n")
}
