package round

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"opframe/data/consultation"
	"opframe/data/response"
	"opframe/data/workbook/cells"
)

// The sheets of the register and their columns, required ones first up to Needed.
var sheets = []struct {
	Title  string
	Needed int
	Cols   []string
}{
	{"Providers", 2, providerColumns()},
	{"Products", 3, []string{"id", "provider", "name", "domain", "listed", "reviewer"}},
	{"APIs used", 2, []string{"product", "api", "environment", "state", "since"}},
	{"Staff", 1, []string{"name", "skills", "capacity", "contacts", "absent from", "absent until", "stand-in"}},
	{"Members", 3, []string{"group", "name", "organisation", "role"}},
}

// Columns lists the columns of a sheet of the register, as `opframe init` writes them.
func Columns(sheet string) []string {
	for _, s := range sheets {
		if s.Title == sheet {
			return slices.Clone(s.Cols)
		}
	}
	return nil
}

func isRegister(name string) bool {
	return name == "register.xlsx" || strings.HasPrefix(name, "register-") && path.Ext(name) == ".csv"
}

// register reads register.xlsx, or register-SHEET.csv for each sheet, and returns the rows of each sheet.
func (r *Round) register(dir fs.FS) (map[string][]record, error) {
	tables, err := registerTables(dir)
	if err != nil {
		return nil, err
	}
	rows := map[string][]record{}
	for _, s := range sheets {
		t, ok := tables[s.Title]
		if !ok {
			if s.Title == "Providers" || s.Title == "Products" {
				return nil, fmt.Errorf("register: there is no sheet %q. It has the columns %s", s.Title, strings.Join(s.Cols, ", "))
			}
			continue
		}
		records, err := t.records(s.Cols[:s.Needed])
		if err != nil {
			return nil, err
		}
		rows[s.Title] = records
		r.take(s.Title, records)
	}
	r.crossCheck(tables)
	r.checkReviewers(rows["Products"])
	r.checkStaff()
	return rows, nil
}

// registerTables finds the sheets, whichever way the register was saved.
func registerTables(dir fs.FS) (map[string]table, error) {
	tables := map[string]table{}
	data, err := fs.ReadFile(dir, "register.xlsx")
	if err == nil {
		book, err := cells.Open("register.xlsx", data)
		if err != nil {
			return nil, err
		}
		for _, s := range book.Sheets {
			tables[s.Name] = table{"register.xlsx", s.Name, s}
		}
		return tables, nil
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	for _, s := range sheets {
		name := "register-" + s.Title + ".csv"
		data, err := fs.ReadFile(dir, name)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, err
		}
		book, err := cells.Open(name, data)
		if err != nil {
			return nil, err
		}
		tables[s.Title] = table{name, "", book.Sheets[0]}
	}
	if len(tables) == 0 {
		return nil, errors.New("the round has no register: neither register.xlsx nor register-Providers.csv and register-Products.csv are there")
	}
	return tables, nil
}

type table struct {
	file, sheet string
	cells       cells.Sheet
}

// record is one row by column name.
type record struct {
	cells.ListRow
	file, sheet string
}

// at is the row's first cell.
func (r record) at() response.Cell {
	return response.Cell{File: r.file, Sheet: r.sheet, Ref: cells.Ref(r.N, 0)}
}

// cell is where a value stands, or would stand.
func (r record) cell(column string) response.Cell {
	return response.Cell{File: r.file, Sheet: r.sheet, Ref: r.Ref(column, "")}
}

// records reads the rows below the header. Columns may stand in any order; others are left alone.
func (t table) records(needed []string) ([]record, error) {
	list := cells.ReadList(t.cells)
	if len(list.Header) == 0 {
		return nil, nil
	}
	for _, col := range needed {
		if !slices.Contains(list.Header, col) {
			return nil, fmt.Errorf("%s: there is no column %q: it has %s", response.Cell{File: t.file, Sheet: t.sheet}, col, strings.Join(list.Header, ", "))
		}
	}
	var all []record
	for _, r := range list.Rows {
		all = append(all, record{r, t.file, t.sheet})
	}
	return all, nil
}

// take stores the rows of one sheet and reports ids that are missing, malformed or used twice.
func (r *Round) take(sheet string, records []record) {
	switch sheet { // those of which there are thousands are of their size, and no larger
	case "Providers":
		r.Providers = slices.Grow(r.Providers, len(records))
	case "Products":
		r.Products = slices.Grow(r.Products, len(records))
	}
	seen := map[string]bool{}
	for _, rec := range records {
		if (sheet == "Providers" || sheet == "Products") && !r.fresh(rec, seen) {
			continue
		}
		switch sheet {
		case "Providers":
			r.Providers = append(r.Providers, r.provider(rec))
		case "Products":
			r.Products = append(r.Products, Product{ID: rec.Text("id"), Provider: rec.Text("provider"), Name: rec.Text("name"), Domain: rec.Text("domain"),
				Reviewer: rec.Text("reviewer"), Listed: strings.EqualFold(rec.Text("listed"), "yes")})
		case "APIs used":
			r.Uses = append(r.Uses, r.use(rec))
		case "Staff":
			r.takeStaff(rec)
		case "Members":
			r.Consultation.Seats = append(r.Consultation.Seats, consultation.Seat{Group: rec.Text("group"), Name: rec.Text("name"), Organisation: rec.Text("organisation"), Role: rec.Text("role")})
		}
	}
}

// fresh says that a row has an id of the right form that no row before it has.
func (r *Round) fresh(rec record, seen map[string]bool) bool {
	id := rec.Text("id")
	switch {
	case !idForm.MatchString(id):
		r.problem(response.Error, rec.at(), fmt.Sprintf("the id %q is not made of lower-case letters, digits and single hyphens.", id),
			"Correct it: the row is left out until then.")
		return false
	case seen[id]:
		r.problem(response.Error, rec.at(), fmt.Sprintf("the id %q stands twice.", id), "Keep one: the second row is left out.")
		return false
	}
	seen[id] = true
	return true
}

// checkReviewers warns of products that nobody on the staff looks after.
func (r *Round) checkReviewers(products []record) {
	for _, rec := range products {
		name := rec.Text("reviewer")
		if _, ok := r.Person(name); name != "" && !ok {
			r.problem(response.Warning, rec.cell("reviewer"), fmt.Sprintf("the reviewer %q is not on the sheet Staff.", name), "Correct the name, or add it there.")
		}
	}
}

// crossCheck leaves out products of providers nobody registered, and says so.
func (r *Round) crossCheck(tables map[string]table) {
	at := func(sheet string) response.Cell {
		return response.Cell{File: tables[sheet].file, Sheet: tables[sheet].sheet}
	}
	r.index()
	r.Products = slices.DeleteFunc(r.Products, func(p Product) bool {
		_, ok := r.Provider(p.Provider)
		if !ok {
			r.problem(response.Error, at("Products"), fmt.Sprintf("product %s belongs to the provider %q, who is not registered.", p.ID, p.Provider),
				"Add the provider or correct the id: the product is left out until then.")
		}
		return !ok
	})
	r.index()
	for _, u := range r.Uses {
		if _, ok := r.Product(u.Product); !ok {
			r.problem(response.Warning, at("APIs used"), fmt.Sprintf("the product %q, said to use %s, is not registered.", u.Product, u.API),
				"Add the product or correct the id.")
		}
	}
}

func list(s string) []string {
	var all []string
	for _, part := range strings.Split(s, ";") {
		if p := strings.TrimSpace(part); p != "" {
			all = append(all, p)
		}
	}
	return all
}
