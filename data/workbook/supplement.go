package workbook

import (
	"fmt"
	"slices"
	"strings"

	"opframe/data/framework"
	"opframe/data/response"
)

// A supplement is a questionnaire that holds only some questions, such as those still open, with what was
// answered before. Two lines of its start sheet, which every form has, say what it supplements and which
// questions it asks; they are found by their marks, and by their titles where the marks are gone.

const (
	fieldSupplement = "supplement"
	fieldAsks       = "asks"
)

// ownFields are the titles of the lines that no layout has to bring.
var ownFields = map[string]string{fieldSupplement: "Supplement to", fieldAsks: "Holds the questions"}

// Asking is what a supplement for the questions wanted has to ask, in order: these, and whatever must be
// answered first to know whether they are asked.
func Asking(f *framework.Framework, last *response.Submission, wanted []string) []string {
	return toAsk(f.Index(), last, wanted)
}

func toAsk(x *framework.Index, last *response.Submission, wanted []string) []string {
	held := map[string]bool{}
	var hold func(id string)
	hold = func(id string) {
		q := x.Question(id)
		if q == nil || held[id] {
			return
		}
		held[id] = true
		for _, above := range q.ShowIf.Questions() {
			if q := x.Question(above); q != nil && !q.Optional && !last.Answers[above].Understood {
				hold(above)
			}
		}
	}
	for _, id := range wanted {
		hold(id)
	}
	return chosen(x, held)
}

// following adds the questions without an answer whose asking hangs on one of those asked: what is put
// right may bring them up.
func following(x *framework.Index, last *response.Submission, asked []string) []string {
	held := map[string]bool{}
	for _, id := range asked {
		held[id] = true
	}
	for grown := true; grown; {
		grown = false
		for _, q := range x.Questions {
			if q.ShowIf == nil || held[q.ID] || !slices.ContainsFunc(q.ShowIf.Questions(), func(id string) bool { return held[id] }) {
				continue
			}
			if _, answered := last.Answers[q.ID]; !answered {
				held[q.ID], grown = true, true
			}
		}
	}
	return chosen(x, held)
}

// chosen are ids in the order of the questionnaire.
func chosen(x *framework.Index, held map[string]bool) []string {
	var ids []string
	for _, q := range x.Questions {
		if held[q.ID] {
			ids = append(ids, q.ID)
		}
	}
	return ids
}

// limit has the planner hold only what a supplement asks and what may follow from it.
func (b *planner) limit() {
	if len(b.p.Only) == 0 {
		return
	}
	if b.p.Last == nil {
		b.p.Last = &response.Submission{}
	}
	b.asks = toAsk(b.index, b.p.Last, b.p.Only)
	b.only = map[string]bool{}
	for _, id := range following(b.index, b.p.Last, b.asks) {
		b.only[id] = true
	}
}

// has says that a question stands in the workbook.
func (b *planner) has(id string) bool { return b.only == nil || b.only[id] }

// hasSheet says that a sheet has anything in it.
func (b *planner) hasSheet(s Section) bool {
	if s.Table != "" {
		return b.has(b.asking(s.Table))
	}
	return len(b.entries(s)) > 0
}

// fixed is a condition on a question that stands elsewhere: it stays what it is now.
func fixed(x expr) expr {
	if x.now {
		return always
	}
	return never
}

// supplementLines are the lines of the start sheet that make a questionnaire a supplement.
func (b *planner) supplementLines() []line {
	if b.only == nil {
		return nil
	}
	given := func(name, text string) line {
		return line{
			cells: []cell{{content: textOf(markMeta + name)}, {col: startLabel, look: labelLook, content: textOf(ownFields[name])},
				{col: startValue, look: givenLook, content: textOf(text)}},
			spans: [][2]int{{startValue, startLast}},
		}
	}
	of := "the questionnaire with the checksum " + digest(b.p.Last.SHA256)
	if d := b.p.Last.Completed; !d.IsZero() {
		of = "the questionnaire completed on " + d.String() + ", checksum " + digest(b.p.Last.SHA256)
	}
	return []line{given(fieldSupplement, of), given(fieldAsks, strings.Join(b.asks, ", "))}
}

// supplementNote says at the top what this workbook is.
func (b *planner) supplementNote() []line {
	if b.only == nil {
		return nil
	}
	return []line{across(noteLook, fmt.Sprintf("This workbook holds %d of the %d questions: those that are open, and those that may follow from them. "+
		"Your earlier answers are filled in; change what is not right. All other answers stay as you sent them.", len(b.only), len(b.index.Questions)))}
}

// digest is as much of a checksum as is repeated.
func digest(sum string) string { return sum[:min(len(sum), response.DigestLength)] }

// digestWord is how the line that says what is supplemented names it.
var digestWord = later(`\b[0-9a-f]{16,64}\b`)

// supplement reads whether the file is a supplement, and of what.
func (r *reader) supplement() {
	if r.assigned != nil {
		return // somebody else's questionnaire
	}
	of, isOne := r.field(fieldSupplement)
	asks, listed := r.field(fieldAsks)
	if !isOne && !listed {
		return
	}
	x := &response.Supplement{Place: of.Cell}
	r.s.Supplement = x
	all := digestWord().FindAllString(of.Text, -1)
	if len(all) == 0 {
		x.Place = response.Cell{File: r.s.File}
		r.addFile(response.Problem{Kind: response.Structure, Severity: response.Error,
			What: fmt.Sprintf("The file holds only some questions, and the line %s of its start sheet no longer says which questionnaire it completes.", quote(ownFields[fieldSupplement])),
			Do:   "Answer in a fresh copy of the workbook that came with the letter, or send the whole questionnaire."})
	} else {
		x.Of = digest(all[len(all)-1])
	}
	said := strings.FieldsFunc(asks.Text, func(c rune) bool { return c == ',' || c == ' ' || c == '\n' })
	for _, q := range r.e.Framework.Index().Questions {
		if slices.Contains(said, q.ID) {
			x.Asks = append(x.Asks, q.ID)
		}
	}
}

// leavesOut says that a question is none of a supplement's, so that nobody misses it there.
func (r *reader) leavesOut(id string) bool {
	return r.s.Supplement != nil && !slices.Contains(r.s.Supplement.Asks, id)
}
