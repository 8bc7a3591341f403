package workbook

import (
	"maps"
	"slices"
	"strings"
)

// quoted is the title of a sheet as formulas write it.
func quoted(sheet string) string { return "'" + strings.ReplaceAll(sheet, "'", "''") + "'" }

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

// typographic are the characters that spreadsheet programs put in place of those typed.
var typographic = strings.NewReplacer("‘", "'", "’", "'", "“", `"`, "”", `"`, "–", "-", "—", "-", "‑", "-", "…", "...")

// fold makes two ways to type the same words equal: letter case, blanks, quotes and dashes.
func fold(s string) string {
	if s, ok := foldASCII(s); ok {
		return s
	}
	return strings.Join(strings.Fields(strings.ToLower(typographic.Replace(s))), " ")
}

// foldASCII is fold for most texts, in one pass.
func foldASCII(s string) (string, bool) {
	var room [64]byte
	b := room[:0]
	for i := range len(s) {
		c := s[i]
		switch {
		case c >= 0x80 || c == '.' && strings.HasPrefix(s[i:], "..."):
			return "", false
		case c == ' ' || c >= '\t' && c <= '\r':
			if n := len(b); n > 0 && b[n-1] != ' ' {
				b = append(b, ' ')
			}
		case c >= 'A' && c <= 'Z':
			b = append(b, c+'a'-'A')
		default:
			b = append(b, c)
		}
	}
	if n := len(b); n > 0 && b[n-1] == ' ' {
		b = b[:n-1]
	}
	return string(b), true
}
