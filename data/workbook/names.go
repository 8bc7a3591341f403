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
	return strings.Join(strings.Fields(strings.ToLower(typographic.Replace(s))), " ")
}
