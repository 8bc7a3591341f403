package main

import (
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"opframe/data/framework"
	"opframe/data/intake"
	"opframe/data/response"
	"opframe/data/round"
	"opframe/data/service"
	"opframe/render/exchange"
	"opframe/render/report"
)

func enquiriesFlags(f *flags) {
	f.StringVar(&f.format, "format", "", "text, csv or json; by the ending of the file, or else text")
	f.StringVarP(&f.out, "output", "o", "", "the file to write, in place of printing")
}

// enquiries proposes who answers each open enquiry of a round. It changes nothing: the desk decides.
func (a *app) enquiries(f *flags) error {
	if f.NArg() != 1 {
		return misused("enquiries: name the round's folder")
	}
	if f.format == "" {
		f.format = formatOf(f.out)
	}
	if err := oneOf("format", f.format, "text", "csv", "json"); err != nil {
		return err
	}
	dir := f.Arg(0)
	r, e, err := loadRound(dir)
	if err != nil {
		return err
	}
	s, problems := serviceOf(dir, r, e)
	problems = slices.DeleteFunc(append(slices.Clone(r.Problems), problems...), func(p response.Problem) bool { return p.Kind != response.Register })
	text, err := enquiriesText(f.format, r, s, problems)
	if err != nil {
		return err
	}
	if f.out == "" {
		_, err = a.out.Write(text)
	} else if err = os.WriteFile(f.out, text, 0o644); err == nil {
		fmt.Fprintf(a.out, "%s: %s\n", f.out, routed(s.Routes))
	}
	if err != nil {
		return err
	}
	for _, p := range problems {
		fmt.Fprintf(a.err, "opframe: %s\n", p)
	}
	if slices.ContainsFunc(problems, func(p response.Problem) bool { return p.Severity == response.Error }) {
		return errProblems
	}
	return nil
}

// formatOf is what the ending of a file's name asks for.
func formatOf(name string) string {
	switch ext := strings.ToLower(filepath.Ext(name)); ext {
	case ".csv", ".json":
		return ext[1:]
	}
	return "text"
}

// loadRound reads a round and its framework, without its responses.
func loadRound(dir string) (*round.Round, *framework.Framework, error) {
	r, err := round.Load(dir, os.DirFS(dir))
	if err != nil {
		return nil, nil, err
	}
	if strings.HasPrefix(r.Framework, ".") {
		r.Framework = filepath.Join(dir, filepath.FromSlash(r.Framework))
	}
	e, err := intake.Edition(r.Framework)
	if err != nil {
		return nil, nil, err
	}
	return r, e.Framework, nil
}

// mostBaselines is how many rounds are looked back for who was a dedicated contact of whom.
const mostBaselines = 20

// serviceOf applies the service model to a round, after the rounds before it in their order: contacts stay
// who they were. All by the criteria of the round itself, so that a change is one of the facts. A round
// before that cannot be read is a problem, and so is everything the model cannot do.
func serviceOf(dir string, r *round.Round, f *framework.Framework) (service.Result, []response.Problem) {
	chain, problems := roundsBefore(dir, r)
	var before *service.Result
	for _, p := range slices.Backward(chain) {
		was := service.Apply(f.Service, p.round, before)
		before = &was
	}
	result := service.Apply(f.Service, r, before)
	return result, append(problems, result.Problems...)
}

// past is a round before, with its folder relative to the round in hand, as messages and manifests call it.
type past struct {
	folder string
	round  *round.Round
}

// roundsBefore follows the baselines, the last round first. One that cannot be read ends it with a problem.
func roundsBefore(dir string, r *round.Round) (all []past, problems []response.Problem) {
	folder := ""
	for last := r; last.Baseline != "" && len(all) < mostBaselines; {
		file := path.Join(folder, "round.yaml")
		folder = path.Join(folder, last.Baseline)
		at := filepath.Join(dir, filepath.FromSlash(folder))
		before, err := round.Load(at, os.DirFS(at))
		if err != nil {
			return all, []response.Problem{{Kind: response.Register, Severity: response.Warning, Cell: response.Cell{File: file, Line: last.Keys["baseline"].Line},
				What: fmt.Sprintf("the round before, %s, cannot be read: %v.", last.Baseline, err), Do: "Correct baseline: what changed since then is not shown, and contacts may be proposed anew."}}
		}
		all, last = append(all, past{folder, before}), before
	}
	return all, nil
}

// enquiriesText writes the routes in one of the formats.
func enquiriesText(format string, r *round.Round, s service.Result, problems []response.Problem) ([]byte, error) {
	switch format {
	case "csv":
		return exchange.CSV(report.EnquiryTable(s.Routes)), nil
	case "json":
		return exchange.Enquiries(program.String(), r.ID, r.AsOf, s.Routes, problems)
	}
	var b strings.Builder
	printRoutes(&b, r, s)
	return []byte(b.String()), nil
}

func printRoutes(w io.Writer, r *round.Round, s service.Result) {
	fmt.Fprintf(w, "%s, as of %s\n%s\n", r.Title, r.AsOf, routed(s.Routes))
	for _, x := range s.Routes {
		e := x.Enquiry
		who := first(x.Person, "nobody yet")
		if x.Oversees != "" && x.Oversees != x.Person {
			who += ", overseen by " + x.Oversees
		}
		late := ""
		if x.Overdue {
			late = ", overdue"
		}
		fmt.Fprintf(w, "\n%s  %s: %s\n", e.ID, x.Standing, printable(who))
		from := first(x.Provider.Name, "not registered")
		if x.Tier != "" {
			from += " (" + string(x.Tier) + ")"
		}
		for _, line := range []string{from + ", " + x.Type.Title + ", due " + first(x.Due.String(), "on no day") + late, e.Subject, x.Why} {
			for _, part := range wrap(printable(line), 96) {
				fmt.Fprintf(w, "    %s\n", part)
			}
		}
	}
}

// routed counts enquiries by standing: "12 enquiries open: 3 stay, 8 proposed, 1 waits".
func routed(routes []service.Route) string {
	n := map[service.Standing]int{}
	for _, x := range routes {
		n[x.Standing]++
	}
	if len(routes) == 0 {
		return "no enquiry is open"
	}
	return fmt.Sprintf("%d open: %d with who has them, %d proposed, %d waiting for somebody", len(routes), n[service.Kept], n[service.Proposed], n[service.Waits])
}
