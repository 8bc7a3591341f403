package doc

import (
	"path"
	"slices"
	"strings"
)

// Rebase is the document with every link that is a path relative to the root of the edition made
// relative to the page that lies at the path page: on "controls/x.html" the link "apis.html#a" becomes
// "../apis.html#a", and one to an anchor of the page itself becomes that anchor. Anchors, addresses with
// a scheme and links that Href does not follow stay as they are. d itself is not changed: editions
// share their documents, and what holds no such link is shared with the result.
func Rebase(d Document, page string) Document {
	d.Blocks = Relink(d.Blocks, func(link string) string { return rebased(link, page) })
	return d
}

// Placed says that Rebase makes another document of d on some page. One of which it does not stands alike on
// all pages and need be printed only once.
func Placed(d Document) bool {
	_, links := Mentioned(d)
	return slices.ContainsFunc(links, func(l Link) bool { return FromRoot(l.Href) })
}

// Relink is blocks with what link makes of each of their links, "" for none. The blocks given stay as they
// are, and those without a change are among the result.
func Relink(blocks []Block, link func(string) string) []Block {
	return (&rewriter{link: link}).blocks(blocks)
}

// rebased is one link as it stands on the page.
func rebased(link, page string) string {
	if !FromRoot(link) {
		return link
	}
	file, rest := cutFile(link)
	switch name := path.Clean(file); {
	case name == page && strings.HasPrefix(rest, "#"):
		return rest
	case strings.HasSuffix(file, "/"):
		return relative(name, path.Dir(page)) + "/" + rest
	default:
		return relative(name, path.Dir(page)) + rest
	}
}

// FromRoot says that a link is a path from the root of the edition, and neither an address nor an anchor.
func FromRoot(link string) bool {
	if link == "" || strings.IndexByte(`/#?\`, link[0]) >= 0 {
		return false
	}
	scheme, _, found := strings.Cut(link, ":")
	return !found || strings.ContainsAny(scheme, "/?#")
}

// cutFile parts a link into its path and what stands behind it, from the first ? or # on.
func cutFile(link string) (file, rest string) {
	if at := strings.IndexAny(link, "?#"); at >= 0 {
		return link[:at], link[at:]
	}
	return link, ""
}

// relative is how to get to the file from a folder; both begin at the same root.
func relative(file, folder string) string {
	if folder == "." {
		folder = ""
	}
	for folder != "" {
		first, rest, _ := strings.Cut(folder, "/")
		below := len(first) + len("/")
		if len(file) < below || file[:below-1] != first || file[below-1] != '/' || first == ".." {
			break
		}
		folder, file = rest, file[below:]
	}
	up := 0
	if folder != "" {
		up = strings.Count(folder, "/") + 1
	}
	way := strings.Repeat("../", up) + file
	// A colon in the first part would be taken for the end of a scheme.
	if first, _, _ := strings.Cut(way, "/"); strings.Contains(first, ":") {
		return "./" + way
	}
	return way
}
