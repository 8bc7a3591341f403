package report

import (
	"opframe/data/audience"
	"opframe/data/view"
	"opframe/render/doc"
)

const notFoundPath = "404.html"

// SearchPage is where an edition is searched. Site is the edition's name. It is of use without scripts
// too: it lists every page below the section it stands in.
func SearchPage[A audience.Reader](reader A, o view.Occasion, site string, pages []Place) Page[A] {
	return Page[A]{Title: "Search", Path: searchPath, Parent: homePath, Late: func() doc.For[A] { return searchDocument(reader, o, site, pages) }}
}

func searchDocument[A audience.Reader](reader A, o view.Occasion, site string, pages []Place) doc.For[A] {
	var d draft
	d.text("Type one or more words. A page is found when all of them are on it. A word is found by its beginning as well, so that “encrypt” finds “encryption”.")
	d.heading(2, "How to search")
	d.add(lines([]string{
		"Use the words of the questionnaire: the id of a question, such as P07, or of an API finds the page that has it.",
		"Nothing you type leaves your computer: the index is part of this site.",
		"Tables of controls, questions, APIs and products have filters of their own.",
		"If scripts are off in your browser, find the page in the list below.",
	}))
	d.heading(2, "All pages by section")
	d.add(pageList(pages))
	return seal(reader, d.document(o, "Search", site, reader.Label(), "Search this edition, or find a page in the list of all pages by section."))
}

// pageList is every page below its parent, in order. A page whose parent is not there stands at the top.
func pageList(pages []Place) doc.List {
	below := map[string][]Place{}
	there := map[string]bool{}
	for _, p := range pages {
		there[p.Path] = true
	}
	for _, p := range pages {
		switch {
		case p.Path == searchPath || p.Path == notFoundPath:
		case there[p.Parent]:
			below[p.Parent] = append(below[p.Parent], p)
		default:
			below[""] = append(below[""], p)
		}
	}
	return listBelow("", below)
}

func listBelow(parent string, below map[string][]Place) doc.List {
	var l doc.List
	for _, p := range below[parent] {
		item := doc.Item{Text: []doc.Span{link(p.Title, p.Path)}}
		if len(below[p.Path]) > 0 {
			sub := listBelow(p.Path, below)
			item.Sub = &sub
		}
		l.Items = append(l.Items, item)
	}
	return l
}

// NotFound is shown by a web server in place of a page that is not there, at whatever address was asked
// for: so its links are whole addresses where it is known where the edition stands.
func NotFound(v view.Public) Page[audience.Public] {
	var d draft
	o := v.Occasion
	d.text("There is no page at this address. It may have been moved, or the address may have been copied in part.")
	d.heading(2, "What you can do")
	d.add(doc.List{Items: []doc.Item{
		{Text: []doc.Span{{Text: "Check the address for missing or extra characters."}}},
		{Text: []doc.Span{{Text: "Start at the "}, link("home page", o.Address+homePath), {Text: "."}}},
		{Text: []doc.Span{{Text: "Look for it on the "}, link("search page", o.Address+searchPath), {Text: ", which lists every page."}}},
		{Text: []doc.Span{{Text: "Tell us which link brought you here: "}, link(o.Office.Email, "mailto:"+o.Office.Email), {Text: "."}}},
	}})
	return Page[audience.Public]{Title: "Page not found", Path: notFoundPath, Parent: homePath, Document: seal(v.Reader,
		d.document(o, "Page not found", o.Title, v.Reader.Label(), "There is no page at this address; here is where to look instead."))}
}
