package site

import (
	"cmp"
	"fmt"
	"hash/fnv"
	"iter"
	"maps"
	"math"
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
	for _, a := range m.Anchors {
		marks = append(marks, markOf(a))
	}
	slices.Sort(marks)
	t.mentions[page] = Mention{Links: slices.Concat(was.Links, m.Links), Marks: marks}
}

// MentionLater adds mentions, made brief, that are told when they are asked for, and more than once: of many pages, so
// that they need not all be held. They should begin with the pages that lead to most others. Of no page in them is anything said elsewhere.
func (t *Tree[A]) MentionLater(all iter.Seq2[string, Mention]) { t.sources = append(t.sources, all) }

// Faults are what is wrong with what the pages mention, once all files are put: links that lead nowhere,
// to a folder, to an anchor that is not there or to a file other than the text promises, and pages that
// nobody reaches from the roots ("index.html" when none is named) by following links. It looks at pages
// with a Mention only: the anchors of others are not known. Sorted by page, then as the links stand there.
func (t *Tree[A]) Faults(roots ...string) []Fault {
	if len(roots) == 0 {
		roots = []string{"index.html"}
	}
	t.number()
	n := t.Count() + 2 // with the manifest and the checksums
	r := referring{listing: &t.listing, said: make([]bool, n), reached: make([]bool, n), waiting: map[int32][]int32{}}
	mentions := func(yield func(string, Mention) bool) {
		for _, page := range slices.Sorted(maps.Keys(t.mentions)) {
			if !yield(page, t.mentions[page]) {
				return
			}
		}
		for _, all := range t.sources {
			for page, m := range all {
				if !yield(page, m) {
					return
				}
			}
		}
	}
	r.begin(roots)
	for page, m := range mentions {
		r.check(page, m)
	}
	r.places(mentions)
	r.unreached(roots)
	t.measured = r.measured
	return r.told()
}

// Measured says whether the text of a link was held against the size of a file on a shelf, when Faults was asked last.
func (t *Tree[A]) Measured() bool { return t.measured }

// referring checks one edition. It knows nothing of its reader, so that it is compiled once. What pages mention is gone
// through and not held: of each page it knows no more than where it leads, and that only until it is reached itself.
// Files are known by their numbers.
type referring struct {
	*listing
	said    []bool // it is known what the file refers to
	reached []bool
	waiting map[int32][]int32 // where pages lead that are not reached yet
	asked   []place           // that links lead to
	names   names
	path    []byte // of the file that the link in hand leads to
	faults  []fault
	// measured says that a text names the size of a file on a shelf.
	measured bool
}

// place is a place within a file, by the mark of its anchor.
type place struct {
	file int32
	mark uint32
}

func (p place) compare(q place) int {
	return cmp.Or(cmp.Compare(p.file, q.file), cmp.Compare(p.mark, q.mark))
}

// fault is one with the number of the link in its page: what is wrong with a page before its links stands before them,
// and what is wrong with it as a whole behind.
type fault struct {
	Fault
	link int
}

const beforeLinks, behindLinks = -1, math.MaxInt

func (r *referring) fault(link int, page, href, what, do string) {
	r.faults = append(r.faults, fault{Fault{page, href, what, do}, link})
}

// begin begins with the pages that readers start from.
func (r *referring) begin(roots []string) {
	for _, root := range roots {
		if i, _, ok := r.at([]byte(root)); ok {
			r.reached[i] = true
		} else {
			r.fault(behindLinks, root, "", "readers start there, and the edition has no such page", "put the page, or name another to start from")
		}
	}
}

// check follows every link of a page. Whether there are the places that it leads to is seen later.
func (r *referring) check(name string, m Mention) {
	page, size, ok := r.at([]byte(name))
	if !ok {
		r.fault(beforeLinks, name, "", "it says what it refers to and is not in the edition", "put the page before its edition is checked")
		return
	}
	r.said[page] = true
	var leads []int32
	folder := path.Dir(name)
	for k, link := range m.Links {
		to := r.resolve(target{file: page, size: size}, name, folder, link.Href)
		switch {
		case to.what != "":
			r.fault(k, name, link.Href, to.what, to.do)
			continue
		case to.outside:
			continue
		}
		if !r.reached[to.file] {
			leads = append(leads, int32(to.file))
		}
		if p, ok := to.place(); ok {
			r.asked = append(r.asked, p)
		}
		if what, do := r.promised(link.Text, to); what != "" {
			r.fault(k, name, link.Href, what, do)
		}
	}
	if !r.reached[page] {
		slices.Sort(leads)
		r.waiting[int32(page)] = slices.Clone(slices.Compact(leads))
		return
	}
	r.reach(leads)
}

// promised says what is wrong with the text of a link to the file in hand. Of what Commit writes no size is known.
func (r *referring) promised(text string, to target) (what, do string) {
	if to.size < 0 || !strings.HasSuffix(strings.TrimSpace(text), ")") {
		return "", ""
	}
	if _, _, ok := label(text); ok && to.file >= len(r.outputs) {
		r.measured = true
	}
	return promised(text, File{Path: string(r.path), Size: to.size})
}

// place is the one that a link leads to; no anchor, and "top", lead to the beginning, which is always there.
func (t target) place() (place, bool) {
	return place{int32(t.file), markOf(t.anchor)}, t.anchor != "" && t.anchor != "top"
}

// reach reaches files, and all that these lead to.
func (r *referring) reach(next []int32) {
	for len(next) > 0 {
		file := next[len(next)-1]
		next = next[:len(next)-1]
		if r.reached[file] {
			continue
		}
		r.reached[file] = true
		next = append(next, r.waiting[file]...)
		delete(r.waiting, file)
	}
}

// places looks for the places that links lead to, on those pages of which the places are known.
func (r *referring) places(mentions iter.Seq2[string, Mention]) {
	slices.SortFunc(r.asked, place.compare)
	r.asked = slices.Compact(r.asked)
	r.asked = slices.DeleteFunc(r.asked, func(p place) bool { return !r.said[p.file] })
	there := make([]bool, len(r.asked))
	for name, m := range mentions {
		page, _, ok := r.at([]byte(name))
		if !ok {
			continue
		}
		k, _ := slices.BinarySearchFunc(r.asked, place{file: int32(page)}, place.compare)
		for ; k < len(r.asked) && r.asked[k].file == int32(page); k++ {
			there[k] = there[k] || m.has(r.asked[k].mark)
		}
	}
	var missing []place
	for k, p := range r.asked {
		if !there[k] {
			missing = append(missing, p)
		}
	}
	if missing != nil {
		r.missed(missing, mentions)
	}
}

// has says whether a page, of which the mention was made brief or kept, has an element of an id with this mark.
func (m Mention) has(mark uint32) bool {
	_, ok := slices.BinarySearch(m.Marks, mark)
	return ok
}

// missed tells of links to places that are not there.
func (r *referring) missed(missing []place, mentions iter.Seq2[string, Mention]) {
	for name, m := range mentions {
		page, size, ok := r.at([]byte(name))
		if !ok {
			continue
		}
		folder := path.Dir(name)
		for k, link := range m.Links {
			to := r.resolve(target{file: page, size: size}, name, folder, link.Href)
			p, ok := to.place()
			if to.what != "" || to.outside || !ok {
				continue
			}
			if _, ok := slices.BinarySearchFunc(missing, p, place.compare); !ok {
				continue
			}
			// What its text promises does not matter then.
			r.faults = slices.DeleteFunc(r.faults, func(f fault) bool { return f.Page == name && f.link == k })
			r.fault(k, name, link.Href, fmt.Sprintf("%s has no place called %q", r.path, to.anchor), "name the id of a heading, a table or a row of that page, or leave out what follows the #")
		}
	}
}

// unreached finds the pages that following links from the roots does not lead to.
func (r *referring) unreached(roots []string) {
	unseen := func(number int, name string) {
		if r.said[number] && !r.reached[number] && strings.HasSuffix(name, ".html") && name != "404.html" {
			r.fault(behindLinks, name, "", "no link leads here from "+strings.Join(roots, " or "), "link to it from the page it belongs below, or leave it out of the edition")
		}
	}
	for i, f := range r.outputs {
		unseen(i, f.Path)
	}
	for _, s := range r.shelves {
		if !slices.Contains(r.reached[s.first:s.first+s.files], false) {
			continue
		}
		for k, f := range r.listing.names.unpacked(s) {
			unseen(s.first+k, f.Path)
		}
	}
}

// told are the faults in order, each once a page.
func (r *referring) told() []Fault {
	slices.SortStableFunc(r.faults, func(a, b fault) int { return cmp.Or(cmp.Compare(a.Page, b.Page), cmp.Compare(a.link, b.link)) })
	var all []Fault
	first := 0 // of the page in hand
	for _, f := range r.faults {
		if len(all) > 0 && all[first].Page != f.Page {
			first = len(all)
		}
		if !slices.Contains(all[first:], f.Fault) {
			all = append(all, f.Fault)
		}
	}
	return all
}
