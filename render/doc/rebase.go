package doc

import (
	"path"
	"strings"
)

// Rebase is the document with every link that is a path relative to the root of the edition made
// relative to the page that lies at the path page: on "controls/x.html" the link "apis.html#a" becomes
// "../apis.html#a", and one to an anchor of the page itself becomes that anchor. Anchors, addresses with
// a scheme and links that Href does not follow stay as they are. d itself is not changed: editions
// share their documents.
func Rebase(d Document, page string) Document {
	r := rewriter{span: func(s Span) Span {
		s.Link = rebased(s.Link, page)
		return s
	}, link: func(link string) string { return rebased(link, page) }}
	d.Blocks = r.blocks(d.Blocks)
	return d
}

// rebased is one link as it stands on the page.
func rebased(link, page string) string {
	if !fromRoot(link) {
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

// fromRoot: the link is a path, which begins at the root of the edition.
func fromRoot(link string) bool {
	if link == "" || strings.ContainsRune(`/#?\`, rune(link[0])) {
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
	to, from := strings.Split(file, "/"), strings.Split(folder, "/")
	if folder == "." {
		from = nil
	}
	for len(from) > 0 && len(to) > 1 && from[0] == to[0] && from[0] != ".." {
		from, to = from[1:], to[1:]
	}
	way := strings.Repeat("../", len(from)) + strings.Join(to, "/")
	// A colon in the first part would be taken for the end of a scheme.
	if first, _, _ := strings.Cut(way, "/"); strings.Contains(first, ":") {
		return "./" + way
	}
	return way
}
