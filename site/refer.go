package site

// Ref is a link of a page as it stands there.
type Ref struct{ Href, Text string }

// Mention is what a page refers to and can be referred to by.
type Mention struct {
	Anchors []string
	Links   []Ref
}

// Fault is something wrong with a page of the edition, found when all pages are there.
type Fault struct {
	Page, Href string
	What, Do   string
}
