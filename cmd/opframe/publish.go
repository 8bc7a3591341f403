package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"path"
	"slices"
	"strings"

	"opframe/data/audience"
	"opframe/data/response"
	"opframe/data/round"
	"opframe/data/view"
	"opframe/data/workbook"
	"opframe/render/doc"
	"opframe/render/html"
	"opframe/render/report"
	"opframe/site"
)

// editionCount is a line of the summary at the end.
type editionCount struct {
	name  string
	files int
	first string
}

// editions fills the four trees. The office comes last, since it lists the problems met while printing.
func (b *builder) editions(s *site.Site) ([]editionCount, error) {
	public, err := b.public(s)
	if err != nil {
		return nil, err
	}
	group, err := b.workingGroup(s)
	if err != nil {
		return nil, err
	}
	reports, providers, err := b.providers(s)
	if err != nil {
		return nil, err
	}
	office, err := b.office(s, reports)
	return []editionCount{public, group, providers, office}, err
}

// about is what a manifest says, with the inputs its reader may know of.
func (b *builder) about(inputs func(site.File) bool) site.About {
	a := site.About{Program: program.String(), Framework: b.edition.Framework.Ref(), Round: b.round.ID, AsOf: b.round.AsOf.String(), Inputs: []site.File{}}
	for _, f := range b.inputs {
		if inputs(f) {
			a.Inputs = append(a.Inputs, f)
		}
	}
	return a
}

// binder puts pages into one edition, each with the same frame around it.
type binder[A audience.Reader] struct {
	tree   *site.Tree[A]
	reader A
	frame  html.Frame
	nav    []report.Place
}

func bind[A audience.Reader](b *builder, s *site.Site, reader A, title, notice string, about site.About, nav []report.Place) (*binder[A], error) {
	x := &binder[A]{tree: site.NewTree(s, reader, about), reader: reader, nav: nav}
	x.frame = html.Frame{Site: title, Notice: notice, Foot: b.round.Notice}
	files, err := assetFiles()
	if err != nil {
		return nil, err
	}
	for _, name := range sorted(files) {
		if err := x.put(name, files[name]); err != nil {
			return nil, err
		}
	}
	return x, nil
}

// put seals bytes that say nothing of anybody, such as assets.
func (x *binder[A]) put(name string, data []byte) error {
	return x.tree.Put(name, audience.Seal(x.reader, data))
}

// frameOf is the frame for a page at name: paths to the root, navigation and where the page stands.
func (x *binder[A]) frameOf(name string, crumbs ...html.Link) html.Frame {
	f := x.frame
	f.Root = strings.Repeat("../", strings.Count(name, "/"))
	for _, p := range x.nav {
		f.Nav = append(f.Nav, html.Link{Title: p.Title, Href: f.Root + p.Path, Current: p.Path == name})
	}
	if name != "index.html" {
		f.Crumbs = append([]html.Link{{Title: x.frame.Site, Href: f.Root + "index.html"}}, crumbs...)
	}
	return f
}

// page puts a document that is only a page.
func (x *binder[A]) page(name string, d doc.For[A], crumbs ...html.Link) error {
	if crumbs == nil {
		crumbs = []html.Link{{Title: d.Value().Title, Current: true}}
	}
	p, err := page(d, x.frameOf(name, crumbs...))
	if err != nil {
		return err
	}
	return x.tree.Put(name, p)
}

// all puts a document in every format into a folder of the edition.
func (x *binder[A]) all(dir string, p printed[A], crumbs ...html.Link) error {
	name := path.Join(dir, p.name)
	if crumbs == nil {
		crumbs = []html.Link{{Title: p.document.Value().Title, Current: true}}
	}
	pg, err := p.page(x.frameOf(name+".html", crumbs...))
	if err != nil {
		return err
	}
	files := map[string]audience.For[A, []byte]{".html": pg, ".pdf": p.pdf, ".md": p.markdown}
	if p.hasJSON {
		files[".json"] = p.json
	}
	for _, ending := range sorted(files) {
		if err := x.tree.Put(name+ending, files[ending]); err != nil {
			return err
		}
	}
	return nil
}

var publicPlaces = []report.Place{
	{Title: "Home", Path: "index.html"}, {Title: "Information pack", Path: "information-pack.html"},
	{Title: "API register", Path: "apis.html"}, {Title: "Questionnaire", Path: "questionnaire.html"},
}

func (b *builder) public(s *site.Site) (editionCount, error) {
	v := view.ForPublic(b.round, b.edition.Framework, b.previous)
	// round.yaml only: the names of other files tell who takes part.
	x, err := bind(b, s, v.Reader, "Operational Framework", "", b.about(func(f site.File) bool { return f.Path == "round.yaml" }), publicPlaces)
	if err != nil {
		return editionCount{}, err
	}
	downloads, err := b.downloads(x, v)
	if err != nil {
		return editionCount{}, err
	}
	pack, err := print(report.Pack(v, b.guidance), "information-pack", "Information pack", b.edition.Framework.Ref())
	if err != nil {
		return editionCount{}, err
	}
	b.problems = append(b.problems, pack.missing...)
	err = firstError(
		func() error { return x.page("index.html", report.Home(v, publicPlaces[1:])) },
		func() error { return x.all("", pack) },
		func() error { return x.page("apis.html", report.APIs(v)) },
		func() error { return x.page("questionnaire.html", report.QuestionnairePage(v, downloads)) },
	)
	return editionCount{"public", x.tree.Count(), "public/index.html"}, err
}

// downloads puts the questionnaire into the public edition, as a workbook and as CSV.
func (b *builder) downloads(x *binder[audience.Public], v view.Public) ([]report.Download, error) {
	var all []report.Download
	prefill := workbook.Prefill{RoundID: b.round.ID, RoundTitle: b.round.Title, Contact: b.round.Office.Email, Due: b.round.Due}
	for _, kind := range []string{"xlsx", "csv"} {
		name := "questionnaire-" + v.Framework.ID + "-" + v.Framework.Version + "." + kind
		data, err := writeQuestionnaire(name, b.edition, prefill)
		if err != nil {
			return nil, err
		}
		if err := x.put(name, data); err != nil {
			return nil, err
		}
		all = append(all, report.Download{Label: "Questionnaire, version " + v.Framework.Version, Kind: strings.ToUpper(kind), Path: name, Size: int64(len(data))})
	}
	return all, nil
}

func (b *builder) workingGroup(s *site.Site) (editionCount, error) {
	v, err := view.ForWorkingGroup(b.round, b.edition.Framework, b.cases)
	if err != nil {
		return editionCount{}, err
	}
	about := b.about(func(f site.File) bool { return f.Path == "round.yaml" })
	about.Inputs = append(about.Inputs, b.allResponses())
	places := []report.Place{{Title: "Home", Path: "index.html"}, {Title: "Round summary", Path: "summary.html"}}
	x, err := bind(b, s, v.Reader, "Working groups", v.Reader.Label(), about, places)
	if err != nil {
		return editionCount{}, err
	}
	summary, err := print(report.Summary(v), "summary", "Round summary", b.round.ID)
	if err != nil {
		return editionCount{}, err
	}
	err = firstError(
		func() error { return x.page("index.html", report.WorkingGroupHome(v, places[1:])) },
		func() error { return x.all("", summary) },
	)
	return editionCount{"working-group", x.tree.Count(), "working-group/index.html"}, err
}

// allResponses stands for every response at once: one checksum, so that no name and no number of files
// tells who answered.
func (b *builder) allResponses() site.File {
	h := sha256.New()
	var size int64
	for _, f := range b.inputs {
		if strings.HasPrefix(f.Path, "responses/") {
			fmt.Fprintf(h, "%s\n", f.SHA256)
			size += f.Size
		}
	}
	return site.File{Path: "responses, all together", Size: size, SHA256: hex.EncodeToString(h.Sum(nil))}
}

// reported is what the office needs of a printed report.
type reported struct {
	product round.Product
	printed printed[audience.Provider]
}

// providers builds an edition for each provider something was received from. A provider's pages are
// printed by workers and put in the order of the register.
func (b *builder) providers(s *site.Site) ([]reported, editionCount, error) {
	var active []round.Provider
	for _, p := range b.round.Providers {
		if slices.ContainsFunc(b.cases, func(c view.Case) bool { return c.Provider.ID == p.ID }) {
			active = append(active, p)
		}
	}
	count := editionCount{name: fmt.Sprintf("%d providers", len(active)), first: "providers/"}
	var all []reported
	occasion := view.OccasionOf(b.round)
	err := inOrder(b.ctx, len(active), func(i int) (view.Provider, []printed[audience.Provider], error) {
		v := view.ForProvider(occasion, b.edition.Framework, active[i], b.cases)
		var reports []printed[audience.Provider]
		for _, p := range v.Products {
			r, err := printProduct(v, p)
			if err != nil {
				return v, nil, fmt.Errorf("%s: %w", p.Submission.File, err)
			}
			reports = append(reports, r)
		}
		return v, reports, nil
	}, func(i int, v view.Provider, reports []printed[audience.Provider]) error {
		b.progress.step("printing reports of providers", i+1, len(active))
		n, err := b.provider(s, v, reports)
		count.files += n
		for j, r := range reports {
			product, _ := b.round.Product(v.Products[j].ID)
			all = append(all, reported{product, r})
			b.problems = append(b.problems, r.missing...)
		}
		return err
	})
	return all, count, err
}

// reportPath is where the report of a product lies in its provider's edition.
func reportPath(product string) string { return path.Join(product, "assessment.html") }

func (b *builder) provider(s *site.Site, v view.Provider, reports []printed[audience.Provider]) (int, error) {
	own := map[string]bool{"round.yaml": true}
	for _, c := range b.cases {
		for _, name := range c.Files {
			own["responses/"+name] = own["responses/"+name] || c.Provider.ID == v.ID
		}
	}
	places := []report.Place{{Title: "Home", Path: "index.html"}}
	for _, p := range v.Products {
		places = append(places, report.Place{Title: p.Name, Path: reportPath(p.ID)})
	}
	x, err := bind(b, s, v.Reader, v.Name, v.Reader.Label(), b.about(func(f site.File) bool { return own[f.Path] }), places)
	if err != nil {
		return 0, err
	}
	if err := x.page("index.html", report.ProviderHome(v, reportPath)); err != nil {
		return 0, err
	}
	for i, p := range v.Products {
		if err := x.all(p.ID, reports[i], html.Link{Title: p.Name, Current: true}); err != nil {
			return 0, err
		}
	}
	return x.tree.Count(), nil
}

func (b *builder) office(s *site.Site, reports []reported) (editionCount, error) {
	b.gather()
	v := view.ForOffice(b.round, b.edition.Framework, b.cases, b.problems)
	places := []report.Place{{Title: "Desk", Path: "index.html"}, {Title: "Problems", Path: "problems.html"}, {Title: "Files", Path: "files.html"}}
	x, err := bind(b, s, v.Reader, "Office", v.Reader.Label(), b.about(func(site.File) bool { return true }), places)
	if err != nil {
		return editionCount{}, err
	}
	for _, r := range reports {
		if err := x.all(path.Join("products", r.product.ID), forOffice(r.printed),
			html.Link{Title: r.product.Name, Current: true}); err != nil {
			return editionCount{}, err
		}
	}
	path := func(product string) string {
		if slices.ContainsFunc(reports, func(r reported) bool { return r.product.ID == product }) {
			return "products/" + reportPath(product)
		}
		return ""
	}
	err = firstError(
		func() error { return x.page("index.html", report.Desk(v, path)) },
		func() error { return x.page("problems.html", report.Problems(v)) },
		func() error { return x.page("files.html", report.Files(v)) },
	)
	return editionCount{"office", x.tree.Count(), "office/index.html"}, err
}

// forOffice hands a provider's report on to the office, which may see everything.
func forOffice(p printed[audience.Provider]) printed[audience.Office] {
	return printed[audience.Office]{document: audience.ToOffice(p.document), name: p.name, label: p.label,
		pdf: audience.ToOffice(p.pdf), markdown: audience.ToOffice(p.markdown), json: audience.ToOffice(p.json), hasJSON: p.hasJSON}
}

// gather adds the problems of every case to those of the round, sorted by file; within a file they keep
// the order of their own check.
func (b *builder) gather() {
	for _, c := range b.cases {
		b.problems = append(b.problems, c.Check.Problems...)
	}
	slices.SortStableFunc(b.problems, func(p, q response.Problem) int { return bytes.Compare([]byte(p.Cell.File), []byte(q.Cell.File)) })
}

// firstError does one step after the other until one fails.
func firstError(steps ...func() error) error {
	for _, step := range steps {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}
