package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"opframe/data/assess"
	"opframe/data/framework"
	"opframe/data/frameworks"
	"opframe/data/intake"
	"opframe/data/response"
	"opframe/data/round"
	"opframe/data/workbook"
)

func questionnaireFlags(f *flags) {
	f.StringVarP(&f.out, "output", "o", "", "the file to write: .xlsx, or .csv for all sheets in one (required)")
	f.StringVar(&f.framework, "framework", "", "the framework to ask for, by name or folder (default "+frameworks.Latest+", or the round's)")
	f.StringVar(&f.round, "round", "", "a round's folder, to fill in from its register and the answers of the round before")
	f.StringVar(&f.product, "product", "", "the product, by its id in the round's register")
	f.BoolVar(&f.open, "open", false, "only the questions still open, to complete what the round has of the product")
	f.StringVar(&f.only, "only", "", "only these questions, by id: P07,P08")
}

// questionnaire writes an empty questionnaire, or one filled in as far as the round knows.
func (a *app) questionnaire(f *flags) error {
	if f.out == "" {
		return misused("questionnaire: say where to write it with -o FILE.xlsx")
	}
	if f.NArg() > 0 {
		return misused("questionnaire: %q is not a flag; the file to write is named by -o", f.Arg(0))
	}
	if (f.round == "") != (f.product == "") {
		return misused("questionnaire: --round and --product belong together")
	}
	if some, err := supplementary(f); some || err != nil {
		if err == nil {
			err = a.openQuestionnaire(f)
		}
		return err
	}
	name := first(f.framework, frameworks.Latest)
	var prefill workbook.Prefill
	if f.round != "" {
		r, err := round.Load(f.round, os.DirFS(f.round))
		if err != nil {
			return err
		}
		name = first(f.framework, r.Framework)
		if prefill, err = a.prefill(f.round, r, f.product, name); err != nil {
			return err
		}
	}
	e, err := intake.Edition(name)
	if err != nil {
		return err
	}
	data, err := writeQuestionnaire(f.out, e, prefill)
	if err != nil {
		return err
	}
	if err := writeNew(f.out, data); err != nil {
		return err
	}
	fmt.Fprintf(a.out, "%s: %s, %d questions\n", f.out, e.Framework.Ref(), len(e.Framework.Questions()))
	return nil
}

// writeNew writes a file that is not there. One that is there with the same bytes is done already; one
// with others may hold somebody's answers.
func writeNew(name string, data []byte) error {
	was, err := os.ReadFile(name)
	switch {
	case err == nil && bytes.Equal(was, data):
		return nil
	case err == nil:
		return fmt.Errorf("%s is there already and may hold answers: it is not overwritten; name another file or remove it", name)
	case !errors.Is(err, fs.ErrNotExist):
		return err
	}
	return os.WriteFile(name, data, 0o644)
}

// writeQuestionnaire writes the kind of file the name's ending asks for.
func writeQuestionnaire(name string, e workbook.Edition, p workbook.Prefill) ([]byte, error) {
	var b bytes.Buffer
	var err error
	switch filepath.Ext(name) {
	case ".xlsx":
		err = workbook.WriteXLSX(&b, e.Framework, e.Layout, p)
	case ".csv":
		err = workbook.WriteCSV(&b, e.Framework, e.Layout, p)
	default:
		err = misused("%s: a questionnaire is written as .xlsx or .csv", name)
	}
	return b.Bytes(), err
}

// prefill is what the round knows of a product: its names from the register, and its answers of the
// round before, taken over if they were given to the earlier edition.
func (a *app) prefill(dir string, r *round.Round, product, name string) (workbook.Prefill, error) {
	p, ok := r.Product(product)
	if !ok {
		return workbook.Prefill{}, misused("--product: %q is not in the register of %s", product, dir)
	}
	provider, _ := r.Provider(p.Provider)
	out := workbook.Prefill{ProviderID: provider.ID, ProviderName: provider.Name, ProductID: p.ID, ProductName: p.Name,
		RoundID: r.ID, RoundTitle: r.Title, Contact: r.Office.Email, Due: r.Due}
	e, err := intake.Edition(name)
	if err != nil {
		return out, err
	}
	last, err := a.lastAnswers(dir, r, product, name, e.Framework)
	if err != nil {
		return out, err
	}
	out.Last = prepared(e.Framework, r, product, last)
	return out, nil
}

// prepared is what a questionnaire is filled in with: the last answers without who gave them when, and,
// where no API is listed in them, those the register knows of.
func prepared(f *framework.Framework, r *round.Round, product string, last *response.Submission) *response.Submission {
	s := response.Submission{Answers: map[string]response.Answer{}}
	if last != nil {
		s.Answers = last.Answers
	}
	q, ok := f.RoleQuestion(framework.RoleAPIs)
	if !ok || len(s.Answers[q.ID].Value.Rows) > 0 {
		return &s
	}
	table, _ := f.Table(q.Table)
	if rows := registered(table, r, product); rows != nil {
		s.Answers[q.ID] = response.Answer{Value: response.Value{Rows: rows}, Understood: true}
	}
	return &s
}

// registered are the APIs a product is registered to use, as rows of the list of APIs.
func registered(table framework.Table, r *round.Round, product string) []response.Row {
	var rows []response.Row
	for _, u := range r.Uses {
		if u.Product != product {
			continue
		}
		cells := map[string]response.Answer{"api": {Raw: u.API, Value: response.Value{Text: u.API}, Understood: true}}
		for _, c := range table.Columns {
			for _, o := range c.Choosable() {
				if c.ID == "environment" && (strings.EqualFold(o.ID, u.Environment) || strings.EqualFold(o.Label, u.Environment)) {
					cells[c.ID] = response.Answer{Raw: o.Label, Value: response.Value{Options: []string{o.ID}}, Understood: true}
				}
			}
		}
		rows = append(rows, response.Row{Cells: cells})
	}
	return rows
}

// lastAnswers finds the product's submission in the baseline round; nil where there is none.
func (a *app) lastAnswers(dir string, r *round.Round, product, name string, wanted *framework.Framework) (*response.Submission, error) {
	if r.Baseline == "" {
		return nil, nil
	}
	before := filepath.Join(dir, filepath.FromSlash(r.Baseline))
	old, err := round.Load(before, os.DirFS(before))
	if err != nil {
		return nil, fmt.Errorf("baseline: %w", err)
	}
	known, err := intake.NewShelf(name)
	if err != nil {
		return nil, err
	}
	var paths []string
	for _, name := range old.Responses {
		paths = append(paths, filepath.Join(before, filepath.FromSlash(name)))
	}
	all, err := read(a.ctx, paths, known)
	if err != nil {
		return nil, err
	}
	for _, in := range joined(all) {
		in = in.ToAssess()
		if in.Refused != nil {
			fmt.Fprintf(a.err, "opframe: %s\n", in.Refused)
			continue
		}
		if in.Submission.ProductID.Text != product {
			continue
		}
		if in.Submission.Framework == wanted.Ref() {
			return &in.Submission, nil
		}
		s, err := assess.Carry(wanted, in.Answered, in.Submission)
		return &s, err
	}
	return nil, nil
}
