package main

import (
	"bytes"
	"path"
	"strings"

	"opframe/data/audience"
	"opframe/data/view"
	"opframe/data/workbook"
	"opframe/render/report"
)

// lettered is a letter printed, with the workbook that comes with it.
type lettered struct {
	letter   view.Letter
	printed  printed[audience.Provider]
	workbook audience.For[audience.Provider, []byte] // nothing where none is needed
}

// letters prints the letters on one product.
func (b *builder) letters(v view.Provider, p view.Product) ([]lettered, error) {
	var all []lettered
	for _, x := range p.Letters {
		l := lettered{letter: x}
		var err error
		if l.printed, err = print(b.in, nil, report.Letter(b.wording, v, p, x), string(x.Kind), report.LetterTitle(x.Kind), p.Submission.File); err != nil {
			return nil, err
		}
		if l.printed.content, err = content(l.printed.document); err != nil {
			return nil, err
		}
		if len(x.Only) > 0 {
			data, err := b.openQuestions(v, p, x)
			if err != nil {
				return nil, err
			}
			l.workbook = audience.Seal(v.Reader, data)
		}
		all = append(all, l)
	}
	return all, nil
}

// openQuestions is the workbook that comes with a request: it holds just what the request asks.
func (b *builder) openQuestions(v view.Provider, p view.Product, x view.Letter) ([]byte, error) {
	var out bytes.Buffer
	err := workbook.WriteXLSX(&out, b.edition.Framework, b.edition.Layout, workbook.Prefill{ProviderID: v.ID, ProviderName: v.Name,
		ProductID: p.ID, ProductName: p.Name, RoundID: b.round.ID, RoundTitle: b.round.Title, Contact: b.round.Office.Email,
		Due: x.By, Last: &p.Submission, Only: x.Only})
	return out.Bytes(), err
}

// letterLeaf is the page of a letter that is printed already, with its workbook.
func letterLeaf[A audience.Reader](at, parent, title string, p printed[A], workbook audience.For[A, []byte]) leaf[A] {
	l := reportLeaf(at, parent, title, p)
	if workbook.Value() != nil {
		l.beside = []file[A]{{strings.TrimSuffix(at, path.Ext(at)) + ".xlsx", "Workbook with the open questions", "XLSX", workbook}}
	}
	return l
}

// addLetters puts the letters on a provider's products into its edition, below the page that lists them.
func (k *booklet) addLetters(v view.Provider) {
	index := report.ProviderLetters(v)
	k.x.add(index)
	names := map[string]string{}
	for _, p := range v.Products {
		names[p.ID] = p.Name
	}
	for _, r := range k.reports {
		for _, l := range r.letters {
			title := l.printed.label
			if len(v.Products) > 1 {
				title += ", " + names[r.product]
			}
			k.x.insert(letterLeaf(report.LetterPath(r.product, l.letter.Kind), index.Path, title, l.printed, l.workbook))
		}
	}
}

// sentOf lists the letters of printed reports on a provider's products for the office.
func sentOf(reports []reported, provider string, name func(product string) string) []report.Sent {
	var all []report.Sent
	for _, r := range reports {
		for _, l := range r.letters {
			all = append(all, report.Sent{Product: r.product, Name: name(r.product), Provider: provider, Path: officeLetterPath(r.product, l.letter.Kind),
				Kind: l.letter.Kind, Date: l.letter.Date, By: l.letter.By, Contact: l.letter.Contact, Email: l.letter.Email})
		}
	}
	return all
}

func officeLetterPath(product string, kind view.LetterKind) string {
	return path.Join("products", report.LetterPath(product, kind))
}

// officeLetters are the letters on one product, as its provider has them, as pages of the office's edition.
func officeLetters(r reported) []leaf[audience.Office] {
	var all []leaf[audience.Office]
	for _, l := range r.letters {
		all = append(all, letterLeaf(officeLetterPath(r.product, l.letter.Kind), path.Join("products", r.product, home), l.printed.label, copyOf(l.printed), audience.ToOffice(l.workbook)))
	}
	return all
}
