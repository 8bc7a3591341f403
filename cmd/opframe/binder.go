package main

import (
	"slices"
	"strings"

	"opframe/data/audience"
	"opframe/render/doc"
	"opframe/render/html"
	"opframe/render/report"
	"opframe/render/standalone"
	"opframe/site"
)

// leaf is a page of an edition. Of one whose files are in the edition already no more is known than where it stands.
type leaf[A audience.Reader] struct {
	report.Place
	*text[A] // nil where the page is laid
}

// text is what a page says, with the files that lie beside it.
type text[A audience.Reader] struct {
	report.Page[A]
	beside []file[A]  // files offered with it that are made elsewhere
	ready  printed[A] // its PDF and Markdown where they are made already
	brief  bool       // only its title and summary can be searched
	lead   bool       // likewise, with what stands before its first heading
}

func leafOf[A audience.Reader](t text[A]) leaf[A] { return leaf[A]{t.Place(), &t} }

func (l leaf[A]) laid() bool { return l.text == nil }

// mostRows is how many rows a table of a page made late may have that are held while it is printed.
const mostRows = 1000

// made is the leaf with its document, which is made now and forgotten with it where it is one that is made late.
func (l leaf[A]) made() leaf[A] {
	if l.Late != nil {
		t := *l.text
		t.Page = t.Made()
		// Map fails where what it is given does.
		t.Document, _ = audience.Map(t.Document, func(d doc.Document) (doc.Document, error) { return d.Held(mostRows), nil })
		l.text = &t
	}
	return l
}

// file is one offered for download: Label and Kind are what its link says.
type file[A audience.Reader] struct {
	name, label, kind string
	data              audience.For[A, []byte]
}

// binder holds the pages of one edition and knows how they hang together: the sections, what lies below
// which page, what comes before and after.
type binder[A audience.Reader] struct {
	tree   *site.Tree[A]
	reader A
	common html.Frame // what surrounds every page
	meta   bool       // pages carry metadata for machines
	// address is where the edition will stand, "" where that is not known or nobody is to find it.
	address string
	in      standalone.Formats
	pdfs    *memo
	leaves  []leaf[A]
	at      map[string]int   // places in leaves by path
	below   map[string][]int // by the path of the parent
	crowded string           // a parent that has more pages below than are here
	// searched has what can be searched of each page, and said what pages refer to, where these are so many that the tree
	// is told of it when it asks. Of a large edition both are much.
	searched *shelf
	said     *spool[mentioned]
	// found says where on searched each of the leaves lies. It is no part of them: they are read while it is written.
	found []kept
}

// finds notes where on the shelf lies what can be searched of a leaf.
func (x *binder[A]) finds(i int, at kept) {
	if n := len(x.leaves) - len(x.found); n > 0 {
		x.found = append(x.found, make([]kept, n)...)
	}
	x.found[i] = at
}

func newBinder[A audience.Reader](b *builder, reader A, title, notice string) *binder[A] {
	return &binder[A]{reader: reader, in: b.in, pdfs: b.pdfs, at: map[string]int{}, below: map[string][]int{},
		common: html.Frame{Site: title, Notice: notice, Foot: b.round.Notice}}
}

// add puts pages after those that are there.
func (x *binder[A]) add(pages ...report.Page[A]) {
	for _, p := range pages {
		x.insert(leafOf(text[A]{Page: p}))
	}
}

func (x *binder[A]) insert(l leaf[A]) {
	i := len(x.leaves)
	x.leaves = append(x.leaves, l)
	x.at[l.Path] = i
	x.below[l.Parent] = append(x.below[l.Parent], i)
}

// places are those of the pages in order, for a list of contents.
func (x *binder[A]) places() []report.Place {
	all := make([]report.Place, 0, len(x.leaves))
	for _, l := range x.leaves {
		all = append(all, l.Place)
	}
	return all
}

// offer puts a file beside the page at path.
func (x *binder[A]) offer(path string, f file[A]) {
	if i, ok := x.at[path]; ok {
		x.leaves[i].beside = append(x.leaves[i].beside, f)
	}
}

// frameOf is the frame of page i, which is l with its document: the way to the root, navigation and where it stands.
func (x *binder[A]) frameOf(i int, l leaf[A]) html.Frame {
	return x.frameFrom(strings.Repeat("../", strings.Count(l.Path, "/")), i, l)
}

// frameFrom is the same with another way to the root.
func (x *binder[A]) frameFrom(root string, i int, l leaf[A]) html.Frame {
	f := x.common
	f.Root = root
	way := x.way(i)
	for _, j := range x.below[""] {
		n := x.link(f.Root, j, i)
		n.Within = j == way[0]
		f.Nav = append(f.Nav, n)
	}
	if l.Path != home {
		f.Crumbs = append(f.Crumbs, html.Link{Title: f.Site, Href: f.Root + home})
		for _, j := range way {
			if x.leaves[j].Path == home {
				continue // the edition's name leads there already
			}
			f.Crumbs = append(f.Crumbs, x.link(f.Root, j, i))
		}
	}
	if top := x.leaves[way[0]]; top.Path != home && len(x.below[top.Path]) > 0 {
		f.Section = []html.Branch{{Link: x.link(f.Root, way[0], i), Sub: x.branches(f.Root, top.Path, i, way)}}
	}
	f.Prev, f.Next = x.beforeAndAfter(f.Root, i)
	if l.Path == searchPage {
		f.Scripts = []string{searchIndex, "assets/search.js"}
	}
	if l.Path == checkPage {
		f.Scripts, f.Module = []string{checkFolder + "module.js", checkFolder + "check.js"}, true
	}
	if x.meta {
		x.describe(&f, l)
	}
	f.Feeds = slices.Clone(f.Feeds)
	for k := range f.Feeds {
		f.Feeds[k].Href = f.Root + f.Feeds[k].Href
	}
	return f
}

const (
	home        = "index.html"
	searchPage  = "search.html"
	searchIndex = "search-index.js"
	// mostListed is how many pages navigation lists below one; of more, only the way to the page is shown.
	mostListed = 80
)

// way are the places of the pages from the section down to page i.
func (x *binder[A]) way(i int) []int {
	way := []int{i}
	for x.leaves[i].Parent != "" {
		up, ok := x.at[x.leaves[i].Parent]
		if !ok || slices.Contains(way, up) {
			break
		}
		way, i = append([]int{up}, way...), up
	}
	return way
}

// link leads from page from to page to.
func (x *binder[A]) link(root string, to, from int) html.Link {
	return html.Link{Title: x.leaves[to].Title, Href: root + x.leaves[to].Path, Current: to == from}
}

// branches are the pages below one, with those on the way to page i opened.
func (x *binder[A]) branches(root, parent string, i int, way []int) []html.Branch {
	var all []html.Branch
	below := x.below[parent]
	if len(below) > mostListed || parent == x.crowded {
		below = slices.DeleteFunc(slices.Clone(way), func(j int) bool { return x.leaves[j].Parent != parent })
	}
	for _, j := range below {
		b := html.Branch{Link: x.link(root, j, i)}
		if slices.Contains(way, j) {
			b.Sub = x.branches(root, x.leaves[j].Path, i, way)
		}
		all = append(all, b)
	}
	return all
}

// beforeAndAfter are the neighbours of page i below the same page; sections have none.
func (x *binder[A]) beforeAndAfter(root string, i int) (before, after html.Link) {
	l := x.leaves[i]
	if l.Parent == "" || l.Parent == home {
		return
	}
	beside := x.below[l.Parent]
	k, _ := slices.BinarySearch(beside, i)
	if k > 0 {
		before = x.link(root, beside[k-1], i)
	}
	if k+1 < len(beside) {
		after = x.link(root, beside[k+1], i)
	}
	return before, after
}

// describe adds metadata, the same that a library or a social network reads.
func (x *binder[A]) describe(f *html.Frame, l leaf[A]) {
	if x.address != "" {
		f.Canonical = x.address + l.Path
		if l.Path == home {
			f.Canonical = x.address
		}
	}
	kind := "website"
	if l.Source != "" {
		kind = "article"
	}
	f.Meta = html.PublicMeta(l.Document.Value(), f.Site, f.Canonical, kind)
}
