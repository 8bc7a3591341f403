package assess

import (
	"opframe/data/date"
	"opframe/data/framework"
	"opframe/data/response"
)

// Asked says of every question, by id, whether it is asked of the product. A question whose asking
// hangs on an answer that is missing is not asked yet.
func Asked(f *framework.Framework, s *response.Submission, asOf date.Date) map[string]bool {
	j := newJudge(f, s, asOf)
	asked := map[string]bool{}
	for _, q := range f.Questions() {
		asked[q.ID] = j.shown(q.ID) == yes
	}
	return asked
}
