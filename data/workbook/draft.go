package workbook

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"opframe/data/date"
	"opframe/data/framework"
	"opframe/data/response"
	"opframe/data/workbook/cells"
	"opframe/data/yamlfile"
)

// Draft says what a framework drafted from a list is called, and how its questions are answered where
// the list does not say so.
type Draft struct {
	ID        string    `yaml:"id"`
	Version   string    `yaml:"version"`
	Title     string    `yaml:"title"`
	Published date.Date `yaml:"published"`
	Summary   string    `yaml:"summary"`
	// Dimension is the title of the dimension of questions for which no column and no section names one.
	Dimension string `yaml:"dimension"`
	// Sections says what the rows are that hold nothing but a title: the dimension or the control of the
	// questions below them; "" for neither.
	Sections string `yaml:"sections"`
	// Kind and Options are those of questions for which no column says any.
	Kind    framework.QuestionKind `yaml:"kind"`
	Options []framework.Option     `yaml:"options"`
	// Kinds are other words for kinds of questions, by kind.
	Kinds map[string][]string `yaml:"kinds"`
	// Asks are further questions about each one of the list, such as who is responsible.
	Asks []DraftAsk     `yaml:"asks"`
	At   yamlfile.Place `yaml:"-"`
}

// DraftAsk is a question asked beside each one of a list; it may be left unanswered.
type DraftAsk struct {
	// Suffix is put behind the id of the question.
	Suffix  string                 `yaml:"suffix"`
	Text    string                 `yaml:"text"`
	Kind    framework.QuestionKind `yaml:"kind"`
	Options []framework.Option     `yaml:"options"`
	At      yamlfile.Place         `yaml:"-"`
}

// Import drafts a framework from a list of controls or questions. MapYAML is a workbook.yaml: its part
// foreign says where the list holds what, its part draft what the framework is called. The framework is
// a questionnaire without rules that loads and has no fault; layout is the map as it was given, which
// serves as its workbook.yaml. The problems name the cells of the list that were left out, or that were
// taken with a doubt. The error joins the faults of the map, or says that the list has no question.
func Import(name string, book *cells.Book, mapYAML []byte) (yaml, layout []byte, problems []response.Problem, err error) {
	l := &Layout{}
	if err := yamlfile.Decode(layoutFile, mapYAML, l); err != nil {
		return nil, nil, nil, err
	}
	if l.Draft == nil || l.Foreign == nil {
		return nil, nil, nil, yamlfile.Fault{At: l.At, What: "to draft a framework, both foreign and draft are needed"}
	}
	if err := l.Draft.check(); err != nil {
		return nil, nil, nil, err
	}
	d := newDrafter(name, l)
	for i := range book.Sheets {
		d.sheet(newSheet(name, book.Sheets[i], i, &readingRoom{}))
	}
	slices.SortStableFunc(d.problems, placed.compare)
	for _, p := range d.problems {
		problems = append(problems, p.Problem)
	}
	f := d.framework()
	if len(f.Controls) == 0 {
		return nil, nil, problems, fmt.Errorf("%s: no question was found: no sheet has the titles or columns of the mapping, or no row can be taken", name)
	}
	if err := d.sound(f, mapYAML); err != nil {
		return nil, nil, problems, err
	}
	return writeFramework(f, d.file), mapYAML, problems, nil
}

// check finds what is wrong with a draft whatever the list says.
func (d *Draft) check() error {
	var faults []error
	fault := func(at yamlfile.Place, format string, args ...any) {
		faults = append(faults, yamlfile.Fault{At: at, What: "draft: " + fmt.Sprintf(format, args...)})
	}
	if !slices.Contains([]string{"", colDimension, colControl}, d.Sections) {
		fault(d.At, "sections: %q is not one of dimension, control", d.Sections)
	}
	for _, kind := range sortedKeys(d.Kinds) {
		if !draftable(framework.QuestionKind(kind)) {
			fault(d.At, "kinds: %q is no kind that can be drafted: there are %s", kind, draftableKinds())
		}
	}
	if d.Kind != "" && !draftable(d.Kind) {
		fault(d.At, "kind: %q is no kind that can be drafted: there are %s", d.Kind, draftableKinds())
	}
	suffixes := map[string]bool{}
	for _, a := range d.Asks {
		if a.Suffix == "" || !framework.IsID("a"+a.Suffix) || suffixes[fold(a.Suffix)] {
			fault(a.At, "asks: suffix %q: letters, digits and & . _ - make a suffix, another one for each", a.Suffix)
		}
		suffixes[fold(a.Suffix)] = true
		if a.Text == "" || !draftable(a.Kind) {
			fault(a.At, "asks %s: a text and a kind are needed; kinds are %s", a.Suffix, draftableKinds())
		}
	}
	return errors.Join(faults...)
}

// draftable are the kinds that a row of a list can describe: a table has columns of its own.
func draftable(k framework.QuestionKind) bool {
	return k != framework.Rows && slices.Contains(framework.QuestionKinds, k)
}

func draftableKinds() string {
	var all []string
	for _, k := range framework.QuestionKinds {
		if draftable(k) {
			all = append(all, string(k))
		}
	}
	return strings.Join(all, ", ")
}

// sound says what is wrong with what was drafted: with the list most is told of already, so these are
// faults of the map.
func (d *drafter) sound(f *framework.Framework, mapYAML []byte) error {
	if faults := framework.Lint(f, nil); len(faults) > 0 {
		return errors.Join(faults...)
	}
	_, err := newLayout(f, layoutFile, mapYAML)
	return err
}

// framework is the questionnaire of everything that was found.
func (d *drafter) framework() *framework.Framework {
	n := d.l.Draft
	f := &framework.Framework{ID: n.ID, Version: n.Version, Title: cmp.Or(n.Title, n.ID), Kind: framework.Questionnaire,
		Published: n.Published, At: n.At}
	f.Summary = cmp.Or(n.Summary, fmt.Sprintf("Drafted from %s: %d controls.", d.file, len(d.controls)))
	f.History = []framework.Change{{Version: n.Version, Date: n.Published, Text: "Drafted from " + d.file + "."}}
	for _, x := range d.dimensions.all {
		f.Dimensions = append(f.Dimensions, framework.Dimension{ID: x.id, Title: x.title, Intent: x.title, At: n.At})
	}
	for _, c := range d.controls {
		c.At = n.At
		f.Controls = append(f.Controls, *c)
	}
	// Controls of one dimension follow each other, as they do when the framework is loaded and asked.
	slices.SortStableFunc(f.Controls, func(a, b framework.Control) int {
		return cmp.Compare(d.dimensions.order[a.Dimension], d.dimensions.order[b.Dimension])
	})
	return f
}
