package sample

import (
	"errors"
	"io/fs"
	"slices"

	"opframe/data/frameworks"
	"opframe/data/workbook"
	"opframe/data/yamlfile"
)

// load reads and checks every file of the data.
func load(dir fs.FS) (*data, error) {
	d := &data{}
	if err := d.read(dir); err != nil {
		return nil, err
	}
	if err := d.findEditions(); err != nil {
		return nil, err
	}
	return d, errors.Join(d.faults()...)
}

// round is one of the two rounds, with the folder it is written to.
type round struct {
	settings
	dir     string
	base    string // the folder of the round before, below this one
	replies []reply
	reviews []reviewed
}

func (d *data) rounds() []round {
	const before = "previous"
	return []round{
		{settings: d.reg.Round, base: before, replies: d.replies, reviews: d.reviews},
		{settings: d.reg.Previous, dir: before, replies: d.previous},
	}
}

// read decodes every file; responses-*.yaml hold the replies of the round.
func (d *data) read(dir fs.FS) error {
	if err := decode(dir, "register.yaml", &d.reg); err != nil {
		return err
	}
	if err := decode(dir, "profiles.yaml", &d.prof); err != nil {
		return err
	}
	names, err := fs.Glob(dir, "responses-*.yaml")
	if err != nil {
		return err
	}
	for _, name := range names {
		var r replyData
		if err := decode(dir, name, &r); err != nil {
			return err
		}
		d.replies = append(d.replies, r.Replies...)
	}
	var reviews reviewData
	if err := decode(dir, "reviews.yaml", &reviews); err != nil {
		return err
	}
	d.reviews = reviews.Reviews
	var before replyData
	if err := decode(dir, "previous.yaml", &before); err != nil {
		return err
	}
	d.previous = before.Replies
	text, err := fs.ReadFile(dir, "round.tmpl")
	if err != nil {
		return err
	}
	d.template = string(text)
	return d.readPapers(dir)
}

// readPapers takes the papers and the lists of actions and enquiries as they are.
func (d *data) readPapers(dir fs.FS) error {
	names, err := fs.Glob(dir, "papers/*.md")
	if err != nil {
		return err
	}
	d.papers = map[string][]byte{}
	for _, name := range append(names, "actions.csv", "enquiries.csv") {
		if d.papers[name], err = fs.ReadFile(dir, name); err != nil {
			return err
		}
	}
	return nil
}

func decode(dir fs.FS, name string, into any) error {
	text, err := fs.ReadFile(dir, name)
	if err != nil {
		return err
	}
	return yamlfile.Decode("data/sample/"+name, text, into)
}

// findEditions loads the frameworks of the two rounds.
func (d *data) findEditions() error {
	d.editions = map[string]workbook.Edition{}
	for _, r := range d.rounds() {
		f, err := frameworks.Find(r.Framework)
		if err != nil {
			return yamlfile.Fault{At: r.At, What: err.Error()}
		}
		l, err := workbook.LoadLayout(f)
		if err != nil {
			return err
		}
		d.editions[r.Framework] = workbook.Edition{Framework: f, Layout: l}
	}
	return nil
}

func (d *data) product(id string) (product, bool) {
	i := slices.IndexFunc(d.reg.Products, func(p product) bool { return p.ID == id })
	if i < 0 {
		return product{}, false
	}
	return d.reg.Products[i], true
}

func (d *data) provider(id string) (provider, bool) {
	i := slices.IndexFunc(d.reg.Providers, func(p provider) bool { return p.ID == id })
	if i < 0 {
		return provider{}, false
	}
	return d.reg.Providers[i], true
}

// chain is a profile with those it is like, the most general first. A circle ends where it closes.
func (d *data) chain(id string) []profile {
	var all []profile
	for id != "" && len(all) <= len(d.prof.Profiles) {
		i := slices.IndexFunc(d.prof.Profiles, func(p profile) bool { return p.ID == id })
		if i < 0 {
			break
		}
		all = append(all, d.prof.Profiles[i])
		id = d.prof.Profiles[i].Like
	}
	slices.Reverse(all)
	return all
}

// edition is the edition a reply answers in its round.
func (d *data) edition(r round, x reply) workbook.Edition {
	if x.Framework != "" {
		return d.editions[x.Framework]
	}
	return d.editions[r.Framework]
}
