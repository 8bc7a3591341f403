package consultation

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"opframe/data/date"
	"opframe/data/response"
	"opframe/data/workbook/cells"
)

// Columns are those of the list of actions, as people write them. They may stand in any order.
var Columns = []string{"id", "group", "meeting", "text", "owner", "due", "status", "answer", "audience"}

// needed are the columns without which a list of actions is none.
var needed = []string{"id", "text", "status"}

// actions reads actions.xlsx, its first sheet, or actions.csv.
func (l *loader) actions(dir fs.FS) error {
	found := map[string][]byte{}
	for _, name := range []string{"actions.xlsx", "actions.csv"} {
		data, err := fs.ReadFile(dir, name)
		if err == nil {
			found[name] = data
		} else if !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	name := "actions.csv"
	if found["actions.xlsx"] != nil {
		name = "actions.xlsx"
		if found["actions.csv"] != nil {
			l.tell(response.Error, response.Cell{File: "actions.csv"}, "it is not read, because there is an actions.xlsx as well.", "Keep one of the two.")
		}
	}
	if found[name] != nil {
		l.actionsIn(name, found[name])
	}
	return nil
}

// actionsIn reads one list of actions.
func (l *loader) actionsIn(name string, data []byte) {
	book, err := cells.Open(name, data)
	if err != nil {
		var r *cells.Refusal
		if !errors.As(err, &r) {
			r = &cells.Refusal{Why: err.Error(), Do: "Save it anew"}
		}
		l.tell(response.Error, response.Cell{File: name}, r.Why+".", r.Do+".")
		return
	}
	t := table{file: name}
	if len(book.Sheets) > 0 {
		t.read(book.Sheets[0], book.Format != cells.CSV)
	}
	if !l.headed(t) {
		return
	}
	seen := map[string]bool{}
	for _, r := range t.rows {
		l.action(r, seen)
	}
}

// headed tells of columns that are missing or stand twice.
func (l *loader) headed(t table) bool {
	ok := true
	fault := func(what, do string) {
		ok = false
		l.tell(response.Error, response.Cell{File: t.file, Sheet: t.sheet}, what, do+": no action is read until then.")
	}
	for _, name := range needed {
		if !slices.Contains(t.header, name) {
			fault(fmt.Sprintf("there is no column %q: it has %s.", name, cmp.Or(strings.Join(t.header, ", "), "none")), "Add it to the first row, which has "+strings.Join(Columns, ", "))
		}
	}
	for i, name := range t.header {
		if slices.Contains(Columns, name) && slices.Index(t.header, name) < i {
			fault(fmt.Sprintf("there are two columns %q.", name), "Keep one")
		}
	}
	return ok
}

// action reads one row and adds it to the record if it is fit to publish.
func (l *loader) action(r row, seen map[string]bool) {
	faults := len(l.problems)
	need := func(ok bool, column, what, do string) {
		if !ok {
			l.tell(response.Error, r.of(column), what, do+": the action is left out until then.")
		}
	}
	a := Action{ID: r.text("id"), Group: r.text("group"), Meeting: r.text("meeting"), Text: r.text("text"), Owner: r.text("owner"),
		Status: ActionStatus(strings.ToLower(r.text("status"))), Answer: r.text("answer"), Access: Access(strings.ToLower(r.text("audience"))), at: r.place}
	for _, column := range Columns {
		need(r.cell(column).Kind != cells.Error, column, fmt.Sprintf("the cell says %s: its formula does not work.", r.text(column)), "Write the words or the date themselves")
	}
	key := strings.ToLower(a.ID) // addresses made of ids that differ in case alone would be confused
	need(idForm.MatchString(key), "id", fmt.Sprintf("the id %q is not made of letters, digits and single hyphens.", a.ID), "Correct it")
	need(key == "" || !seen[key], "id", fmt.Sprintf("the id %q stands twice.", a.ID), "Give this action another")
	need(a.Text != "", "text", "it does not say what is to be done.", "Fill in the text")
	need(slices.Contains(ActionStatuses, a.Status), "status", fmt.Sprintf("the status %q is none of %s.", r.text("status"), strings.Join(words(ActionStatuses), ", ")), "Correct it")
	need(a.Access == "" || slices.Contains(Accesses, a.Access), "audience", fmt.Sprintf("the audience %q is none of %s.", r.text("audience"), strings.Join(words(Accesses), ", ")), "Correct it")
	due, err := r.day("due")
	need(err == nil, "due", fmt.Sprintf("%v.", err), "Correct it")
	a.Due = due
	seen[key] = true
	references := []reference{{"group", isGroup, &a.Group, r.of("group")}, {"meeting", isMeeting, &a.Meeting, r.of("meeting")}}
	for _, ref := range references {
		l.resolves(ref)
	}
	if len(l.problems) > faults {
		return
	}
	l.keep(&a, references)
}

// keep adds an action, without what it says of files that are left out.
func (l *loader) keep(a *Action, references []reference) {
	group := func(g Group) bool { return g.ID == a.Group }
	meeting := func(m Meeting) bool { return m.ID == a.Meeting }
	l.drop(references[0], slices.ContainsFunc(l.record.Groups, group))
	i := slices.IndexFunc(l.record.Meetings, meeting)
	l.drop(references[1], i >= 0)
	if i >= 0 && a.Group == "" {
		a.Group = l.record.Meetings[i].Group
	}
	if a.Access == "" {
		a.Access = Office
		l.tell(response.Warning, a.Place("audience"), "it does not say who may read it, so only the office can.", "Fill in the audience: "+strings.Join(words(Accesses), ", ")+".")
	}
	l.record.Actions = append(l.record.Actions, *a)
}

// table is a list in a spreadsheet: a header and the rows below it that are not empty.
type table struct {
	file, sheet string
	header      []string
	rows        []row
}

// row is one row of a list, by column.
type row struct {
	place
	cells map[int]cells.Cell
}

// place is where a row stands, with the columns that its list has by name.
type place struct {
	file, sheet string
	n           int // from 0
	cols        map[string]int
}

// read takes the first row that is not empty for the header. A file of text has no sheet to name.
func (t *table) read(s cells.Sheet, named bool) {
	if named {
		t.sheet = s.Name
	}
	cols := map[string]int{}
	top := -1
	for _, c := range s.Cells {
		name := strings.ToLower(strings.TrimSpace(c.Text))
		if name == "" { // spaces left in a cell make neither a header nor a row
			continue
		}
		if top < 0 {
			top = c.Row
		}
		if c.Row == top {
			t.header = append(t.header, name)
			cols[name] = c.Col
			continue
		}
		if n := len(t.rows); n == 0 || t.rows[n-1].n != c.Row {
			t.rows = append(t.rows, row{place{t.file, t.sheet, c.Row, cols}, map[int]cells.Cell{}})
		}
		t.rows[len(t.rows)-1].cells[c.Col] = c
	}
}

func (r row) cell(column string) cells.Cell {
	if col, ok := r.cols[column]; ok {
		return r.cells[col]
	}
	return cells.Cell{}
}

func (r row) text(column string) string { return strings.TrimSpace(r.cell(column).Text) }

// day is a date, whether the cell holds one or the words of one; zero where it is empty.
func (r row) day(column string) (date.Date, error) {
	if c := r.cell(column); c.Kind == cells.Date {
		return c.Date, nil
	}
	if r.text(column) == "" {
		return date.Date{}, nil
	}
	return date.Parse(r.text(column))
}

// of is the cell of a column, or that of the id where there is no such column.
func (p place) of(column string) response.Cell {
	col, ok := p.cols[column]
	if !ok {
		col = p.cols["id"]
	}
	return response.Cell{File: p.file, Sheet: p.sheet, Ref: cells.Ref(p.n, col)}
}
