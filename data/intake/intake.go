// Package intake is the way of one submission from its bytes to what is checked and assessed, the same in
// every program that does so. It reads no files, knows no folder and no clock: bytes come in, and the day.
package intake

import (
	"errors"
	"fmt"
	"strings"

	"opframe/data/assess"
	"opframe/data/audience"
	"opframe/data/date"
	"opframe/data/framework"
	"opframe/data/response"
	"opframe/data/round"
	"opframe/data/view"
	"opframe/data/workbook"
	"opframe/data/workbook/cells"
)

// Intake is one submission as it came in, or the problem that kept it from being read.
type Intake struct {
	Name       string
	Files      []string
	Answered   *framework.Framework // the edition answered; nil where refused
	Submission response.Submission
	Traits     []response.Trait // what the files carry besides answers; of ReadWhole alone
	Refused    *response.Problem
}

// Read reads one submission. Whatever goes wrong with it is a problem of its own: not even a fault of this
// program may keep others from being read.
func (k *Shelf) Read(set workbook.Set, open func(string) ([]byte, error), limits cells.Limits) Intake {
	return read(set, open, func(files []workbook.File) (response.Submission, []response.Trait, *framework.Framework, error) {
		s, e, err := workbook.ReadLazily(set.Name, files, k.first, k.all, limits)
		return s, nil, e.Framework, err
	})
}

// ReadWhole reads one submission with what the files carry besides answers, in one pass over them.
func ReadWhole(set workbook.Set, open func(string) ([]byte, error), known []workbook.Edition, limits cells.Limits) Intake {
	return read(set, open, func(files []workbook.File) (response.Submission, []response.Trait, *framework.Framework, error) {
		s, traits, err := workbook.ReadWhole(set.Name, files, known, limits)
		return s, traits, find(known, s.Framework), err
	})
}

// read is given what reads all files: the submission, what the files carry, and the edition answered.
func read(set workbook.Set, open func(string) ([]byte, error), all func([]workbook.File) (response.Submission, []response.Trait, *framework.Framework, error)) (in Intake) {
	in.Name, in.Files = set.Name, set.Files
	defer func() {
		if r := recover(); r != nil {
			in.refuse(fmt.Sprintf("opframe failed on it: %v.", r), "Please report this with the file; the others were read.")
		}
	}()
	var files []workbook.File
	for _, name := range set.Files {
		data, err := open(name)
		if err != nil {
			in.refuse(err.Error()+".", "Make it readable.")
			return in
		}
		files = append(files, workbook.File{Name: name, Data: data})
	}
	s, traits, f, err := all(files)
	if err != nil {
		in.refuse(refusal(err))
		return in
	}
	if s.Framework == "" && len(s.Problems) > 0 { // it holds no question of any framework, and reading has said so
		in.Refused = &s.Problems[0]
		return in
	}
	if f == nil {
		in.refuse(fmt.Sprintf("It answers %q, which is not known here.", s.Framework), "Name its framework with --framework.")
		return in
	}
	in.Submission, in.Traits, in.Answered = s, traits, f
	return in
}

func (in *Intake) refuse(what, do string) {
	in.Refused = &response.Problem{Kind: response.Unreadable, Severity: response.Error,
		Cell: response.Cell{File: in.Name}, What: what, Do: do}
}

// refusal says what is wrong with a file that cannot be read, and what to do.
func refusal(err error) (what, do string) {
	var r *cells.Refusal
	if errors.As(err, &r) {
		return sentence(r.Why), sentence(r.Do)
	}
	return sentence(err.Error()), "Save it anew and send it again."
}

// sentence has a capital and a full stop.
func sentence(s string) string {
	if s == "" {
		return s
	}
	s = strings.ToUpper(s[:1]) + s[1:]
	return strings.TrimSuffix(s, ".") + "."
}

func find(all []workbook.Edition, ref string) *framework.Framework {
	for _, e := range all {
		if e.Framework.Ref() == ref {
			return e.Framework
		}
	}
	return nil
}

// Source is the submission as a check tells of it: of a refused one only the name is known.
func (in Intake) Source() response.Submission {
	if in.Refused != nil {
		return response.Submission{File: in.Name}
	}
	return in.Submission
}

// Check is the report on a submission against the edition it answers.
func (in Intake) Check(asOf date.Date) assess.Report {
	if in.Refused != nil {
		return assess.Report{Problems: []response.Problem{*in.Refused}}
	}
	return assess.Check(in.Answered, &in.Submission, asOf)
}

// ToAssess is the submission as it can be assessed by itself: a supplement, which cannot, is refused.
func (in Intake) ToAssess() Intake {
	if in.Refused == nil && in.Submission.Supplement != nil {
		held := "1 question"
		if n := len(in.Submission.Held()); n != 1 {
			held = fmt.Sprintf("%d questions", n)
		}
		in.Refused = &response.Problem{Kind: response.Structure, Severity: response.Error, Cell: response.Cell{File: in.Name},
			What: fmt.Sprintf("It is a supplement: it holds only %s, and the questionnaire it completes is not among the files.", held),
			Do:   "Name that questionnaire as well, as it was sent."}
	}
	return in
}

// Assess assesses a submission that was read by itself, without a round: by the edition it answers, or by
// the one that supersedes it with the answers carried over. The view it gives has one product.
func (in Intake) Assess(k *Shelf, asOf date.Date) (view.Provider, error) {
	f, s, err := in.assessable(k)
	if err != nil {
		return view.Provider{}, err
	}
	return alone(f, view.Product{Submission: s, Check: assess.Check(f, &s, asOf), Assessment: assess.Assess(f, &s, asOf),
		Ways: k.Finder(f, asOf).Ahead(&s)}), nil
}

// assessable is the submission in terms of an edition that can be assessed by.
func (in Intake) assessable(k *Shelf) (*framework.Framework, response.Submission, error) {
	if in.Answered.Kind == framework.Assessment {
		return in.Answered, in.Submission, nil
	}
	known, err := k.all()
	if err != nil {
		return nil, in.Submission, err
	}
	for _, e := range known {
		if e.Framework.Supersedes == in.Answered.Ref() {
			s, err := assess.Carry(e.Framework, in.Answered, in.Submission)
			return e.Framework, s, err
		}
	}
	return nil, in.Submission, fmt.Errorf("%s: %s is a questionnaire only, and no edition here supersedes it", in.Name, in.Answered.Ref())
}

// alone is the view of a provider of whom nothing is known but one file.
func alone(f *framework.Framework, p view.Product) view.Provider {
	s := p.Submission
	p.ID, p.Name = s.ProductID.Text, first(s.ProductName.Text, s.ProductID.Text, s.File)
	name := first(s.ProviderName.Text, s.ProviderID.Text, "Provider not named")
	return view.Provider{
		Reader: audience.Provider{ID: s.ProviderID.Text}, Framework: f, ID: s.ProviderID.Text, Name: name,
		Occasion: view.Occasion{AsOf: p.Assessment.AsOf, Office: round.Office{Name: "The office"}},
		Products: []view.Product{p},
	}
}

func first(names ...string) string {
	for _, n := range names {
		if n != "" {
			return n
		}
	}
	return ""
}
