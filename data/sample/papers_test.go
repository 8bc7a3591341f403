package sample

import (
	"slices"
	"strings"
	"testing"

	"opframe/data/audience"
	"opframe/data/consultation"
	"opframe/data/frameworks"
	"opframe/data/response"
	folder "opframe/data/round"
	"opframe/data/view"
)

func sampleRound(t *testing.T) *folder.Round {
	t.Helper()
	r, err := folder.Load("sample", below(sampleFiles(t), ""))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// The papers are fit to publish, but for what the sample shows on purpose: a meeting without minutes, an
// action overdue and a paper without status.
func TestPapersAreThere(t *testing.T) {
	r := sampleRound(t)
	want := []string{
		"actions.csv: F15: action A-2017-08-1 was due on 2017-09-29",
		"papers/2017-08-23-seminar.md:8: it was held on 2017-08-23 and has no minutes.",
		"papers/2017-11-16-twg-agenda.md:1: the paper has no status.",
	}
	var got []response.Problem
	for _, p := range r.Problems {
		if p.Kind == response.Publication {
			got = append(got, p)
		}
	}
	if !slices.EqualFunc(got, want, func(p response.Problem, w string) bool {
		return p.Severity == response.Warning && strings.HasPrefix(p.String(), w)
	}) {
		t.Errorf("the problems of the papers are\n%v\nwant warnings that begin\n%s", got, strings.Join(want, "\n"))
	}
	f, err := frameworks.Find(r.Framework)
	if err != nil {
		t.Fatal(err)
	}
	var issues []string
	for _, i := range f.Issues {
		issues = append(issues, i.ID)
	}
	for _, p := range r.Consultation.LintIssues(issues) {
		t.Errorf("the papers should be on issues of %s: %s", r.Framework, p)
	}
}

// Every form of a meeting, kind of paper and state is there to be looked at.
func TestPapersShowEverything(t *testing.T) {
	c := sampleRound(t).Consultation
	within(t, "groups", len(c.Groups), 3, 3)
	within(t, "meetings", len(c.Meetings), 10, 20)
	within(t, "papers", len(c.Papers), 30, 60)
	within(t, "actions", len(c.Actions), 12, 30)
	has := map[string]bool{}
	for _, m := range c.Meetings {
		has[string(m.Mode)], has[string(m.Status)] = true, true
	}
	for _, p := range c.Papers {
		has[string(p.Kind)], has[string(p.Status)], has[string(p.Access)] = true, true, true
	}
	for _, a := range c.Actions {
		has[string(a.Status)] = true
	}
	for _, word := range []string{"working group", "seminar", "workshop", "phone meeting", "event", "planned", "held", "cancelled",
		"update", "agenda", "minutes", "position", "instructions", "correction", "draft", "for comment", "final", "superseded",
		"public", "members", "office", "open", "done", "closed"} {
		if !has[word] {
			t.Errorf("nothing in the sample is %q", word)
		}
	}
	for _, s := range c.Seats {
		if !slices.ContainsFunc(c.Groups, func(g consultation.Group) bool { return g.ID == s.Group }) {
			t.Errorf("the seat of %s should be on one of the groups, it is on %q", s.Name, s.Group)
		}
	}
}

// What the public may read names nobody who has a seat on a group.
func TestPublicPapersNameNobody(t *testing.T) {
	r := sampleRound(t)
	v := view.PublicConsultation(view.OccasionOf(r), nil, r.Consultation)
	read := len(v.Groups) + len(v.Meetings) + len(v.Papers) + len(v.Actions)
	if read < 40 {
		t.Fatalf("only %d things are public: too few to prove anything", read)
	}
	text := publicText(v)
	for _, s := range r.Consultation.Seats {
		if strings.Contains(text, s.Name) {
			t.Errorf("a public paper names %s, who has a seat on %s", s.Name, s.Group)
		}
	}
}

func publicText(v view.Consultation[audience.Public]) string {
	var b strings.Builder
	for _, g := range v.Groups {
		b.Write(g.Source)
	}
	for _, m := range v.Meetings {
		b.Write(m.Source)
	}
	for _, p := range v.Papers {
		b.Write(p.Source)
	}
	for _, a := range v.Actions {
		b.WriteString(strings.Join([]string{a.Text, a.Owner, a.Answer}, "\n"))
	}
	return b.String()
}
