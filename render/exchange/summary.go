package exchange

import (
	"strconv"
	"strings"

	"opframe/data/audience"
	"opframe/data/date"
	"opframe/data/disclose"
	"opframe/data/view"
	"opframe/render/doc"
)

// Summary is the JSON of the figures in the working-group summary, schema opframe/summary/1. A figure that is
// withheld has "withheld": true and no "n"; "least" and "most" are what anybody can work out of it.
func Summary(program string, v view.WorkingGroup) (audience.For[audience.WorkingGroup, []byte], error) {
	return audience.Map(audience.Seal(v.Reader, summaryOf(program, v)), func(s summary) ([]byte, error) { return encode(s, aValue) })
}

type summary struct {
	Schema    string    `json:"schema"`
	Program   string    `json:"program"`
	Round     string    `json:"round"`
	Framework string    `json:"framework"`
	AsOf      date.Date `json:"as_of"`
	Floor     int       `json:"disclosure_floor"`
	Products  *int      `json:"products,omitempty"`
	Providers *int      `json:"providers,omitempty"`
	Tables    []figures `json:"tables"`
}

type figures struct {
	ID      string       `json:"id"`
	Title   string       `json:"title"`
	Total   *int         `json:"total,omitempty"`
	Rows    [][]string   `json:"rows,omitempty"` // of a table of two: the merged categories of each
	Columns [][]string   `json:"columns,omitempty"`
	Cells   []figureCell `json:"cells"`
}

type figureCell struct {
	Categories []string `json:"categories"`
	N          *int     `json:"n,omitempty"`
	Withheld   bool     `json:"withheld,omitempty"`
	Least      *int     `json:"least,omitempty"`
	Most       *int     `json:"most,omitempty"`
}

func summaryOf(program string, v view.WorkingGroup) summary {
	out := summary{Schema: "opframe/summary/1", Program: program, Round: v.Occasion.ID, Framework: v.Framework.Ref(), AsOf: v.Occasion.AsOf,
		Floor: v.Floor, Tables: []figures{}}
	if !v.Figures.Withheld {
		out.Products, out.Providers = &v.Figures.Products, &v.Figures.Providers
	}
	for _, t := range v.Figures.Tables {
		f := figures{ID: t.Name, Title: t.Title, Cells: []figureCell{}, Rows: names(t.Rows), Columns: names(t.Columns)}
		if !v.Figures.Withheld && !(t.Withheld && t.Total == 0) {
			f.Total = &t.Total
		}
		for i, c := range t.Cells {
			cell := figureCell{Categories: list(c.Categories), Withheld: c.Withheld}
			if t.Rows != nil {
				cell.Categories = []string{t.Rows[i/len(t.Columns)].Named(), t.Columns[i%len(t.Columns)].Named()}
			}
			switch {
			case !c.Withheld:
				cell.N = &c.N
			case c.Most > 0:
				cell.Least, cell.Most = &c.Least, &c.Most
			}
			f.Cells = append(f.Cells, cell)
		}
		out.Tables = append(out.Tables, f)
	}
	return out
}

func names(all []disclose.Cell) [][]string {
	var out [][]string
	for _, c := range all {
		out = append(out, c.Categories)
	}
	return out
}

// SummaryCSV is the same as one table, a row a figure: table, its title, the categories, the number or [c].
func SummaryCSV(v view.WorkingGroup) audience.For[audience.WorkingGroup, []byte] {
	t := doc.Table{Empty: "No figures."}
	for _, title := range []string{"Table", "Title", "Category", "Number", "At least", "At most"} {
		t.Columns = append(t.Columns, doc.Column{Title: title})
	}
	for _, f := range summaryOf("", v).Tables {
		for _, c := range f.Cells {
			joint := " or "
			if f.Rows != nil {
				joint = " × "
			}
			row := doc.Row{}
			n := doc.Withheld
			if c.N != nil {
				n = strconv.Itoa(*c.N)
			}
			for _, text := range []string{f.ID, f.Title, strings.Join(c.Categories, joint), n, known(c.Least), known(c.Most)} {
				row.Cells = append(row.Cells, doc.T(text))
			}
			t.Rows = append(t.Rows, row)
		}
	}
	return audience.Seal(v.Reader, CSV(t))
}

func known(n *int) string {
	if n == nil {
		return ""
	}
	return strconv.Itoa(*n)
}
