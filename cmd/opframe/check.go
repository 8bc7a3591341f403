package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
	"unicode/utf8"

	"opframe/data/assess"
	"opframe/data/response"
	"opframe/render/exchange"
)

func checkFlags(f *flags) {
	f.StringVar(&f.format, "format", "text", "text or json")
	f.StringVar(&f.asOf, "as-of", "", "the day to check as of, YYYY-MM-DD (default today)")
	f.StringVar(&f.framework, "framework", "", "a further framework the files may answer: its folder")
}

// checked is what is said of one file.
type checked struct {
	out  bytes.Buffer
	item json.RawMessage // where JSON is asked for
	errs int
}

// check says of each file what is missing and what contradicts.
func (a *app) check(f *flags) error {
	t, err := a.take(f)
	if err != nil {
		return err
	}
	errs := 0
	var items []json.RawMessage
	err = each(a, t, func(in received, _ int) (*checked, error) {
		r := in.Check(t.asOf)
		x := &checked{errs: r.Errors()}
		var err error
		if f.format == "json" {
			x.item, err = exchange.Check(program.String(), in.Source(), r)
		} else {
			printCheck(&x.out, in, r)
		}
		return x, err
	}, func(_ []joint, i int, x *checked) error {
		errs += x.errs
		if f.format == "json" {
			items = append(items, x.item)
			return nil
		}
		if i > 0 {
			fmt.Fprintln(a.out)
		}
		_, err := x.out.WriteTo(a.out)
		return err
	})
	if err != nil {
		return err
	}
	if err := a.printItems(f, items); err != nil {
		return err
	}
	if errs > 0 {
		return errProblems
	}
	return nil
}

// printItems prints one array with an item a file where JSON was asked for.
func (a *app) printItems(f *flags, items []json.RawMessage) error {
	if f.format != "json" {
		return nil
	}
	joined, err := json.Marshal(items)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if err := json.Indent(&b, joined, "", "  "); err != nil {
		return err
	}
	_, err = fmt.Fprintln(a.out, b.String())
	return err
}

// kindTitles are the groups problems are shown in.
var kindTitles = map[response.ProblemKind]string{
	response.Unreadable: "The file", response.Structure: "Sheets and columns", response.Missing: "Not answered",
	response.Invalid: "Not understood", response.Inconsistent: "Contradictions", response.Unevidenced: "Evidence",
	response.Register: "Register", response.Publication: "Papers, meetings and actions", response.Review: "Decisions",
}

func printCheck(w io.Writer, in received, r assess.Report) {
	fmt.Fprintf(w, "%s\n", in.Name)
	if in.Refused == nil {
		fmt.Fprintf(w, "%s\n", describe(in))
	}
	for _, kind := range response.ProblemKinds {
		var group []response.Problem
		for _, p := range r.Problems {
			if p.Kind == kind {
				group = append(group, p)
			}
		}
		if len(group) > 0 {
			fmt.Fprintf(w, "\n%s (%d)\n", kindTitles[kind], len(group))
		}
		for _, p := range group {
			printProblem(w, in.Submission.Where(p.Cell), p)
		}
	}
	if in.Refused == nil {
		printReady(w, r)
	}
	warnings := len(r.Problems) - r.Errors()
	switch {
	case r.Errors() > 0:
		fmt.Fprintf(w, "\nNot ready to send: %s, %s.\n", count(r.Errors(), "error"), count(warnings, "warning"))
	case warnings > 0:
		fmt.Fprintf(w, "\nReady to send, with %s to look at.\n", count(warnings, "warning"))
	case in.Submission.Supplement != nil:
		fmt.Fprintf(w, "\nReady to send, as far as this file tells. Check it together with the questionnaire it completes to see whether it fits.\n")
	default:
		fmt.Fprintf(w, "\nReady to send: it is complete and its answers do not contradict each other.\n")
	}
}

// describe says what the file is: product, provider, edition and date.
func describe(in received) string {
	s := in.Submission
	var parts []string
	for _, p := range []string{s.ProductName.Text, s.ProviderName.Text, s.Framework} {
		if p != "" {
			parts = append(parts, p)
		}
	}
	if !s.Completed.IsZero() {
		parts = append(parts, "completed "+s.Completed.String())
	}
	if s.Supplement != nil {
		parts = append(parts, fmt.Sprintf("a supplement that holds %s", count(len(s.Held()), "question")))
	}
	for _, x := range s.Supplemented {
		parts = append(parts, fmt.Sprintf("with %s from the supplement %s", count(len(x.Questions), "question"), x.File))
	}
	return strings.Join(parts, ", ")
}

// printProblem prints the place, then what is wrong and what to do, in a column of their own.
func printProblem(w io.Writer, place string, p response.Problem) {
	place = first(place, "(the file)")
	mark := "!"
	if p.Severity == response.Warning {
		mark = "?"
	}
	const column = 24
	lines := append(wrap(p.What, 76), wrap(p.Do, 76)...)
	if utf8.RuneCountInString(place) > column-1 {
		fmt.Fprintf(w, "  %s %s\n", mark, place)
		place, mark = "", " "
	}
	for i, l := range lines {
		if i > 0 {
			place, mark = "", " "
		}
		fmt.Fprintf(w, "  %s %-*s %s\n", mark, column-1, place, l)
	}
}

// wrap breaks text at spaces into lines of at most width characters; a longer word has its own line.
func wrap(text string, width int) []string {
	var lines []string
	text = strings.Join(strings.Fields(text), " ")
	for text != "" {
		end, n := 0, 0 // of the words that fit, and how many characters those and the next have
		for end < len(text) {
			next := len(text)
			if at := strings.IndexByte(text[end+1:], ' '); at >= 0 {
				next = end + 1 + at
			}
			if n += utf8.RuneCountInString(text[end:next]); n > width && end > 0 {
				break
			}
			end = next
		}
		lines = append(lines, text[:end])
		text = strings.TrimPrefix(text[end:], " ")
	}
	return lines
}

func printReady(w io.Writer, r assess.Report) {
	fmt.Fprintln(w)
	t := tabwriter.NewWriter(w, 0, 0, 3, ' ', tabwriter.AlignRight)
	fmt.Fprintln(t, "Readiness\tasked\tanswered\terrors\t")
	for _, d := range r.Ready {
		fmt.Fprintf(t, "%s\t%d\t%d\t%d\t\n", d.Dimension.Title, d.Asked, d.Answered, d.Problems)
	}
	t.Flush()
}

func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// sentence has a capital and a full stop.
func sentence(s string) string {
	if s == "" {
		return s
	}
	s = strings.ToUpper(s[:1]) + s[1:]
	return strings.TrimSuffix(s, ".") + "."
}
