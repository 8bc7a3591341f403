package main

import (
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"strings"

	"opframe/data/response"
	"opframe/data/review"
	"opframe/data/view"
	"opframe/data/workbook"
	"opframe/data/workbook/cells"
)

// review lays what reviewers decided over every case.
func (b *builder) review() {
	for i := range b.cases {
		c := &b.cases[i]
		c.Review = b.lay(c, b.books[c.Product.ID])
		b.problems = append(b.problems, c.Review.Problems...)
	}
}

// unreviewed tells of review workbooks of products that have no case.
func (b *builder) unreviewed(has func(product string) bool) {
	for _, id := range sorted(b.books) {
		if !has(id) {
			b.decided(response.Warning, response.Cell{File: b.books[id].File}, "it reviews the product “"+id+"”, of which no questionnaire could be read, so nothing in it counts.",
				"See why the questionnaire is not read, or remove the review.")
		}
	}
}

// lay lays one review workbook over a case; nil is none.
func (b *builder) lay(c *view.Case, book *review.Book) review.Reviewed {
	if book != nil {
		var staff []string
		for _, s := range b.round.Staff {
			staff = append(staff, s.Name)
		}
		book.Settle(b.edition.Framework, staff)
	}
	return review.Lay(b.edition.Framework, &c.Submission, c.Assessment, book)
}

func (b *builder) decided(sev response.Severity, at response.Cell, what, do string) {
	b.problems = append(b.problems, response.Problem{Kind: response.Review, Severity: sev, Cell: at, What: what, Do: do})
}

// readBooks reads the review workbooks by product. One that cannot be read, and a second one of the same product, is
// a problem of its own.
func (b *builder) readBooks() (map[string]*review.Book, error) {
	all := map[string]*review.Book{}
	for _, name := range b.round.Reviews {
		filled, err := readReview(b.dir, name)
		var refused *cells.Refusal
		if errors.As(err, &refused) {
			b.decided(response.Error, response.Cell{File: name}, refused.Why+".", refused.Do+". Nothing decided in it counts until then.")
			continue
		}
		if err != nil {
			return nil, err
		}
		book, err := review.Read(filled)
		if err != nil {
			b.decided(response.Error, response.Cell{File: name}, sentence(err.Error()), "Write it with `opframe review`, or move it out of the folder. Nothing decided in it counts until then.")
			continue
		}
		switch other := all[book.Product]; {
		case other == nil:
			all[book.Product] = book
		case named(name, book.Product):
			all[book.Product] = book
			b.twice(other, book)
		default:
			b.twice(book, other)
		}
	}
	return all, nil
}

func (b *builder) twice(left, kept *review.Book) {
	b.decided(response.Error, response.Cell{File: left.File}, fmt.Sprintf("it reviews the product “%s” as %s does, so nothing in it counts.", left.Product, kept.File), "Keep one workbook a product: copy what was decided into "+kept.File+".")
}

func named(file, product string) bool {
	return strings.TrimSuffix(path.Base(file), path.Ext(file)) == product
}

// readReview reads one review workbook of the round in dir.
func readReview(dir, name string) (*workbook.Filled, error) {
	data, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
	if err != nil {
		return nil, err
	}
	return workbook.ReadForm(name, data, review.Lists(), cells.DefaultLimits())
}
