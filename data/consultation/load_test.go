package consultation

import (
	"path"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"opframe/data/date"
	"opframe/data/response"
)

// A small consultation in which nothing is wrong.
var sound = map[string]string{
	"papers/swg.md":             "---\nkind: group\ntitle: Strategic group\nsummary: What it is for.\ndate: 2016-03-03\nstatus: open\nchair: The office\ncontact: office@example.org\naudience: public\n---\n\nCharter.\n",
	"papers/2017-02-01.md":      "---\nkind: meeting\ntitle: February\ngroup: swg\ndate: 2017-02-01\ntime: \"10:00 to 12:00\"\nmode: seminar\nstatus: held\nvenue: Canberra\nchair: The office\naudience: public\n---\n",
	"papers/2017-11-01.md":      "---\nkind: meeting\ntitle: November\ndate: 2017-11-01\nmode: phone meeting\nstatus: planned\naudience: members\n---\n",
	"papers/february-agenda.md": "---\nkind: agenda\ntitle: Agenda\nmeeting: 2017-02-01\ndate: 2017-01-20\nstatus: final\naudience: public\n---\n",
	"papers/february.md":        "---\nkind: minutes\ntitle: Minutes\nmeeting: 2017-02-01\ndate: 2017-02-08\nstatus: final\naudience: members\n---\n",
	"papers/hosting-1.md":       "---\nkind: position\ntitle: Hosting\nissue: hosting\nversion: 1.0\ndate: 2017-03-01\nstatus: superseded\naudience: public\n---\n",
	"papers/hosting-2.md":       "---\nkind: position\ntitle: >\n  Hosting,\n  again\nissue: hosting\nversion: 1.10\nreplaces: hosting-1\ndate: 2017-04-01\nstatus: final\naudience: office\n---\n",
	"actions.csv": "id,group,meeting,text,owner,due,status,answer,audience\n" +
		"A-1,,2017-02-01,Write it down,The office,2017-11-30,open,,public\n" +
		"A-2,swg,,Send it,Members,2017-03-01,Done,Sent,members\n",
}

// with is the sound consultation with some files changed; "-" removes one.
func with(changes map[string]string) fstest.MapFS {
	dir := fstest.MapFS{}
	for _, files := range []map[string]string{sound, changes} {
		for name, text := range files {
			dir[name] = &fstest.MapFile{Data: []byte(text)}
			if text == "-" {
				delete(dir, name)
			}
		}
	}
	return dir
}

func load(t *testing.T, dir fstest.MapFS) (Record, []response.Problem) {
	t.Helper()
	r, problems, err := Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	return r, problems
}

func day(s string) date.Date {
	d, err := date.Parse(s)
	if err != nil {
		panic(err)
	}
	return d
}

var asOf = day("2017-10-31")

func TestLoad(t *testing.T) {
	r, problems := load(t, with(nil))
	if problems = append(problems, r.Lint(asOf)...); len(problems) > 0 {
		t.Errorf("nothing is wrong with it, got %v", problems)
	}
	if len(r.Groups) != 1 || !r.Groups[0].Open || r.Groups[0].Since != day("2016-03-03") || r.Groups[0].Chair != "The office" || r.Groups[0].Contact != "office@example.org" {
		t.Errorf("the group is read as %+v", r.Groups)
	}
	m := r.Meetings[0]
	if m.ID != "2017-02-01" || m.Group != "swg" || m.Time != "10:00 to 12:00" || m.Mode != Seminar || m.Status != Held || m.Venue != "Canberra" || m.Access != Public {
		t.Errorf("the meeting is read as %+v", m)
	}
	p := r.Papers[0]
	if p.ID != "hosting-2" || p.Title != "Hosting, again" || p.Version != "1.10" || p.Replaces != "hosting-1" || p.Issue != "hosting" || p.Access != Office || p.File != "papers/hosting-2.md" {
		t.Errorf("the newest paper is read as %+v", p)
	}
	if string(p.Source) != sound[p.File] {
		t.Errorf("the source of a paper is its whole file, got %q", p.Source)
	}
	if a := r.Actions[0]; a.Group != "swg" || a.Due != day("2017-11-30") || a.Status != Open || a.Access != Public || a.Owner != "The office" {
		t.Errorf("the first action is read as %+v; its group is that of its meeting", a)
	}
	if got := r.Actions[1].Place("due").String(); got != "actions.csv: F3" {
		t.Errorf("the day of the second action stands in %s, want actions.csv: F3", got)
	}
	if got := p.Place("replaces").String(); got != "papers/hosting-2.md:8" {
		t.Errorf("what the paper replaces stands in %s, want line 8", got)
	}
}

func TestOrder(t *testing.T) {
	paper := func(on string) string {
		return "---\nkind: update\ntitle: T\ndate: " + on + "\nstatus: final\naudience: public\n---\n"
	}
	group := func(title string) string {
		return "---\nkind: group\ntitle: " + title + "\ndate: 2016-01-01\nstatus: closed\naudience: public\n---\n"
	}
	r, _ := load(t, with(map[string]string{"papers/b.md": paper("2017-03-01"), "papers/a.md": paper("2017-03-01"), "papers/new.md": paper("2017-10-01"),
		"papers/zeta.md": group("alpha"), "papers/beta.md": group("Zeta")}))
	var papers, meetings, groups []string
	for _, p := range r.Papers {
		papers = append(papers, p.ID)
	}
	for _, m := range r.Meetings {
		meetings = append(meetings, m.ID)
	}
	for _, g := range r.Groups {
		groups = append(groups, g.ID)
	}
	same := func(what string, got []string, want string) {
		if g := strings.Join(got, " "); g != want {
			t.Errorf("%s: got %s, want %s", what, g, want)
		}
	}
	same("papers, newest first and then by id", papers, "new hosting-2 a b hosting-1 february february-agenda")
	same("meetings, oldest first", meetings, "2017-02-01 2017-11-01")
	same("groups by title, whichever the case", groups, "zeta swg beta")
}

// An empty round, and one with an empty folder of papers, have nothing and no problems.
func TestNothingThere(t *testing.T) {
	for _, dir := range []fstest.MapFS{{}, {"papers/.gitkeep": {}, "papers/~$swg.md": {}}} {
		r, problems := load(t, dir)
		if len(problems) > 0 || len(r.Groups)+len(r.Meetings)+len(r.Papers)+len(r.Actions) > 0 {
			t.Errorf("got %v and %v, want nothing", r, problems)
		}
	}
	if _, _, err := Load(fstest.MapFS{"papers": {Data: []byte("x")}}); err == nil {
		t.Error("a file where the folder should be cannot be read, and that should be an error")
	}
}

// A file as Windows writes it says the same, at the same lines.
func TestLinesOfWindows(t *testing.T) {
	text := "\ufeff" + strings.ReplaceAll(sound["papers/hosting-2.md"], "\n", "\r\n")
	r, problems := load(t, with(map[string]string{"papers/hosting-2.md": text}))
	if len(problems) > 0 || r.Papers[0].Title != "Hosting, again" || r.Papers[0].Place("replaces").Line != 8 {
		t.Errorf("got %+v and %v", r.Papers[0], problems)
	}
}

// Every file in papers is in the record or has a problem, whatever is in it.
func TestNothingIsSkippedInSilence(t *testing.T) {
	texts := []string{"", "x", "---\n", "---\n---\n", "---\nkind: update\n---\n", "---\n[a]\n---\n", "---\na: [\n---\n", "\xff\xfe-\x00", sound["papers/swg.md"],
		sound["papers/february.md"], strings.Replace(sound["papers/hosting-2.md"], "hosting-1", "nothing", 1), strings.Replace(sound["papers/swg.md"], "group", "grup", 1)}
	names := []string{"a.md", "B.md", "index.md", "ä.md", "a b.md", "notes.txt", "old/a.md", "2017.md", "-.md", ".md.md"}
	for _, text := range texts {
		for _, name := range names {
			dir := with(map[string]string{path.Join("papers", name): text})
			r, problems := load(t, dir)
			for file := range dir {
				if below, ok := strings.CutPrefix(file, "papers/"); ok && !strings.HasPrefix(below, ".") && !accounted(r, problems, file) {
					t.Errorf("%s with %q is neither in the record nor in the problems %v", file, text, problems)
				}
			}
		}
	}
}

func accounted(r Record, problems []response.Problem, file string) bool {
	var files []string
	for _, g := range r.Groups {
		files = append(files, g.File)
	}
	for _, m := range r.Meetings {
		files = append(files, m.File)
	}
	for _, p := range r.Papers {
		files = append(files, p.File)
	}
	for _, p := range problems {
		files = append(files, p.Cell.File)
	}
	return slices.Contains(files, file) || slices.Contains(files, path.Dir(file))
}

// The same files give the same record and the same problems in the same order.
func TestSameEveryTime(t *testing.T) {
	dir := with(map[string]string{"papers/a.md": "---\nvenue: x\nmode: y\nkind: update\nzzz: 1\naaa: 2\n---\n", "papers/b.md": "x", "papers/c.pdf": "", "actions.csv": "id\n"})
	_, first := load(t, dir)
	for range 20 {
		if _, again := load(t, dir); !slices.Equal(first, again) {
			t.Fatalf("got %v\nand then %v", first, again)
		}
	}
	if !slices.IsSortedFunc(first, func(a, b response.Problem) int { return strings.Compare(a.Cell.File, b.Cell.File) }) {
		t.Errorf("the problems should be in order of their files: %v", first)
	}
}
