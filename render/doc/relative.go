package doc

// Relative is a link of a document as Rebase puts it on the page that lies at the path page.
func Relative(link, page string) string { return rebased(link, page) }
