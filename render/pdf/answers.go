package pdf

import "opframe/render/doc"

// Type of answers, in points: a report is mostly answers, so they are set closer than running text.
const (
	answerSize    = 8.4
	answerLeading = 10.8
	answerPad     = 2.2 // above and below
)

// Answers are a paragraph each: a question, its id before it, and from the next line on what was said. The first
// stands with what is above it.
func (f *flow) Answers(answers doc.Answers) {
	f.space(3)
	if len(f.boxes) > f.mast {
		f.last().keep = true
	}
	for i := range answers.Items {
		f.add(f.answer(&answers.Items[i], f.in.child("P")))
	}
	f.space(6)
}

// answer is one question with its answer: a box, so that both stay together.
func (f *flow) answer(a *doc.Answer, of *node) *box {
	st := style{face: sans, size: answerSize, colour: black, of: of}
	id := st
	id.face = sansBold
	runs := f.set.ofRuns.room(4 + len(a.Said))
	runs = f.set.add(runs, a.ID, id, near{text: a.ID})
	runs = append(runs, run{" ", st})
	runs = f.set.add(runs, a.Question, st, near{text: a.Question})
	runs = append(runs, run{"\n", st})
	runs = f.set.addSpans(runs, a.Said, st)
	row := f.set.cells(cells{leading: answerLeading, pad: answerPad, x: f.x, w: f.width}, 1)
	row.texts = append(row.texts, cellText{x: f.x, w: f.width, lines: f.set.broken(runs, f.width)})
	return row.box()
}
