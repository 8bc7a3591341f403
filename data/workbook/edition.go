package workbook

import (
	"fmt"
	"strings"

	"opframe/data/response"
)

// edition decides which edition was answered: the one the file names, as long as any of its
// questions is there; otherwise the one most of whose ids are. It is false where there are none.
func (r *reader) edition(known []Edition) bool {
	ref := r.named()
	best, most := -1, 0
	for i, e := range known {
		n := r.count(e)
		if e.Framework.Ref() == ref && n > 0 {
			r.e = e
			return true
		}
		if n > most {
			best, most = i, n
		}
	}
	if best < 0 {
		r.addFile(response.Problem{Kind: response.Structure, Severity: response.Error,
			What: "This is no questionnaire that is known here: no question of " + refs(known) + " stands in it.",
			Do:   "Send the completed questionnaire, or answer in a fresh copy of it."})
		return false
	}
	r.e = known[best]
	what := "The file does not say which questionnaire it is."
	if ref != "" {
		what = fmt.Sprintf("The file says that it is %s, which it is not or which is not known here.", quote(ref))
	}
	r.addFile(response.Problem{Kind: response.Structure, Severity: response.Warning,
		What: fmt.Sprintf("%s It was read as %s, because %d of its ids stand in it.", what, r.e.Framework.Ref(), most),
		Do:   "If that is wrong, answer in a fresh copy of the questionnaire."})
	return true
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
				if n := len(row.cells); n > 1+i && strings.TrimSpace(row.cells[0].Text) == mark {
					return strings.TrimSpace(row.cells[n-1].Text)
				}
			}
		}
	}
	return ""
}

// count is how many ids of an edition's questions stand anywhere in the file, once each.
func (r *reader) count(e Edition) int {
	seen := map[string]bool{}
	for _, s := range r.sheets {
		for _, row := range s.rows {
			for _, c := range row.cells {
				if id := e.Layout.index.id(c.Text); id != "" {
					seen[id] = true
				}
			}
		}
	}
	return len(seen)
}
