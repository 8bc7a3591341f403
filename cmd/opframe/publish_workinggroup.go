package main

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"opframe/data/audience"
	"opframe/data/view"
	"opframe/render/report"
	"opframe/site"
)

// workingGroup is everything public, the papers for members and the summary of the round.
func (b *builder) workingGroup(s *site.Site) (editionCount, error) {
	v, err := view.ForWorkingGroup(b.round, b.edition.Framework, b.cases)
	if err != nil {
		return editionCount{}, err
	}
	o, err := b.open()
	if err != nil {
		return editionCount{}, err
	}
	x := newBinder(b, v.Reader, "Working groups", v.Reader.Label())
	c := view.MembersConsultation(v.Occasion, b.edition.Framework, b.record)
	x.add(report.WorkingGroupPages(v, c)...)
	x.add(report.ConsultationPages(c, b.texts)...)
	for _, p := range report.Release(o.pages, v.Reader) {
		if p.Path != home { // members have a home of their own
			x.add(p)
		}
	}
	x.searchable(v.Occasion)
	sources := c.Sources()
	about := b.about(func(f site.File) bool { return f.Path == "round.yaml" || slices.Contains(sources, f.Path) })
	about.Inputs = append(about.Inputs, b.allResponses())
	return bindOpen(b, s, x, about, o.files, c, nil)
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

// addBefore puts pages before the section at path, or last where there is none.
func (x *binder[A]) addBefore(path string, pages []report.Page[A]) {
	at, ok := x.at[path]
	if !ok {
		x.add(pages...)
		return
	}
	after := slices.Clone(x.leaves[at:])
	x.leaves = x.leaves[:at]
	x.at, x.below = map[string]int{}, map[string][]int{}
	before := x.leaves
	x.leaves = nil
	for _, l := range before {
		x.insert(l)
	}
	x.add(pages...)
	for _, l := range after {
		x.insert(l)
	}
}

// copyOf hands a document on as the same bytes to another reader, who may see everything.
func copyOf(p printed[audience.Provider]) printed[audience.Office] {
	return printed[audience.Office]{document: audience.ToOffice(p.document), name: p.name, label: p.label,
		pdf: audience.ToOffice(p.pdf), markdown: audience.ToOffice(p.markdown), json: audience.ToOffice(p.json)}
}
