package round

import (
	"fmt"
	"io/fs"
	"strings"

	"opframe/data/consultation"
	"opframe/data/response"
)

// consult reads papers/ and the list of actions, and warns of what is unfinished on the round's day. The
// issues that papers name are those of the framework, which a round does not know: see LintIssues.
func (r *Round) consult(dir fs.FS, members []record) error {
	seats := r.Consultation.Seats
	record, problems, err := consultation.Load(dir)
	if err != nil {
		return err
	}
	r.Problems = append(r.Problems, problems...)
	r.Problems = append(r.Problems, record.Lint(r.AsOf)...)
	for i := range seats {
		r.seat(&seats[i], record.Groups, members[i])
	}
	record.Seats = seats
	r.Consultation = record
	return nil
}

// seat turns the name of a group, as people write it in the register, into its id. Where no group has a
// page, the seats stay as they are.
func (r *Round) seat(s *consultation.Seat, groups []consultation.Group, rec record) {
	var known []string
	for _, g := range groups {
		if s.Group == g.ID || strings.EqualFold(s.Group, g.Title) {
			s.Group = g.ID
			return
		}
		known = append(known, g.ID)
	}
	if len(groups) > 0 {
		r.problem(response.Warning, rec.cell("group"), fmt.Sprintf("the group %q has no paper of the kind group, so this seat is shown nowhere.", s.Group),
			"Write the id or the title of one of "+strings.Join(known, ", ")+", or add the group's paper.")
	}
}
