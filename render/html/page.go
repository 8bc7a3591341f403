package html

import (
	"strings"

	"opframe/render/doc"
)

// page prints what is around a document. All text goes through the one escape function, and every attribute
// is in double quotes, which that function never lets a text end. testdata/page.html is the same page for
// html/template, which knows what each place can hold, and has to come to the same bytes.
type page struct {
	printer
	*Frame
	c    *Content
	body int // where in what is printed the body belongs
}

func (p *page) whole() error {
	css, hash := []byte(nil), ""
	if p.Whole {
		var err error
		if css, hash, err = style(); err != nil {
			return err
		}
	}
	p.raw("<!DOCTYPE html>\n<html")
	p.attribute("lang", p.c.about.Lang)
	p.raw(">\n<head>\n" + `<meta charset="utf-8">` + "\n")
	p.policy(hash)
	p.described()
	p.assets(css)
	p.raw("\n</head>\n<body>\n" + `<a class="skip" href="#_main">Skip to main content</a>` + "\n")
	p.header()
	p.raw(`<div class="page`)
	p.rawIf(len(p.Section) > 0, " sided")
	p.rawIf(p.Alone, " alone")
	p.rawIf(!p.Alone && len(p.Crumbs) == 0, " first")
	p.raw(`">`)
	p.crumbs()
	p.side()
	p.main()
	p.raw("\n</div>")
	p.footer()
	p.raw("\n</body>\n</html>\n")
	return nil
}

// policy says what the page may load and run: files of its own site, and nothing at all where it stands alone.
func (p *page) policy(hash string) {
	p.raw(`<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src `)
	if hash == "" {
		p.raw("'self'")
	} else {
		p.raw("'sha256-")
		p.text(hash)
		p.raw("'")
	}
	p.raw("; img-src 'self'; ")
	if p.Alone {
		p.raw("base-uri 'none'; form-action 'none'")
	} else {
		p.raw("script-src 'self'")
		p.rawIf(p.Module, " 'wasm-unsafe-eval'; connect-src 'self'; worker-src blob:")
		p.raw("; base-uri 'none'; form-action 'self'")
	}
	p.raw(`">` + "\n")
}

// described is what the page says of itself to machines.
func (p *page) described() {
	p.raw(`<meta name="viewport" content="width=device-width, initial-scale=1">` + "\n<title>")
	p.text(p.c.about.Title)
	if p.Site != "" && p.Site != p.c.about.Title {
		p.raw(" – ")
		p.text(p.Site)
	}
	p.raw("</title>")
	p.line("\n"+`<meta name="description" content="`, p.c.about.Description, `">`)
	p.line("\n"+`<meta name="author" content="`, p.c.about.Publisher, `">`)
	p.raw("\n" + `<meta name="generator" content="opframe">` + "\n" + `<meta name="referrer" content="no-referrer">` + "\n" +
		`<meta name="color-scheme" content="light dark">`)
	if p.Canonical != "" {
		p.raw("\n" + `<link rel="canonical"`)
		p.leads(p.Canonical)
		p.raw(">")
	}
	p.rawIf(len(p.Meta) > 0, "\n"+`<link rel="schema.DCTERMS" href="http://purl.org/dc/terms/">`)
	for _, m := range p.Meta {
		p.raw("\n<meta")
		if m.Name != "" {
			p.attribute("name", m.Name)
		} else {
			p.attribute("property", m.Property)
		}
		p.attribute("content", m.Content)
		p.raw(">")
	}
	for _, l := range p.Feeds {
		p.raw("\n" + `<link rel="alternate"`)
		p.attribute("type", l.Type)
		p.attribute("title", l.Title)
		p.leads(l.Href)
		p.raw(">")
	}
}

// assets are what the page looks and works with. The style sheet is escaped by nothing: it is ours.
func (p *page) assets(css []byte) {
	if p.Whole {
		p.raw("\n<style>")
		p.b = append(p.b, css...)
		p.raw("</style>")
	} else {
		p.raw("\n" + `<link rel="icon" href="`)
		p.text(encoded(p.Root))
		p.raw(`assets/favicon.svg" type="image/svg+xml">` + "\n" + `<link rel="stylesheet" href="`)
		p.text(encoded(p.Root))
		p.raw(`assets/style.css">`)
	}
	if p.c.tables && !p.Alone {
		p.raw("\n" + `<script src="`)
		p.text(encoded(p.Root))
		p.raw(`assets/tables.js" defer></script>`)
	}
	for _, s := range p.Scripts {
		p.raw("\n" + `<script src="`)
		p.text(encoded(p.Root))
		p.text(encoded(s))
		p.raw(`" defer></script>`)
	}
}

func (p *page) header() {
	p.raw(`<header class="site">` + "\n" + `<div class="inner">`)
	if p.Site != "" {
		p.raw("\n" + `<p class="name">`)
		if p.Alone {
			p.text(p.Site)
		} else {
			p.link("", Link{Title: p.Site, Href: p.Root + "index.html"})
		}
		p.raw("</p>")
	}
	if len(p.Nav) > 0 || p.Search {
		p.menu()
	}
	p.raw("\n</div>")
	p.line("\n"+`<p class="notice">`, p.Notice, "</p>")
	p.raw("\n</header>\n")
}

func (p *page) menu() {
	p.raw("\n" + `<details class="fold"><summary>Menu</summary></details>` + "\n" + `<div class="menu">`)
	if p.Search {
		p.raw("\n" + `<form class="find" role="search" action="`)
		p.text(encoded(p.Root))
		p.raw(`search.html" method="get">` + "\n" + `<label for="_q">Search</label>` + "\n" +
			`<input id="_q" name="q" type="search" autocomplete="off">` + "\n" + `<button type="submit">Search</button>` + "\n</form>")
	}
	if len(p.Nav) > 0 {
		p.raw("\n" + `<nav aria-label="Sections">` + "\n<ul>")
		for _, l := range p.Nav {
			p.raw("\n<li>")
			p.link(l.Here(), l)
			p.raw("</li>")
		}
		p.raw("\n</ul>\n</nav>")
	}
	p.raw("\n</div>")
}

func (p *page) crumbs() {
	if len(p.Crumbs) == 0 {
		return
	}
	p.raw("\n" + `<nav class="crumbs" aria-label="Breadcrumb">` + "\n<ol>")
	for _, l := range p.Crumbs {
		p.raw("\n<li>")
		switch {
		case l.Href == "":
			p.raw(`<span aria-current="page">`)
			p.text(l.Title)
			p.raw("</span>")
		case l.Current:
			p.link("page", l)
		default:
			p.link("", l)
		}
		p.raw("</li>")
	}
	p.raw("\n</ol>\n</nav>")
}

func (p *page) side() {
	if len(p.Section) == 0 {
		return
	}
	p.raw("\n" + `<div class="side">` + "\n" + `<details class="fold"><summary>In this section</summary></details>` + "\n" +
		`<nav class="section" aria-label="In this section">` + "\n")
	p.branches(p.Section)
	p.raw("</nav>\n</div>")
}

func (p *page) main() {
	p.raw("\n" + `<main id="_main" tabindex="-1">` + "\n" + `<div class="article`)
	beside := p.c.contents != nil && !p.c.tables
	p.rawIf(beside, " beside")
	p.rawIf(beside && p.c.broad, " broad")
	p.raw(`">` + "\n")
	p.b = append(p.b, p.c.masthead...)
	p.aside()
	p.raw("\n" + `<div class="body">` + "\n")
	p.body = len(p.b)
	p.raw("</div>")
	p.pager()
	p.raw("\n</div>\n</main>")
}

// aside are the other formats and the contents.
func (p *page) aside() {
	if len(p.Files)+len(p.c.contents) == 0 {
		return
	}
	p.raw("\n" + `<div class="aside">`)
	if len(p.Files) > 0 {
		p.raw("\n" + `<div class="files">` + "\n<ul>")
		for _, l := range p.Files {
			p.raw("\n<li>")
			p.link("", Link{Title: l.Text(), Href: l.Href})
			p.raw("</li>")
		}
		p.raw("\n</ul>\n</div>")
	}
	if len(p.c.contents) > 0 {
		p.raw("\n" + `<nav class="contents" aria-labelledby="_contents">` + "\n" + `<h2 id="_contents">On this page</h2>` + "\n<ul>")
		for _, l := range p.c.contents {
			p.raw("\n<li>")
			p.link("", l)
			p.raw("</li>")
		}
		p.raw("\n</ul>\n</nav>")
	}
	p.raw("\n</div>")
}

func (p *page) pager() {
	if p.Prev.Href == "" && p.Next.Href == "" {
		return
	}
	p.raw("\n" + `<nav class="pager" aria-label="Previous and next page">` + "\n<ul>")
	if p.Prev.Href != "" {
		p.raw("\n" + `<li><a rel="prev"`)
		p.leads(p.Prev.Href)
		p.raw("><span>Previous</span> ")
		p.text(p.Prev.Title)
		p.raw("</a></li>")
	}
	if p.Next.Href != "" {
		p.raw("\n" + `<li class="next"><a rel="next"`)
		p.leads(p.Next.Href)
		p.raw("><span>Next</span> ")
		p.text(p.Next.Title)
		p.raw("</a></li>")
	}
	p.raw("\n</ul>\n</nav>")
}

func (p *page) footer() {
	if p.Foot == "" && p.c.about.Date.IsZero() && len(p.Feeds) == 0 {
		return
	}
	p.raw("\n" + `<footer class="site">` + "\n" + `<div class="inner">`)
	if len(p.Feeds) > 0 {
		p.raw("\n" + `<ul class="feeds">`)
		for _, l := range p.Feeds {
			p.raw("\n<li><a")
			p.leads(l.Href)
			p.attribute("type", l.Type)
			p.raw(">")
			p.text(l.Title)
			p.raw("</a></li>")
		}
		p.raw("\n</ul>")
	}
	if day := doc.LongDate(p.c.about.Date); day != "" {
		p.raw("\n<p>Last modified <time")
		p.attribute("datetime", p.c.about.Date.String())
		p.raw(">")
		p.text(day)
		p.raw("</time></p>")
	}
	p.line("\n<p>", p.Foot, "</p>")
	p.raw("\n</div>\n</footer>")
}

// link leads to a page; here is what aria-current says of it, "" for nothing.
func (p *page) link(here string, l Link) {
	p.raw("<a")
	p.leads(l.Href)
	if here != "" {
		p.attribute("aria-current", here)
	}
	p.raw(">")
	p.text(l.Title)
	p.raw("</a>")
}

// leads is where a link of the frame leads; check has refused those that lead nowhere.
func (p *page) leads(link string) { p.attribute("href", encoded(link)) }

// text around a document has a plus sign as a reference, which the text of documents has not: pages are the
// bytes they were when html/template wrote them.
func (p *page) text(s string) {
	for {
		before, rest, found := strings.Cut(s, "+")
		p.printer.text(before)
		if !found {
			return
		}
		p.raw("&#43;")
		s = rest
	}
}

func (p *page) attribute(name, value string) {
	p.raw(" ")
	p.raw(name)
	p.raw(`="`)
	p.text(value)
	p.raw(`"`)
}

// line is text between two tags, or nothing at all where there is no text.
func (p *page) line(open, text, end string) {
	if text != "" {
		p.raw(open)
		p.text(text)
		p.raw(end)
	}
}

// encoded is an address with everything percent-encoded that is not of ASCII or could end it somewhere.
func encoded(link string) string {
	for i := range len(link) {
		if !inAddress[link[i]] {
			return encode(link)
		}
	}
	return link
}

func encode(link string) string {
	var b []byte
	for i := range len(link) {
		c := link[i]
		if inAddress[c] || c == '%' && i+2 < len(link) && isHex(link[i+1]) && isHex(link[i+2]) {
			b = append(b, c)
			continue
		}
		b = append(b, '%', "0123456789abcdef"[c>>4], "0123456789abcdef"[c&15])
	}
	return string(b)
}

// inAddress are the bytes that stand for themselves in an address.
var inAddress = func() (t [256]bool) {
	for _, c := range []byte("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!#$&*+,/:;=?@[]") {
		t[c] = true
	}
	return t
}()

func isHex(c byte) bool { return c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'f' }
