package tagged

import (
	"maps"
	"slices"
)

// writeTree writes the root of the structure tree, with what leads back into it: the table of parents by
// the keys of pages and annotations (ISO 32000-1, 14.7.4.4), and the elements by ID.
func (w *writer) writeTree(t *tree) {
	w.begin(t.root())
	w.add("<</Type/StructTreeRoot/K[")
	w.ref(t.nodes[0].number)
	w.add("]/ParentTree")
	w.parents(t)
	w.add("/ParentTreeNextKey ")
	w.int(t.keys())
	if len(t.ids) > 0 {
		w.add("/IDTree")
		w.idTree(t)
	}
	w.add(">>")
	for at := range t.ordered() {
		w.element(at, t)
	}
}

// keys is how many keys there are in the table of parents.
func (t *tree) keys() int {
	n := len(t.annots)
	for _, page := range t.annots {
		n += len(page)
	}
	return n
}

func (w *writer) parents(t *tree) {
	w.add("<</Nums[")
	for i, owners := range t.owners {
		w.int(i)
		w.add("[")
		spaced(w, owners, func(owner int) {
			if owner == 0 {
				w.add("null")
			} else {
				w.ref(t.nodes[owner-1].number)
			}
		})
		w.add("]")
	}
	for _, page := range t.annots {
		for _, a := range page {
			w.int(a.key)
			w.add(" ")
			w.ref(t.nodes[a.owner-1].number)
			w.add(" ")
		}
	}
	w.add("]>>")
}

func (w *writer) idTree(t *tree) {
	ids := slices.Sorted(maps.Keys(t.ids))
	w.add("<</Kids[<</Limits[")
	w.bytes(ids[0])
	w.bytes(ids[len(ids)-1])
	w.add("]/Names[")
	for _, id := range ids {
		w.bytes(id)
		w.ref(t.nodes[t.ids[id]].number)
	}
	w.add("]>>]>>")
}

// element writes the structure element at a place among nodes (ISO 32000-1, table 323). What changes from one to
// the next comes last, and together.
func (w *writer) element(at int, t *tree) {
	n := &t.nodes[at]
	w.begin(n.number)
	w.add("<</S/")
	w.add(n.Type)
	if n.page >= 0 {
		w.add("/Pg ")
		w.ref(t.src.pages[n.page].number)
	}
	if n.Attributes != nil {
		w.said(n.Attributes)
	}
	w.add("/P ")
	if n.parent < 0 {
		w.ref(t.root())
	} else {
		w.ref(t.nodes[n.parent].number)
	}
	w.kids(at, t)
	w.add(">>")
}

func (w *writer) said(a *Attributes) {
	if a.ID != "" {
		w.add("/ID")
		w.bytes(a.ID)
	}
	w.optional("/T", a.Title)
	w.optional("/Lang", a.Lang)
	w.optional("/Alt", a.Alt)
	w.optional("/ActualText", a.ActualText)
	w.attributes(a)
}

func (w *writer) optional(key, text string) {
	if text != "" {
		w.add(key)
		w.text(text)
	}
}

func (w *writer) kids(at int, t *tree) {
	n := &t.nodes[at]
	if len(n.Kids) == 0 {
		return
	}
	w.add("/K")
	if len(n.Kids) > 1 || n.Kids[0].Mark == nil {
		w.add("[")
		defer w.add("]")
	} else {
		w.add(" ")
	}
	child := at + 1 // the place of the next
	for i, k := range n.Kids {
		if i > 0 {
			w.add(" ")
		}
		switch {
		case k.Element != nil:
			w.ref(t.nodes[child].number)
			child = t.nodes[child].end
		case k.Annot != nil:
			w.add("<</Type/OBJR/Pg ")
			w.ref(t.src.pages[k.Annot.Page].number)
			w.add("/Obj ")
			w.ref(t.annots[k.Annot.Page][k.Annot.N].number)
			w.add(">>")
		case k.Mark.Page == n.page:
			w.int(k.Mark.MCID)
		default:
			w.add("<</Type/MCR/Pg ")
			w.ref(t.src.pages[k.Mark.Page].number)
			w.add("/MCID ")
			w.int(k.Mark.MCID)
			w.add(">>")
		}
	}
}

// attributes writes those of tables, lists and figures (ISO 32000-1, 14.8.5).
func (w *writer) attributes(a *Attributes) {
	table := a.Scope != "" || len(a.Headers) > 0 || a.RowSpan > 1 || a.ColSpan > 1
	if !table && a.BBox == nil && a.ListNumbering == "" {
		return
	}
	kinds := 0
	for _, has := range []bool{table, a.BBox != nil, a.ListNumbering != ""} {
		if has {
			kinds++
		}
	}
	w.add("/A")
	if kinds > 1 {
		w.add("[")
		defer w.add("]")
	}
	if table {
		w.tableAttributes(a)
	}
	if a.BBox != nil {
		w.add("<</O/Layout/Placement/Block/BBox[")
		spaced(w, a.BBox[:], w.number)
		w.add("]>>")
	}
	if a.ListNumbering != "" {
		w.add("<</O/List/ListNumbering/")
		w.add(a.ListNumbering)
		w.add(">>")
	}
}

func (w *writer) tableAttributes(a *Attributes) {
	w.add("<</O/Table")
	if a.Scope != "" {
		w.add("/Scope/")
		w.add(a.Scope)
	}
	if len(a.Headers) > 0 {
		w.add("/Headers[")
		for _, id := range a.Headers {
			w.bytes(id)
		}
		w.add("]")
	}
	w.span("/RowSpan ", a.RowSpan)
	w.span("/ColSpan ", a.ColSpan)
	w.add(">>")
}

func (w *writer) span(key string, n int) {
	if n > 1 {
		w.add(key)
		w.int(n)
	}
}
