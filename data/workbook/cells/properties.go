package cells

// The kinds of links from the package to what a program wrote about the file.
const (
	kindCore = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
	kindApp  = "extended-properties"
	kindOwn  = "custom-properties"
)

// readProperties reads who made the file, when and with what.
func (i *inspector) readProperties() error {
	links, err := i.pack.relations("")
	if err != nil {
		return err
	}
	f := i.facts
	i.eachPart(links, kindCore, i.properties(map[string]*string{"creator": &f.Creator,
		"lastModifiedBy": &f.LastModifiedBy, "created": &f.Created, "modified": &f.Modified}))
	i.eachPart(links, kindApp, i.properties(map[string]*string{"Company": &f.Company, "Application": &f.Application}))
	i.eachPart(links, kindOwn, i.readOwn)
	return nil
}

// properties reads a part of which each element is one property.
func (i *inspector) properties(wanted map[string]*string) func(part string) error {
	return func(part string) error {
		x, err := i.open(part)
		if err != nil {
			return err
		}
		for x.enter() {
			if to := wanted[string(x.local)]; to != nil {
				*to = string(unescape(x.deepText(nil)))
			} else {
				x.skip()
			}
		}
		return x.finish()
	}
}

// readOwn reads the properties that people or programs added.
func (i *inspector) readOwn(part string) error {
	x, err := i.open(part)
	if err != nil {
		return err
	}
	for x.enter() {
		p := Property{Name: string(x.attr("name"))}
		p.Value = string(unescape(x.deepText(nil)))
		if i.more(x) {
			i.facts.CustomProperties = append(i.facts.CustomProperties, p)
		}
	}
	return x.finish()
}
