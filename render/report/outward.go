package report

import (
	"slices"
	"strings"

	"opframe/render/doc"
)

// outward is a text as an edition shows it that has the consultation but not the other public pages: links
// to those lead to the public edition at its address, or are text where nobody knows where it will stand.
func outward(text []doc.Block, address string) []doc.Block {
	return relinked(text, func(link string) string {
		switch {
		case !inEdition(link) || strings.HasPrefix(link, "consultation/"):
			return link
		case address == "":
			return ""
		}
		return address + link
	})
}

// inEdition: the link is a path from the root of the edition, and neither an address nor an anchor.
func inEdition(link string) bool {
	scheme, _, found := strings.Cut(link, ":")
	return link != "" && link[0] != '#' && link[0] != '/' && (!found || strings.ContainsAny(scheme, "/?#"))
}

// relinked is a text with other links; the one it is given stays as it is, because editions share it.
func relinked(text []doc.Block, link func(string) string) []doc.Block {
	var all []doc.Block
	for _, b := range text {
		switch old := b.(type) {
		case doc.Paragraph:
			b = doc.Paragraph{Text: relinkedSpans(old.Text, link)}
		case doc.List:
			b = relinkedList(old, link)
		case doc.Facts:
			old.Items = slices.Clone(old.Items)
			for i, f := range old.Items {
				old.Items[i].Text = relinkedSpans(f.Text, link)
			}
			b = old
		case doc.Table:
			b = relinkedTable(old, link)
		case doc.Callout:
			old.Blocks = relinked(old.Blocks, link)
			b = old
		case doc.Notes:
			old.Items = slices.Clone(old.Items)
			for i, n := range old.Items {
				old.Items[i].Text = relinkedSpans(n.Text, link)
			}
			b = old
		}
		all = append(all, b)
	}
	return all
}

func relinkedSpans(text []doc.Span, link func(string) string) []doc.Span {
	text = slices.Clone(text)
	for i := range text {
		text[i].Link = link(text[i].Link)
	}
	return text
}

func relinkedList(l doc.List, link func(string) string) doc.List {
	l.Items = slices.Clone(l.Items)
	for i, item := range l.Items {
		l.Items[i].Text = relinkedSpans(item.Text, link)
		if item.Sub != nil {
			sub := relinkedList(*item.Sub, link)
			l.Items[i].Sub = &sub
		}
	}
	return l
}

func relinkedTable(t doc.Table, link func(string) string) doc.Table {
	t.Rows = slices.Clone(t.Rows)
	for i, r := range t.Rows {
		t.Rows[i].Cells = slices.Clone(r.Cells)
		for j, c := range r.Cells {
			t.Rows[i].Cells[j] = relinkedSpans(c, link)
		}
	}
	return t
}
