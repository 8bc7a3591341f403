// Package search makes the index by which the pages of one edition are searched in the browser. It knows
// words and where they stand; it does not know what the pages are about.
package search

// Entry is one searchable place: a page, or a section of one.
type Entry struct {
	Path    string // "controls/hosting.html", below the root of the edition
	Anchor  string // id of the section's heading, "" for the page itself
	Title   string // of the page
	Heading string // of the section, "" for the page itself
	Summary string // one sentence shown with a result, of pages only
	Text    string // the words of the section, without the title and heading
}
