package main

import (
	"context"
	"fmt"
	"opframe/data/view"
	"os"
	"testing"
	"time"
)

func TestZZ(t *testing.T) {
	a := &app{out: os.Stdout, err: os.Stderr, ctx: context.Background()}
	b, err := a.newBuilder("/tmp/dx/round", "/tmp/dx/zz")
	if err != nil {
		t.Fatal(err)
	}
	if err := b.read(); err != nil {
		t.Fatal(err)
	}
	before, err := b.baseline()
	if err != nil {
		t.Fatal(err)
	}
	fmt.Println(len(before.Cases))
	for _, c := range before.Cases {
		fmt.Print(c.Provider.ID, " ", c.Assessment.Level, "; ")
	}
	t0 := time.Now()
	v, au, err := view.ForWorkingGroup(b.round, b.edition.Framework, b.cases, before)
	fmt.Println(time.Since(t0), err, au.Cells, au.Shown, au.Merged, au.Hidden, au.Utility(), au.Steps, au.Relations)
	for _, p := range v.Figures.Tables {
		fmt.Println(p.Name, p.Withheld, p.Total, p.Cells)
		if p.Rows != nil {
			fmt.Println(p.Rows, p.Columns)
		}
	}
}
