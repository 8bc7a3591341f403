package main

import (
	"errors"
	"path"
	"slices"
	"strings"

	"opframe/data/audience"
	"opframe/data/view"
	"opframe/data/workbook"
	"opframe/render/exchange"
	"opframe/render/html"
	"opframe/render/report"
	"opframe/site"
)

const (
	consultationPage = "consultation/index.html"
	updatesPage      = "updates.html"
	servicePage      = "service-model.html"
)

// openPages are the pages everybody may read but those of the consultation, which each reader has more or
// less of.
type openPages struct {
	view  view.Public
	talk  view.Consultation[audience.Public]
	pages []report.Page[audience.Public]
	files []file[audience.Public] // the questionnaire
}

// open makes them once; the public and the working groups' editions both have them.
func (b *builder) open() (openPages, error) {
	o := openPages{view: view.ForPublic(b.round, b.edition.Framework, b.previous)}
	downloads, err := b.downloads(&o)
	if err != nil {
		return o, err
	}
	o.talk = view.PublicConsultation(o.view.Occasion, b.edition.Framework, b.record)
	o.pages, err = report.PublicPages(o.view, o.talk, b.guidance, b.texts, downloads)
	return o, err
}

// downloads are the questionnaire as a workbook and as CSV.
func (b *builder) downloads(o *openPages) ([]report.Download, error) {
	var all []report.Download
	f := o.view.Framework
	prefill := workbook.Prefill{RoundID: b.round.ID, RoundTitle: b.round.Title, Contact: b.round.Office.Email, Due: b.round.Due}
	for _, kind := range []string{"xlsx", "csv"} {
		name := "questionnaire-" + f.ID + "-" + f.Version + "." + kind
		data, err := writeQuestionnaire(name, b.edition, prefill)
		if err != nil {
			return nil, err
		}
		d := report.Download{Label: "Questionnaire, version " + f.Version, Kind: strings.ToUpper(kind), Path: name, Size: int64(len(data))}
		all = append(all, d)
		o.files = append(o.files, file[audience.Public]{name, d.Label, d.Kind, audience.Seal(o.view.Reader, data)})
	}
	return all, nil
}

// aboutOpen is what an edition that says nothing of single providers tells of its inputs: round.yaml and the papers its
// readers have only, as the names of other files tell who takes part.
func (b *builder) aboutOpen(papers []string) site.About {
	own := []site.File{}
	for _, f := range b.inputs {
		if f.Path == "round.yaml" || slices.Contains(papers, f.Path) {
			own = append(own, f)
		}
	}
	return b.about(own)
}

// public makes the public edition, or uses that of the last build again.
func (b *builder) public(s *site.Site, k key, open func() (openPages, error)) (editionCount, error) {
	talk := view.PublicConsultation(view.OccasionOf(b.round), b.edition.Framework, b.record)
	about := b.aboutOpen(talk.Sources())
	return remembered(b, s, k, talk.Reader, about, func() (editionCount, error) {
		o, err := open()
		if err != nil {
			return editionCount{}, err
		}
		return b.publicAnew(s, about, o)
	})
}

func (b *builder) publicAnew(s *site.Site, about site.About, o openPages) (editionCount, error) {
	x := newBinder(b, o.view.Reader, "Operational Framework", "")
	x.meta, x.address = true, b.round.Address
	before := slices.IndexFunc(o.pages, func(p report.Page[audience.Public]) bool { return p.Path == servicePage })
	if before < 0 {
		before = len(o.pages)
	}
	x.add(o.pages[:before]...)
	if err := b.addCheckPage(x, o); err != nil {
		return editionCount{}, err
	}
	x.add(report.ConsultationPages(o.talk, b.texts)...)
	x.add(o.pages[before:]...)
	x.searchFrom(o.view.Occasion)
	return bindOpen(b, s, x, about, o.files, o.talk, func() error { return errors.Join(b.layChecker(x), b.signposts(x, o.view)) })
}

// bindOpen binds an edition that has the open pages: with the questionnaire, the feed of updates and the
// calendar of meetings beside them.
func bindOpen[A audience.Reader](b *builder, s *site.Site, x *binder[A], about site.About, files []file[audience.Public], c view.Consultation[A], more func() error) (editionCount, error) {
	if err := x.begin(s, about); err != nil {
		return editionCount{}, err
	}
	for _, f := range files {
		if err := x.tree.Put(f.name, audience.Release(f.data, x.reader)); err != nil {
			return editionCount{}, err
		}
	}
	if err := subscriptions(x, c); err != nil {
		return editionCount{}, err
	}
	if more != nil {
		if err := more(); err != nil {
			return editionCount{}, err
		}
	}
	err := x.bind(b)
	return editionCount{x.reader.Folder(), x.tree.Count(), path.Join(x.reader.Folder(), home)}, err
}

// subscriptions offers the updates as an Atom feed and the meetings as a calendar.
func subscriptions[A audience.Reader](x *binder[A], c view.Consultation[A]) error {
	if u := exchange.Updates(c); len(u.Entries) > 0 {
		data, err := exchange.Atom(u)
		if err != nil {
			return err
		}
		x.offer(updatesPage, file[A]{"updates.atom", "Updates as a feed", "Atom", audience.Seal(c.Reader, data)})
		if _, ok := x.at[updatesPage]; ok {
			x.common.Feeds = append(x.common.Feeds, html.FeedLink{Title: "Updates (Atom feed)", Href: "updates.atom", Type: "application/atom+xml"})
		}
	}
	if events := exchange.Events(c); len(events) > 0 {
		data := exchange.Calendar(c.Occasion.Title, events, c.Occasion.AsOf)
		x.offer(consultationPage, file[A]{"meetings.ics", "Meetings and due dates", "iCalendar", audience.Seal(c.Reader, data)})
	}
	return nil
}

// signposts are what search engines and web servers look for; they need to know where the site will stand.
func (b *builder) signposts(x *binder[audience.Public], v view.Public) error {
	if x.address == "" {
		return nil
	}
	var all []exchange.SitePage
	for _, l := range x.leaves {
		if l.Path != searchPage {
			all = append(all, exchange.SitePage{Path: l.Path, Modified: l.Document.Value().Date})
		}
	}
	if err := x.tree.Put("sitemap.xml", audience.Seal(v.Reader, exchange.Sitemap(x.address, all))); err != nil {
		return err
	}
	return b.lost(x, report.NotFound(v))
}

// lost puts the page that a server shows where there is none. It may be shown at any depth, so its links
// begin at the top of the server.
func (b *builder) lost(x *binder[audience.Public], p report.Page[audience.Public]) error {
	f := x.frameFrom(serverPath(x.address), 0, x.leaves[0])
	f.Canonical, f.Meta = "", nil
	pg, err := page(p.Document, f)
	if err != nil {
		return err
	}
	return x.tree.Put(p.Path, pg)
}

// serverPath is the path of a whole address on its server: "/framework/" of "https://office.example/framework/",
// and "/" where the address is not known.
func serverPath(address string) string {
	_, rest, _ := strings.Cut(address, "://")
	_, at, _ := strings.Cut(rest, "/")
	return "/" + at
}
