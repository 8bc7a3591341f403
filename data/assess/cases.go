package assess

import (
	"encoding/csv"
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"opframe/data/date"
	"opframe/data/framework"
	"opframe/data/response"
	"opframe/data/yamlfile"
)

// Prove reports every rule that can never match, every case of cases.csv that fails, and every rule that
// no case fires. The framework must be free of the faults framework.Lint finds.
func Prove(f *framework.Framework) []error {
	if f.Kind != framework.Assessment {
		return nil
	}
	faults := proveReachable(f)
	data, err := fs.ReadFile(f.Files, "cases.csv")
	if err != nil {
		return append(faults, fmt.Errorf("%s: the framework has no cases.csv, so nothing shows that its rules say what was meant", f.At.File))
	}
	return append(faults, proveCases(f, strings.Replace(f.At.File, "framework.yaml", "cases.csv", 1), string(data))...)
}

// proveCases runs cases: control, expect, why, answers. The day of assessment is the day the framework
// was published. Answers are ID=value parts with "; " between them; a value is an option id, option ids
// with | between them, a number, a date, text, or rows {column:value, column:value}{…}, and may be
// followed by " [evidence]". What is not named is missing.
func proveCases(f *framework.Framework, file, data string) []error {
	r := csv.NewReader(strings.NewReader(data))
	var faults []error
	fault := func(line int, format string, args ...any) {
		faults = append(faults, yamlfile.Fault{At: yamlfile.Place{File: file, Line: line, Column: 1}, What: fmt.Sprintf(format, args...)})
	}
	header, err := r.Read()
	if want := []string{"control", "expect", "why", "answers"}; err != nil || !slices.Equal(header, want) {
		fault(1, "the header is not %s", strings.Join(want, ","))
		return faults
	}
	fired := map[string]bool{}
	for {
		record, err := r.Read()
		if record == nil {
			break
		}
		line, _ := r.FieldPos(0)
		if err != nil {
			fault(line, "%v", err)
			break
		}
		found, err := runCase(f, record[0], record[3])
		if err != nil {
			fault(line, "%v", err)
			continue
		}
		fired[found.Control.ID+strconv.Itoa(found.Rule)] = true
		if string(found.Result) != record[1] {
			fault(line, "control %s is found %s (%s), not %s: %s", record[0], found.Result, found.Reason, record[1], record[2])
		}
	}
	for _, c := range f.Controls {
		for i, rule := range c.Rules {
			if !fired[c.ID+strconv.Itoa(i+1)] {
				faults = append(faults, yamlfile.Fault{At: rule.At, What: fmt.Sprintf("control %s: no case fires rule %d", c.ID, i+1)})
			}
		}
	}
	return faults
}

func runCase(f *framework.Framework, control, answers string) (Finding, error) {
	c, ok := f.Control(control)
	if !ok {
		return Finding{}, fmt.Errorf("no control is called %q", control)
	}
	s := response.Submission{File: "case", Answers: map[string]response.Answer{}}
	for _, part := range splitAnswers(answers) {
		id, text, ok := strings.Cut(part, "=")
		q, known := f.Question(id)
		if !ok || !known {
			return Finding{}, fmt.Errorf("%q: ID=value belongs here, with the id of a question", part)
		}
		a, err := caseAnswer(f, q, text)
		if err != nil {
			return Finding{}, fmt.Errorf("%s: %w", id, err)
		}
		s.Answers[id] = a
	}
	return newJudge(f, &s, f.Published).finding(&c), nil
}

// splitAnswers parts at ";" outside braces.
func splitAnswers(s string) []string {
	var parts []string
	depth, start := 0, 0
	for i, r := range s + ";" {
		switch {
		case r == '{':
			depth++
		case r == '}':
			depth--
		case r == ';' && depth == 0:
			if p := strings.TrimSpace(s[start:min(i, len(s))]); p != "" {
				parts = append(parts, p)
			}
			start = i + 1
		}
	}
	return parts
}

var rowForm = regexp.MustCompile(`\{([^{}]*)\}`)

func caseAnswer(f *framework.Framework, q framework.Question, text string) (response.Answer, error) {
	a := response.Answer{Understood: true}
	if t, ok := strings.CutSuffix(text, " [evidence]"); ok {
		text, a.Evidence = t, response.Field{Text: "case"}
	}
	a.Raw = text
	var err error
	if q.Kind != framework.Rows {
		a.Value, err = caseValue(q.Kind, q.Choosable(), text)
		return a, err
	}
	t, _ := f.Table(q.Table)
	for _, m := range rowForm.FindAllStringSubmatch(text, -1) {
		row := response.Row{Cells: map[string]response.Answer{}}
		for _, cell := range strings.Split(m[1], ",") {
			id, v, _ := strings.Cut(strings.TrimSpace(cell), ":")
			i := slices.IndexFunc(t.Columns, func(c framework.Column) bool { return c.ID == id })
			if i < 0 {
				return a, fmt.Errorf("table %s has no column %q", t.ID, id)
			}
			value, err := caseValue(t.Columns[i].Kind, t.Columns[i].Choosable(), v)
			if err != nil {
				return a, err
			}
			row.Cells[id] = response.Answer{Raw: v, Value: value, Understood: true}
		}
		a.Value.Rows = append(a.Value.Rows, row)
	}
	return a, nil
}

func caseValue(kind framework.QuestionKind, options []framework.Option, text string) (v response.Value, err error) {
	switch kind {
	case framework.YesNo, framework.Choice, framework.Choices:
		v.Options = strings.Split(text, "|")
		for _, id := range v.Options {
			if !slices.ContainsFunc(options, func(o framework.Option) bool { return o.ID == id }) {
				return v, fmt.Errorf("there is no option %q", id)
			}
		}
	case framework.Number:
		v.Number, err = strconv.ParseFloat(text, 64)
	case framework.Day:
		v.Date, err = date.Parse(text)
	default:
		v.Text = text
	}
	return v, err
}
