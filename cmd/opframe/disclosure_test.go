package main

import (
	"context"
	"io"
	"reflect"
	"slices"
	"testing"

	"opframe/data/disclose"
	"opframe/data/view"
)

// leastUtility is the share of categories in percent that the summary of the sample round shows at least, alone
// or merged with neighbours.
const leastUtility = 65

// The summary of the sample round is worth reading: most of it is shown. It is safe: the attack was made and
// found nothing. And it is the same whatever the order the files are read in.
func TestSummaryOfTheSampleRound(t *testing.T) {
	dir := sampleRound(t)
	a := &app{out: io.Discard, err: io.Discard, ctx: context.Background()}
	b, err := a.newBuilder(dir)
	if err != nil {
		t.Fatal(err)
	}
	if err := b.readAll(); err != nil {
		t.Fatal(err)
	}
	before := b.before()
	if before == nil || len(before.Cases) != 7 {
		t.Fatalf("the sample has a round before with seven questionnaires: %v", before)
	}
	plan := func() (view.WorkingGroup, disclose.Audit) {
		v, audit, err := view.ForWorkingGroup(b.round, b.edition.Framework, b.cases, before)
		if err != nil {
			t.Fatal(err)
		}
		return v, audit
	}
	v, audit := plan()
	if u := audit.Utility(); u < leastUtility {
		t.Errorf("%d%% of categories are shown, want %d%%", u, leastUtility)
	}
	if audit.Relations == 0 || !audit.Earlier {
		t.Errorf("the attack knew %d relations; the round before was taken in: %v", audit.Relations, audit.Earlier)
	}
	for _, table := range audit.Tables {
		for _, i := range table.Intervals {
			if i.To-i.From < i.Need || i.From < 0 {
				t.Errorf("%s, %s: %d to %d is narrower than %d", table.Published.Title, i.Cell, i.From, i.To, i.Need)
			}
		}
	}
	slices.Reverse(b.cases)
	slices.Reverse(before.Cases)
	if again, audit2 := plan(); !reflect.DeepEqual(v, again) || !reflect.DeepEqual(audit, audit2) {
		t.Error("another order of questionnaires gives another plan")
	}
}
