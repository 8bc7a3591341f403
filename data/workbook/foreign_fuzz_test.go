package workbook

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// fuzzLayouts are mappings of several shapes that are sound.
var fuzzLayouts = []string{
	miniLayout,
	"foreign: {sheets: [{columns: [{name: id, letter: C}, {name: answer, letter: \"A:B\"}]}, {title: Sites, table: sites}]}",
	"foreign: {says: [M*], sheets: [{columns: [{name: id, title: id}, {name: answer, title: given}]}, {reference: true, columns: [{name: id, title: a}, {name: answer, title: b}]}, {title: Sites, table: sites}], fields: [{name: completed, title: day, column: B}, {name: product_name, sheet: S, cell: A1}]}",
	"foreign: {sheets: [{list: true, columns: [{name: id, title: a}, {name: question, title: b}]}, {table: sites}]}",
	"foreign: {columns: [{name: id, title: a, letter: A}, {name: answer, title: b, letter: B}, {name: comment, title: c, letter: C}, {name: comment, title: d}], sheets: [{header: 3, skip: [\"p*\"], end: [e]}, {title: t, table: sites, end: [e]}]}",
}

// FuzzForeign reads files by the mappings above, and by mappings of any shape.
func FuzzForeign(f *testing.F) {
	for i := range fuzzLayouts {
		f.Add(byte(i), "", "Mini 1\nNo.,Question,Reply\n,,Given,Words,Proof\n2.1,First?,ja,a,b\n2.10,,nein\n3,Third?,teils\n4 (a),,text\n")
		f.Add(byte(i), "", "yes,,2.1\n,no,2.10\nTown,Land\nOslo,Norway\n")
		f.Add(byte(i), "", "a,b\n3,yes\nid,given\n3,part\n2.1,no\n2.1,yes\nday,2020-01-02\n")
		f.Add(byte(i), "", "#section:all,#id,#answer\n,3,yes\n")
		f.Add(byte(200), fuzzLayouts[i], "a,,\n,b\n3,yes,c\n2.10,no,d\n\n2.1,x\ne\n3,no\n")
	}
	f.Fuzz(func(t *testing.T, which byte, layout, data string) {
		if int(which) < len(fuzzLayouts) {
			layout = fuzzLayouts[which]
		}
		e, err := miniEdition(layout)
		if err != nil {
			if int(which) < len(fuzzLayouts) {
				t.Fatal(err)
			}
			return
		}
		files := []File{{"a.csv", []byte(data)}}
		s, err := Read("a.csv", files, []Edition{e})
		if err != nil {
			return
		}
		again, err := Read("a.csv", files, []Edition{e})
		if diff := cmp.Diff(s, again); err != nil || diff != "" {
			t.Errorf("reading twice gives two results: %v\n%s", err, diff)
		}
		for i, p := range s.Problems {
			if p.What == "" || p.Do == "" || p.Cell.File == "" {
				t.Errorf("problem %d is not complete: %+v", i, p)
			}
		}
		for id, a := range s.Answers {
			if _, ok := s.Places[id]; !ok || a.Cell.Ref == "" {
				t.Errorf("%s has an answer and no place, or no cell: %+v", id, a)
			}
		}
	})
}

// Cells are merged at random: nothing may be read that stands in no cell, and never from a cell that
// says something else.
func TestForeignFilesMergedAtRandom(t *testing.T) {
	e := mini(t, miniLayout)
	for seed := range uint64(60) {
		r := rand.New(rand.NewPCG(seed, 23))
		f := newForeign(t, "Answers")
		texts := map[string]string{}
		put := func(row int, values ...any) {
			for i, v := range values {
				ref := fmt.Sprintf("%c%d", 'A'+i, row)
				if v != nil && r.IntN(6) > 0 {
					texts[ref] = fmt.Sprint(v)
					f.do(f.x.SetCellValue("Answers", ref, v))
				}
			}
		}
		put(1, "No.", "Question", "Given", "Words", "Proof")
		for i, id := range []string{"2.1", "2.10", "Part 2", "3", "4(a)"} {
			put(2+i, id, "Is it so?", pick(r, []string{"yes", "no", "ja", "?"}), fmt.Sprintf("words %d", i), "EV1")
		}
		for range 4 {
			col, row := r.IntN(5), 1+r.IntN(6)
			from := fmt.Sprintf("%c%d", 'A'+col, row)
			to := fmt.Sprintf("%c%d", 'A'+min(4, col+r.IntN(3)), min(6, row+r.IntN(3)))
			f.do(f.x.MergeCell("Answers", from, to))
		}
		s := read(t, []Edition{e}, File{"a.xlsx", f.bytes()})
		for id, a := range s.Answers {
			if texts[a.Cell.Ref] != a.Raw {
				t.Errorf("seed %d: %s was read as %q at %s, where %q was written", seed, id, a.Raw, a.Cell.Ref, texts[a.Cell.Ref])
			}
			if a.Comment.Text != "" && (texts[a.Comment.Cell.Ref] != a.Comment.Text || !strings.HasPrefix(a.Comment.Cell.Ref, "D")) {
				t.Errorf("seed %d: the comment of %s is %q from %s", seed, id, a.Comment.Text, a.Comment.Cell.Ref)
			}
		}
	}
}
