package report

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"opframe/data/assess"
	"opframe/data/framework"
	"opframe/data/response"
	"opframe/data/view"
	"opframe/render/doc"
)

// Assessment is the report on one product for its own provider: the result and why on the first page,
// then what would have to change, the findings, the duties, what was not assessed and where it all comes from.
func Assessment(by Program, v view.Provider, p view.Product) doc.For[providerReader] {
	a := &assessment{f: v.Framework, v: v, p: p, a: p.Assessment}
	a.result()
	a.decided()
	a.levels()
	a.results()
	a.matrix()
	a.first()
	a.ahead()
	a.beforeFinal()
	a.since()
	a.findings()
	a.duties()
	a.evidence()
	a.product()
	a.notAssessed()
	a.carried()
	a.whomToAsk()
	a.provenance(by)
	d := a.document(v.Occasion, "Assessment report: "+p.Name, v.Name, v.Reader.Label(),
		"What the rules of "+v.Framework.Title+" say of "+p.Name+", why, and what follows from it.")
	return seal(v.Reader, d)
}

type assessment struct {
	draft
	f *framework.Framework
	v view.Provider
	p view.Product
	a assess.Assessment

	// Room for what is in hand: answers, and what stands behind one.
	told   []told
	behind []byte
}

func (a *assessment) result() {
	a.heading(2, "The result in short")
	weakest := a.weakest()
	callout := doc.Callout{Tone: a.tone(), Title: a.headline()}
	callout.Blocks = append(callout.Blocks, doc.Paragraph{Text: doc.T(fmt.Sprintf(
		"The level of confidence is %s. It is the weakest of the dimensions, here %s.",
		levelTitle(a.f, a.a.Level), list(weakest)))})
	callout.Blocks = append(callout.Blocks, doc.Paragraph{Text: doc.T(a.standing())})
	if n := a.p.Check.Errors(); n > 0 {
		callout.Blocks = append(callout.Blocks, doc.Paragraph{Text: doc.T(fmt.Sprintf(
			"The questionnaire is not complete: %s must be put right first, and some controls could not be assessed. They are listed below.",
			number(n, "problem", "problems")))})
	}
	a.add(callout)
	t := doc.Table{
		Caption: "What is recommended for each API",
		Columns: []doc.Column{{Title: "API", Wide: 2}, {Title: "Risk", Wide: 0.8}, {Title: "Recommended", Wide: 1.5}, {Title: "Why", Wide: 4.2}},
		RowHead: true,
		Empty:   "No API is listed in the questionnaire, so nothing could be recommended.",
	}
	for _, o := range a.a.APIs {
		t.Rows = append(t.Rows, a.apiRow(o))
	}
	a.add(t)
}

// together joins rows that say the same of different things, which their first cells name.
func together(rows []doc.Row) []doc.Row {
	at := map[string]int{}
	var all []doc.Row
	for _, r := range rows {
		says := ""
		for _, c := range r.Cells[1:] {
			says += doc.Plain(c) + "\x00"
		}
		if i, ok := at[says]; ok {
			all[i].Cells[0] = append(append(all[i].Cells[0], doc.Span{Text: "\n"}), r.Cells[0]...)
			continue
		}
		at[says] = len(all)
		all = append(all, r)
	}
	return all
}

func (a *assessment) apiRow(o assess.APIOutcome) doc.Row {
	if !o.Known {
		return doc.Row{Cells: [][]doc.Span{doc.T(o.API.ID), doc.T("Not known"),
			{{Text: "Not assessed", Tone: doc.Caution, Strong: true}},
			doc.T("The API register has no such service action (" + a.p.Submission.Where(o.Named.Cell) + ").")}}
	}
	why := o.Reason
	if o.API.Availability == "retired" {
		why = "This service action has been retired. " + why
	}
	return doc.Row{Cells: [][]doc.Span{
		doc.T(o.API.ID + "\n" + o.API.Title), doc.T(ratingTitle(a.f, o.API.Rating)),
		{{Text: o.Outcome.Title, Tone: outcomeTone(a.f, o.Outcome), Strong: true}}, doc.T(why)}}
}

// headline counts the outcomes, the best first.
func (a *assessment) headline() string {
	counts := map[string]int{}
	unknown := 0
	for _, o := range a.a.APIs {
		if o.Known {
			counts[o.Outcome.ID]++
		} else {
			unknown++
		}
	}
	var parts []string
	for _, o := range byRank(a.f) {
		if n := counts[o.ID]; n > 0 {
			parts = append(parts, fmt.Sprintf("%s: %s", o.Title, number(n, "API", "APIs")))
		}
	}
	if unknown > 0 {
		parts = append(parts, "Not assessed: "+number(unknown, "API", "APIs"))
	}
	if len(parts) == 0 {
		return "No API is listed, so nothing could be recommended"
	}
	return strings.Join(parts, "; ")
}

func byRank(f *framework.Framework) []framework.Outcome {
	all := slices.Clone(f.Outcomes)
	slices.SortFunc(all, func(x, y framework.Outcome) int { return x.Rank - y.Rank })
	return all
}

// tone is that of the worst outcome.
func (a *assessment) tone() doc.Tone {
	t := doc.Neutral
	for _, o := range a.a.APIs {
		if o.Known {
			t = max(t, outcomeTone(a.f, o.Outcome))
		} else {
			t = max(t, doc.Caution)
		}
	}
	return t
}

func (a *assessment) weakest() []string {
	var names []string
	for _, l := range a.a.Levels {
		if l.Level == a.a.Level {
			names = append(names, strings.ToLower(l.Dimension.Title))
		}
	}
	return names
}

func (a *assessment) levels() {
	a.heading(2, "Levels of confidence")
	t := doc.Table{
		Caption: "Level by dimension",
		Columns: []doc.Column{{Title: "Dimension", Wide: 1.2}, {Title: "Level", Wide: 1.2}, {Title: "Score", Right: true, Wide: 0.7}, {Title: "What stands before the next level", Wide: 4}},
		RowHead: true, Empty: "The framework has no dimensions.",
	}
	for _, l := range a.a.Levels {
		t.Rows = append(t.Rows, cells(l.Dimension.Title, levelTitle(a.f, l.Level), strconv.Itoa(l.Score())+"%", a.barrier(l)))
	}
	a.add(t)
	a.text("A score is the share of the weight of the controls that apply: met counts whole, partly met counts half. " +
		"A level also asks for certain controls by name. Scores and levels are office configuration: no scale has been published.")
}

func (a *assessment) barrier(l assess.Level) string {
	if l.Next == nil {
		return "Nothing: this is the highest level."
	}
	var parts []string
	if l.Next.Score {
		parts = append(parts, fmt.Sprintf("a score of %d%%", l.Next.Gate.Score))
	}
	for _, n := range l.Next.Needs {
		c, _ := a.f.Control(n.Control)
		as := "met"
		if n.Result == framework.Partly {
			as = "at least partly met"
		}
		parts = append(parts, fmt.Sprintf("“%s” %s", c.Title, as))
	}
	return fmt.Sprintf("Level %d asks for %s.", l.Next.Gate.Level, list(parts))
}

// matrix draws risk against confidence with the product's own APIs in their cells.
func (a *assessment) matrix() {
	g := riskGrid(a.f)
	for i, row := range a.f.Matrix {
		here := &g.Cells[i][a.a.Level]
		here.Here, here.Things = true, a.rated(row.Rating)
	}
	a.add(doc.Figure{
		Caption: "Where this product’s APIs lie in the matrix of risk and confidence",
		Alt: fmt.Sprintf("A matrix of risk ratings by levels of confidence. The product is in the column of level %d; its APIs lie in %s.",
			a.a.Level, list(a.rows())),
		Plot: g,
	})
}

func (a *assessment) rated(rating string) []string {
	var ids []string
	for _, o := range a.a.APIs {
		if o.Known && o.API.Rating == rating {
			ids = append(ids, o.API.ID)
		}
	}
	return ids
}

func (a *assessment) rows() []string {
	var all []string
	for _, row := range a.f.Matrix {
		if n := len(a.rated(row.Rating)); n > 0 {
			all = append(all, fmt.Sprintf("the row of rating %s (%d)", row.Rating, n))
		}
	}
	if len(all) == 0 {
		return []string{"no row"}
	}
	return all
}

// first lists the remedies that would lift the weakest dimensions, the heaviest and easiest first.
func (a *assessment) first() {
	a.heading(2, "What would have to change first")
	var open []*assess.Finding
	for i := range a.a.Findings {
		if f := &a.a.Findings[i]; f.Result == framework.NotMet || f.Result == framework.Partly {
			open = append(open, f)
		}
	}
	if n := a.count(framework.NotAssessed); n > 0 {
		a.text("%s could not be assessed, because answers are missing. Answering them comes before anything else.", sentence(number(n, "control", "controls")))
	}
	if len(open) == 0 {
		a.text("Nothing was found in the answers given that would have to change.")
		return
	}
	named := a.named()
	slices.SortStableFunc(open, func(x, y *assess.Finding) int {
		if nx, ny := slices.Contains(named, x.Control.ID), slices.Contains(named, y.Control.ID); nx != ny {
			return map[bool]int{true: -1, false: 1}[nx]
		}
		if d := y.Control.Weight - x.Control.Weight; d != 0 {
			return d
		}
		return x.Control.Effort - y.Control.Effort
	})
	a.text("Controls that a next level asks for by name come first, then the heaviest, and among equals those with the least effort. " +
		"Weight runs from 1 to 5, effort from 1 (days) to 5 (about a year).")
	t := doc.Table{
		Caption: "Remedies in order",
		Columns: []doc.Column{{Title: "Control", Wide: 2.1}, {Title: "Found", Wide: 0.9}, {Title: "What to change", Wide: 4.9}, {Title: "Weight", Right: true, Wide: 0.6}, {Title: "Effort", Right: true, Wide: 0.6}},
		RowHead: true, Empty: "Nothing.",
	}
	for _, f := range open {
		what := f.Remedy
		if slices.Contains(named, f.Control.ID) {
			what += " The next level asks for this by name."
		}
		t.Rows = append(t.Rows, doc.Row{Cells: [][]doc.Span{doc.T(f.Control.Title), {result(f.Result)}, doc.T(what),
			doc.T(strconv.Itoa(f.Control.Weight)), doc.T(strconv.Itoa(f.Control.Effort))}})
	}
	a.add(t)
}

func (a *assessment) count(r framework.Result) int {
	n := 0
	for i := range a.a.Findings {
		if a.a.Findings[i].Result == r {
			n++
		}
	}
	return n
}

// named are the controls that stand by name before the next level of a weakest dimension.
func (a *assessment) named() []string {
	var ids []string
	for _, l := range a.a.Levels {
		if l.Level != a.a.Level || l.Next == nil {
			continue
		}
		for _, n := range l.Next.Needs {
			ids = append(ids, n.Control)
		}
	}
	return ids
}

// beforeFinal lists the problems of the questionnaire itself.
func (a *assessment) beforeFinal() {
	a.heading(2, "Problems in the questionnaire")
	problems := a.p.Check.Problems
	if len(problems) == 0 {
		a.text("None: the questionnaire is complete and its answers do not contradict each other.")
		return
	}
	a.add(problemTables("Problems by place", problems, len(a.p.Submission.Supplemented) > 0, a.p.Submission.Answers)...)
}

// alike is from how many problems of one remedy on they stand apart and the remedy is said once.
const alike = 4

// problemTables shows problems; with files it names the file of each as well. What is to be done about many is
// said once, above them. Where the document shows the answers as well, what is wrong with the evidence beside
// many of them is said once too.
func problemTables(caption string, problems []response.Problem, files bool, shown map[string]response.Answer) []doc.Block {
	single := doc.Table{Caption: caption, Empty: "There are no problems.",
		Columns: []doc.Column{{Title: "Where", Wide: 1.3}, {Title: "Kind", Wide: 1}, {Title: "What is wrong", Wide: 3}, {Title: "What to do", Wide: 3}}}
	var groups []doc.Block
	for _, g := range byRemedy(problems) {
		if len(g) >= alike {
			groups = append(groups, sharedProblems(g, files, shown)...)
			continue
		}
		for _, p := range g {
			single.Rows = append(single.Rows, doc.Row{Cells: [][]doc.Span{doc.T(problemPlace(&p, files)), problemKind(p), doc.T(p.What), doc.T(p.Do)}})
		}
	}
	if len(single.Rows) == 0 && groups != nil {
		return groups
	}
	return append([]doc.Block{single}, groups...)
}

// byRemedy groups problems by what is to be done about them, in their order.
func byRemedy(problems []response.Problem) [][]response.Problem {
	type remedy struct {
		kind response.ProblemKind
		bad  response.Severity
		do   string
	}
	at := map[remedy]int{}
	of, sizes := make([]int, len(problems)), []int(nil) // the group of each problem, and how many are in one
	for i := range problems {
		p := &problems[i]
		r := remedy{p.Kind, p.Severity, p.Do}
		n, ok := at[r]
		if !ok {
			n = len(sizes)
			at[r] = n
			sizes = append(sizes, 0)
		}
		of[i] = n
		sizes[n]++
	}
	all, room := make([][]response.Problem, len(sizes)), make([]response.Problem, len(problems))
	for n, size := range sizes {
		all[n], room = room[:0:size], room[size:]
	}
	for i, n := range of {
		all[n] = append(all[n], problems[i])
	}
	return all
}

// sharedProblems are problems of one remedy.
func sharedProblems(all []response.Problem, files bool, shown map[string]response.Answer) []doc.Block {
	p := all[0]
	kind := sentence(number(len(all), string(p.Severity), string(p.Severity)+"s")) + ", " + string(p.Kind)
	if what := sharedWords(all, shown); what != "" {
		return []doc.Block{doc.Paragraph{Text: []doc.Span{strong(kind + ":"), {Text: " " + sentence(what) + " " + p.Do + "\n" + questionsAt(all, files)}}}}
	}
	t := doc.Table{Caption: kind + ": " + p.Do, Empty: "None.", Columns: []doc.Column{{Title: "Where", Wide: 1.3}, {Title: "What is wrong", Wide: 6}}}
	t.Rows = make([]doc.Row, len(all))
	for i := range all {
		t.Rows[i] = cells(problemPlace(&all[i], files), all[i].What)
	}
	return []doc.Block{t}
}

// sharedWords is what is wrong in all problems in the same words, but for the question and the evidence beside
// its answer; "" where they differ in more.
func sharedWords(all []response.Problem, shown map[string]response.Answer) string {
	same := ""
	for i, p := range all {
		answer, ok := shown[p.Question]
		what, led := strings.CutPrefix(p.What, p.Question+": ")
		if !ok || !led {
			return ""
		}
		if e := answer.Evidence.Text; e != "" {
			what = strings.Replace(what, fmt.Sprintf("the evidence %q", e), "the evidence named", 1)
		}
		if i > 0 && what != same {
			return ""
		}
		same = what
	}
	return same
}

// questionsAt are the questions that problems concern with their cells, the sheet of several said once:
// "Product: P03 (E7), P09 (E13). Environment: E02 (E8)."
func questionsAt(all []response.Problem, files bool) string {
	var b strings.Builder
	sheet := ""
	for i, p := range all {
		in := p.Cell.Sheet
		if files {
			in = p.Cell.File + ": " + in
		}
		switch {
		case i == 0 || in != sheet:
			if i > 0 {
				b.WriteString(". ")
			}
			if in != "" {
				b.WriteString(in + ": ")
			}
			sheet = in
		default:
			b.WriteString(", ")
		}
		b.WriteString(p.Question + " (" + orWord(p.Cell.Ref, "no cell") + ")")
	}
	return b.String() + "."
}

// problemPlace is where a problem is, with the name of its file where there are several.
func problemPlace(p *response.Problem, files bool) string {
	where := p.Cell.InSheet()
	if files {
		where = p.Cell.String()
	}
	return orWord(where, "The file")
}

// problemKind is how bad a problem is, and of which kind.
func problemKind(p response.Problem) []doc.Span {
	tone := doc.Caution
	if p.Severity == response.Error {
		tone = doc.Bad
	}
	return []doc.Span{{Text: sentence(string(p.Severity)), Tone: tone, Strong: true}, {Text: "\n" + string(p.Kind)}}
}
