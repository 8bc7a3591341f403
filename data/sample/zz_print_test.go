package sample

import (
	"fmt"
	"os"
	"testing"
	"time"

	"opframe/data/assess"
	"opframe/data/framework"
	"opframe/data/response"
	"opframe/data/workbook"
)

func TestPrint(t *testing.T) {
	if os.Getenv("SHOW") == "" { t.Skip() }
	d, err := load(embedded)
	if err != nil { t.Fatal(err) }
	t0 := time.Now()
	files, err := Files()
	if err != nil { t.Fatal(err) }
	fmt.Println(len(files), time.Since(t0))
	var known []workbook.Edition
	for _, ref := range []string{"interim@0.8", "interim@1.0"} { known = append(known, d.editions[ref]) }
	f, old := d.editions["interim@1.0"].Framework, d.editions["interim@0.8"].Framework
	for _, r := range d.rounds() {
		for _, x := range r.replies {
			name := "responses/"+x.File
			if r.dir != "" { name = r.dir+"/"+name }
			s, err := workbook.Read(x.File, []workbook.File{{Name: x.File, Data: files[name]}}, known)
			if err != nil { fmt.Printf("%-22s UNREADABLE %v\n", x.Product, err); continue }
			if s.Framework == old.Ref() {
				rep0 := assess.Check(old, &s, r.AsOf)
				fmt.Printf("   0.8 check: errors %d, problems %d\n", rep0.Errors(), len(rep0.Problems))
				if os.Getenv("SHOW") == "2" { for _, p := range rep0.Problems { fmt.Println("       ", p) } }
				s, err = assess.Carry(f, old, s)
				if err != nil { t.Fatal(err) }
			}
			a := assess.Assess(f, &s, r.AsOf)
			rep := assess.Check(f, &s, r.AsOf)
			kinds := map[response.ProblemKind]int{}
			for _, p := range rep.Problems { kinds[p.Kind]++ }
			res := map[framework.Result]int{}
			for _, x := range a.Findings { res[x.Result]++ }
			var lv []string
			for _, l := range a.Levels { lv = append(lv, fmt.Sprintf("%d(%d%%)", l.Level, l.Score())) }
			outs := map[string]int{}
			for _, o := range a.APIs { outs[o.API.Rating+":"+o.Outcome.ID]++ }
			fmt.Printf("%-22s L%d %v errors %d %v %v\n      %v\n", x.Product, a.Level, lv, rep.Errors(), kinds, res, outs)
			for _, l := range a.Levels { if l.Next != nil { fmt.Printf("      %s → %d score %v needs %v\n", l.Dimension.ID, l.Level+1, l.Next.Score, needs(l.Next.Needs)) } }
			if os.Getenv("SHOW") == "2" { for _, p := range rep.Problems { fmt.Println("       ", p.Severity, p) } }
		}
	}
}

func needs(n []framework.Need) (all []string) { for _, x := range n { all = append(all, x.Control) }; return }
