package sample

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"text/template"

	"opframe/data/date"
	folder "opframe/data/round"
	"opframe/data/workbook"
)

// settings writes the round.yaml of a round, with comments for the people who will change it.
func (d *data) settings(r round) ([]byte, error) {
	t, err := template.New("round.yaml").Funcs(template.FuncMap{"quote": strconv.Quote}).Parse(d.template)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	err = t.Execute(&b, map[string]any{
		"Round": r.settings, "Office": d.reg.Office, "Notice": d.reg.Notice, "Floor": folder.LeastFloor, "Baseline": r.base,
	})
	return b.Bytes(), err
}

// register writes the register of a round: everybody in this one, and in the one before only those
// who sent a questionnaire then.
func (d *data) register(r round) ([]byte, error) {
	in := func(product) bool { return true }
	if r.dir != "" {
		in = func(p product) bool {
			return slices.ContainsFunc(r.replies, func(x reply) bool { return x.Product == p.ID })
		}
	}
	products := slices.DeleteFunc(slices.Clone(d.reg.Products), func(p product) bool { return !in(p) })
	var sheets []workbook.TableSheet
	for _, s := range []struct {
		title string
		rows  [][]string
	}{
		{"Providers", d.providerRows(products, r)},
		{"Products", productRows(products)},
		{"APIs used", useRows(products, r)},
		{"Staff", d.staffRows(r)},
		{"Members", d.memberRows()},
	} {
		sheets = append(sheets, workbook.TableSheet{Name: s.title, Rows: append([][]string{folder.Columns(s.title)}, s.rows...)})
	}
	var b bytes.Buffer
	if err := workbook.WriteTables(&b, sheets, r.AsOf); err != nil {
		return nil, fmt.Errorf("%s: the register: %w", r.ID, err)
	}
	return b.Bytes(), nil
}

// list is several words in one cell of the register.
func list(all []string) string { return strings.Join(all, "; ") }

func (d *data) providerRows(products []product, r round) [][]string {
	var rows [][]string
	for _, v := range d.reg.Providers {
		if slices.ContainsFunc(products, func(p product) bool { return p.Provider == v.ID }) {
			rows = append(rows, v.row(r))
		}
	}
	return rows
}

// row is what the register of a round says of a provider, in the order of its columns.
func (v provider) row(r round) []string {
	facts, contact := maps.Clone(v.Facts), v.ContactIs
	if r.dir != "" { // the round before
		contact = v.Was.ContactIs
		maps.Copy(facts, v.Was.Facts)
	}
	by := map[string]string{"id": v.ID, "name": v.Name, "business number": v.Number, "roles": list(v.Roles), "contact": v.Contact, "email": v.Email,
		"tier": v.Settled.Tier, "tier reason": v.Settled.Reason, "tier by": v.Settled.By,
		"dedicated contact": contact.Name, "contact since": contact.Since.String(), "contact reason": contact.Reason}
	maps.Copy(by, facts)
	var row []string
	for _, column := range folder.Columns("Providers") {
		row = append(row, by[column])
	}
	return row
}

func productRows(products []product) [][]string {
	var rows [][]string
	for _, p := range products {
		listed := "no"
		if p.Listed {
			listed = "yes"
		}
		rows = append(rows, []string{p.ID, p.Provider, p.Name, p.Domain, listed, p.Reviewer})
	}
	return rows
}

func useRows(products []product, r round) [][]string {
	var rows [][]string
	for _, p := range products {
		for _, u := range p.Uses {
			if u.Unregistered || !u.known(r.Due) {
				continue
			}
			env := u.Env
			if env == "" {
				env = "production"
			}
			rows = append(rows, []string{p.ID, u.API, env})
		}
	}
	return rows
}

func (d *data) staffRows(r round) [][]string {
	var rows [][]string
	for _, s := range d.reg.Staff {
		if r.dir != "" { // the round before
			s.AbsentFrom, s.AbsentUntil, s.StandIn = date.Date{}, date.Date{}, ""
		}
		rows = append(rows, []string{s.Name, list(s.Skills), s.Capacity, s.Contacts, s.AbsentFrom.String(), s.AbsentUntil.String(), s.StandIn})
	}
	return rows
}

func (d *data) memberRows() [][]string {
	var rows [][]string
	for _, m := range d.reg.Members {
		rows = append(rows, []string{m.Group, m.Name, m.Organisation, m.Role})
	}
	return rows
}
