package workbook

import (
	"fmt"
	"slices"
	"strings"

	"opframe/data/response"
)

// edition decides which edition was answered: the one the file names, as long as any of its questions is
// there; otherwise, of all there are, the one most of whose ids are. It is false where there are none.
func (r *reader) edition(known []Edition, all func() ([]Edition, error)) (bool, error) {
	if r.byName(known) {
		return true, nil
	}
	if all == nil {
		return r.byIDs(known), nil
	}
	known, err := all()
	return err == nil && (r.byName(known) || r.byIDs(known)), err
}

// byIDs takes the edition most of whose ids stand in the file.
func (r *reader) byIDs(known []Edition) bool {
	ref := r.named()
	best, most, tied := -1, 0, -1
	for i, e := range known {
		switch n := r.count(e); {
		case n > most:
			best, most, tied = i, n, -1
		case n == most && n > 0 && tied < 0:
			tied = i
		}
	}
	if best < 0 {
		r.addFile(response.Problem{Kind: response.Structure, Severity: response.Error,
			What: "This is no questionnaire that is known here: no question of " + refs(known) + " stands in it.",
			Do:   "Send the completed questionnaire, or answer in a fresh copy of it."})
		return false
	}
	r.e = known[best]
	if ref == "" && tied < 0 && r.e.Layout.Foreign != nil && 2*most > r.e.Layout.index.count && !r.hasMarks() {
		return true // nobody expects somebody else's questionnaire to name our framework
	}
	what := "The file does not say which questionnaire it is."
	switch {
	case ref != "":
		what = fmt.Sprintf("The file says that it is %s, which it is not or which is not known here.", quote(ref))
	case tied >= 0:
		what = fmt.Sprintf("The file does not say which questionnaire it is, and as many ids of %s stand in it.", known[tied].Framework.Ref())
	}
	r.addFile(response.Problem{Kind: response.Structure, Severity: response.Warning,
		What: fmt.Sprintf("%s It was read as %s, because %d of its ids stand in it.", what, r.e.Framework.Ref(), most),
		Do:   "If that is wrong, answer in a fresh copy of the questionnaire."})
	return true
}

// byName takes the edition that the file names, if it is known and any of its questions is there.
func (r *reader) byName(known []Edition) bool {
	ref := r.named()
	for _, e := range known {
		if e.Framework.Ref() == ref && r.holds(e) || ref == "" && r.says(e) && r.count(e) > 0 {
			r.e = e
			return true
		}
	}
	return false
}

// says holds that a text stands in a cell by which the mapping of a foreign layout knows its edition.
func (r *reader) says(e Edition) bool {
	says := e.Layout.index.says
	return len(says) > 0 && slices.ContainsFunc(r.sheets, func(s *sheet) bool {
		return s.any(says.match)
	})
}

// holds says that any question of an edition stands in the file.
func (r *reader) holds(e Edition) bool {
	return slices.ContainsFunc(r.sheets, func(s *sheet) bool { return slices.ContainsFunc(s.rows, e.Layout.index.holdsID) })
}

func refs(known []Edition) string {
	var all []string
	for _, e := range known {
		all = append(all, e.Framework.Ref())
	}
	if len(all) == 0 {
		return "any edition"
	}
	return strings.Join(all, " or ")
}

// named is the edition the file names, on the hidden sheet or else on the start sheet.
func (r *reader) named() string {
	for i, mark := range []string{markEdition, markMeta + fieldFramework} {
		for _, s := range r.sheets {
			for _, row := range s.rows {
				// On the start sheet the label stands between the mark and the name.
				if n := len(row.cells); n > 1+i && isMark(row.cells[0].Text) && strings.TrimSpace(row.cells[0].Text) == mark {
					return strings.TrimSpace(row.cells[n-1].Text)
				}
			}
		}
	}
	return ""
}

// count is how many ids of an edition's questions stand in the file, once each: anywhere in a cell, but
// ids that are mere numbers only where the mapping of a foreign layout looks for ids.
func (r *reader) count(e Edition) int {
	x := e.Layout.index
	seen, n := make([]bool, len(x.order)), 0
	see := func(id string) {
		if at, ok := x.order[id]; ok && !seen[at] {
			seen[at] = true
			n++
		}
	}
	numbers := e.Layout.Foreign != nil && len(e.Layout.index.numbers) > 0
	for _, s := range r.sheets {
		for _, row := range s.rows {
			for i := range row.cells {
				if id := x.id(row.cells[i].Text); id != "" && !(numbers && plainID.MatchString(strings.TrimSpace(row.cells[i].Text))) {
					see(id)
				}
			}
		}
	}
	if !numbers {
		return n
	}
	for s, m := range assign(e, r.sheets) {
		for _, b := range mappedBlocks(e, s, m) {
			for _, row := range b.rows {
				if id := e.Layout.index.id(row.text(b.cols.col(colID))); id != "" && b.cols.has(colID) {
					see(id)
				}
			}
		}
	}
	return n
}
