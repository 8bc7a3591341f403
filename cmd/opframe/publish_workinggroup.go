package main

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"sync"

	"opframe/data/audience"
	"opframe/data/disclose"
	"opframe/data/view"
	"opframe/render/exchange"
	"opframe/render/report"
	"opframe/site"
)

// summary is that of the round for working groups, on pages of their own, with what an attack on it gets.
type summary struct {
	view  view.WorkingGroup
	pages []report.Page[audience.WorkingGroup]
	audit disclose.Audit
}

// summarise has the summary made of what is counted, once somebody asks for it.
func (b *builder) summarise(survey *view.Survey, counted []disclose.Record) {
	b.summary = sync.OnceValues(func() (s summary, err error) {
		if s.view, s.audit, err = survey.WorkingGroup(counted); err == nil {
			s.pages = report.WorkingGroupPages(s.view, b.members())
		}
		return s, err
	})
}

// audited is what an attack on the summary gets, of which nothing is said where there is none.
func (b *builder) audited() (disclose.Audit, error) {
	if b.summary == nil {
		return disclose.Audit{}, nil
	}
	s, err := b.summary()
	return s.audit, err
}

func (b *builder) members() view.Consultation[audience.WorkingGroup] {
	return view.MembersConsultation(view.OccasionOf(b.round), b.edition.Framework, b.record)
}

// workingGroup makes the working groups' edition, or uses that of the last build with this key again.
func (b *builder) workingGroup(s *site.Site, k key, pages func() (openPages, error)) (editionCount, error) {
	c := b.members()
	about := b.aboutOpen(c.Sources())
	about.Inputs = append(about.Inputs, b.allResponses())
	return remembered(b, s, k, c.Reader, about, func() (editionCount, error) {
		o, err := pages()
		if err != nil {
			return editionCount{}, err
		}
		own, err := b.summary()
		if err != nil {
			return editionCount{}, err
		}
		return b.workingGroupAnew(s, about, o, own.view, c, own.pages)
	})
}

// workingGroupAnew is everything public, the papers for members and the summary of the round.
func (b *builder) workingGroupAnew(s *site.Site, about site.About, o openPages, v view.WorkingGroup, c view.Consultation[audience.WorkingGroup], own []report.Page[audience.WorkingGroup]) (editionCount, error) {
	x := newBinder(b, v.Reader, "Working groups", v.Reader.Label())
	x.add(own...)
	if err := offerSummary(x, v); err != nil {
		return editionCount{}, err
	}
	x.add(report.ConsultationPages(c, b.texts)...)
	for _, p := range report.Release(o.pages, v.Reader) {
		if p.Path != home { // members have a home of their own
			x.add(p)
		}
	}
	x.searchFrom(v.Occasion)
	return bindOpen(b, s, x, about, o.files, c, nil)
}

// offerSummary puts the figures of the summary beside it as data.
func offerSummary(x *binder[audience.WorkingGroup], v view.WorkingGroup) error {
	data, err := exchange.Summary(program.String(), v)
	x.offer(report.SummaryPath, file[audience.WorkingGroup]{"summary.csv", "Figures of the summary", "CSV", exchange.SummaryCSV(v)})
	x.offer(report.SummaryPath, file[audience.WorkingGroup]{"summary.json", "Figures of the summary", "JSON", data})
	return err
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
