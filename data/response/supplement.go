package response

import (
	"slices"
	"strings"

	"opframe/data/date"
)

// Supplement is what a submission says of itself that answers only some questions, to be laid over the
// questionnaire it supplements.
type Supplement struct {
	// Of is how the SHA-256 of that questionnaire begins, in lower-case hex; "" where the file does not say
	// it any more.
	Of string
	// Asks are the ids of the questions it was written to ask, in order. It may hold others besides, whose
	// asking hangs on these.
	Asks  []string
	Place Cell // where it says what it supplements
}

// Source is a supplement that was laid over a submission.
type Source struct {
	File      string
	SHA256    string
	Completed date.Date
	Questions []string // ids of the questions it holds, sorted
	files     []string // of the cells read from it
}

// DigestLength is how many hex digits of a SHA-256 a supplement repeats: 64 bits.
const DigestLength = 16

// Supplements says that s was written to supplement the submission o.
func (s Submission) Supplements(o Submission) bool {
	return s.Supplement != nil && len(s.Supplement.Of) >= DigestLength && strings.HasPrefix(o.SHA256, s.Supplement.Of)
}

// With is the submission with what a supplement says in place of what was said before: every question the
// supplement holds is answered there, also where it was emptied. Everything keeps the place it was read from.
func (s Submission) With(o Submission) Submission {
	held := o.Held()
	answers, places := map[string]Answer{}, map[string]Cell{}
	for id, a := range s.Answers {
		answers[id] = a
	}
	for id, c := range s.Places {
		places[id] = c
	}
	for _, id := range held {
		delete(answers, id)
		if a, ok := o.Answers[id]; ok {
			answers[id] = a
		}
		places[id] = o.Places[id]
	}
	s.Answers, s.Places = answers, places
	replaced := func(p Problem) bool { return slices.Contains(held, p.Question) }
	s.Problems = slices.Concat(slices.DeleteFunc(slices.Clone(s.Problems), replaced), o.Problems)
	s.Supplemented = append(slices.Clone(s.Supplemented), Source{o.File, o.SHA256, o.Completed, held, o.files()})
	if s.Completed.Before(o.Completed) {
		s.Completed, s.CompletedAt, s.CompletedBy = o.Completed, o.CompletedAt, o.CompletedBy
	}
	return s
}

// Held are the ids of the questions that can be answered in the file, sorted.
func (s Submission) Held() []string {
	var all []string
	for id := range s.Places {
		all = append(all, id)
	}
	slices.Sort(all)
	return all
}

// files are the names of the files its questions stand in, which differ from its own for a set of CSV files.
func (s Submission) files() []string {
	all := []string{s.File}
	for _, c := range s.Places {
		if !slices.Contains(all, c.File) {
			all = append(all, c.File)
		}
	}
	slices.Sort(all)
	return all
}

// Where is a place as its provider finds it: within the questionnaire, or with the name of the supplement it
// was read from.
func (s *Submission) Where(c Cell) string {
	if s.Within(c) {
		return c.InSheet()
	}
	return c.String()
}

// Within says that a place is in the questionnaire, and not in a supplement to it.
func (s *Submission) Within(c Cell) bool {
	for i := range s.Supplemented {
		if c.File != "" && slices.Contains(s.Supplemented[i].files, c.File) {
			return false
		}
	}
	return true
}
