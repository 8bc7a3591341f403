package review

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"strings"

	"opframe/data/assess"
	"opframe/data/framework"
	"opframe/data/response"
)

// digestLength is how many hex digits of a digest are kept: 64 bits, so that a person can compare two of them
// and no two things a reviewer ever sees are confused.
const digestLength = 16

// seen is what a decision on a finding rests on, in the order it is summed up. Places are not in it: an answer
// that only moved to another cell is the same answer.
type seen struct {
	Control  string
	Result   framework.Result
	Rule     int
	Reason   string
	Remedy   string
	Missing  []string
	Answers  []said
	Evidence []map[string]string
}

// said is one answer as the reviewer saw it.
type said struct {
	Question, Text, Raw string
	Understood          bool
	Rows                []map[string]string
	Comment, Evidence   string
}

// BasisOf is the digest of what a reviewer sees of one finding: the rule with its reason, every answer below the
// control and every other it rests on in the provider's own words, and the rows of the list of evidence that
// these name.
func BasisOf(f *framework.Framework, s *response.Submission, x assess.Finding) string {
	b := seen{Control: x.Control.ID, Result: x.Result, Rule: x.Rule, Reason: x.Reason, Remedy: x.Remedy, Missing: x.Missing}
	for _, g := range x.Said(s) {
		b.Answers = append(b.Answers, said{g.Question.ID, g.Question.Text, g.Answer.Raw, g.Answer.Understood,
			words(g.Answer.Value.Rows), g.Answer.Comment.Text, g.Answer.Evidence.Text})
	}
	b.Evidence = words(Offered(f, s, x))
	return digest(b)
}

// OutcomeBasis is the digest of what a decision on an API rests on: its rating and what is recommended for it,
// with the decisions on findings laid over.
func OutcomeBasis(o assess.APIOutcome) string {
	return digest([]string{o.API.ID, o.API.Rating, o.Outcome.ID})
}

func digest(v any) string {
	data, err := json.Marshal(v)
	if err != nil {
		panic(err) // strings, numbers and maps of strings can always be written
	}
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])[:digestLength]
}

// words are the rows of a list by column, in the provider's words.
func words(rows []response.Row) []map[string]string {
	var all []map[string]string
	for _, r := range rows {
		w := map[string]string{}
		for id, c := range r.Cells {
			w[id] = c.Raw
		}
		all = append(all, w)
	}
	return all
}

// Offered are the rows of the list of evidence that the answers below a control name, each once, in the order
// of the list.
func Offered(f *framework.Framework, s *response.Submission, x assess.Finding) []response.Row {
	list, ok := f.RoleQuestion(framework.RoleEvidence)
	if !ok {
		return nil
	}
	refs := map[string]bool{}
	for _, g := range x.Said(s) {
		if ref := fold(g.Answer.Evidence.Text); ref != "" {
			refs[ref] = true
		}
	}
	var all []response.Row
	for _, row := range s.Answers[list.ID].Value.Rows {
		if refs[fold(row.Cells["ref"].Value.Text)] {
			all = append(all, row)
		}
	}
	return all
}

func fold(s string) string { return strings.ToLower(strings.TrimSpace(s)) }
