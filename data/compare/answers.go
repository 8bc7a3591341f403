package compare

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"opframe/data/date"
	"opframe/data/framework"
	"opframe/data/response"
)

// Answer is an answer, or the evidence offered beside it, that differs.
type Answer struct {
	Question, Text string // the newer id and words
	Old, New       Said
	// Value says that the answer means something else, Evidence that evidence was added beside it or withdrawn.
	Value, Evidence bool
	// Went and Came are the rows of a list that only one side has.
	List       bool
	Went, Came []Row
	// Offered says that the list is that of the evidence offered.
	Offered bool
	// NotAsked says that one side was not asked the question.
	NotAsked bool
	// Moved are the controls of which it moved the result, by title, in order.
	Moved []string
}

// Said is what one side says.
type Said struct {
	Given    bool
	Words    string // the provider's own
	Cell     response.Cell
	Evidence response.Field
}

// Row is one row of a list, its cells joined, with where it begins.
type Row struct {
	Words string
	Cell  response.Cell
}

// kind is the cause an answer is.
func (a Answer) kind() CauseKind {
	if a.Offered || !a.Value {
		return EvidenceChanged
	}
	return AnswerChanged
}

// changed lists the answers that differ in what they mean, in the order of the questionnaire.
func (t *trial) changed() []Answer {
	var all []Answer
	t.at, t.evidence = map[string]int{}, t.offered()
	for _, q := range t.questions() {
		a, differs := t.differ(q)
		if !differs {
			continue
		}
		t.at[q.ID] = len(all)
		all = append(all, a)
	}
	return all
}

// questions are those of the newer framework, or, where it is not known, those answered on either side.
func (t *trial) questions() []framework.Question {
	if t.now.Framework != nil && t.told {
		return t.now.Framework.Questions()
	}
	var all []framework.Question
	seen := map[string]bool{}
	for _, s := range []*Side{t.now, t.old} {
		for _, q := range s.questions() {
			if !seen[q.ID] {
				seen[q.ID] = true
				all = append(all, q)
			}
		}
	}
	return all
}

// questions are those a side was asked, as far as it knows them.
func (s *Side) questions() []framework.Question {
	if s.saved != nil {
		return s.saved.questions
	}
	return s.Framework.Questions()
}

func (t *trial) differ(q framework.Question) (Answer, bool) {
	was, before := t.carried.Answers[q.ID]
	is, after := t.now.Submission.Answers[q.ID]
	a := Answer{Question: q.ID, Text: orID(q.Text, q.ID), List: q.Kind == framework.Rows || was.Value.Rows != nil || is.Value.Rows != nil,
		Old: said(was, before), New: said(is, after)}
	read, inRows := value, value
	if !t.told {
		read, inRows = chosen, words
	}
	if a.List {
		a.Went, a.Came = t.rows(q, was.Value.Rows, is.Value.Rows, inRows)
		a.Value = a.Went != nil || a.Came != nil
	} else {
		a.Value = before != after || read(was) != read(is)
	}
	a.Evidence = (was.Evidence.Text == "") != (is.Evidence.Text == "")
	a.NotAsked = t.notAsked(q.ID)
	a.Offered = q.ID == t.evidence
	return a, a.Value || a.Evidence
}

func said(a response.Answer, given bool) Said {
	if !given {
		return Said{}
	}
	return Said{true, a.Raw, a.Cell, a.Evidence}
}

// offered is the question answered by the list of evidence, or "".
func (t *trial) offered() string {
	for _, s := range []*Side{t.now, t.old} {
		if s.Framework != nil {
			q, _ := s.Framework.RoleQuestion(framework.RoleEvidence)
			return q.ID
		}
	}
	return t.now.saved.evidence
}

// notAsked says that one side was not asked the question, or not so that its answer could be carried over.
func (t *trial) notAsked(id string) bool {
	return t.fromOther && unasked(t.now.Framework, t.carried, id) || t.old.unasked(id) || t.now.unasked(id)
}

func (s *Side) unasked(id string) bool {
	if s.saved != nil {
		return s.saved.notAsked[id]
	}
	return s.Framework != nil && unasked(s.Framework, s.Submission, id)
}

// unasked says that a submission carried over to f has no answer to carry for a question: the edition answered
// did not ask it, or the answer given has no counterpart.
func unasked(f *framework.Framework, s response.Submission, id string) bool {
	if s.Carried == nil {
		return false
	}
	i := slices.IndexFunc(f.Mapping, func(m framework.Mapped) bool { return m.To == id })
	return i < 0 || slices.Contains(s.Carried.Lost, f.Mapping[i].From)
}

// NotAsked lists the questions of a framework that a submission carried over to it was not asked, in order.
func NotAsked(f *framework.Framework, s response.Submission) []string {
	var all []string
	for _, q := range f.Questions() {
		if unasked(f, s, q.ID) {
			all = append(all, q.ID)
		}
	}
	return all
}

// value is what an answer means, so that other words for the same are no change.
func value(a response.Answer) string {
	if !a.Understood {
		return "not understood: " + spaced(a.Raw)
	}
	v := a.Value
	return fmt.Sprintf("%s|%g|%s|%s", strings.Join(v.Options, ","), v.Number, v.Date, spaced(v.Text))
}

// chosen is what an answer says where its meaning is not known on both sides: its options, or its words.
func chosen(a response.Answer) string {
	if len(a.Value.Options) > 0 {
		return strings.Join(a.Value.Options, ",")
	}
	return words(a)
}

// words is what an answer says and nothing else.
func words(a response.Answer) string { return strings.ToLower(spaced(a.Raw)) }

func spaced(s string) string { return strings.Join(strings.Fields(s), " ") }

// rows are those only one of two lists has.
func (t *trial) rows(q framework.Question, old, now []response.Row, read func(response.Answer) string) (went, came []Row) {
	keys := func(rows []response.Row) (all []string, by map[string][]Row) {
		by = map[string][]Row{}
		for _, r := range rows {
			var key []string
			for _, id := range slices.Sorted(maps.Keys(r.Cells)) {
				key = append(key, id+"="+read(r.Cells[id]))
			}
			k := strings.Join(key, "\n")
			all, by[k] = append(all, k), append(by[k], Row{t.rowWords(q, r), r.Place})
		}
		return all, by
	}
	was, oldRows := keys(old)
	is, newRows := keys(now)
	gone, fresh := apart(was, is)
	take := func(keys []string, by map[string][]Row) (all []Row) {
		for _, k := range keys {
			all, by[k] = append(all, by[k][len(by[k])-1]), by[k][:len(by[k])-1]
		}
		return all
	}
	return take(gone, oldRows), take(fresh, newRows)
}

// rowWords are the cells of a row in the order of its list's columns, where that is known.
func (t *trial) rowWords(q framework.Question, r response.Row) string {
	var order []string
	for _, s := range []*Side{t.now, t.old} {
		if s.Framework != nil && order == nil {
			table, _ := s.Framework.Table(q.Table)
			for _, c := range table.Columns {
				order = append(order, c.ID)
			}
		}
	}
	for _, id := range slices.Sorted(maps.Keys(r.Cells)) {
		if !slices.Contains(order, id) {
			order = append(order, id)
		}
	}
	var parts []string
	for _, id := range order {
		if w := spaced(r.Cells[id].Raw); w != "" {
			parts = append(parts, w)
		}
	}
	return strings.Join(parts, ", ")
}

// marked are the answers that differ with the controls they moved.
func (t *trial) marked(findings []Finding) []Answer {
	for _, f := range findings {
		for _, c := range f.Causes() {
			if c.Answer != nil && !f.Untold && !slices.Contains(c.Answer.Moved, f.Title) {
				c.Answer.Moved = append(c.Answer.Moved, f.Title)
			}
		}
	}
	return t.answers
}

// Expired is evidence on the newer side's list that held on the older day of assessment and no longer holds.
type Expired struct {
	Words string // the row, its cells joined
	On    date.Date
	Cell  response.Cell
}

func (t *trial) expired() []Expired {
	if t.now.Framework == nil {
		return nil
	}
	q, _ := t.now.Framework.Question(t.evidence)
	var all []Expired
	for _, r := range t.now.Submission.Answers[q.ID].Value.Rows {
		e := r.Cells["expires"]
		if on := e.Value.Date; e.Understood && !on.IsZero() && on.Before(t.now.AsOf) && !on.Before(t.old.AsOf) {
			all = append(all, Expired{t.rowWords(q, r), on, e.Cell})
		}
	}
	return all
}
