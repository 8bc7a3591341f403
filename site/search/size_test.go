package search

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

// The sizes are those readers load: the index of an edition like the public one, and of one with as many
// short documents as an office gets.
func TestIndexIsSmall(t *testing.T) {
	for _, c := range []struct {
		name    string
		entries []Entry
		most    int
	}{
		{"120 pages with 600 sections", edition(120, 5, 80), 250_000},
		{"10,000 short documents", edition(10_000, 0, 30), 2_100_000},
	} {
		size := len(Index(c.entries))
		t.Logf("%s: %d bytes", c.name, size)
		if size > c.most {
			t.Errorf("the index of %s has %d bytes, want no more than %d", c.name, size, c.most)
		}
	}
}

func BenchmarkIndex(b *testing.B) {
	for _, c := range []struct {
		name    string
		entries []Entry
	}{
		{"edition", edition(120, 5, 80)},
		{"10000", edition(10_000, 0, 30)},
	} {
		b.Run(c.name, func(b *testing.B) {
			for b.Loop() {
				b.ReportMetric(float64(len(Index(c.entries))), "bytes")
			}
		})
	}
}

// edition makes up pages with sections of so many words, used as often as words of a language are: the
// second most common half as often as the first, and so on.
func edition(pages, sections, length int) []Entry {
	random := rand.New(rand.NewPCG(3, 4))
	common := rand.NewZipf(random, 1.07, 4, 8000)
	write := func(n int) string {
		var b strings.Builder
		for range n {
			b.WriteString(invented(common.Uint64()))
			b.WriteByte(' ')
		}
		return b.String()
	}
	var all []Entry
	for p := range pages {
		path := fmt.Sprintf("controls/%s-%d.html", invented(uint64(p)+300), p)
		title := write(4)
		all = append(all, Entry{Path: path, Title: title, Summary: write(12), Text: write(length)})
		for s := range sections {
			heading := write(4)
			all = append(all, Entry{Path: path, Anchor: fmt.Sprintf("section-%d", s), Title: title, Heading: heading, Text: write(length)})
		}
	}
	return all
}

// invented is the n-th word of a language that has longer words the rarer they are.
func invented(n uint64) string {
	const syllables = "baderifolunisetaporem"
	var b strings.Builder
	for n += 11; n > 0; n /= 10 {
		b.WriteString(syllables[2*(n%10) : 2*(n%10)+2])
	}
	return b.String()
}
