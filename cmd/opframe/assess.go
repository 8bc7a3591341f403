package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"text/tabwriter"

	"opframe/data/assess"
	"opframe/data/date"
	"opframe/data/framework"
	"opframe/data/intake"
	"opframe/data/view"
	"opframe/render/exchange"
	"opframe/render/standalone"
)

func assessFlags(f *flags) {
	f.StringVar(&f.format, "format", "text", "text or json")
	f.StringVar(&f.target, "target", "", "say what it would take to reach this level, or to open this API")
	f.StringVar(&f.out, "out", "", "folder to write the full report into, as HTML, PDF, Markdown and JSON")
	formatsFlag(f)
	f.StringVar(&f.asOf, "as-of", "", "the day to assess as of, YYYY-MM-DD (default today)")
	f.StringVar(&f.framework, "framework", "", "a further framework the files may answer: its folder")
}

// taking is what check and assess start from.
type taking struct {
	submissions
	asOf date.Date
}

// take finds the files of check and assess.
func (a *app) take(f *flags) (t taking, err error) {
	if f.NArg() == 0 {
		return t, misused("%s: name one completed questionnaire at least", f.verb.name)
	}
	if err := oneOf("format", f.format, "text", "json"); err != nil {
		return t, err
	}
	if t.asOf, err = f.date(); err != nil {
		return t, err
	}
	known, err := intake.NewShelf(f.framework)
	if err != nil {
		return t, err
	}
	t.submissions, err = submissionsOf(f.Args(), known)
	return t, err
}

// assessed is what is said of one file.
type assessed struct {
	out, err bytes.Buffer
	item     json.RawMessage // where JSON is asked for
	problems bool
	report   string // the folder in which its full report waits, "" where there is none
}

// assess assesses each file by itself, without a round.
func (a *app) assess(f *flags) (err error) {
	t, err := a.take(f)
	if err != nil {
		return err
	}
	if f.Changed("formats") && f.out == "" {
		return misused("assess: --formats says what the report in --out is printed in: give --out too")
	}
	printedIn, err := formatsOf(f)
	if err != nil {
		return err
	}
	w, err := newWaiting(f.out)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, w.close()) }()
	var folders []string
	problems := false
	var items []json.RawMessage
	err = each(a, t, func(in received, file int) (*assessed, error) {
		return f.assessOne(t, in, printedIn, w.folder(file))
	}, func(all []joint, i int, x *assessed) error {
		if folders == nil {
			folders = reportFolders(all)
		}
		problems = problems || x.problems
		if x.item != nil {
			items = append(items, x.item)
		}
		if i > 0 && x.out.Len() > 0 {
			fmt.Fprintln(a.out)
		}
		if x.report != "" {
			dir := filepath.Join(f.out, folders[i])
			if err := w.move(x.report, dir); err != nil {
				return err
			}
			if err := removeOthers(dir, f.formats); err != nil {
				return err
			}
			if f.format == "text" {
				fmt.Fprintf(&x.out, "\nThe full report is in %s\n", filepath.Join(dir, "assessment.html"))
			}
		}
		_, err := x.out.WriteTo(a.out)
		_, other := x.err.WriteTo(a.err)
		return errors.Join(err, other)
	})
	if err != nil {
		return err
	}
	if err := a.printItems(f, items); err != nil {
		return err
	}
	if problems {
		return errProblems
	}
	return nil
}

// assessOne assesses one submission, and writes its full report into a folder unless that is "".
func (f *flags) assessOne(t taking, in received, printedIn standalone.Formats, folder string) (*assessed, error) {
	var x assessed
	in = in.ToAssess()
	if in.Refused != nil {
		x.problems = true
		fmt.Fprintf(&x.err, "opframe: %s\n", in.Refused)
		return &x, nil
	}
	v, err := in.Assess(t.known, t.asOf)
	if err != nil {
		return nil, err
	}
	aim, err := f.targeted(t.known, v.Framework, t.asOf, &v.Products[0].Submission)
	if err != nil {
		return nil, err
	}
	v.Products[0].Target = aim
	x.problems = v.Products[0].Check.Errors() > 0
	if f.format == "json" {
		b, err := exchange.Assessment(program.String(), v, v.Products[0])
		if err != nil {
			return nil, err
		}
		x.item = b.Value()
	} else {
		printAssessment(&x.out, in.Name, v.Framework, v.Products[0])
		if aim != nil {
			printTarget(&x.out, v.Framework, v.Products[0])
		}
	}
	if folder == "" {
		return &x, nil
	}
	x.report = folder
	return &x, x.writeReport(printedIn, folder, v)
}

// reportFolders are where the reports of files go below --out: that of one file into the folder itself, those of
// several into a folder each, called like the file without its ending, or with it where two would be called alike.
func reportFolders(files []joint) []string {
	all := make([]string, len(files))
	if len(files) == 1 {
		return all
	}
	stem := func(name string) string { return strings.TrimSuffix(name, filepath.Ext(name)) }
	like := map[string]int{}
	for _, in := range files {
		like[strings.ToLower(stem(in.Name))]++
	}
	for i, in := range files {
		if all[i] = stem(in.Name); like[strings.ToLower(all[i])] > 1 {
			all[i] = in.Name
		}
	}
	return all
}

func first(names ...string) string {
	for _, n := range names {
		if n != "" {
			return n
		}
	}
	return ""
}

// writeReport writes assessment.html, with the page's assets, and what else is asked for of assessment.{pdf,md,json} into dir.
func (x *assessed) writeReport(printedIn standalone.Formats, dir string, v view.Provider) error {
	r, err := printProduct(printedIn, v, v.Products[0])
	if err != nil {
		return err
	}
	frame, beside := standalone.Frame(program, v), r.files("")
	frame.Files = fileLinks(beside, "assessment.html")
	page, err := framed(r.content, r.document, frame)
	if err != nil {
		return err
	}
	assets, err := assetFiles()
	if err != nil {
		return err
	}
	files := map[string][][]byte{"assessment.html": page.Value()}
	for name, data := range assets {
		files[name] = [][]byte{data}
	}
	for _, f := range beside {
		files[f.name] = [][]byte{f.data.Value()}
	}
	made := ""
	for _, name := range sorted(files) {
		full := filepath.Join(dir, filepath.FromSlash(name))
		if in := filepath.Dir(full); in != made {
			if err := os.MkdirAll(in, 0o755); err != nil {
				return err
			}
			made = in
		}
		if err := writePieces(full, files[name]); err != nil {
			return err
		}
	}
	r.done()
	for _, m := range r.missing {
		fmt.Fprintf(&x.err, "opframe: %s\n", m)
	}
	return nil
}

// removeOthers removes what an earlier assessment left in a folder in formats that are not asked for now: what lies
// beside a page is of that page.
func removeOthers(dir string, asked []string) error {
	for _, name := range formats {
		if name == "html" || slices.Contains(asked, name) {
			continue
		}
		if err := os.Remove(filepath.Join(dir, "assessment."+name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}

// writePieces writes a file from what follows one another in it.
func writePieces(name string, pieces [][]byte) error {
	w, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o644)
	if err != nil {
		return err
	}
	for _, p := range pieces {
		if _, err := w.Write(p); err != nil {
			return errors.Join(err, w.Close())
		}
	}
	return w.Close()
}

func printAssessment(w io.Writer, name string, fw *framework.Framework, p view.Product) {
	as := p.Assessment
	fmt.Fprintf(w, "%s\n%s, assessed by %s as of %s\n\n", name, p.Name, fw.Ref(), as.AsOf)
	if c := p.Submission.Carried; c != nil {
		fmt.Fprintf(w, "Answered on %s: %s carried over.\n\n", c.From, count(c.Count, "answer"))
	}
	fmt.Fprintf(w, "Level %d of %d: %s\n", as.Level, len(fw.Scale)-1, fw.Scale[as.Level].Title)
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, l := range as.Levels {
		fmt.Fprintf(t, "  %s\tlevel %d\tscore %d%%\t%s\n", l.Dimension.Title, l.Level, l.Score(), before(fw, l))
	}
	t.Flush()
	fmt.Fprintln(w, "\nAPIs")
	t = tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, o := range as.APIs {
		if !o.Known {
			fmt.Fprintf(t, "  %s\t-\tnot in the register: %s\n", o.API.ID, o.Named.Cell.InSheet())
			continue
		}
		fmt.Fprintf(t, "  %s\trisk %s\t%s\n", o.API.ID, o.API.Rating, o.Outcome.Title)
	}
	if len(as.APIs) == 0 {
		fmt.Fprintln(t, "  none listed, so nothing could be recommended")
	}
	t.Flush()
	fmt.Fprintln(w, "\nFindings")
	for _, x := range as.Findings {
		printFinding(w, x)
	}
	fmt.Fprintf(w, "\n%s, %s; the questionnaire has %s.\n", count(len(as.Obligations), "obligation"),
		count(len(p.Check.Problems), "problem"), count(p.Check.Errors(), "error"))
}

// before says what stands before the next level.
func before(fw *framework.Framework, l assess.Level) string {
	if l.Next == nil {
		return ""
	}
	var parts []string
	if l.Next.Score {
		parts = append(parts, fmt.Sprintf("score %d%%", l.Next.Gate.Score))
	}
	for _, n := range l.Next.Needs {
		parts = append(parts, n.Control+" "+string(n.Result))
	}
	return fmt.Sprintf("level %d needs %s", l.Next.Gate.Level, strings.Join(parts, ", "))
}

func printFinding(w io.Writer, x assess.Finding) {
	rule := ""
	if x.Rule > 0 {
		rule = fmt.Sprintf(" (rule %d, %s)", x.Rule, x.Status)
	}
	fmt.Fprintf(w, "  %-14s %s%s\n", x.Result, x.Control.Title, rule)
	texts := []string{x.Reason}
	if x.Remedy != "" {
		texts = append(texts, "To change: "+x.Remedy)
	}
	if len(x.Missing) > 0 {
		texts = append(texts, "Needed: "+strings.Join(x.Missing, ", "))
	}
	for _, text := range texts {
		for _, l := range wrap(text, 84) {
			fmt.Fprintf(w, "                   %s\n", l)
		}
	}
}
