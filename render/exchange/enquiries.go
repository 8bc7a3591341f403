package exchange

import (
	"opframe/data/date"
	"opframe/data/response"
	"opframe/data/service"
)

// enquiry is one open enquiry with who should answer it.
type enquiry struct {
	ID       string `json:"id"`
	Received string `json:"received"`
	Days     int    `json:"days"`
	Due      string `json:"due,omitempty"`
	Overdue  bool   `json:"overdue"`
	Provider string `json:"provider,omitempty"`
	Tier     string `json:"tier,omitempty"`
	Product  string `json:"product,omitempty"`
	Type     string `json:"type"`
	Subject  string `json:"subject,omitempty"`
	Channel  string `json:"channel,omitempty"`
	Status   string `json:"status"`
	Handler  string `json:"handler,omitempty"`
	Standing string `json:"standing"`
	Person   string `json:"person,omitempty"`
	Oversees string `json:"oversees,omitempty"`
	Why      string `json:"why"`
}

// Enquiries is the JSON of the open enquiries of a round, schema opframe/enquiries/1. It is for the office
// alone.
func Enquiries(program, round string, asOf date.Date, routes []service.Route, problems []response.Problem) ([]byte, error) {
	all := []enquiry{}
	for _, r := range routes {
		e := r.Enquiry
		all = append(all, enquiry{e.ID, e.Received.String(), r.Age, r.Due.String(), r.Overdue, e.Provider, string(r.Tier), e.Product, r.Type.ID, e.Subject, e.Channel,
			string(e.Status), e.Handler, string(r.Standing), r.Person, r.Oversees, r.Why})
	}
	return encode(struct {
		Schema    string             `json:"schema"`
		Program   string             `json:"program"`
		Round     string             `json:"round"`
		AsOf      string             `json:"as_of"`
		Enquiries []enquiry          `json:"enquiries"`
		Problems  []response.Problem `json:"problems"`
	}{"opframe/enquiries/1", program, round, asOf.String(), all, list(problems)}, aValue)
}
