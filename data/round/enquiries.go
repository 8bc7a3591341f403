package round

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"opframe/data/date"
	"opframe/data/response"
	"opframe/data/workbook/cells"
)

// EnquiryColumns are those of the list of enquiries. They may stand in any order.
var EnquiryColumns = []string{"id", "received", "provider", "product", "type", "subject", "channel", "status", "handler", "due", "answered"}

// neededOfEnquiries are the columns without which a list of enquiries is none.
var neededOfEnquiries = []string{"id", "received", "type", "status"}

// Enquiry is something a provider asked the office.
type Enquiry struct {
	ID                string
	Received          date.Date
	Provider, Product string // ids, or "" where it is of none that is registered
	Type              string // id of a framework.EnquiryType
	Subject, Channel  string
	Status            EnquiryStatus
	Handler           string    // the member of staff who has it, or ""
	Due               date.Date // zero where the list sets none
	Answered          date.Date // zero where it is not, or the list does not say
	at                record
}

// Place is the cell of a column, or the row's id where the list has no such column.
func (e Enquiry) Place(column string) response.Cell {
	return response.Cell{File: e.at.file, Sheet: e.at.sheet, Ref: e.at.Ref(column, "id")}
}

// EnquiryStatus is how far an enquiry has come.
type EnquiryStatus string

// The states of an enquiry.
const (
	EnquiryOpen     EnquiryStatus = "open"
	EnquiryWaiting  EnquiryStatus = "waiting" // for the provider
	EnquiryAnswered EnquiryStatus = "answered"
	EnquiryClosed   EnquiryStatus = "closed" // without an answer
)

// EnquiryStatuses lists them in order.
var EnquiryStatuses = []EnquiryStatus{EnquiryOpen, EnquiryWaiting, EnquiryAnswered, EnquiryClosed}

// Open says that somebody still has to answer.
func (e Enquiry) Open() bool { return e.Status == EnquiryOpen || e.Status == EnquiryWaiting }

// enquiries reads enquiries.xlsx, its first sheet, or enquiries.csv. A file that cannot be read is a problem
// of that file alone.
func (r *Round) enquiries(dir fs.FS) error {
	name, data := "", []byte(nil)
	for _, file := range []string{"enquiries.xlsx", "enquiries.csv"} {
		found, err := fs.ReadFile(dir, file)
		switch {
		case errors.Is(err, fs.ErrNotExist):
		case err != nil:
			return err
		case name != "":
			r.problem(response.Error, response.Cell{File: file}, "it is not read, because there is an "+name+" as well.", "Keep one of the two.")
		default:
			name, data = file, found
		}
	}
	if name != "" {
		r.enquiriesIn(name, data)
	}
	return nil
}

func (r *Round) enquiriesIn(name string, data []byte) {
	list, sheet, refused := cells.OpenList(name, data, cells.ListLimits())
	if refused != nil {
		r.problem(response.Error, response.Cell{File: name}, refused.Why+".", refused.Do+".")
		return
	}
	at := response.Cell{File: name, Sheet: sheet}
	faults := list.HeadFaults(neededOfEnquiries, EnquiryColumns)
	for _, f := range faults {
		r.problem(response.Error, at, f.What, f.Do+": no enquiry is read until then.")
	}
	if faults != nil {
		return
	}
	x := enquiryReader{r, map[string]bool{}, map[string]bool{}, map[string]string{}}
	for _, p := range r.Providers {
		x.providers[p.ID] = true
	}
	for _, p := range r.Products {
		x.products[p.ID] = p.Provider
	}
	for _, row := range list.Rows {
		x.read(record{row, at.File, at.Sheet})
	}
}

// enquiryReader knows what rows may name.
type enquiryReader struct {
	r         *Round
	seen      map[string]bool // ids in lower case
	providers map[string]bool
	products  map[string]string // to their provider
}

// read reads one row, and leaves it out where somebody has to correct it first.
func (x enquiryReader) read(row record) {
	e := Enquiry{ID: row.Text("id"), Provider: row.Text("provider"), Product: row.Text("product"), Type: row.Text("type"), Subject: row.Text("subject"),
		Channel: row.Text("channel"), Status: EnquiryStatus(strings.ToLower(row.Text("status"))), Handler: row.Text("handler"), at: row}
	faults := len(x.r.Problems)
	need := func(ok bool, column, what, do string) {
		if !ok {
			x.r.problem(response.Error, e.Place(column), what, do+": the enquiry is left out until then.")
		}
	}
	for _, column := range EnquiryColumns {
		need(row.Cell(column).Kind != cells.Error, column, fmt.Sprintf("the cell says %s: its formula does not work.", row.Text(column)), "Write the words or the date themselves")
	}
	days := map[string]*date.Date{"received": &e.Received, "due": &e.Due, "answered": &e.Answered}
	for _, column := range []string{"received", "due", "answered"} {
		d, err := row.Day(column)
		need(err == nil, column, fmt.Sprintf("%v.", err), "Correct it")
		*days[column] = d
	}
	key := strings.ToLower(e.ID)
	need(idForm.MatchString(key), "id", fmt.Sprintf("the id %q is not made of letters, digits and single hyphens.", e.ID), "Correct it")
	need(key == "" || !x.seen[key], "id", fmt.Sprintf("the id %q stands twice.", e.ID), "Give this enquiry another")
	need(row.Text("received") != "", "received", "it does not say when it came in.", "Fill in the day")
	need(!x.r.AsOf.Before(e.Received), "received", fmt.Sprintf("it came in on %s, which is after the day of the round, %s.", e.Received, x.r.AsOf), "Correct the day")
	need(slices.Contains(EnquiryStatuses, e.Status), "status", fmt.Sprintf("the status %q is none of %s.", row.Text("status"), statusWords()), "Correct it")
	need(e.Provider == "" || x.providers[e.Provider], "provider", fmt.Sprintf("the provider %q is not registered.", e.Provider), "Correct the id, register the provider, or leave it empty")
	owner, known := x.products[e.Product]
	need(e.Product == "" || known, "product", fmt.Sprintf("the product %q is not registered.", e.Product), "Correct the id, register the product, or leave it empty")
	need(!known || e.Provider == "" || owner == e.Provider, "product", fmt.Sprintf("the product %q is of the provider %q, not of %q.", e.Product, owner, e.Provider), "Correct one of the two")
	need(e.Answered.IsZero() || !e.Answered.Before(e.Received), "answered", "it was answered before it came in.", "Correct one of the two days")
	need(e.Answered.IsZero() || !e.Open(), "answered", fmt.Sprintf("it was answered on %s and is %s.", e.Answered, e.Status), "Correct the status, or leave the day empty")
	x.seen[key] = true
	if len(x.r.Problems) > faults {
		return
	}
	if e.Provider == "" {
		e.Provider = owner
	}
	x.r.Enquiries = append(x.r.Enquiries, e)
}

func statusWords() string {
	var all []string
	for _, s := range EnquiryStatuses {
		all = append(all, string(s))
	}
	return strings.Join(all, ", ")
}
