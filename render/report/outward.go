package report

import (
	"strings"

	"opframe/render/doc"
)

// outward is a text as an edition shows it that has the consultation but not the other public pages: links
// to those lead to the public edition at its address, or are text where nobody knows where it will stand.
func outward(text []doc.Block, address string) []doc.Block {
	return doc.Relink(text, func(link string) string {
		switch {
		case !doc.FromRoot(link) || strings.HasPrefix(link, "consultation/"):
			return link
		case address == "":
			return ""
		}
		return address + link
	})
}
