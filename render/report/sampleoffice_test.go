package report

import (
	"path"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"opframe/data/assess"
	"opframe/data/frameworks"
	"opframe/data/response"
	"opframe/data/review"
	"opframe/data/round"
	"opframe/data/sample"
	"opframe/data/service"
	"opframe/data/target"
	"opframe/data/view"
	"opframe/data/workbook"
)

// sampled is the sample round as the office sees it, read from its workbooks as a build does.
var sampled = sync.OnceValues(func() (view.Office, error) {
	files, err := sample.Files()
	if err != nil {
		return view.Office{}, err
	}
	dir := fstest.MapFS{}
	for name, data := range files {
		if !strings.HasPrefix(name, "previous/") {
			dir[name] = &fstest.MapFile{Data: data}
		}
	}
	r, err := round.Load("sample", dir)
	if err != nil {
		return view.Office{}, err
	}
	var known []workbook.Edition
	for _, name := range []string{"interim@1.0", "interim@0.8"} {
		f, err := frameworks.Find(name)
		if err != nil {
			return view.Office{}, err
		}
		l, err := workbook.LoadLayout(f)
		if err != nil {
			return view.Office{}, err
		}
		known = append(known, workbook.Edition{Framework: f, Layout: l})
	}
	cases, problems, err := readAll(r, known, files)
	v := view.ForOffice(r, known[0].Framework, cases, problems)
	v.Service = service.Apply(known[0].Framework.Service, r, nil)
	return v, err
})

func readAll(r *round.Round, known []workbook.Edition, files map[string][]byte) (cases []view.Case, problems []response.Problem, err error) {
	var names []string
	for _, p := range r.Responses {
		names = append(names, path.Base(p))
	}
	f := known[0].Framework
	for _, set := range workbook.Group(names, known) {
		var of []workbook.File
		for _, name := range set.Files {
			of = append(of, workbook.File{Name: name, Data: files["responses/"+name]})
		}
		s, err := workbook.Read(set.Name, of, known)
		if err != nil {
			problems = append(problems, response.Problem{Kind: response.Unreadable, Severity: response.Error, Cell: response.Cell{File: set.Name}, What: err.Error(), Do: "Ask for it again."})
			continue
		}
		product, ok := r.Product(s.ProductID.Text)
		if !ok {
			problems = append(problems, response.Problem{Kind: response.Register, Severity: response.Error, Cell: s.ProductID.Cell, What: "Nobody's.", Do: "Register it."})
			continue
		}
		if s.Framework != f.Ref() {
			if s, err = assess.Carry(f, known[1].Framework, s); err != nil {
				return nil, nil, err
			}
		}
		provider, _ := r.Provider(product.Provider)
		c := view.Case{Provider: provider, Product: product, Submission: s, Files: set.Files,
			Check: assess.Check(f, &s, r.AsOf), Assessment: assess.Assess(f, &s, r.AsOf), Ways: target.New(f, r.AsOf).Ahead(&s)}
		c.Review = review.Lay(f, &c.Submission, c.Assessment, nil)
		cases, problems = append(cases, c), append(problems, c.Check.Problems...)
	}
	return cases, problems, nil
}

func sampleOffice(t *testing.T) view.Office {
	t.Helper()
	v, err := sampled()
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// rowsOf are copies of the rows of a view.
func rowsOf(v view.Office) []view.OfficeRow {
	var rows []view.OfficeRow
	for r := range v.Rows {
		rows = append(rows, *r)
	}
	return rows
}

func reportsOf(v view.Office) func(string) string {
	return func(id string) string {
		for r := range v.Rows {
			if r.Product.ID == id && r.Case != nil {
				return "products/" + id + "/assessment.html"
			}
		}
		return ""
	}
}
