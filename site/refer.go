package site

import (
	"cmp"
	"fmt"
	"hash/fnv"
	"maps"
	"path"
	"slices"
	"strings"
)

// Ref is a link of a page as it stands there: Href is relative to the page's folder and percent-encoded,
// Text is what readers see.
type Ref struct{ Href, Text string }

// Mention is what a page refers to and can be referred to by: the ids of its elements and its links.
type Mention struct {
	Anchors []string
	Links   []Ref
	// Marks stand for anchors in a mention that was made brief.
	Marks []uint32
}

// Brief is a mention for a page of which there are very many: links to places within it that are there are left out,
// others are named once, and of anchors no more is kept than is needed to know one again.
func (m Mention) Brief() Mention {
	var b Mention
	own := map[string]bool{}
	for _, a := range m.Anchors {
		own[a] = true
		b.Marks = append(b.Marks, markOf(a))
	}
	slices.Sort(b.Marks)
	b.Marks = slices.Compact(b.Marks)
	seen := map[Ref]bool{}
	for _, l := range m.Links {
		within, ok := strings.CutPrefix(l.Href, "#")
		if ok && own[within] || seen[l] {
			continue
		}
		seen[l] = true
		b.Links = append(b.Links, l)
	}
	return b
}

func markOf(anchor string) uint32 {
	h := fnv.New32a()
	h.Write([]byte(anchor)) // a hash never fails
	return h.Sum32()
}

// Fault is something wrong with a page of the edition, found when all pages are there. Href is the link
// it is about, "" where it is about the page itself.
type Fault struct {
	Page, Href string
	What, Do   string
}

// Has says whether the edition holds a file of exactly this name. Commit adds the manifest and the
// checksums, so these are there as well.
func (t *Tree[A]) Has(name string) bool {
	if name == manifestName || name == sumsName {
		return true
	}
	_, ok := t.file(name)
	return ok
}

// Size is how many bytes a file that was put has.
func (t *Tree[A]) Size(name string) (size int64, ok bool) {
	f, ok := t.file(name)
	return f.Size, ok
}

// Mention records what a page refers to. What is said of one page in several calls is taken together.
// Like Put, it is for one goroutine at a time.
func (t *Tree[A]) Mention(page string, m Mention) {
	if t.mentions == nil {
		t.mentions = map[string]Mention{}
	}
	was := t.mentions[page]
	marks := slices.Concat(was.Marks, m.Marks)
	slices.Sort(marks)
	t.mentions[page] = Mention{slices.Concat(was.Anchors, m.Anchors), slices.Concat(was.Links, m.Links), marks}
}

// Faults are what is wrong with what the pages mention, once all files are put: links that lead nowhere,
// to a folder, to an anchor that is not there or to a file other than the text promises, and pages that
// nobody reaches from the roots ("index.html" when none is named) by following links. It looks at pages
// with a Mention only: the anchors of others are not known. Sorted by page, then as the links stand there.
func (t *Tree[A]) Faults(roots ...string) []Fault {
	if len(roots) == 0 {
		roots = []string{"index.html"}
	}
	r := referring{at: make(map[string]int, t.Count()+2)}
	r.add(File{Path: manifestName})
	r.add(File{Path: sumsName})
	for f := range t.files {
		r.add(f)
	}
	for _, page := range slices.Sorted(maps.Keys(t.mentions)) {
		m := t.mentions[page]
		if i, ok := r.at[page]; ok {
			r.nodes[i].mention = &m
			continue
		}
		r.fault(page, "", "it says what it refers to and is not in the edition", "put the page before its edition is checked")
	}
	for i := range r.nodes {
		r.check(i)
	}
	r.reach(roots)
	slices.SortStableFunc(r.faults, func(a, b Fault) int { return cmp.Compare(a.Page, b.Page) })
	return r.faults
}

// referring checks one edition. It knows nothing of its reader, so that it is compiled once.
type referring struct {
	nodes  []node
	at     map[string]int // index into nodes by path
	names  names
	path   []byte // of the link in hand
	faults []Fault
}

// node is a file; mention is nil for one of which it is not known what it refers to.
type node struct {
	File
	mention *Mention
	anchors map[string]bool // once asked for
	leads   []int
	reached bool
}

func (r *referring) add(f File) {
	r.at[f.Path] = len(r.nodes)
	r.nodes = append(r.nodes, node{File: f})
}

func (r *referring) fault(page, href, what, do string) {
	r.faults = append(r.faults, Fault{page, href, what, do})
}

// check follows every link of a page. A fault is told once where a link stands there several times.
func (r *referring) check(i int) {
	from := &r.nodes[i]
	if from.mention == nil {
		return
	}
	folder, first := path.Dir(from.Path), len(r.faults)
	from.leads = make([]int, 0, len(from.mention.Links))
	for _, link := range from.mention.Links {
		what, do := r.follow(i, folder, link)
		f := Fault{from.Path, link.Href, what, do}
		if what != "" && !slices.Contains(r.faults[first:], f) {
			r.faults = append(r.faults, f)
		}
	}
}

// follow says what is wrong with a link and what to do about it, or "" twice.
func (r *referring) follow(from int, folder string, link Ref) (what, do string) {
	to := r.resolve(from, folder, link.Href)
	if to.what != "" || to.outside {
		return to.what, to.do
	}
	n := &r.nodes[to.file]
	if n.mention != nil {
		r.nodes[from].leads = append(r.nodes[from].leads, to.file)
		if !n.has(to.anchor) {
			return fmt.Sprintf("%s has no place called %q", n.Path, to.anchor), "name the id of a heading, a table or a row of that page, or leave out what follows the #"
		}
	}
	if n.SHA256 == "" {
		return "", "" // written by Commit, so its size is not known
	}
	return promised(link.Text, n.File)
}

// has says whether a page has an element of this id. No id, and "top", lead to its beginning.
func (n *node) has(anchor string) bool {
	if anchor == "" || anchor == "top" {
		return true
	}
	if n.anchors == nil {
		n.anchors = make(map[string]bool, len(n.mention.Anchors))
		for _, a := range n.mention.Anchors {
			n.anchors[a] = true
		}
	}
	if _, marked := slices.BinarySearch(n.mention.Marks, markOf(anchor)); marked {
		return true
	}
	return n.anchors[anchor]
}

// reach finds the pages that following links from the roots does not lead to.
func (r *referring) reach(roots []string) {
	var next []int
	visit := func(i int) {
		if !r.nodes[i].reached {
			r.nodes[i].reached = true
			next = append(next, i)
		}
	}
	for _, root := range roots {
		i, ok := r.at[root]
		if !ok {
			r.fault(root, "", "readers start there, and the edition has no such page", "put the page, or name another to start from")
			continue
		}
		visit(i)
	}
	for len(next) > 0 {
		page := next[len(next)-1]
		next = next[:len(next)-1]
		for _, to := range r.nodes[page].leads {
			visit(to)
		}
	}
	for _, n := range r.nodes {
		if n.mention != nil && !n.reached && strings.HasSuffix(n.Path, ".html") && n.Path != "404.html" {
			r.fault(n.Path, "", "no link leads here from "+strings.Join(roots, " or "), "link to it from the page it belongs below, or leave it out of the edition")
		}
	}
}
