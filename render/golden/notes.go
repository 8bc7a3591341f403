package golden

import "regexp"

// Notes as a Markdown parser shows them: references, the beginning of a note, and the way back.
var (
	shownReference = regexp.MustCompile(`<a href="#fn:\d+" class="footnote-ref" role="doc-noteref">(\d+)</a>`)
	shownNote      = regexp.MustCompile(`<li id="fn:(\d+)">\n<p>`)
	shownBacklink  = regexp.MustCompile(`&#160;<a href="#fnref\d*:\d+" class="footnote-backref"[^>]*>[^<]*</a>`)
)

// Notes gives the notes of a page made of Markdown the numbers in brackets that our pages have.
func Notes(page []byte) []byte {
	page = shownReference.ReplaceAll(page, []byte(`[$1]`))
	page = shownNote.ReplaceAll(page, []byte(`<li><p>[$1] `))
	return shownBacklink.ReplaceAll(page, nil)
}
