package workbook

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"opframe/data/framework"
)

// writeFramework writes a drafted framework as framework.yaml. Every text stands in quotes, so that none
// can be taken for anything else.
func writeFramework(f *framework.Framework, file string) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "# Drafted from %s. The controls have no rules yet: weights and efforts are\n# placeholders, and whoever turns this into an assessment decides on them.\n\n", printableName(file))
	for _, x := range [][2]string{{"id", f.ID}, {"version", f.Version}, {"title", f.Title}, {"kind", string(f.Kind)},
		{"published", f.Published.String()}, {"summary", f.Summary}} {
		fmt.Fprintf(&b, "%s: %s\n", x[0], quotedYAML(x[1]))
	}
	b.WriteString("\ndimensions:\n")
	for _, d := range f.Dimensions {
		fmt.Fprintf(&b, "  - {id: %s, title: %s, intent: %s}\n", quotedYAML(d.ID), quotedYAML(d.Title), quotedYAML(d.Intent))
	}
	b.WriteString("\ncontrols:\n")
	for _, c := range f.Controls {
		writeControl(&b, c)
	}
	b.WriteString("\nhistory:\n")
	for _, h := range f.History {
		fmt.Fprintf(&b, "  - {version: %s, date: %s, text: %s}\n", quotedYAML(h.Version), quotedYAML(h.Date.String()), quotedYAML(h.Text))
	}
	return b.Bytes()
}

func writeControl(b *bytes.Buffer, c framework.Control) {
	fmt.Fprintf(b, "  - id: %s\n    title: %s\n    dimension: %s\n    intent: %s\n    weight: %d\n    effort: %d\n    questions:\n",
		quotedYAML(c.ID), quotedYAML(c.Title), quotedYAML(c.Dimension), quotedYAML(c.Intent), c.Weight, c.Effort)
	for _, q := range c.Questions {
		fmt.Fprintf(b, "      - id: %s\n        text: %s\n", quotedYAML(q.ID), quotedYAML(q.Text))
		if q.Help != "" {
			fmt.Fprintf(b, "        help: %s\n", quotedYAML(q.Help))
		}
		fmt.Fprintf(b, "        kind: %s\n", quotedYAML(string(q.Kind)))
		if q.Optional {
			b.WriteString("        optional: true\n")
		}
		if len(q.Options) > 0 {
			b.WriteString("        options:\n")
		}
		for _, o := range q.Options {
			fmt.Fprintf(b, "          - {id: %s, label: %s}\n", quotedYAML(o.ID), quotedYAML(o.Label))
		}
	}
}

// printableName is the name of a file in a comment, which ends at the end of the line.
func printableName(s string) string {
	return strings.Map(func(r rune) rune {
		if plainYAML(r) {
			return r
		}
		return '?'
	}, s)
}

// quotedYAML is a text between quotes. What YAML does not allow in a file is escaped.
func quotedYAML(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s { // what is no UTF-8 comes as U+FFFD
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case plainYAML(r):
			b.WriteRune(r)
		case r <= 0xff:
			fmt.Fprintf(&b, `\x%02x`, r)
		case r <= 0xffff:
			fmt.Fprintf(&b, `\u%04x`, r)
		default:
			fmt.Fprintf(&b, `\U%08x`, r)
		}
	}
	b.WriteByte('"')
	return b.String()
}

// plainYAML says that a character can stand in a file as it is.
func plainYAML(r rune) bool {
	return r >= ' ' && r < 0x7f || r >= 0xa0 && r != 0x2028 && r != 0x2029 && r != 0xfeff && r < 0xfffe || r > 0xffff && r <= utf8.MaxRune
}
