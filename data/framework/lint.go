package framework

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"opframe/data/yamlfile"
)

// Lint reports every fault in the sense of a framework: ids, references, totality and order of rules,
// gates and matrix, and the mapping from the edition it supersedes. Previous is that edition, or nil
// where there is none. Whether rules can match and cases pass is for data/assess to prove.
func Lint(f, previous *Framework) []error {
	l := &linter{f: f, questions: map[string]int{}}
	l.head()
	l.ids()
	l.questionsAndTables()
	l.controls()
	for i := range f.Checks {
		l.check(f.Checks[i])
	}
	if f.Kind == Questionnaire {
		l.questionnaireOnly()
	} else {
		l.scaleAndGates()
		l.matrix()
		l.obligations()
	}
	l.register()
	l.service()
	l.mapping(previous)
	return l.faults
}

type linter struct {
	f         *Framework
	questions map[string]int // position in the order of the questionnaire
	faults    []error
}

func (l *linter) fault(at yamlfile.Place, format string, args ...any) {
	l.faults = append(l.faults, yamlfile.Fault{At: at, What: fmt.Sprintf(format, args...)})
}

// need reports texts that must not be empty, given as name, value pairs.
func (l *linter) need(at yamlfile.Place, what string, pairs ...string) {
	for i := 0; i < len(pairs); i += 2 {
		if strings.TrimSpace(pairs[i+1]) == "" {
			l.fault(at, "%s: %s is missing", what, pairs[i])
		}
	}
}

func (l *linter) oneOf(at yamlfile.Place, what, got string, known []string) {
	if !slices.Contains(known, got) {
		l.fault(at, "%s: %q is not one of %s", what, got, strings.Join(known, ", "))
	}
}

func (l *linter) basis(at yamlfile.Place, what string, b Basis) {
	l.oneOf(at, what+": status", b.Status, []string{Official, OfficeConfiguration})
	if b.Status == Official && b.Source == "" {
		l.fault(at, "%s: what is official names its source", what)
	}
	if _, ok := l.f.Source(b.Source); b.Source != "" && !ok {
		l.fault(at, "%s: no source is called %q", what, b.Source)
	}
}

func (l *linter) head() {
	f := l.f
	l.need(f.At, "framework", "id", f.ID, "version", f.Version, "title", f.Title, "summary", f.Summary)
	l.oneOf(f.At, "framework: kind", string(f.Kind), []string{string(Assessment), string(Questionnaire)})
	if f.Published.IsZero() {
		l.fault(f.At, "framework: published is missing")
	}
	if !slices.ContainsFunc(f.History, func(c Change) bool { return c.Version == f.Version }) {
		l.fault(f.At, "framework: history says nothing of version %s", f.Version)
	}
}

var idForm = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9&._-]*$`)

// IsID says that a text has the form of an id.
func IsID(s string) bool { return idForm.MatchString(s) }

// ids holds that ids have the form of ids and that no two things of a kind share one.
func (l *linter) ids() {
	f := l.f
	unique(l, "source", f.Sources, func(x Source) (string, yamlfile.Place) { return x.ID, x.At })
	unique(l, "dimension", f.Dimensions, func(x Dimension) (string, yamlfile.Place) { return x.ID, x.At })
	unique(l, "issue", f.Issues, func(x Issue) (string, yamlfile.Place) { return x.ID, x.At })
	unique(l, "outcome", f.Outcomes, func(x Outcome) (string, yamlfile.Place) { return x.ID, x.At })
	unique(l, "rating", f.Ratings, func(x Rating) (string, yamlfile.Place) { return x.ID, x.At })
	unique(l, "obligation", f.Obligations, func(x Obligation) (string, yamlfile.Place) { return x.ID, x.At })
	unique(l, "api", f.APIs, func(x API) (string, yamlfile.Place) { return x.ID, x.At })
	unique(l, "control", f.Controls, func(x Control) (string, yamlfile.Place) { return x.ID, x.At })
	unique(l, "table", f.Tables, func(x Table) (string, yamlfile.Place) { return x.ID, x.At })
	unique(l, "check", f.Checks, func(x Check) (string, yamlfile.Place) { return x.ID, x.At })
	all := slices.Clone(f.Context)
	for _, c := range f.Controls {
		all = append(all, c.Questions...)
	}
	unique(l, "question", all, func(x Question) (string, yamlfile.Place) { return x.ID, x.At })
	for _, t := range f.Tables {
		unique(l, "table "+t.ID+": column", t.Columns, func(x Column) (string, yamlfile.Place) { return x.ID, x.At })
		for _, c := range t.Columns {
			l.options("column "+t.ID+"."+c.ID, c.Kind, c.Options, c.At)
		}
	}
}

func unique[T any](l *linter, what string, all []T, of func(T) (string, yamlfile.Place)) {
	seen := map[string]bool{}
	for _, x := range all {
		id, at := of(x)
		switch {
		case !idForm.MatchString(id):
			l.fault(at, "%s: id %q: letters, digits and & . _ - only, a letter or digit first", what, id)
		case seen[strings.ToLower(id)]:
			l.fault(at, "%s: id %q stands twice", what, id)
		}
		seen[strings.ToLower(id)] = true
	}
}

func (l *linter) options(what string, kind QuestionKind, options []Option, at yamlfile.Place) {
	takes := kind == Choice || kind == Choices
	if takes && len(options) < 2 {
		l.fault(at, "%s: a %s needs two options at least", what, kind)
	}
	if !takes && len(options) > 0 {
		l.fault(at, "%s: a %s has no options of its own", what, kind)
	}
	unique(l, what+": option", options, func(o Option) (string, yamlfile.Place) { return o.ID, o.At })
	labels := map[string]bool{}
	for _, o := range options {
		l.need(o.At, what+": option "+o.ID, "label", o.Label)
		if labels[strings.ToLower(o.Label)] {
			l.fault(o.At, "%s: label %q stands twice", what, o.Label)
		}
		labels[strings.ToLower(o.Label)] = true
	}
}

func (l *linter) questionsAndTables() {
	for i, q := range l.f.Questions() {
		l.questions[q.ID] = i
	}
	for _, q := range l.f.Context {
		if _, ok := l.f.Dimension(q.Dimension); !ok {
			l.fault(q.At, "question %s: no dimension is called %q", q.ID, q.Dimension)
		}
		l.question(q)
	}
	asked := map[string]string{}
	for _, q := range l.f.Questions() {
		if q.Kind != Rows {
			continue
		}
		if other := asked[q.Table]; other != "" {
			l.fault(q.At, "question %s: table %q is asked for by %s already", q.ID, q.Table, other)
		}
		asked[q.Table] = q.ID
	}
	roles := map[string]string{}
	for _, t := range l.f.Tables {
		l.table(t, asked)
		if t.Role != "" && roles[t.Role] != "" {
			l.fault(t.At, "table %s: %s has the role %s already", t.ID, roles[t.Role], t.Role)
		}
		roles[t.Role] = t.ID
	}
}

func (l *linter) question(q Question) {
	what := "question " + q.ID
	l.need(q.At, what, "text", q.Text)
	if !slices.Contains(QuestionKinds, q.Kind) {
		l.fault(q.At, "%s: %q is no kind of question", what, q.Kind)
		return
	}
	l.options(what, q.Kind, q.Options, q.At)
	_, known := l.f.Table(q.Table)
	if q.Kind == Rows && !known {
		l.fault(q.At, "%s: no table is called %q", what, q.Table)
	}
	if q.Kind != Rows && q.Table != "" {
		l.fault(q.At, "%s: only a table question has a table", what)
	}
	if q.Min != nil && q.Max != nil && *q.Min > *q.Max {
		l.fault(q.At, "%s: min is greater than max", what)
	}
	if q.ShowIf == nil {
		return
	}
	l.cond(what+": show_if", q.ShowIf)
	for _, id := range q.ShowIf.Questions() {
		if at, ok := l.questions[id]; ok && at >= l.questions[q.ID] {
			l.fault(q.ShowIf.At, "%s: show_if asks %s, which comes later in the questionnaire", what, id)
		}
	}
}

// roleColumns are the columns that the program itself reads in tables with a role.
var roleColumns = map[string][]string{RoleAPIs: {"api"}, RoleEvidence: {"ref", "expires"}}

func (l *linter) table(t Table, asked map[string]string) {
	what := "table " + t.ID
	l.need(t.At, what, "title", t.Title)
	if asked[t.ID] == "" {
		l.fault(t.At, "%s: no question asks for it", what)
	}
	l.oneOf(t.At, what+": role", t.Role, []string{"", RoleAPIs, RoleEvidence})
	for _, c := range t.Columns {
		l.need(c.At, what+": column "+c.ID, "title", c.Title)
		if c.Kind == Choices || c.Kind == Rows || !slices.Contains(QuestionKinds, c.Kind) {
			l.fault(c.At, "%s: column %s: %q is no kind of column", what, c.ID, c.Kind)
		}
	}
	for _, id := range roleColumns[t.Role] {
		if !slices.ContainsFunc(t.Columns, func(c Column) bool { return c.ID == id }) {
			l.fault(t.At, "%s: the role %s needs a column %q", what, t.Role, id)
		}
	}
}

func (l *linter) check(c Check) {
	what := "check " + c.ID
	l.need(c.At, what, "title", c.Title, "message", c.Message, "remedy", c.Remedy)
	l.oneOf(c.At, what+": severity", c.Severity, []string{"error", "warning"})
	l.cond(what, &c.When)
	if len(c.When.Questions()) == 0 {
		l.fault(c.At, "%s: it asks about no question, so no cell can be shown", what)
	}
}

// questionnaireOnly holds that an edition that cannot be assessed by does not look as if it could.
func (l *linter) questionnaireOnly() {
	f := l.f
	if len(f.Scale)+len(f.Gates)+len(f.Outcomes)+len(f.Matrix)+len(f.Obligations) > 0 {
		l.fault(f.At, "framework: a questionnaire has no scale, gates, outcomes, matrix or obligations")
	}
	for _, c := range f.Controls {
		if len(c.Rules) > 0 {
			l.fault(c.At, "control %s: a questionnaire has no rules", c.ID)
		}
	}
}
