package round

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"opframe/data/consultation"
	"opframe/data/date"
	"opframe/data/response"
	"opframe/data/workbook/cells"
)

// The sheets of the register and their columns, required ones first up to Needed.
var sheets = []struct {
	Title  string
	Needed int
	Cols   []string
}{
	{"Providers", 2, []string{"id", "name", "business number", "roles", "contact", "email", "tier"}},
	{"Products", 3, []string{"id", "provider", "name", "domain", "listed", "reviewer"}},
	{"APIs used", 2, []string{"product", "api", "environment", "state", "since"}},
	{"Staff", 1, []string{"name", "skills", "capacity"}},
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
		records, err := t.records(s.Cols, s.Needed)
		if err != nil {
			return nil, err
		}
		rows[s.Title] = records
		r.take(s.Title, records)
	}
	r.crossCheck(tables)
	r.checkReviewers(rows["Products"])
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
	at    response.Cell // of its first column
	value map[string]string
	days  map[string]date.Date // of the cells that hold a date and not words
	row   int                  // from 0
	cols  map[string]int       // of its sheet
}

// cell is where a value stands, or would stand.
func (r record) cell(column string) response.Cell {
	at := r.at
	at.Ref = cells.Ref(r.row, r.cols[column])
	return at
}

// records reads the rows below the header. Columns may stand in any order; others are left alone.
func (t table) records(cols []string, needed int) ([]record, error) {
	if len(t.cells.Cells) == 0 {
		return nil, nil
	}
	top := t.cells.Cells[0].Row
	names, places := map[int]string{}, map[string]int{}
	var found []string
	rows, days := map[int]map[string]string{}, map[int]map[string]date.Date{}
	var order []int
	for _, c := range t.cells.Cells {
		if c.Row == top {
			name := strings.ToLower(strings.TrimSpace(c.Text))
			names[c.Col], places[name] = name, c.Col
			found = append(found, name)
			continue
		}
		if rows[c.Row] == nil {
			rows[c.Row], days[c.Row] = map[string]string{}, map[string]date.Date{}
			order = append(order, c.Row)
		}
		rows[c.Row][names[c.Col]] = strings.TrimSpace(c.Text)
		if c.Kind == cells.Date {
			days[c.Row][names[c.Col]] = c.Date
		}
	}
	for _, col := range cols[:needed] {
		if !slices.Contains(found, col) {
			return nil, fmt.Errorf("%s: there is no column %q: it has %s", response.Cell{File: t.file, Sheet: t.sheet}, col, strings.Join(found, ", "))
		}
	}
	var all []record
	for _, n := range order {
		all = append(all, record{response.Cell{File: t.file, Sheet: t.sheet, Ref: cells.Ref(n, 0)}, rows[n], days[n], n, places})
	}
	return all, nil
}

// take stores the rows of one sheet and reports ids that are missing, malformed or used twice.
func (r *Round) take(sheet string, records []record) {
	seen := map[string]bool{}
	for _, rec := range records {
		v := rec.value
		id := v["id"]
		if sheet == "Providers" || sheet == "Products" {
			switch {
			case !idForm.MatchString(id):
				r.problem(response.Error, rec.at, fmt.Sprintf("the id %q is not made of lower-case letters, digits and single hyphens.", id),
					"Correct it: the row is left out until then.")
				continue
			case seen[id]:
				r.problem(response.Error, rec.at, fmt.Sprintf("the id %q stands twice.", id), "Keep one: the second row is left out.")
				continue
			}
			seen[id] = true
		}
		switch sheet {
		case "Providers":
			r.Providers = append(r.Providers, Provider{ID: id, Name: v["name"], BusinessNumber: v["business number"], Tier: r.tier(rec), Roles: list(v["roles"]), Contact: v["contact"], Email: v["email"]})
		case "Products":
			r.Products = append(r.Products, Product{ID: id, Provider: v["provider"], Name: v["name"], Domain: v["domain"], Reviewer: v["reviewer"], Listed: strings.EqualFold(v["listed"], "yes")})
		case "APIs used":
			r.Uses = append(r.Uses, r.use(rec))
		case "Staff":
			r.Staff = append(r.Staff, Staff{v["name"], list(v["skills"]), v["capacity"]})
		case "Members":
			r.Consultation.Seats = append(r.Consultation.Seats, consultation.Seat{Group: v["group"], Name: v["name"], Organisation: v["organisation"], Role: v["role"]})
		}
	}
}

// tiers are those a provider may have been given.
var tiers = []string{"T1", "T2"}

// tier is the tier of a provider; a word that is none counts as none given.
func (r *Round) tier(rec record) string {
	tier := rec.value["tier"]
	if tier == "" || slices.Contains(tiers, tier) {
		return tier
	}
	r.problem(response.Error, rec.cell("tier"), fmt.Sprintf("the tier %q is none of %s.", tier, strings.Join(tiers, ", ")),
		"Correct it, or leave it empty: the provider has none until then.")
	return ""
}

// checkReviewers warns of products that nobody on the staff looks after.
func (r *Round) checkReviewers(products []record) {
	for _, rec := range products {
		name := rec.value["reviewer"]
		if name != "" && !slices.ContainsFunc(r.Staff, func(s Staff) bool { return s.Name == name }) {
			r.problem(response.Warning, rec.cell("reviewer"), fmt.Sprintf("the reviewer %q is not on the sheet Staff.", name), "Correct the name, or add it there.")
		}
	}
}

// crossCheck leaves out products of providers nobody registered, and says so.
func (r *Round) crossCheck(tables map[string]table) {
	at := func(sheet string) response.Cell {
		return response.Cell{File: tables[sheet].file, Sheet: tables[sheet].sheet}
	}
	r.Products = slices.DeleteFunc(r.Products, func(p Product) bool {
		_, ok := r.Provider(p.Provider)
		if !ok {
			r.problem(response.Error, at("Products"), fmt.Sprintf("product %s belongs to the provider %q, who is not registered.", p.ID, p.Provider),
				"Add the provider or correct the id: the product is left out until then.")
		}
		return !ok
	})
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
