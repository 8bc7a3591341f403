package report

import (
	"opframe/data/consultation"
	"opframe/data/response"
	"opframe/render/prose"
)

// Read reads the words of groups, meetings and papers. One whose Markdown has something in it that has no
// place in a document is left out of the record it returns, and each such thing is an Error with its line;
// what only should be looked at is a Warning. Problems are in the order of the record, then of lines.
func Read(all consultation.Record) (consultation.Record, Texts, []response.Problem) {
	r := textReader{texts: Texts{}}
	all.Groups = legible(all.Groups, func(g consultation.Group) bool { return r.read(g.Text) })
	all.Meetings = legible(all.Meetings, func(m consultation.Meeting) bool { return r.read(m.Text) })
	all.Papers = legible(all.Papers, func(p consultation.Paper) bool { return r.read(p.Text) })
	return all, r.texts, r.problems
}

// legible keeps what can be read, in a slice of its own: the record it comes from stays as it is.
func legible[T any](all []T, read func(T) bool) []T {
	var kept []T
	for _, x := range all {
		if read(x) {
			kept = append(kept, x)
		}
	}
	return kept
}

// textReader gathers texts and what is wrong with them.
type textReader struct {
	texts    Texts
	problems []response.Problem
}

// read is false where the text cannot be shown.
func (r *textReader) read(t consultation.Text) bool {
	blocks, err := prose.Blocks(t.File, t.Source)
	if err != nil {
		for _, f := range faultsOf(err) {
			r.tell(response.Error, t.File, f, "It is left out until this is put right.")
		}
		return false
	}
	for _, f := range prose.Lint(t.File, t.Source) {
		r.tell(response.Warning, t.File, f, "Correct it.")
	}
	r.texts[t.ID] = blocks
	return true
}

func (r *textReader) tell(sev response.Severity, file string, f prose.Fault, do string) {
	r.problems = append(r.problems, response.Problem{Kind: response.Publication, Severity: sev,
		Cell: response.Cell{File: orWord(f.File, file), Line: f.Line}, What: f.What + ".", Do: do})
}

// Links are the links of every text by file, with the line each stands in. A text that cannot be read has
// none; Read tells of it.
func Links(all consultation.Record) map[string][]prose.Ref {
	links := map[string][]prose.Ref{}
	add := func(t consultation.Text) {
		if refs, err := prose.Links(t.File, t.Source); err == nil && len(refs) > 0 {
			links[t.File] = refs
		}
	}
	for _, g := range all.Groups {
		add(g.Text)
	}
	for _, m := range all.Meetings {
		add(m.Text)
	}
	for _, p := range all.Papers {
		add(p.Text)
	}
	return links
}

// faultsOf takes apart what the reader of Markdown joins. An error that names no place is one of the file.
func faultsOf(err error) []prose.Fault {
	switch e := err.(type) {
	case prose.Fault:
		return []prose.Fault{e}
	case interface{ Unwrap() []error }:
		var all []prose.Fault
		for _, one := range e.Unwrap() {
			all = append(all, faultsOf(one)...)
		}
		return all
	}
	return []prose.Fault{{What: err.Error()}}
}
