package consultation

import (
	"fmt"
	"slices"
	"strings"

	"opframe/data/date"
	"opframe/data/response"
)

// Lint warns of what is fit to publish and looks unfinished on the given day: papers without status,
// meetings without minutes, actions overdue. The problems are sorted by file.
func (r Record) Lint(asOf date.Date) []response.Problem {
	l := &linter{r: r, asOf: asOf}
	for _, m := range r.Meetings {
		l.meeting(m)
	}
	for _, p := range r.Papers {
		l.paper(p)
	}
	for _, a := range r.Actions {
		l.action(a)
	}
	return inOrder(l.problems)
}

// LintIssues tells of papers on issues that the framework does not have; issues are the ids of those it
// has.
func (r Record) LintIssues(issues []string) []response.Problem {
	var t teller
	for _, p := range r.Papers {
		if p.Issue == "" || slices.Contains(issues, p.Issue) {
			continue
		}
		known := "it has none"
		if len(issues) > 0 {
			known = "it has " + strings.Join(issues, ", ")
		}
		t.tell(response.Error, p.Place("issue"), fmt.Sprintf("the framework has no issue %q: %s.", p.Issue, known), "Correct the id, or remove the line.")
	}
	return inOrder(t.problems)
}

type linter struct {
	teller
	r    Record
	asOf date.Date
}

func (l *linter) warn(at response.Cell, what, do string) { l.tell(response.Warning, at, what, do) }

func (l *linter) meeting(m Meeting) {
	past := m.Date.Before(l.asOf)
	switch {
	case m.Status == Planned && past:
		l.warn(m.Place("status"), fmt.Sprintf("it is still planned, and its day, %s, is past.", m.Date), "Say whether it was held or cancelled; if it was held, add its minutes.")
	case m.Status == Held && l.asOf.Before(m.Date):
		l.warn(m.Place("status"), fmt.Sprintf("it is held, and its day, %s, is still to come.", m.Date), "Correct the status or the date.")
	case m.Status == Held:
		l.minutes(m)
	}
}

// minutes warns of a meeting that was held and has no minutes for those who took part. A meeting that
// the public reads of may have minutes for members alone, where they tell of weaknesses or of costs.
func (l *linter) minutes(m Meeting) {
	readers := m.Access
	if readers == Public {
		readers = Members
	}
	var narrow []string
	for _, p := range l.r.Papers {
		if p.Kind != Minutes || p.Meeting != m.ID || p.Status == Withdrawn || p.Status == Superseded {
			continue
		}
		if p.Access.Reaches(readers) {
			return
		}
		narrow = append(narrow, p.File)
	}
	if len(narrow) > 0 {
		l.warn(m.Place("audience"), fmt.Sprintf("those who took part cannot read its minutes, which are for the office alone: %s.", strings.Join(narrow, ", ")),
			"Widen the audience of the minutes, or make the meeting one of the office.")
		return
	}
	l.warn(m.Place("status"), fmt.Sprintf("it was held on %s and has no minutes.", m.Date), fmt.Sprintf("Add a paper with kind: minutes and meeting: %s.", m.ID))
}

func (l *linter) paper(p Paper) {
	if p.Status == "" {
		l.warn(p.Place("status"), "the paper has no status.", "Add status: "+strings.Join(words(Statuses), ", ")+".")
	}
	if i := slices.IndexFunc(l.r.Meetings, func(m Meeting) bool { return m.ID == p.Meeting }); i >= 0 && l.r.Meetings[i].Group != p.Group {
		l.warn(p.Place("group"), fmt.Sprintf("the meeting %s is of the group %q, and the paper of the group %q.", p.Meeting, l.r.Meetings[i].Group, p.Group), "Correct the one that is wrong.")
	}
	var by []Paper
	for _, other := range l.r.Papers {
		if other.Replaces == p.ID {
			by = append(by, other)
		}
	}
	if len(by) == 0 && p.Status == Superseded {
		l.warn(p.Place("status"), "it is superseded, and no paper says that it replaces it.", "Add replaces: "+p.ID+" to the one that does, or correct the status.")
	}
	if len(by) > 1 {
		l.warn(p.Place("title"), fmt.Sprintf("both %s and %s say that they replace it.", by[0].File, by[1].File), "Let the later of them replace the earlier.")
	}
	for _, other := range by {
		if other.takesPlace(p) && p.Status != Superseded && p.Status != Withdrawn && p.Status != "" {
			l.warn(p.Place("status"), fmt.Sprintf("%s replaces it, and its status is %q.", other.File, p.Status), "Make it superseded.")
			return
		}
	}
}

// takesPlace says that p, which names old as the paper it replaces, does so already. A final paper holds
// until the next is final too; a draft ends with the next draft.
func (p Paper) takesPlace(old Paper) bool {
	switch p.Status {
	case Withdrawn, "":
		return false
	case Draft, ForComment:
		return old.Status != Final
	}
	return true
}

func (l *linter) action(a Action) {
	if a.Overdue(l.asOf) {
		l.warn(a.Place("due"), fmt.Sprintf("action %s was due on %s and is open.", a.ID, a.Due), "See that it is done, or agree on another day.")
	}
	if a.Status != Open {
		return
	}
	if a.Owner == "" {
		l.warn(a.Place("owner"), fmt.Sprintf("action %s is open and nobody owns it.", a.ID), "Fill in the owner.")
	}
	if a.Due.IsZero() {
		l.warn(a.Place("due"), fmt.Sprintf("action %s is open and has no day by which it is due.", a.ID), "Fill in the day.")
	}
}
