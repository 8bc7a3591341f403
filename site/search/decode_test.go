package search

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"
)

// opened is an index read back by the rules that its comments state and the browser's script follows.
type opened struct {
	index
	words []string
	where map[string]map[int]int // by word: places and how much it counts there
}

func open(t testing.TB, script []byte) opened {
	t.Helper()
	data, begun := bytes.CutPrefix(script, []byte("globalThis.opframeSearch="))
	data, ended := bytes.CutSuffix(data, []byte(";\n"))
	if !begun || !ended {
		t.Fatalf("the script is not one assignment: %.80q", script)
	}
	o := opened{where: map[string]map[int]int{}}
	if err := json.Unmarshal(data, &o.index); err != nil {
		t.Fatal(err)
	}
	if o.Words == "" {
		return o
	}
	var before []uint16
	for record := range strings.SplitSeq(o.Words, ",") {
		rest := strings.IndexAny(record[1:], marks) + 1
		units := slices.Concat(before[:strings.IndexByte(o.Digits, record[0])], utf16.Encode([]rune(record[1:rest])))
		word := string(utf16.Decode(units))
		before, o.words, o.where[word] = units, append(o.words, word), o.places(t, record[rest:])
	}
	return o
}

func (o opened) places(t testing.TB, list string) map[int]int {
	t.Helper()
	found := map[int]int{}
	weight, place, value, scale := 0, -1, 0, 1
	for _, c := range list {
		digit := strings.IndexRune(o.Digits, c)
		if digit < 0 {
			weight, place = o.Weights[string(c)], -1
			if weight == 0 {
				t.Fatalf("%q is neither digit nor mark", c)
			}
			continue
		}
		value += digit * scale
		scale *= len(o.Digits) - o.Last
		if digit < o.Last {
			place += value + 1
			found[place] = weight
			value, scale = 0, 1
		}
	}
	return found
}

// lookup says how much the words of a query count in a place, each in turn, 0 where one is not there.
func (o opened) lookup(query string, place int) []int {
	var all []int
	for _, w := range split(query) {
		score := o.prefix(w, place)
		if n := number([]byte(w)); n > 0 {
			score = max(score, min(o.where[w[:n]][place], o.prefix(w[n:], place)))
		}
		all = append(all, score)
	}
	return all
}

func (o opened) prefix(prefix string, place int) int {
	score := 0
	from, _ := slices.BinarySearchFunc(o.words, prefix, compare)
	for _, w := range o.words[from:] {
		if !strings.HasPrefix(w, prefix) {
			break
		}
		score = max(score, o.where[w][place])
	}
	return score
}

// split lists the words of a text as a query has them: without the numbers that words add to names.
func split(text string) []string {
	var all []string
	skip := false
	words(text, func(w []byte) {
		if !skip {
			all = append(all, string(w))
		}
		skip = !skip && number(w) > 0
	})
	return all
}

// index is what opframeSearch is set to.
type index struct {
	Form  int        `json:"form"`
	Pages [][]string `json:"pages"`
	Words string     `json:"words"`
	rules
}
