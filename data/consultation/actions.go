package consultation

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

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
	list, sheet, refused := cells.OpenList(name, data, cells.DefaultLimits())
	if refused != nil {
		l.tell(response.Error, response.Cell{File: name}, refused.Why+".", refused.Do+".")
		return
	}
	at := response.Cell{File: name, Sheet: sheet}
	faults := list.HeadFaults(needed, Columns)
	for _, f := range faults {
		l.tell(response.Error, at, f.What, f.Do+": no action is read until then.")
	}
	if faults != nil {
		return
	}
	seen := map[string]bool{}
	for _, r := range list.Rows {
		l.action(row{r, at.File, at.Sheet}, seen)
	}
}

// action reads one row and adds it to the record if it is fit to publish.
func (l *loader) action(r row, seen map[string]bool) {
	faults := len(l.problems)
	need := func(ok bool, column, what, do string) {
		if !ok {
			l.tell(response.Error, r.of(column), what, do+": the action is left out until then.")
		}
	}
	a := Action{ID: r.Text("id"), Group: r.Text("group"), Meeting: r.Text("meeting"), Text: r.Text("text"), Owner: r.Text("owner"),
		Status: ActionStatus(strings.ToLower(r.Text("status"))), Answer: r.Text("answer"), Access: Access(strings.ToLower(r.Text("audience"))), at: r}
	for _, column := range Columns {
		need(r.Cell(column).Kind != cells.Error, column, fmt.Sprintf("the cell says %s: its formula does not work.", r.Text(column)), "Write the words or the date themselves")
	}
	key := strings.ToLower(a.ID) // addresses made of ids that differ in case alone would be confused
	need(idForm.MatchString(key), "id", fmt.Sprintf("the id %q is not made of letters, digits and single hyphens.", a.ID), "Correct it")
	need(key == "" || !seen[key], "id", fmt.Sprintf("the id %q stands twice.", a.ID), "Give this action another")
	need(a.Text != "", "text", "it does not say what is to be done.", "Fill in the text")
	need(slices.Contains(ActionStatuses, a.Status), "status", fmt.Sprintf("the status %q is none of %s.", r.Text("status"), strings.Join(words(ActionStatuses), ", ")), "Correct it")
	need(a.Access == "" || slices.Contains(Accesses, a.Access), "audience", fmt.Sprintf("the audience %q is none of %s.", r.Text("audience"), strings.Join(words(Accesses), ", ")), "Correct it")
	due, err := r.Day("due")
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

// row is one row of the list of actions.
type row struct {
	cells.ListRow
	file, sheet string
}

// of is the cell of a column, or that of the id where there is no such column.
func (r row) of(column string) response.Cell {
	return response.Cell{File: r.file, Sheet: r.sheet, Ref: r.Ref(column, "id")}
}
