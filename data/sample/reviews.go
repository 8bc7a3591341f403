package sample

import (
	"bytes"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"opframe/data/assess"
	"opframe/data/response"
	"opframe/data/review"
	"opframe/data/workbook"
	"opframe/data/yamlfile"
)

// reviewData is reviews.yaml: what reviewers decided in the round.
type reviewData struct {
	Reviews []reviewed `yaml:"reviews"`
}

// reviewed is one review workbook. Each row has what is typed by the column's id in data/review, with what it is
// about under `control` or `api`; `made: earlier` says that the decision rests on something that changed since.
type reviewed struct {
	Product   string              `yaml:"product"`
	Reviewer  string              `yaml:"reviewer"`
	Findings  []map[string]string `yaml:"findings"`
	Outcomes  []map[string]string `yaml:"outcomes"`
	Questions []map[string]string `yaml:"questions"`
	At        yamlfile.Place      `yaml:"-"`
}

// review writes the review workbook of one product as a reviewer filled it in. It shows what was found in the
// questionnaire, so that is read as `opframe review` reads it.
func (d *data) review(r round, x reviewed, out map[string][]byte) error {
	i := slices.IndexFunc(r.replies, func(y reply) bool { return y.Product == x.Product })
	if i < 0 {
		return yamlfile.Fault{At: x.At, What: fmt.Sprintf("%s has no reply to review", x.Product)}
	}
	e := d.edition(r, r.replies[i])
	s, err := workbook.Read(r.replies[i].File, []workbook.File{{Name: r.replies[i].File, Data: out[path.Join(r.dir, "responses", r.replies[i].File)]}}, []workbook.Edition{e})
	if err != nil {
		return err
	}
	form := review.Plan(d.subject(r, x, e, &s), review.Lay(e.Framework, &s, assess.Assess(e.Framework, &s, r.AsOf), nil), nil)
	lists := [][]map[string]string{x.Findings, x.Outcomes, x.Questions}
	for i, about := range []string{"control", "api", ""} {
		for n, row := range lists[i] {
			if err := fillIn(&form.Lists[i], about, n, row); err != nil {
				return yamlfile.Fault{At: x.At, What: x.Product + ": " + err.Error()}
			}
		}
	}
	var b bytes.Buffer
	if err := workbook.WriteForm(&b, form); err != nil {
		return err
	}
	out[path.Join(r.dir, "reviews", x.Product+".xlsx")] = b.Bytes()
	return nil
}

func (d *data) subject(r round, x reviewed, e workbook.Edition, s *response.Submission) review.Subject {
	p, _ := d.product(x.Product)
	v, _ := d.provider(p.Provider)
	return review.Subject{Framework: e.Framework, Submission: s, ProviderName: v.Name, ProviderID: v.ID,
		ProductName: p.Name, ProductID: p.ID, Round: r.Title, AsOf: r.AsOf, Reviewer: x.Reviewer}
}

// fillIn types into the row about something, or into the nth where rows are about nothing.
func fillIn(l *workbook.FormList, about string, n int, typed map[string]string) error {
	at := slices.IndexFunc(l.Rows, func(r workbook.FormRow) bool { return strings.HasPrefix(r.ID, typed[about]+"|") })
	if about == "" {
		at = n
	}
	if at < 0 {
		return fmt.Errorf("%s has no row about %q", l.Title, typed[about])
	}
	if typed["made"] == "earlier" {
		was := l.Rows[at]
		parts := strings.Split(was.ID, "|")
		was.ID, was.Cells = parts[0]+"|earlier|"+parts[2], maps.Clone(was.Cells)
		l.Rows = slices.Insert(l.Rows, at, was)
	}
	for _, id := range slices.Sorted(maps.Keys(typed)) {
		known := slices.ContainsFunc(l.Columns, func(c workbook.FormColumn) bool { return c.ID == id && c.Input })
		switch {
		case known:
			l.Rows[at].Cells[id] = typed[id]
		case id != about && id != "made":
			return fmt.Errorf("%s has no column %q to fill in", l.Title, id)
		}
	}
	return nil
}
