package report

import (
	"slices"

	"opframe/data/audience"
	"opframe/data/date"
	"opframe/data/view"
	"opframe/render/doc"
)

const lettersPath = "letters.html"

// ProviderLetters is the page that lists the letters to a provider on all of its products.
func ProviderLetters(v view.Provider) Page[audience.Provider] {
	var d draft
	d.text("These are the letters of %s to you in %s. Each has a page of its own, to print or to take away; with a request for information comes a workbook that holds just what it asks.",
		v.Occasion.Office.Name, v.Occasion.Title)
	d.add(letterTable(v))
	d.add(contact(v.Occasion))
	return Page[audience.Provider]{Title: "Letters", Path: lettersPath, Document: seal(v.Reader,
		d.document(v.Occasion, "Letters", v.Name, v.Reader.Label(), "The letters to "+v.Name+" in "+v.Occasion.Title+"."))}
}

// letterTable lists a provider's letters, those that ask for an answer with its day.
func letterTable(v view.Provider) doc.Table {
	t := doc.Table{Caption: "Your letters", RowHead: true, Empty: "There is no letter to you in this round.",
		Columns: []doc.Column{{Title: "Letter", Wide: 2}, {Title: "Product", Wide: 2}, {Title: "Date", Wide: 1.3}, {Title: "Answer by", Wide: 1.3}}}
	for _, p := range v.Products {
		for _, x := range p.Letters {
			t.Rows = append(t.Rows, doc.Row{Cells: [][]doc.Span{{link(LetterTitle(x.Kind), LetterPath(p.ID, x.Kind))}, doc.T(p.Name), doc.T(doc.LongDate(x.Date)), doc.T(dayOr(x.By))}})
		}
	}
	return t
}

// Sent is a letter in the office's edition: to whom, on which product, and where its page lies.
type Sent struct {
	Product, Name, Provider string // id and name of the product, name of the provider
	Path                    string
	Kind                    view.LetterKind
	Date, By                date.Date
	Contact, Email          string // as in view.Letter
}

// OfficeLetters is the page that lists the letters to all providers, to be sent or looked up.
func OfficeLetters(o view.Occasion, all []Sent) Page[audience.Office] {
	return Page[audience.Office]{Title: "Letters", Path: lettersPath, Late: func() doc.For[audience.Office] { return officeLetters(o, all) }}
}

func officeLetters(o view.Occasion, all []Sent) doc.For[audience.Office] {
	var d draft
	d.text("These letters are due as of %s, as the files of the round tell. Each is the same, byte for byte, as in its provider’s edition. Nothing is sent by this program.", doc.LongDate(o.AsOf))
	t := doc.Table{Key: "letters", Caption: "Letters by product", RowHead: true, Empty: "No letter is due.",
		Columns: []doc.Column{{Title: "Product", Wide: 2}, {Title: "Provider", Wide: 2, Filter: true}, {Title: "Letter", Wide: 2, Filter: true}, {Title: "Date", Wide: 1.3},
			{Title: "Answer by", Wide: 1.3}, {Title: "To", Wide: 2}}}
	t.Late = made(slices.Values(all), func(x Sent) doc.Row {
		to := orWord(x.Contact, "No contact in the register")
		if x.Email != "" {
			to += "\n" + x.Email
		}
		return doc.Row{
			Cells: [][]doc.Span{{link(x.Name, productPath(x.Product))}, doc.T(x.Provider), {link(LetterTitle(x.Kind), x.Path)},
				doc.T(doc.LongDate(x.Date)), doc.T(dayOr(x.By)), doc.T(to)},
			Keys: []string{"", "", "", sortDay(x.Date), sortDay(x.By), ""}}
	})
	d.add(t)
	var reader audience.Office
	return seal(reader, d.document(o, "Letters", o.Title, reader.Label(), "Every letter that is due to a provider, by product and kind."))
}
