package view

import (
	"iter"
	"sync"

	"opframe/data/assess"
	"opframe/data/date"
	"opframe/data/response"
	"opframe/data/review"
	"opframe/data/round"
)

// RowsOf goes through rows.
func RowsOf(rows []OfficeRow) iter.Seq[*OfficeRow] {
	return func(yield func(*OfficeRow) bool) {
		for i := range rows {
			if !yield(&rows[i]) {
				return
			}
		}
	}
}

// PackedRows are brief rows of all products of a round in little room: of a row and its case most fields say nothing, and
// of its product and provider it says what the register does. Each row is made anew for whoever asks, unless there are
// few.
type PackedRows struct {
	round *round.Round
	rows  []packedRow // as in the register
	once  sync.Once
	few   []*OfficeRow // likewise, made when they are asked for first; none of more than mostUnpacked
}

// mostUnpacked is of how many products rows are kept as they were made: each of a dozen pages asks for all.
const mostUnpacked = 1000

type packedRow struct {
	standing Standing
	problems int32
	errors   int32
	received *packedCase // nil where nothing could be read
	rest     *packedRest // nil where there is nothing
	tasks    []Task
}

// packedRest is what most rows have nothing of.
type packedRest struct {
	evidence   []assess.Evidence
	expiries   []Expiry
	owed, dues []Owed
	access     []Access
}

// packedCase is what a brief case says.
type packedCase struct {
	file      string
	files     []string // nil where it is the one file
	completed date.Date
	framework string
	asOf      date.Date
	level     int
	apis      []assess.APIOutcome
	traits    []response.TraitKind
	review    *review.Reviewed // nil where nothing was decided or asked
}

// PackRows makes room for a row a product, which says nothing until it is put.
func PackRows(r *round.Round) *PackedRows {
	return &PackedRows{round: r, rows: make([]packedRow, len(r.Products))}
}

// Has says that the row of the product at this place of the register was put.
func (p *PackedRows) Has(place int) bool { return p.rows[place].standing.Status != "" }

// Put puts a brief row.
func (p *PackedRows) Put(place int, row *OfficeRow) {
	r := packedRow{standing: row.Standing, tasks: row.Tasks, problems: int32(row.Problems), errors: int32(row.Errors)}
	if len(row.Evidence)+len(row.Expiries)+len(row.Owed)+len(row.Dues)+len(row.Access) > 0 {
		r.rest = &packedRest{row.Evidence, row.Expiries, row.Owed, row.Dues, row.Access}
	}
	if row.Case != nil {
		r.received = packCase(row.Case)
	}
	p.rows[place] = r
}

func packCase(c *Case) *packedCase {
	a := c.Assessment
	p := &packedCase{file: c.Submission.File, completed: c.Submission.Completed, framework: a.Framework, asOf: a.AsOf, level: a.Level, apis: a.APIs}
	if len(c.Files) != 1 || c.Files[0] != p.file {
		p.files = c.Files
	}
	for _, t := range c.Traits {
		p.traits = append(p.traits, t.Kind)
	}
	if r := c.Review; r.Book != nil || len(r.Findings)+len(r.APIs)+len(r.Questions)+len(r.Again) > 0 {
		p.review = &r
	}
	return p
}

// All goes through the rows in the order of the register, once all are put.
func (p *PackedRows) All(yield func(*OfficeRow) bool) {
	if len(p.rows) <= mostUnpacked {
		p.once.Do(func() {
			for i := range p.rows {
				p.few = append(p.few, p.unpacked(i))
			}
		})
	}
	for i := range p.rows {
		if !yield(p.row(i)) {
			return
		}
	}
}

func (p *PackedRows) row(i int) *OfficeRow {
	if p.few != nil {
		return p.few[i]
	}
	return p.unpacked(i)
}

// ForgetTasks leaves out the tasks of each row, once they are in the queue.
func (p *PackedRows) ForgetTasks() {
	for i := range p.rows {
		p.rows[i].tasks = nil
	}
	for _, row := range p.few {
		row.Tasks = nil
	}
}

func (p *PackedRows) unpacked(i int) *OfficeRow {
	r, product := &p.rows[i], p.round.Products[i]
	provider, _ := p.round.Provider(product.Provider)
	row := &OfficeRow{Provider: provider, Product: product, Standing: r.standing, Tasks: r.tasks, Problems: int(r.problems), Errors: int(r.errors)}
	if x := r.rest; x != nil {
		row.Evidence, row.Expiries, row.Owed, row.Dues, row.Access = x.evidence, x.expiries, x.owed, x.dues, x.access
	}
	if r.received != nil {
		row.Case = r.received.unpacked()
		row.Case.Provider, row.Case.Product = row.Provider, row.Product
	}
	return row
}

func (p *packedCase) unpacked() *Case {
	c := &Case{Files: p.files}
	c.Submission.File, c.Submission.Completed = p.file, p.completed
	c.Assessment = assess.Assessment{Framework: p.framework, AsOf: p.asOf, Level: p.level, APIs: p.apis}
	if c.Files == nil {
		c.Files = []string{p.file}
	}
	if len(p.traits) > 0 {
		c.Traits = make([]response.Trait, len(p.traits))
		for i, kind := range p.traits {
			c.Traits[i].Kind = kind
		}
	}
	if p.review != nil {
		c.Review = *p.review
	}
	return c
}
