package html

import (
	"errors"
	"fmt"
	"strings"

	"opframe/render/doc"
)

// Frame is what surrounds a document on its page.
type Frame struct {
	// Root is the path from the page to the root of its edition: "" or "../", as often as needed; "/x/" for
	// a page that a server shows at any depth.
	Root string
	// Site is the name of the edition, linked to its index.html unless the page stands alone.
	Site string
	// Alone: the page is no part of a site: it has no links to one and runs no script.
	Alone bool
	// Whole: the page is kept as one file, so the style sheet is within it.
	Whole bool
	// Nav are the sections of the edition.
	Nav []Link
	// Crumbs lead from the root of the edition to this page; the last is the page itself.
	Crumbs []Link
	// Files are the same document in other formats.
	Files []FileLink
	// Notice is said at the head of the page, such as who may read it.
	Notice string
	// Foot is said at the end of every page of an edition.
	Foot string
	// Section are the pages of the section this page is in, those below it nested, for navigation beside
	// the text; nil where there are none but this.
	Section []Branch
	// Prev and Next are the pages before and after this one in its section; Href is "" for none.
	Prev, Next Link
	// Search: the edition has a search page, search.html in its root.
	Search bool
	// Feeds are what readers can subscribe to, such as an Atom feed.
	Feeds []FeedLink
	// Meta is metadata for machines, in order; for public pages only.
	Meta []Meta
	// Canonical is the whole address of the page where it will stand, or "".
	Canonical string
	// Module: the page runs a module of WebAssembly in a worker, which its policy must let it. It may fetch
	// from its own site until its script forbids that as well.
	Module bool
	// Scripts are what only this page runs, as paths relative to Root, in order: "search-index.js".
	Scripts []string
}

// Branch is a page in the navigation of its section.
type Branch struct {
	Link
	Sub []Branch
}

// FeedLink leads to a feed; Type is its media type.
type FeedLink struct{ Title, Href, Type string }

// Link leads to another page of the edition. Href is relative to this page; "" for no link.
type Link struct {
	Title, Href string
	Current     bool // it is this page
	Within      bool // this page stands below it
}

// Here is what aria-current says of the link, "" for nothing.
func (l Link) Here() string {
	switch {
	case l.Current:
		return "page"
	case l.Within:
		return "true"
	}
	return ""
}

// FileLink leads to a file of Size bytes; Kind is "PDF", "Markdown" and the like.
type FileLink struct {
	Label, Kind, Href string
	Size              int64
}

// Text is the label with the kind and real size: "Assessment report (PDF, 54KB)".
func (f FileLink) Text() string {
	return fmt.Sprintf("%s (%s, %s)", f.Label, f.Kind, doc.FileSize(f.Size))
}

// Links are all links of the frame that lead to something of the edition, with the words that stand there.
func (f Frame) Links() []Link {
	all := make([]Link, 0, len(f.Nav)+len(f.Crumbs)+len(f.Files)+len(f.Feeds)+8)
	f.each(FileLink.Text, func(l Link) {
		if l.Href != "" {
			all = append(all, l)
		}
	})
	return all
}

// each link of the frame, those that lead nowhere too; each file is called by what called says of it.
func (f *Frame) each(called func(FileLink) string, do func(Link)) {
	for _, l := range f.Nav {
		do(l)
	}
	for _, l := range f.Crumbs {
		do(l)
	}
	do(f.Prev)
	do(f.Next)
	eachBranch(f.Section, func(b Branch) { do(b.Link) })
	for _, l := range f.Files {
		do(Link{Title: called(l), Href: l.Href})
	}
	for _, l := range f.Feeds {
		do(Link{Title: l.Title, Href: l.Href})
	}
	if f.Search {
		do(Link{Title: "Search", Href: f.Root + "search.html"})
	}
}

// check names the links that would not be followed and the scripts that the policy would not let run.
func (f *Frame) check() error {
	var faults []error
	follow := func(l Link) {
		if _, ok := f.href(l.Href); !ok && l.Href != "" {
			faults = append(faults, fmt.Errorf("the frame's link %q leads to %q, which is not followed", l.Title, l.Href))
		}
	}
	f.each(func(l FileLink) string { return l.Label }, follow)
	follow(Link{Title: "canonical", Href: f.Canonical})
	follow(Link{Title: "root", Href: f.Root})
	for _, s := range f.Scripts {
		if _, ok := doc.Href(s); !ok || strings.Contains(s, ":") || f.Alone {
			faults = append(faults, fmt.Errorf("the frame's script %q would not run: a page of a site runs scripts of that site", s))
		}
	}
	return errors.Join(faults...)
}

// href is a link of the frame as it stands there, or that it is not followed. Those of a page that a server
// shows at any depth begin at the top of that server.
func (f *Frame) href(link string) (href string, ok bool) {
	if !strings.HasPrefix(f.Root, "/") || !strings.HasPrefix(link, f.Root) {
		return doc.Href(link)
	}
	if link = link[len(f.Root):]; link == "" {
		return f.Root, true
	}
	href, ok = doc.Href(link)
	return f.Root + href, ok
}

func eachBranch(all []Branch, do func(Branch)) {
	for _, b := range all {
		do(b)
		eachBranch(b.Sub, do)
	}
}

// branches prints a section's pages as nested lists.
func (p *printer) branches(all []Branch) {
	p.raw("<ul>\n")
	for _, b := range all {
		p.raw("<li>")
		p.branch(b.Link)
		if b.Sub != nil {
			p.raw("\n")
			p.branches(b.Sub)
		}
		p.raw("</li>\n")
	}
	p.raw("</ul>\n")
}

func (p *printer) branch(l Link) {
	href, ok := doc.Href(l.Href)
	if ok {
		p.raw("<a")
		p.attribute("href", href)
	} else {
		p.raw("<span")
	}
	if here := l.Here(); here != "" {
		p.attribute("aria-current", here)
	}
	p.raw(">")
	p.text(l.Title)
	if ok {
		p.raw("</a>")
	} else {
		p.raw("</span>")
	}
}
