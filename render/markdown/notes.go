package markdown

import (
	"strconv"
	"strings"

	"opframe/render/doc"
)

// Notes are footnotes as GitHub Flavored Markdown has them. A reader that does not know these shows
// their labels and their words as they stand here.
func (p *printer) Notes(b doc.Notes) {
	for _, n := range b.Items {
		text := string(p.prose(n.Text))
		if looksLikeAddress(text) {
			text += " " + reference(' ')
		}
		lines := strings.Split(noteLabel(n.N)+": "+text, "\n")
		for i, line := range lines[1:] {
			lines[i+1] = "    " + line
		}
		p.block([]byte(strings.Join(lines, "\n")))
	}
}

func noteLabel(n int) string { return "[^" + strconv.Itoa(n) + "]" }

// looksLikeAddress: behind a label and a colon, a line of one word, or of one and a title, says where
// links with that label lead and is not shown.
func looksLikeAddress(text string) bool {
	line, _, _ := strings.Cut(text, "\n")
	_, rest, _ := strings.Cut(line, " ")
	return rest == "" || strings.IndexByte("\"'(", rest[0]) >= 0
}

// note writes a reference to note n, without marks around it.
func (w *inline) note(n int) {
	w.change(marks{}, '[')
	if w.last() == '!' {
		w.out = append(w.out[:len(w.out)-1], `\!`...) // or it would be an image
	}
	w.raw(noteLabel(n))
	w.noted, w.encode = len(w.out), false
}

// afterNote: what follows a reference directly would make a link or a note of it.
func (w *inline) afterNote(c byte) bool {
	return w.noted > 0 && w.noted == len(w.out) && strings.IndexByte("([:", c) >= 0
}
