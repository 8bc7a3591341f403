package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"opframe/data/assess"
	"opframe/data/response"
	"opframe/data/round"
	"opframe/data/view"
)

// inTurn is the order supplements are laid in: by the day they were completed, then by name.
func inTurn(a, b response.Submission) int {
	return cmp.Or(a.Completed.Compare(b.Completed), strings.Compare(a.File, b.File))
}

// joined lays the supplements among files over those they supplement, which then stand for both. One whose
// questionnaire is not among them stays by itself.
func joined(all []received) []received {
	var whole []received
	for _, j := range joints(all) {
		whole = append(whole, j.whole())
	}
	return whole
}

// joint is a submission with the supplements to it, in the order they are laid in; at is its place among all.
type joint struct {
	received
	at    int
	parts []received
}

// whole is the submission with its supplements laid over it.
func (j joint) whole() received {
	for _, p := range j.parts {
		j.Submission = j.Submission.With(p.Submission)
	}
	return j.received
}

// joints finds what belongs together. Of submissions that are no supplements it need only be known what they are.
func joints(all []received) []joint {
	var whole, parts []joint
	for i, in := range all {
		if in.Refused == nil && in.Submission.Supplement != nil {
			parts = append(parts, joint{received: in, at: i})
			continue
		}
		whole = append(whole, joint{received: in, at: i})
	}
	slices.SortStableFunc(parts, func(a, b joint) int { return inTurn(a.Submission, b.Submission) })
	for _, p := range parts {
		i := slices.IndexFunc(whole, func(in joint) bool {
			return in.Refused == nil && in.Submission.Framework == p.Submission.Framework && p.Submission.Supplements(in.Submission)
		})
		if i < 0 {
			p.received = beside(p.received, whole)
			whole = append(whole, p)
			continue
		}
		whole[i].parts = append(whole[i].parts, p.received)
	}
	return whole
}

// beside warns of a supplement that stands beside a questionnaire of its product and does not complete it.
func beside(p received, whole []joint) received {
	for _, in := range whole {
		if in.Refused == nil && in.Submission.Supplement == nil && in.Submission.ProductID.Text == p.Submission.ProductID.Text {
			p.Submission.Problems = append(slices.Clone(p.Submission.Problems), response.Problem{Kind: response.Structure, Severity: response.Warning,
				Cell: response.Cell{File: p.Name}, What: fmt.Sprintf("It was not written to complete %s, which has another checksum, so it is checked by itself.", in.Name),
				Do: "Name the questionnaire exactly as it was sent, or answer in a workbook written for this one."})
		}
	}
	return p
}

// judged is a case checked and assessed; decisions are laid over all of them at once, by review.
func (b *builder) judged(c view.Case) view.Case {
	f := b.edition.Framework
	c.Check, c.Assessment = assess.Check(f, &c.Submission, b.round.AsOf), assess.Assess(f, &c.Submission, b.round.AsOf)
	if b.finder != nil {
		c.Ways = b.finder.Ahead(&c.Submission)
	}
	return c
}

// supplement lays the supplements over the submissions that are assessed, once it is settled which these
// are. What cannot be laid is a problem, so that nobody's answers are lost in silence.
func (b *builder) supplement() {
	slices.SortStableFunc(b.supplements, func(a, c view.Case) int { return inTurn(a.Submission, c.Submission) })
	changed := map[string]bool{}
	for _, x := range b.supplements {
		i := slices.IndexFunc(b.cases, func(c view.Case) bool { return c.Product.ID == x.Product.ID })
		if what, do := b.cannotLay(x, i); what != "" {
			b.problems = append(b.problems, response.Problem{Kind: response.Register, Severity: response.Error,
				Cell: response.Cell{File: x.Submission.File}, What: what, Do: do})
			continue
		}
		if x.Submission.Completed.IsZero() {
			b.problems = append(b.problems, response.Problem{Kind: response.Register, Severity: response.Warning, Cell: x.Submission.Supplement.Place,
				What: "The supplement does not say on which day it was completed, so the day of the questionnaire stands.",
				Do:   "Ask for the day: of two supplements the later one counts, and what was asked is answered by one completed since."})
		}
		c := &b.cases[i]
		c.Submission = c.Submission.With(x.Submission)
		c.Files, c.Traits = append(c.Files, x.Files...), append(c.Traits, x.Traits...)
		changed[c.Product.ID] = true
	}
	for i, c := range b.cases {
		if changed[c.Product.ID] {
			b.cases[i] = b.judged(c)
		}
	}
}

// cannotLay says why a supplement cannot be laid over the i-th case, or is "".
func (b *builder) cannotLay(x view.Case, i int) (what, do string) {
	const again = "Ask the provider to answer the open questions in a new workbook: `opframe questionnaire --open` writes it."
	switch {
	case i < 0:
		return fmt.Sprintf("It is a supplement, and there is no questionnaire of the product %q that it could complete, so it is not assessed.", x.Product.ID),
			"Put the questionnaire into responses as well."
	case x.Submission.Supplement.Of == "":
		return "It is a supplement that no longer says which questionnaire it completes, so it is set aside.", again
	case !x.Submission.Supplements(b.cases[i].Submission):
		return fmt.Sprintf("It is a supplement to a questionnaire with the checksum %s…, and the one assessed, %s, is another or was sent later, so the supplement is set aside.",
			x.Submission.Supplement.Of, b.cases[i].Submission.File), again
	case x.Submission.Framework != b.cases[i].Submission.Framework:
		return fmt.Sprintf("It is a supplement with questions of %s, and the questionnaire is assessed by %s.", x.Submission.Framework, b.cases[i].Submission.Framework), again
	}
	return "", ""
}

// part says of a submission that it lacks most questions of its questionnaire and does not say why: a
// supplement whose start sheet is gone would otherwise take the place of the whole.
func (b *builder) part(c view.Case) bool {
	return c.Submission.Carried == nil && 2*len(c.Submission.Places) < len(b.edition.Framework.Questions())
}

// uses are the APIs the register says a product uses.
func (b *builder) uses(product string) []round.Use {
	return slices.DeleteFunc(slices.Clone(b.round.Uses), func(u round.Use) bool { return u.Product != product })
}
