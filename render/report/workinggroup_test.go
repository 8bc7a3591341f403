package report

import (
	"strings"
	"testing"

	"opframe/data/disclose"
	"opframe/data/view"
	"opframe/render/doc"
	"opframe/render/golden"
	"opframe/render/markdown"
)

func TestWorkingGroupHome(t *testing.T) {
	all, _ := small(t)
	o, f := occasion(t), find(t, "interim@1.0")
	v := view.WorkingGroup{Occasion: o, Framework: f, Floor: 5, Figures: disclose.Figures{Products: 31, Providers: 25}}
	for i := range f.Scale {
		c := disclose.Cell{Categories: []string{string(rune('0' + i))}, N: 6 * i, Withheld: i < 2}
		if i == len(f.Scale)-1 {
			v.Levels.Cells[i-1].Categories = append(v.Levels.Cells[i-1].Categories, c.Categories...)
			continue
		}
		v.Levels.Cells = append(v.Levels.Cells, c)
	}
	pages := WorkingGroupPages(v, view.MembersConsultation(o, f, all))
	if len(pages) != 2 || pages[0].Path != "index.html" || pages[1].Path != "summary.html" || !pages[1].Formats || pages[0].Formats {
		t.Fatalf("got %v, want the first page, and the summary as PDF and Markdown too", pages)
	}
	for _, p := range pages {
		if err := doc.Check(p.Document.Value()); err != nil {
			t.Errorf("%s: %v", p.Path, err)
		}
	}
	golden.Check(t, "testdata/workinggroup.txt", golden.Section{Name: "index", Got: markdown.Print(pages[0].Document.Value())})
}

func TestWorkingGroupHomeWithLittleToTell(t *testing.T) {
	o, f := occasion(t), find(t, "interim@1.0")
	v := view.WorkingGroup{Occasion: o, Framework: f, Floor: 5, Figures: disclose.Figures{Withheld: true}}
	all, _ := small(t)
	all.Papers, all.Actions, all.Meetings = nil, nil, nil
	home := WorkingGroupPages(v, view.MembersConsultation(o, f, all))[0].Document.Value()
	words := printed(t, []loose{{document: home}})
	for _, want := range []string{"no paper is for members only", "no meeting is planned", "no action item was overdue", "fewer than 5 providers"} {
		if !strings.Contains(words, want) {
			t.Errorf("the page does not say that %s", want)
		}
	}
	all.Groups = nil
	home = WorkingGroupPages(v, view.MembersConsultation(o, f, all))[0].Document.Value()
	_, links := doc.Mentioned(home)
	for _, l := range links {
		if strings.HasPrefix(l.Href, "consultation/") {
			t.Errorf("%s is linked to, and there is no consultation", l.Href)
		}
	}
}
