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
	asked := make(map[string]bool, len(j.Questions))
	for place, q := range j.Questions {
		asked[q.ID] = j.shown(place) == yes
	}
	return asked
}
