package main

import (
	"fmt"
	"slices"
	"strings"

	"opframe/data/view"
	"opframe/data/workbook"
)

// supplementary says that a questionnaire is to hold only some questions, and holds that the flags fit.
func supplementary(f *flags) (bool, error) {
	switch {
	case !f.open && f.only == "":
		return false, nil
	case f.open && f.only != "":
		return false, misused("questionnaire: --open and --only are two ways to choose the questions: give one")
	case f.round == "" || f.product == "":
		return false, misused("questionnaire: --open and --only complete what was sent: say of which product with --round and --product")
	case f.framework != "":
		return false, misused("questionnaire: --open and --only ask questions of the round's framework: leave out --framework")
	}
	return true, nil
}

// openQuestionnaire writes a questionnaire that holds only the questions still open of a product, or those
// named, as a supplement to what the round has of it.
func (a *app) openQuestionnaire(f *flags) error {
	b, err := a.reader(f.round)
	if err != nil {
		return err
	}
	b.progress.quiet = true
	product, ok := b.round.Product(f.product)
	if !ok {
		return misused("--product: %q is not in the register of %s", f.product, f.round)
	}
	if err := b.receive(); err != nil {
		return err
	}
	i := slices.IndexFunc(b.cases, func(c view.Case) bool { return c.Product.ID == product.ID })
	if i < 0 {
		return fmt.Errorf("%s: no questionnaire of %s could be read, so there is nothing to complete: leave out --open and --only for a whole one", f.round, product.ID)
	}
	c := &b.cases[i]
	due, only := b.round.Due, strings.FieldsFunc(f.only, func(r rune) bool { return r == ',' || r == ' ' })
	if f.open {
		for _, x := range view.LettersTo(view.OccasionOf(b.round), b.edition.Framework, c) {
			if x.Kind == view.RequestLetter {
				due, only = x.By, x.Only
			}
		}
	}
	if len(only) == 0 {
		fmt.Fprintf(a.out, "%s: no question is open, so no file is written\n", product.ID)
		return nil
	}
	for _, id := range only {
		if _, ok := b.edition.Framework.Question(id); !ok {
			return misused("--only: %s has no question %q", b.edition.Framework.Ref(), id)
		}
	}
	data, err := writeQuestionnaire(f.out, b.edition, workbook.Prefill{ProviderID: c.Provider.ID, ProviderName: c.Provider.Name,
		ProductID: product.ID, ProductName: product.Name, RoundID: b.round.ID, RoundTitle: b.round.Title, Contact: b.round.Office.Email,
		Due: due, Last: &c.Submission, Only: only})
	if err != nil {
		return err
	}
	if err := writeNew(f.out, data); err != nil {
		return err
	}
	fmt.Fprintf(a.out, "%s: a supplement to %s that asks %s\n", f.out, c.Submission.File, strings.Join(workbook.Asking(b.edition.Framework, &c.Submission, only), ", "))
	return nil
}
