package sample

import (
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"opframe/data/framework"
	"opframe/data/yamlfile"
)

// linter collects what is wrong with the data.
type linter struct {
	d   *data
	all []error
}

// faults lists everything in the data that names something that does not exist.
func (d *data) faults() []error {
	l := &linter{d: d}
	l.providers()
	l.products()
	l.profiles()
	for _, r := range d.rounds() {
		files, products := map[string]bool{}, map[string]bool{}
		for _, x := range r.replies {
			l.reply(r, x)
			l.need(x.At, !files[x.File] && !products[x.Product], "there are two replies of the product %s or in the file %q", x.Product, x.File)
			files[x.File], products[x.Product] = true, true
		}
	}
	l.remarks()
	return l.all
}

func (l *linter) need(at yamlfile.Place, ok bool, format string, args ...any) {
	if !ok {
		l.all = append(l.all, yamlfile.Fault{At: at, What: fmt.Sprintf(format, args...)})
	}
}

func (l *linter) providers() {
	for _, p := range l.d.reg.Providers {
		for _, facts := range []map[string]string{p.Facts, p.Was.Facts} {
			for _, fact := range slices.Sorted(maps.Keys(facts)) {
				f, ok := framework.ProviderFactOf(fact)
				l.need(p.At, ok && !f.Counted, "the register has no column %q for a fact", fact)
			}
		}
	}
}

func (l *linter) products() {
	f := l.d.editions[l.d.reg.Round.Framework].Framework
	for _, p := range l.d.reg.Products {
		_, ok := l.d.provider(p.Provider)
		l.need(p.At, ok, "there is no provider %q", p.Provider)
		known := slices.ContainsFunc(l.d.reg.Staff, func(s staff) bool { return s.Name == p.Reviewer })
		l.need(p.At, known || p.Reviewer == "", "nobody on the staff is called %q", p.Reviewer)
		for _, u := range p.Uses {
			_, ok := f.API(u.API)
			l.need(u.At, ok || u.Unregistered, "the register of %s has no API %q", f.Ref(), u.API)
		}
	}
}

func (l *linter) profiles() {
	for _, p := range l.d.prof.Profiles {
		e, ok := l.d.editions[p.Framework]
		l.need(p.At, ok, "no round uses the framework %q", p.Framework)
		chain := l.d.chain(p.ID)
		l.need(p.At, p.Like == "" || chain[0].Like == "" && len(chain) > 1, "the profile %q, which this one is like, leads nowhere", p.Like)
		if ok {
			l.answers(p.Answers, &builder{d: l.d, f: e.Framework, x: reply{Profile: p.ID}})
		}
	}
}

func (l *linter) reply(r round, x reply) {
	_, product := l.d.product(x.Product)
	chain, e := l.d.chain(x.Profile), l.d.edition(r, x)
	l.need(x.At, product, "there is no product %q", x.Product)
	l.need(x.At, e.Framework != nil, "no round uses the framework %q", x.Framework)
	l.need(x.At, len(chain) > 0, "there is no profile %q", x.Profile)
	l.need(x.At, x.Form == "" || slices.Contains(forms, x.Form), "there is no form %q: there are %s", x.Form, strings.Join(forms, ", "))
	l.need(x.At, x.File != "" && path.Base(x.File) == x.File, "%q is no name for a file", x.File)
	l.need(x.At, !x.On.IsZero() && x.By != "", "by and on are needed: who filled it in, and when")
	l.need(x.At, strings.Contains(x.Refs, "#"), "refs %q: a # for the number belongs into it", x.Refs)
	if e.Framework == nil || len(chain) == 0 {
		return
	}
	l.need(x.At, chain[len(chain)-1].Framework == e.Framework.Ref(), "the profile %s answers %s", x.Profile, chain[len(chain)-1].Framework)
	b := &builder{d: l.d, f: e.Framework, x: x}
	for _, key := range x.Withheld {
		l.need(x.At, slices.ContainsFunc(b.documents(), func(doc document) bool { return doc.Key == key }), "there is no document %q", key)
	}
	l.answers(x.Answers, b)
}

// answers tries every answer against the framework, also those that others take the place of.
func (l *linter) answers(all []answer, b *builder) {
	documents, seen := b.documents(), map[string]bool{}
	for _, a := range all {
		q, ok := b.f.Question(a.Q)
		l.need(a.At, ok, "%s has no question %q", b.f.Ref(), a.Q)
		l.need(a.At, !seen[a.Q], "%s is answered twice", a.Q)
		l.need(a.At, a.Ev == "" || slices.ContainsFunc(documents, func(doc document) bool { return doc.Key == a.Ev }), "there is no document %q", a.Ev)
		seen[a.Q] = true
		if ok && a.given() && !a.Empty {
			b.understood(q, a)
		}
	}
	l.all = append(l.all, b.faults...)
}

func (l *linter) remarks() {
	for _, r := range l.d.prof.Remarks {
		known, fits := false, r.When == ""
		for _, e := range l.d.editions {
			q, ok := e.Framework.Question(r.Q)
			known = known || ok
			fits = fits || slices.ContainsFunc(q.Choosable(), func(o framework.Option) bool { return o.ID == r.When })
		}
		l.need(r.At, known, "no edition has a question %q", r.Q)
		l.need(r.At, !known || fits, "%s has no option %q", r.Q, r.When)
	}
}
