package workbook

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"opframe/data/framework"
	"opframe/data/response"
	"opframe/data/workbook/cells"
)

// id is the id that a cell of the list gives a question, or false with a problem at the cell.
func (d *drafter) id(b *block, c cells.Cell) (string, bool) {
	written := strings.TrimSpace(c.Text)
	id := cmp.Or(d.own[fold(written)], written)
	place, twice := d.asked[fold(id)]
	switch {
	case c.Kind == cells.Error || c.Kind == cells.Date:
		d.add(b, c, response.Error, fmt.Sprintf("%s is no id but a date or an error of the spreadsheet; the row was left out.", quote(written)),
			"Format the column of ids as text and type the id anew.")
		return "", false
	case !framework.IsID(id):
		d.add(b, c, response.Error, fmt.Sprintf("%s cannot be an id; the row was left out.", quote(written)),
			"Use letters, digits and & . _ - only, a letter or digit first, or give it an id under ids in the mapping.")
		return "", false
	case twice:
		d.add(b, c, response.Error, fmt.Sprintf("The id %s stands in %s already; the row was left out.", id, place.InSheet()),
			"Give each question an id of its own.")
		return "", false
	case c.Kind == cells.Number && strings.Contains(written, ".") && !d.numbered:
		d.numbered = true
		d.add(b, c, response.Warning, fmt.Sprintf("The id %s is stored as a number, as others may be: an id such as 2.10 would have become 2.1.", written),
			"Check the ids. If one is wrong, format their column as text and type it anew.")
	}
	d.asked[fold(id)] = b.place(c.Row, c.Col)
	return id, true
}

// controlOf is the control a question belongs to: the one its row names, the section it stands in, or
// one of its own.
func (d *drafter) controlOf(b *block, row row, id, text string) *framework.Control {
	name, title := id, cut(strings.Join(strings.Fields(text), " "), 80)
	switch col, named := b.cols.at(colControl); {
	case named && d.control == "":
		d.add(b, cells.Cell{Row: row.n, Col: col}, response.Error, fmt.Sprintf("The question %s belongs to no control; it was left out.", id), "Name its control.")
		return nil
	case named:
		name, title = d.control, d.control
		if own := d.own[fold(name)]; own != "" {
			name = own
		}
	case d.l.Draft.Sections == colControl && d.section != "":
		name, title = slug(d.section, id), d.section
	}
	if !framework.IsID(name) {
		c, _ := b.shown(row, b.cols.col(colControl))
		d.add(b, cells.Cell{Row: row.n, Col: cmp.Or(c.Col, b.cols.col(colControl))}, response.Error, fmt.Sprintf("%s cannot be the id of a control; the question %s was left out.", quote(name), id),
			"Use letters, digits and & . _ - only, a letter or digit first, or give it an id under ids in the mapping.")
		return nil
	}
	if c := d.byControl[fold(name)]; c != nil {
		return c
	}
	title = cmp.Or(d.controlTitle, title)
	c := &framework.Control{ID: name, Title: title, Dimension: d.dimensionOf(), Intent: cmp.Or(d.intent, title), Weight: 1, Effort: 1}
	d.byControl[fold(name)] = c
	d.controls = append(d.controls, c)
	return c
}

func (d *drafter) dimensionOf() string {
	title := d.dimension
	if title == "" && d.l.Draft.Sections == colDimension {
		title = d.section
	}
	return d.dimensions.id(cmp.Or(title, d.l.Draft.Dimension, "General"), fmt.Sprintf("dimension-%d", len(d.dimensions.all)+1))
}

// ask adds a question to a control, and those asked beside each question.
func (d *drafter) ask(b *block, row row, c *framework.Control, id, text string) {
	at := d.l.Draft.At
	q := framework.Question{ID: id, Text: text, At: at}
	if col, ok := b.cols.at(colGuidance); ok {
		x, _ := b.shown(row, col)
		q.Help = strings.TrimSpace(x.Text)
	}
	q.Kind, q.Options = d.kind(b, row)
	c.Questions = append(c.Questions, q)
	for _, a := range d.l.Draft.Asks {
		other := framework.Question{ID: id + a.Suffix, Text: a.Text, Kind: a.Kind, Options: slices.Clone(a.Options), Optional: true, At: at}
		if place, twice := d.asked[fold(other.ID)]; twice {
			d.add(b, cells.Cell{Row: row.n, Col: b.cols.col(colID)}, response.Error, fmt.Sprintf("The id %s stands in %s already; it is not asked again.", other.ID, place.InSheet()),
				"Choose another suffix under asks in the mapping.")
			continue
		}
		d.asked[fold(other.ID)] = b.place(row.n, b.cols.col(colID))
		c.Questions = append(c.Questions, other)
	}
}

// kind is how a question is answered: as the row says, or as the map says for all.
func (d *drafter) kind(b *block, row row) (framework.QuestionKind, []framework.Option) {
	n := d.l.Draft
	kind, options := n.Kind, n.Options
	if offered, c := d.options(b, row); len(offered) > 1 {
		kind, options = framework.Choice, offered
	} else if len(offered) == 1 {
		d.add(b, c, response.Warning, fmt.Sprintf("%s is a single answer to choose; it was not taken.", quote(c.Text)), "List all answers, with semicolons between.")
	}
	if col, ok := b.cols.at(colKind); ok {
		c, said := b.shown(row, col)
		if k, known := d.kindOf(c.Text); known {
			kind = k
		} else if said {
			d.add(b, c, response.Warning, fmt.Sprintf("%s is no kind of answer that can be drafted.", quote(c.Text)),
				"Use one of "+draftableKinds()+", or list the word under kinds in the mapping.")
		}
	}
	switch {
	case kind == framework.Choice || kind == framework.Choices:
		if len(options) > 1 {
			return kind, slices.Clone(options)
		}
		return framework.Text, nil
	case kind == "" && len(options) > 1:
		return framework.Choice, slices.Clone(options)
	case kind == "":
		return framework.Text, nil
	}
	return kind, nil
}

func (d *drafter) kindOf(text string) (framework.QuestionKind, bool) {
	t := fold(text)
	for _, k := range framework.QuestionKinds {
		words := append([]string{string(k)}, d.l.Draft.Kinds[string(k)]...)
		if draftable(k) && slices.ContainsFunc(words, func(w string) bool { return fold(w) == t }) {
			return k, true
		}
	}
	return "", false
}

// options are the answers a row offers, with semicolons or line breaks between them, each once.
func (d *drafter) options(b *block, row row) ([]framework.Option, cells.Cell) {
	col, ok := b.cols.at(colOptions)
	if !ok {
		return nil, cells.Cell{}
	}
	c, _ := b.shown(row, col)
	var all []framework.Option
	ids, labels := map[string]bool{}, map[string]bool{}
	for _, label := range strings.FieldsFunc(c.Text, func(r rune) bool { return r == ';' || r == '\n' }) {
		label = strings.Join(strings.Fields(label), " ")
		if label == "" || labels[strings.ToLower(label)] {
			continue
		}
		labels[strings.ToLower(label)] = true
		id := unused(slug(label, fmt.Sprintf("option-%d", len(all)+1)), func(id string) bool { return ids[id] })
		ids[id] = true
		all = append(all, framework.Option{ID: id, Label: label, At: d.l.Draft.At})
	}
	return all, c
}
