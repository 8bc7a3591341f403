package prose_test

import (
	"strings"
	"testing"

	"opframe/render/prose"
)

func TestMoreThanAPersonWouldWriteIsRefused(t *testing.T) {
	table := func(columns, rows int) string {
		return "|" + strings.Repeat("a|", columns) + "\n|" + strings.Repeat("-|", columns) + "\n" + strings.Repeat("|a\n", rows)
	}
	for _, c := range []struct{ name, md, want string }{
		{"a long file", strings.Repeat("word\n", 200_001), "big.md:1: a file of 1000005 bytes: the longest that is read has 1000000, so part it"},
		{"a long line", "---\na: b\n---\n\n" + strings.Repeat("[", 8001), "big.md:5: a line of 8001 characters"},
		{"a wide table", "Text\n\n" + table(41, 1), "big.md:4: a table of 41 columns: the widest that is read has 40"},
		{"a long table", table(40, 501), "big.md:502: the tables down to here have more than 20000 cells"},
		{"many tables", strings.Repeat(table(20, 100)+"\n", 11), "more than 20000 cells"},
		{"a table in a callout", "> **Note** a\n>\n> " + strings.ReplaceAll(table(40, 501), "\n", "\n> "), "more than 20000 cells"},
		{"a table without outer bars", strings.Repeat("a|", 41) + "b\n" + strings.Repeat("-|", 41) + "-\n", "a table of 42 columns"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := prose.Blocks("big.md", []byte(c.md))
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got the error %v, want %q", err, c.want)
			}
		})
	}
	if _, err := prose.Blocks("fit.md", []byte(table(40, 490))); err != nil {
		t.Errorf("a table within the limits is refused: %v", err)
	}
	if _, err := prose.Blocks("fit.md", []byte(strings.Repeat("A paragraph of some length.\n\n", 34_000))); err != nil {
		t.Errorf("a file within the limits is refused: %v", err)
	}
}
