package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"opframe/data/review"
	"opframe/data/view"
	"opframe/data/workbook"
	"opframe/data/workbook/cells"
)

func reviewFlags(f *flags) {
	f.StringVar(&f.product, "product", "", "only this product, by its id")
	f.StringVar(&f.reviewer, "reviewer", "", "only products this member of staff looks after, or with --product whoever reviews it")
}

// reviewVerb writes a review workbook for each product. One that is there already gets the rows that are new,
// and keeps every word that was typed; it is not touched where there is nothing to add.
func (a *app) reviewVerb(f *flags) error {
	if f.NArg() != 1 {
		return misused("review: name the round's folder: review ROUND")
	}
	b, err := a.newBuilder(f.Arg(0))
	if err != nil {
		return err
	}
	b.progress.quiet = true
	if err := b.readAll(); err != nil {
		return err
	}
	cases, err := b.reviewable(f)
	if err != nil {
		return err
	}
	type written struct {
		said    string
		refused *cells.Refusal
	}
	refused := false
	err = inOrder(b.ctx, len(cases), func(i int) (w written, err error) {
		if w.said, err = b.writeReview(&cases[i], f.reviewer); errors.As(err, &w.refused) {
			err = nil
		}
		return w, err
	}, func(i int, w written) error {
		if r := w.refused; r != nil {
			refused = true
			fmt.Fprintf(a.err, "opframe: reviews/%s.xlsx: %s. %s.\n", cases[i].Product.ID, r.Why, r.Do)
			return nil
		}
		fmt.Fprintf(a.out, "%s: %s\n", filepath.Join(b.dir, "reviews", cases[i].Product.ID+".xlsx"), w.said)
		return nil
	})
	if err != nil {
		return err
	}
	if refused {
		return errProblems
	}
	return nil
}

// reviewable are the cases the flags ask for, in the register's order.
func (b *builder) reviewable(f *flags) ([]view.Case, error) {
	if f.product != "" {
		if _, ok := b.round.Product(f.product); !ok {
			return nil, misused("--product: the register has no product %q", f.product)
		}
	}
	var all []view.Case
	for _, p := range b.round.Products {
		i := slices.IndexFunc(b.cases, func(c view.Case) bool { return c.Product.ID == p.ID })
		wanted := f.product == p.ID || f.product == "" && (f.reviewer == "" || strings.EqualFold(f.reviewer, p.Reviewer))
		if i >= 0 && wanted {
			all = append(all, b.cases[i])
		}
	}
	switch {
	case len(all) > 0:
	case f.product != "":
		return nil, fmt.Errorf("%s: no questionnaire of the product %q could be read, so there is nothing to review", b.dir, f.product)
	case f.reviewer != "":
		return nil, misused("--reviewer: no product with a questionnaire is looked after by %q", f.reviewer)
	default:
		return nil, fmt.Errorf("%s: no questionnaire could be read, so there is nothing to review", b.dir)
	}
	return all, nil
}

// writeReview writes the review workbook of one product and says what it did.
func (b *builder) writeReview(c *view.Case, reviewer string) (string, error) {
	name := path.Join("reviews", c.Product.ID+".xlsx")
	if book := c.Review.Book; book != nil && book.File != name {
		return "", fmt.Errorf("%s: %s is reviewed in it: save it as %s and remove it, so that there is one workbook a product", book.File, c.Product.ID, name)
	}
	if err := b.unopened(name); err != nil {
		return "", err
	}
	old, err := readReview(b.dir, name)
	if errors.Is(err, fs.ErrNotExist) {
		old, err = nil, nil
	}
	if err != nil {
		return "", err
	}
	if old != nil && old.Kind != review.Kind {
		return "", &cells.Refusal{Why: "it is no review workbook of opframe, so it is left as it is", Do: "Move it out of the folder, or put the marks in its hidden cells back"}
	}
	form := review.Plan(review.Subject{Framework: b.edition.Framework, Submission: &c.Submission, Round: b.round.Title, AsOf: b.round.AsOf,
		ProviderName: c.Provider.Name, ProviderID: c.Provider.ID, ProductName: c.Product.Name, ProductID: c.Product.ID,
		Reviewer: first(reviewer, c.Product.Reviewer)}, c.Review, old)
	added := review.Added(form, old)
	if old != nil && added == (review.News{}) {
		return "nothing to add", nil
	}
	var out bytes.Buffer
	if err := workbook.WriteForm(&out, form); err != nil {
		return "", err
	}
	if old == nil {
		return added.String(), b.place(name, out.Bytes())
	}
	fresh, err := workbook.ReadForm(name, out.Bytes(), review.Lists(), cells.DefaultLimits())
	if err != nil {
		return "", err
	}
	if lost := review.Lost(old, fresh); len(lost) > 0 {
		return "", fmt.Errorf("%s: it is left as it is, because these words would not be in the new one: %s. Please report this with the file", name, strings.Join(lost, "; "))
	}
	return added.String(), b.place(name, out.Bytes())
}

// unopened refuses a workbook that a spreadsheet program has open: what is typed there would be lost.
func (b *builder) unopened(name string) error {
	dir, file := path.Split(name)
	for _, lock := range []string{".~lock." + file + "#", "~$" + file} {
		if _, err := os.Stat(filepath.Join(b.dir, filepath.FromSlash(dir), lock)); err == nil {
			return fmt.Errorf("%s: it is open in a spreadsheet program (%s lies beside it): save and close it first", name, lock)
		}
	}
	return nil
}

// place puts a file into the round whole or not at all.
func (b *builder) place(name string, data []byte) error {
	full := filepath.Join(b.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
		return err
	}
	temp, err := os.CreateTemp(filepath.Dir(full), ".opframe-*")
	if err != nil {
		return err
	}
	_, err = temp.Write(data)
	if err = errors.Join(err, temp.Chmod(0o644), temp.Close()); err == nil {
		err = os.Rename(temp.Name(), full)
	}
	if err != nil {
		return errors.Join(err, os.Remove(temp.Name()))
	}
	return nil
}
