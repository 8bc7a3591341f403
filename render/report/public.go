package report

import (
	"fmt"
	"io/fs"
	"slices"

	"opframe/data/audience"
	"opframe/data/framework"
	"opframe/data/view"
	"opframe/render/doc"
	"opframe/templates"
)

// Paths of the public edition that other pages lead to.
const (
	homePath       = "index.html"
	updatesPath    = "updates.html"
	frameworkPath  = "framework/index.html"
	issuesPath     = "framework/issues/index.html"
	packPath       = "information-pack.html"
	controlsPath   = "controls/index.html"
	apisPath       = "apis.html"
	questionsPath  = "questionnaire.html"
	changesPath    = "questionnaire-changes.html"
	consultPath    = "consultation/index.html"
	servicePath    = "service-model.html"
	productsPath   = "products.html"
	aboutPath      = "about/index.html"
	glossaryPath   = "about/glossary.html"
	accessiblePath = "about/accessibility.html"
	contactPath    = "about/contact.html"
	correctedPath  = "about/corrections.html"
	searchPath     = "search.html"
	checkPath      = "check/index.html"
)

// Download is a file offered beside a page. Size is in bytes.
type Download struct {
	Label, Kind, Path string
	Size              int64
}

// Text is "Questionnaire (XLSX, 54KB)".
func (d Download) Text() string {
	return fmt.Sprintf("%s (%s, %s)", d.Label, d.Kind, doc.FileSize(d.Size))
}

// PublicPages are the pages everybody may read, in the order of navigation, but for those of the
// consultation itself (ConsultationPages): these lead to them. Of texts it reads the corrections, which
// are shown whole. What a framework does not have, such as issues or a superseded edition, has no page.
// The error names a file of standing prose that cannot be read.
func PublicPages(v view.Public, c view.Consultation[audience.Public], chapters []Chapter, texts Texts, downloads []Download) ([]Page[audience.Public], error) {
	standing, err := readStanding()
	if err != nil {
		return nil, err
	}
	digest, err := v.Framework.Digest()
	if err != nil {
		return nil, err
	}
	p := &public{v: v, f: v.Framework, o: v.Occasion, c: c, forum: forumOf(c, texts), chapters: complete(v, chapters), texts: texts, downloads: downloads, standing: standing, digest: digest}
	var all []Page[audience.Public]
	for _, section := range []func() []Page[audience.Public]{
		p.homePages, p.frameworkPages, p.controlPages, p.apiPages, p.questionnairePages, p.servicePages, p.productPages, p.aboutPages,
	} {
		all = append(all, section()...)
	}
	return all, nil
}

// public is what the pages of the public edition are made of.
type public struct {
	v         view.Public
	f         *framework.Framework
	o         view.Occasion
	c         view.Consultation[audience.Public]
	forum     *forum
	chapters  []Chapter
	texts     Texts
	downloads []Download
	standing  map[string]Chapter
	digest    string // of the framework
}

// standingNames are the files of templates/prose, without .md.
var standingNames = []string{"about", "accessibility", "contact", "corrections", "framework", "home", "products",
	"questionnaire", "service-model"}

// readStanding reads the prose that is the same whatever the framework says, by name.
func readStanding() (map[string]Chapter, error) {
	all := map[string]Chapter{}
	for _, name := range standingNames {
		data, err := fs.ReadFile(templates.Prose(), name+".md")
		if err != nil {
			return nil, err
		}
		if all[name], err = authored("templates/prose/"+name+".md", data); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// page seals a document for the public.
func (p *public) page(title, path, parent string, d doc.Document) Page[audience.Public] {
	return Page[audience.Public]{Title: title, Path: path, Parent: parent, Document: seal(p.v.Reader, d)}
}

// document is the draft as a document of this occasion. Description is one sentence.
func (p *public) document(d *draft, title, subtitle, description string) doc.Document {
	return d.document(p.o, title, subtitle, p.v.Reader.Label(), description)
}

// spoken is an edition as people say it: "interim 1.0".
func spoken(f *framework.Framework) string { return f.ID + " " + f.Version }

// edition is "Interim assessment of digital service providers, version 1.0".
func edition(f *framework.Framework) string { return f.Title + ", version " + f.Version }

// chapter finds a chapter of the guidance by slug.
func (p *public) chapter(slug string) (Chapter, bool) {
	i := slices.IndexFunc(p.chapters, func(c Chapter) bool { return c.Slug == slug })
	if i < 0 {
		return Chapter{}, false
	}
	return p.chapters[i], true
}

// consulted: there is a consultation to lead to.
func (p *public) consulted() bool {
	return len(p.c.Groups)+len(p.c.Meetings)+len(p.c.Papers)+len(p.c.Actions) > 0
}

// way is a place to go with what is there, in a sentence.
type way struct{ title, path, what string }

// ways lists places with a sentence each.
func ways(all []way) doc.List {
	var l doc.List
	for _, w := range all {
		l.Items = append(l.Items, doc.Item{Text: []doc.Span{link(w.title, w.path), {Text: ": " + w.what}}})
	}
	return l
}
