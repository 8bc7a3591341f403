package report

import (
	"fmt"
	"slices"
	"strconv"

	"opframe/data/disclose"
	"opframe/data/framework"
	"opframe/data/view"
	"opframe/render/doc"
)

// mostPoints is how many main points a summary has at the most.
const mostPoints = 6

// main are the main points: what a member should take away, in plain sentences. Each is written from figures
// that are shown; where one is withheld, its point is not made.
func (s *summary) main() {
	var points []string
	for _, point := range []func() string{s.levelPoint, s.dimensionPoint, s.strongPoint, s.gapPoint, s.riskPoint, s.movementPoint, s.readyPoint} {
		if p := point(); p != "" && len(points) < mostPoints {
			points = append(points, p)
		}
	}
	if points == nil {
		return
	}
	s.heading(2, "Main points")
	s.add(doc.List{Items: items(points...)})
}

// of is "13 of 30 products (43%)".
func (s *summary) of(n int) string {
	all := s.v.Figures.Products
	return fmt.Sprintf("%d of %s (%d%%)", n, number(all, "product", "products"), percent(n, all))
}

// percent is rounded to the nearest whole number.
func percent(n, of int) int {
	if of == 0 {
		return 0
	}
	return (n*200 + of) / (2 * of)
}

func (s *summary) readyPoint() string {
	n, ok := s.v.Ready.Among(string(view.Received))
	if !ok {
		return ""
	}
	return fmt.Sprintf("%d of %s were complete and consistent; the others have something to be put right first.", n, number(s.v.Ready.Total, "questionnaire", "questionnaires"))
}

// from are the levels from one up, and those below it.
func (s *summary) from(level int) (up, below []string) {
	for _, l := range s.f.Scale {
		if name := strconv.Itoa(l.Level); l.Level >= level {
			up = append(up, name)
		} else {
			below = append(below, name)
		}
	}
	return up, below
}

// sound is the level that counts as good in the main points: the last but one.
func (s *summary) sound() int { return len(s.f.Scale) - 2 }

func (s *summary) levelPoint() string {
	up, _ := s.from(s.sound())
	high, ok := s.v.Levels.Among(up...)
	if !ok {
		return ""
	}
	p := fmt.Sprintf("%s reach level %s or above", s.of(high), levelTitle(s.f, s.sound()))
	_, below := s.from(s.sound() - 1)
	if low, ok := s.v.Levels.Among(below...); ok {
		p += fmt.Sprintf("; %d are still below level %s", low, levelTitle(s.f, s.sound()-1))
	}
	return p + "."
}

// dimensionPoint compares the dimensions by the products that are sound in them.
func (s *summary) dimensionPoint() string {
	type side struct {
		title string
		n     int
	}
	up, _ := s.from(s.sound())
	var sides []side
	for _, d := range s.v.Dimensions {
		n, ok := d.Levels.Among(up...)
		if !ok {
			return ""
		}
		sides = append(sides, side{d.Dimension.Title, n})
	}
	if len(sides) < 2 {
		return ""
	}
	slices.SortStableFunc(sides, func(a, b side) int { return b.n - a.n })
	best, worst := sides[0], sides[len(sides)-1]
	if best.n == worst.n {
		return fmt.Sprintf("No dimension lags behind: in each of them %d products reach level %d or above.", best.n, s.sound())
	}
	return fmt.Sprintf("The strongest side is %s, with %d products at level %d or above; the weakest is %s, with %d.", lowered(best.title), best.n, s.sound(), lowered(worst.title), worst.n)
}

// ranked are the controls of which a number is shown, the largest number first.
func (s *summary) ranked(of func(disclose.Published) (int, bool)) []ranked {
	var all []ranked
	for _, c := range s.v.Findings {
		if n, ok := of(c.Results); ok {
			all = append(all, ranked{c.Control, n})
		}
	}
	slices.SortStableFunc(all, func(a, b ranked) int { return b.n - a.n })
	return all
}

type ranked struct {
	control framework.Control
	n       int
}

func met(t disclose.Published) (int, bool) {
	c, ok := t.Of(string(framework.Met))
	return c.N, ok && !c.Withheld
}

func notInFull(t disclose.Published) (int, bool) {
	return t.Among(string(framework.Partly), string(framework.NotMet))
}

// few are the first of a ranking, as "“A” (24), “B” (22) and “C” (22)".
func few(all []ranked, most int) string {
	var words []string
	for _, r := range all[:min(most, len(all))] {
		words = append(words, fmt.Sprintf("“%s” (%d)", r.control.Title, r.n))
	}
	return list(words)
}

func (s *summary) strongPoint() string {
	all := s.ranked(met)
	if len(all) == 0 {
		return ""
	}
	return fmt.Sprintf("The controls that most products meet, among those that can be shown, are %s.", few(all, 3))
}

func (s *summary) gapPoint() string {
	all := s.ranked(met)
	if len(all) == 0 {
		return ""
	}
	slices.Reverse(all)
	p := fmt.Sprintf("The controls that the fewest meet are %s", few(all, 3))
	if gaps := s.ranked(notInFull); len(gaps) > 0 {
		p += fmt.Sprintf("; “%s” is met only in part or not at all by %d", gaps[0].control.Title, gaps[0].n)
	}
	return p + "."
}

// riskPoint is about the APIs of the highest risk.
func (s *summary) riskPoint() string {
	if len(s.v.Outcomes) == 0 {
		return ""
	}
	last := s.v.Outcomes[len(s.v.Outcomes)-1]
	with, ok := last.Outcomes.Among(s.outcomeTitles(func(framework.Outcome) bool { return true })...)
	if !ok {
		return ""
	}
	p := fmt.Sprintf("%s use an API of %s risk", s.of(with), lowered(last.Rating.Title))
	if n, ok := last.Outcomes.Among(s.outcomeTitles(func(o framework.Outcome) bool { return o.Access })...); ok {
		p += fmt.Sprintf("; access is recommended for %d of them, with or without conditions", n)
	}
	return p + "."
}

func (s *summary) outcomeTitles(is func(framework.Outcome) bool) []string {
	var all []string
	for _, o := range s.f.Outcomes {
		if is(o) {
			all = append(all, o.Title)
		}
	}
	return all
}

func (s *summary) movementPoint() string {
	n, ok := s.v.Shifts.Among(view.Better)
	if !ok || s.v.Before == nil {
		return ""
	}
	return fmt.Sprintf("Where a finding can be compared with the round of %s, %d of %d (%d%%) are better now.", monthOf(s.v.Before.AsOf), n, s.v.Shifts.Total, percent(n, s.v.Shifts.Total))
}
