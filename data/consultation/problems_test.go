package consultation

import (
	"strings"
	"testing"

	"opframe/data/response"
)

// edited is a sound file with something else in it.
func edited(file, from, to string) map[string]string {
	if !strings.Contains(sound[file], from) {
		panic(file + " does not say " + from)
	}
	return map[string]string{file: strings.Replace(sound[file], from, to, 1)}
}

// has checks that among the problems is one of that severity that begins with the place and the words.
func has(t *testing.T, problems []response.Problem, sev response.Severity, want string) {
	t.Helper()
	for _, p := range problems {
		if p.Severity == sev && p.Kind == response.Publication && strings.HasPrefix(p.String(), want) && strings.HasSuffix(p.Do, ".") {
			return
		}
	}
	t.Errorf("the problems are\n%v\nwant one of severity %s that begins %q", problems, sev, want)
}

// Each of these is an error with its place, the file is left out, and all others are read.
func TestErrorsLeaveTheFileOut(t *testing.T) {
	const swg, feb, agenda, h1, h2 = "papers/swg.md", "papers/2017-02-01.md", "papers/february-agenda.md", "papers/hosting-1.md", "papers/hosting-2.md"
	tests := []struct {
		name    string
		changes map[string]string
		want    string
	}{
		{"no front matter", map[string]string{h1: "Text.\n"}, h1 + ":1: it does not say what it is. Begin it with a line ---"},
		{"empty front matter", map[string]string{h1: "---\n\n---\nText.\n"}, h1 + ":1: it does not say what it is."},
		{"front matter without end", map[string]string{h1: "---\nkind: update\n"}, h1 + ":1: the front matter that begins here does not end"},
		{"no mapping", map[string]string{h1: "---\n- a\n---\n"}, h1 + ":2: a mapping of audience, "},
		{"no YAML", map[string]string{h1: "---\nkind: update\ntitle: [a\n---\n"}, h1 + ":"},
		{"unknown key", edited(h1, "issue:", "isue:"), h1 + `:4: unknown key "isue": known here are audience, `},
		{"key twice", edited(h1, "issue: hosting", "title: x"), h1 + `:4: key "title" stands here twice`},
		{"no UTF-8", edited(h1, "Hosting", "H\xe9berger"), h1 + ":3: it is not written in UTF-8."},
		{"no kind", edited(h1, "kind: position\n", ""), h1 + ":1: it does not say what it is. Add kind: group, meeting, update"},
		{"unknown kind", edited(h1, "position", "posision"), h1 + `:2: the kind "posision" is none of group, meeting, update, agenda, minutes,`},
		{"no title", edited(h1, "title: Hosting", "title: \" \""), h1 + ":3: it has no title."},
		{"no date", edited(h1, "date: 2017-03-01\n", ""), h1 + ":1: it has no date. Add one, written YYYY-MM-DD"},
		{"empty date", edited(h1, "date: 2017-03-01", "date: \"\""), h1 + ":6: it has no date."},
		{"date of another form", edited(h1, "2017-03-01", "1 March 2017"), h1 + `:6: "1 March 2017" is not a date written YYYY-MM-DD`},
		{"no such day", edited(h1, "2017-03-01", "2017-02-30"), h1 + `:6: "2017-02-30" is not a date`},
		{"unknown status", edited(h1, "superseded", "done"), h1 + `:7: the status "done" is none of draft, for comment, final, superseded, withdrawn.`},
		{"unknown audience", edited(h1, "audience: public", "audience: everybody"), h1 + `:8: the audience "everybody" is none of public, members, office.`},
		{"key of another kind", edited(h1, "issue: hosting", "venue: Canberra"), h1 + `:4: the key "venue" is not for the kind position: known there are kind, title,`},
		{"agenda of nothing", edited(agenda, "meeting: 2017-02-01\n", ""), agenda + ":2: agenda belongs to a meeting."},
		{"minutes of nothing", edited("papers/february.md", "meeting: 2017-02-01\n", ""), "papers/february.md:2: minutes belongs to a meeting."},
		{"unknown group", edited(h1, "issue: hosting", "group: twg"), h1 + `:4: there is no group "twg": there are swg.`},
		{"unknown meeting", edited(agenda, "2017-02-01", "2017-02-02"), agenda + `:4: there is no meeting "2017-02-02": there are 2017-02-01, 2017-11-01.`},
		{"unknown paper", edited(h2, "hosting-1", "hosting-0"), h2 + `:8: there is no paper "hosting-0": there are february, february-agenda, hosting-1, hosting-2.`},
		{"a meeting for a group", edited(h1, "issue: hosting", "group: 2017-02-01"), h1 + `:4: "2017-02-01" is a meeting and no group: there are swg.`},
		{"replaces itself", edited(h2, "hosting-1", "hosting-2"), h2 + ":8: it replaces itself"},
		{"replaces each other", edited(h1, "issue: hosting", "replaces: hosting-2"), h1 + ":4: it replaces itself, directly or by way of others."},
		{"meeting without status", edited(feb, "status: held\n", ""), feb + ":1: it has no status. Add status: planned, held, cancelled"},
		{"meeting of unknown status", edited(feb, "held", "final"), feb + `:8: the status "final" is none of planned, held, cancelled.`},
		{"meeting without form", edited(feb, "mode: seminar\n", ""), feb + ":1: it does not say what form the meeting has."},
		{"meeting of unknown form", edited(feb, "seminar", "webinar"), feb + `:7: the mode "webinar" is none of working group, seminar,`},
		{"group without status", edited(swg, "status: open\n", ""), swg + ":1: it has no status. Add status: open, closed"},
		{"group of unknown status", edited(swg, "open", "planned"), swg + `:6: the status "planned" is none of open, closed.`},
		{"name with capitals", map[string]string{"papers/Hosting.md": sound[h1]}, `papers/Hosting.md:1: the name "Hosting" is not made of lower-case letters`},
		{"name with other characters", map[string]string{"papers/a&b.md": sound[h1]}, `papers/a&b.md:1: the name "a&b" is not made of`},
		{"name of the list", map[string]string{"papers/index.md": sound[h1]}, "papers/index.md:1: index is the name of the list"},
	}
	before, _ := load(t, with(nil))
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r, problems := load(t, with(test.changes))
			has(t, problems, response.Error, test.want)
			file, _, _ := strings.Cut(test.want, ":")
			if accounted(r, nil, file) {
				t.Errorf("%s has an error and should be left out", file)
			}
			extra := 0 // the file is one of the sound ones, or one more
			if sound[file] == "" {
				extra = 1
			}
			files := func(r Record) int { return len(r.Groups) + len(r.Meetings) + len(r.Papers) }
			left := map[string]bool{}
			for _, p := range problems {
				if p.Severity == response.Error {
					left[p.Cell.File] = true
				}
			}
			if got, want := files(r), files(before)+extra-len(left); got != want {
				t.Errorf("%d files are read, want %d: all others are", got, want)
			}
		})
	}
}

// Every fault of a file is told of at once.
func TestAllFaultsAtOnce(t *testing.T) {
	_, problems := load(t, with(map[string]string{"papers/hosting-1.md": "---\nkind: update\ntitel: T\ndate: soon\nstatus: new\naudience: all\nvenue: x\n---\n"}))
	for _, want := range []string{`:3: unknown key "titel"`, `:4: "soon" is not a date`, `:5: the status "new"`, `:6: the audience "all"`, `:7: the key "venue" is not for`, ":1: it has no title"} {
		has(t, problems, response.Error, "papers/hosting-1.md"+want)
	}
	var lines []int
	for _, p := range problems {
		if p.Cell.File == "papers/hosting-1.md" {
			lines = append(lines, p.Cell.Line)
		}
	}
	if len(lines) != 6 || lines[0] != 1 || lines[5] != 7 {
		t.Errorf("the problems stand at the lines %v; want one each of 1, 3 to 7, in order", lines)
	}
}

// What refers to a file that is left out is not left out as well: it says less.
func TestLeavingOutIsNotCatching(t *testing.T) {
	r, problems := load(t, with(edited("papers/swg.md", "title:", "titel:")))
	has(t, problems, response.Warning, "papers/2017-02-01.md:4: its group is papers/swg.md, which is left out, so it is shown without. Put that file right.")
	has(t, problems, response.Warning, "actions.csv: B3: its group is papers/swg.md, which is left out")
	if len(r.Groups) != 0 || len(r.Meetings) != 2 || len(r.Papers) != 4 || len(r.Actions) != 2 {
		t.Errorf("everything but the group should be there, got %d meetings, %d papers, %d actions", len(r.Meetings), len(r.Papers), len(r.Actions))
	}
	if r.Meetings[0].Group != "" || r.Actions[0].Group != "" || r.Actions[1].Group != "" || r.Papers[3].Group != "" {
		t.Errorf("nothing should name the group that is not there, got %q, %q, %q", r.Meetings[0].Group, r.Actions[0].Group, r.Actions[1].Group)
	}
	r, problems = load(t, with(edited("papers/hosting-1.md", "position", "posision")))
	has(t, problems, response.Warning, "papers/hosting-2.md:8: its earlier version is papers/hosting-1.md, which is left out")
	if r.Papers[0].Replaces != "" {
		t.Errorf("the paper still names %q", r.Papers[0].Replaces)
	}
}

// What does not say who may read it is for the office alone, and is told of.
func TestNoAudienceIsTheOffice(t *testing.T) {
	r, problems := load(t, with(map[string]string{
		"papers/hosting-1.md": strings.Replace(sound["papers/hosting-1.md"], "audience: public\n", "", 1),
		"actions.csv":         "id,text,status,due,owner,audience\nA-1,T,done,,,\n",
	}))
	has(t, problems, response.Warning, "papers/hosting-1.md:1: it does not say who may read it, so only the office can. Add audience: public, members, office.")
	has(t, problems, response.Warning, "actions.csv: F2: it does not say who may read it")
	for _, p := range r.Papers {
		if p.ID == "hosting-1" && p.Access != Office {
			t.Errorf("the paper is for %q", p.Access)
		}
	}
	if len(r.Actions) != 1 || r.Actions[0].Access != Office {
		t.Errorf("the action is %+v", r.Actions)
	}
}

func TestOtherFilesAreToldOf(t *testing.T) {
	_, problems := load(t, with(map[string]string{"papers/notes.docx": "x", "papers/old/a.md": "x"}))
	has(t, problems, response.Warning, "papers/notes.docx: it is no Markdown file, so it is not read.")
	has(t, problems, response.Warning, "papers/old: it is a folder: only files directly in papers are read.")
}
