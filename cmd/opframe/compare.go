package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"opframe/data/audience"
	"opframe/data/compare"
	"opframe/data/date"
	"opframe/data/framework"
	"opframe/data/intake"
	"opframe/data/response"
	"opframe/data/round"
	"opframe/data/view"
	"opframe/render/doc"
	"opframe/render/exchange"
	"opframe/render/html"
	"opframe/render/markdown"
	"opframe/render/pdf"
	"opframe/render/report"
)

func compareFlags(f *flags) {
	f.StringVar(&f.format, "format", "text", "text, json, html, pdf or md")
	f.StringVarP(&f.out, "output", "o", "", "the file to write (default standard output)")
	f.StringVar(&f.asOf, "as-of", "", "the day to assess questionnaires as of, YYYY-MM-DD (default the day each was completed)")
	f.StringVar(&f.framework, "framework", "", "a further framework the files may answer: its folder")
	f.StringVar(&f.failOn, "fail-on", "", "worse: end with exit code 3 where anything got worse")
}

// compared is one argument of compare: a round, or one product of a questionnaire or a saved assessment.
type compared struct {
	name  string // as typed
	whole bool   // a round, or a list of saved assessments
	title string // of the round
	sides []compare.Side
	as    view.Occasion
	// problems kept something of it from being read; they are printed.
	problems bool
}

// compare tells what changed a product, or every product of a round, and why.
func (a *app) compare(f *flags) error {
	if f.NArg() != 2 {
		return misused("compare: name two rounds, questionnaires or saved assessments, the older first: compare OLD NEW")
	}
	if err := oneOf("format", f.format, "text", "json", "html", "pdf", "md"); err != nil {
		return err
	}
	if err := oneOf("fail-on", f.failOn, "", "worse"); err != nil {
		return misused("--fail-on is worse, not %q", f.failOn)
	}
	known, err := intake.NewShelf(f.framework)
	if err != nil {
		return err
	}
	var both [2]compared
	for i, name := range f.Args() {
		if both[i], err = a.toCompare(f, name, known); err != nil {
			return err
		}
	}
	old, now := both[0], both[1]
	all, err := match(&old, &now)
	if err != nil {
		return err
	}
	data, err := printComparison(f.format, old, now, all)
	if err != nil {
		return err
	}
	if err := a.deliver(f.format, f.out, data); err != nil {
		return err
	}
	return a.verdict(f, all, old.problems || now.problems)
}

// toCompare reads one argument: what it is follows from what is there.
func (a *app) toCompare(f *flags, name string, known *intake.Shelf) (compared, error) {
	info, err := os.Stat(name)
	switch {
	case err != nil:
		if set := csvSet(name); set != nil {
			return a.questionnaireToCompare(f, name, set, known)
		}
		return compared{}, err
	case info.IsDir():
		return a.roundToCompare(name)
	case filepath.Ext(name) == ".json":
		return savedToCompare(name)
	}
	return a.questionnaireToCompare(f, name, []string{name}, known)
}

// savedToCompare reads saved assessments: one, or several as of a round.
func savedToCompare(name string) (compared, error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return compared{}, err
	}
	sides, err := compare.Saved(filepath.Base(name), data)
	if err != nil {
		return compared{}, err
	}
	return compared{name: name, whole: len(sides) > 1, sides: sides, as: view.Occasion{AsOf: sides[0].AsOf, Office: theOffice}}, nil
}

var theOffice = round.Office{Name: "The office"}

// csvSet are the files of a set named by its stem, as my-round/responses/northwind for northwind-Product.csv
// and so on.
func csvSet(stem string) []string {
	entries, err := os.ReadDir(filepath.Dir(stem))
	if err != nil {
		return nil
	}
	var all []string
	for _, e := range entries { // sorted by name
		if strings.HasPrefix(e.Name(), filepath.Base(stem)+"-") && strings.EqualFold(filepath.Ext(e.Name()), ".csv") {
			all = append(all, filepath.Join(filepath.Dir(stem), e.Name()))
		}
	}
	return all
}

// roundToCompare reads and judges a round, on its own framework where that has rules.
func (a *app) roundToCompare(name string) (compared, error) {
	b, err := a.reader(name)
	if err != nil {
		return compared{}, err
	}
	if !b.judges() {
		return compared{}, misused("compare: the round %s is on %s, which has no rules, and no edition is known that supersedes it", name, b.edition.Framework.Ref())
	}
	b.progress.quiet = true
	if err := b.receive(); err != nil {
		return compared{}, err
	}
	for _, p := range b.problems {
		fmt.Fprintf(a.err, "opframe: %s\n", p)
	}
	return compared{name: name, whole: true, title: b.round.Title, sides: sidesOf(b.round, b.edition.Framework, b.cases), as: view.OccasionOf(b.round), problems: len(b.problems) > 0}, nil
}

// judges says whether the round's framework has rules, or takes in its place the edition that supersedes it.
func (b *builder) judges() bool {
	if b.edition.Framework.Kind == framework.Assessment {
		return true
	}
	for _, e := range b.known {
		if e.Framework.Kind == framework.Assessment && e.Framework.Supersedes == b.edition.Framework.Ref() {
			b.edition = e
			return true
		}
	}
	return false
}

// questionnaireToCompare reads and judges one questionnaire, as of the day it was completed unless another
// day is given.
func (a *app) questionnaireToCompare(f *flags, name string, paths []string, known *intake.Shelf) (compared, error) {
	all, err := read(a.ctx, paths, known)
	if err != nil {
		return compared{}, err
	}
	if len(all) != 1 {
		return compared{}, misused("compare: %s holds %s: name one", name, count(len(all), "questionnaire"))
	}
	in := all[0].ToAssess()
	if in.Refused != nil {
		return compared{}, fmt.Errorf("%s", in.Refused)
	}
	asOf, err := dayOf(f, in.Submission)
	if err != nil {
		return compared{}, err
	}
	v, err := in.Assess(known, asOf)
	if err != nil {
		return compared{}, err
	}
	fw, p := v.Framework, v.Products[0]
	side := compare.Side{Framework: fw, Origin: compare.Origin{Product: compare.Named{ID: p.ID, Name: p.Name},
		Provider: compare.Named{ID: v.ID, Name: v.Name}, Framework: fw.Ref(), AsOf: asOf}}
	side = answered(side, view.Case{Submission: p.Submission, Check: p.Check, Assessment: p.Assessment})
	return compared{name: name, sides: []compare.Side{side}, as: v.Occasion}, nil
}

// dayOf is the day a questionnaire is assessed as of.
func dayOf(f *flags, s response.Submission) (date.Date, error) {
	if f.asOf == "" && !s.Completed.IsZero() {
		return s.Completed, nil
	}
	return f.date()
}

// match compares what two arguments hold in common: every product of two rounds, or one product.
func match(old, now *compared) ([]compare.Comparison, error) {
	shared(old.sides, now.sides)
	if old.whole && now.whole {
		return compare.All(old.sides, now.sides), nil
	}
	for _, pair := range [][2]*compared{{old, now}, {now, old}} {
		if pair[0].whole {
			if err := pick(pair[0], pair[1]); err != nil {
				return nil, err
			}
		}
	}
	a, b := &old.sides[0], &now.sides[0]
	if a.Product.ID != "" && b.Product.ID != "" && a.Product.ID != b.Product.ID {
		return nil, misused("compare: %s is of the product %q and %s of %q: compare one product with itself, or two rounds", old.name, a.Product.ID, now.name, b.Product.ID)
	}
	if id := b.Product.ID; id == "" {
		b.Product = a.Product
	}
	c := compare.Of(a, b)
	if c.Why == compare.LaterFirst || c.Why == compare.OtherFrameworks {
		return nil, misused("compare: %s and %s: %s", old.name, now.name, report.WhyNot(c))
	}
	return []compare.Comparison{c}, nil
}

// pick takes out of a round the product of the other argument.
func pick(whole, one *compared) error {
	id := one.sides[0].Product.ID
	i := slices.IndexFunc(whole.sides, func(s compare.Side) bool { return s.Product.ID == id })
	if i < 0 {
		return misused("compare: %s is of the product %q, which %s does not have: name one of its products, or another round", one.name, id, whole.name)
	}
	whole.sides, whole.whole = whole.sides[i:i+1], false
	return nil
}

// printComparison is the comparison in a format.
func printComparison(format string, old, now compared, all []compare.Comparison) ([]byte, error) {
	switch format {
	case "text":
		var b bytes.Buffer
		printChanges(&b, old, now, all)
		return b.Bytes(), nil
	case "json":
		return exchange.Comparison(program.String(), all)
	}
	if now.whole {
		d := report.Comparisons(program, audience.Office{}, now.as, nameOf(old), nameOf(now), all)
		return printAs(format, d, audience.Office{}.Label())
	}
	reader := audience.Provider{ID: all[0].Provider.ID}
	return printAs(format, report.Comparison(program, reader, now.as, all[0]), reader.Label())
}

// printAs prints a document that belongs to no site. A page finds its style sheet beside it.
func printAs[A audience.Reader](format string, d doc.For[A], label string) ([]byte, error) {
	switch format {
	case "md":
		return markdown.Print(d.Value()), nil
	case "pdf":
		out, err := pdf.Print(d.Value())
		return out.Bytes, err
	}
	return html.Page(d.Value(), html.Frame{Site: "Comparison", Alone: true, Notice: label, Foot: "Made by " + program.String() + "."})
}

func nameOf(c compared) string { return first(c.title, c.name) }

// deliver writes to standard output, or to a file that is named, with what a page needs beside it.
func (a *app) deliver(format, file string, data []byte) error {
	if file == "" {
		_, err := a.out.Write(data)
		return err
	}
	files := map[string][]byte{}
	if format == "html" {
		var err error
		if files, err = assetFiles(); err != nil {
			return err
		}
	}
	files[filepath.Base(file)] = data
	for _, name := range sorted(files) {
		full := filepath.Join(filepath.Dir(file), filepath.FromSlash(name))
		if err := errors.Join(os.MkdirAll(filepath.Dir(full), 0o755), os.WriteFile(full, files[name], 0o644)); err != nil {
			return err
		}
	}
	fmt.Fprintln(a.out, file)
	return nil
}

// verdict ends with exit code 3 where something could not be read, or where something got worse and that was
// asked for: then it says what.
func (a *app) verdict(f *flags, all []compare.Comparison, problems bool) error {
	if f.failOn == "worse" {
		for _, c := range all {
			if c.GotWorse() {
				fmt.Fprintf(a.err, "opframe: worse: %s: %s\n", first(c.Product.Name, c.Product.ID), strings.Join(worse(c), "; "))
				problems = true
			}
		}
	}
	if problems {
		return errProblems
	}
	return nil
}

// worse lists what got worse.
func worse(c compare.Comparison) []string {
	var all []string
	if c.Level.Kind == compare.Worse {
		all = append(all, fmt.Sprintf("level %d to %d", c.Level.Old.Level, c.Level.New.Level))
	}
	for _, d := range c.Dimensions {
		if d.Kind == compare.Worse {
			all = append(all, fmt.Sprintf("%s level %d to %d", d.Title, d.Old.Level, d.New.Level))
		}
	}
	for _, x := range c.APIs {
		if x.Kind == compare.Worse {
			all = append(all, fmt.Sprintf("%s %s to %s", x.ID, x.Old.Title, x.New.Title))
		}
	}
	for _, x := range c.Findings {
		if x.Kind == compare.Worse {
			all = append(all, fmt.Sprintf("%s %s to %s", x.Title, x.Old.Result, x.New.Result))
		}
	}
	return all
}

// printChanges is the comparison at a terminal.
func printChanges(w io.Writer, old, now compared, all []compare.Comparison) {
	if now.whole {
		n := map[compare.Kind]int{}
		for _, c := range all {
			n[c.Kind]++
		}
		fmt.Fprintf(w, "%s\nagainst %s\n\n", nameOf(now), nameOf(old))
		for _, k := range compare.Kinds {
			if n[k] > 0 {
				fmt.Fprintf(w, "  %-20s %3d\n", k, n[k])
			}
		}
	}
	never := 0
	for i, c := range all {
		if now.whole && c.Why == compare.NeverReceived && len(c.Register) == 0 {
			never++
			continue
		}
		if now.whole || i > 0 {
			fmt.Fprintln(w)
		}
		printChange(w, c)
	}
	if never > 0 {
		fmt.Fprintf(w, "\n%s: nothing was received before or this time.\n", count(never, "product"))
	}
}

func printChange(w io.Writer, c compare.Comparison) {
	fmt.Fprintf(w, "%s: %s\n", first(c.Product.Name, c.Product.ID), c.Kind)
	if why := report.WhyNot(c); why != "" {
		fmt.Fprintf(w, "  %s\n", why)
	} else {
		printMoved(w, c)
	}
	for _, d := range c.Register {
		fmt.Fprintf(w, "  register: %s: %s, now %s\n", d.What, first(d.Old, "nothing"), first(d.New, "nothing"))
	}
}

func printMoved(w io.Writer, c compare.Comparison) {
	fmt.Fprintf(w, "  level %d, was %d: %s\n", c.Level.New.Level, c.Level.Old.Level, c.Level.Kind)
	if len(c.Causes) > 0 {
		var kinds []string
		for _, k := range c.Causes {
			kinds = append(kinds, string(k))
		}
		fmt.Fprintf(w, "  because: %s\n", strings.Join(kinds, ", "))
	}
	unasked := 0
	for _, x := range c.APIs {
		fmt.Fprintf(w, "  %-14s %s: %s, was %s\n", x.Kind, x.ID, outcomeName(x.New), outcomeName(x.Old))
		indented(w, report.OutcomeCauses(c, x))
	}
	for _, x := range c.Findings {
		if x.Kind == compare.NotComparable && c.Old.CarriedFrom != "" {
			unasked++
			continue
		}
		fmt.Fprintf(w, "  %-14s %s: %s, was %s\n", x.Kind, x.Title, first(string(x.New.Result), "gone"), first(string(x.Old.Result), "not there"))
		indented(w, report.Causes(x.Reason)...)
	}
	if unasked > 0 {
		fmt.Fprintf(w, "  %-14s %s: not asked before, or not so that the answers could be carried over\n", compare.NotComparable, count(unasked, "control"))
	}
	for _, e := range c.Expired {
		fmt.Fprintf(w, "  evidence expired on %s: %s\n", e.On, e.Words)
	}
}

func outcomeName(o compare.Outcome) string { return first(o.Title, "not listed") }

func indented(w io.Writer, texts ...string) {
	for _, text := range texts {
		for _, l := range wrap(text, 84) {
			fmt.Fprintf(w, "                   %s\n", l)
		}
	}
}
