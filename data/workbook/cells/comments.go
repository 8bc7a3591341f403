package cells

import (
	"strconv"
	"strings"
)

// Comments with replies have parts of their own (MS-XLSX 2.1.17, 2.1.18); an old-style comment with
// an author tc={id} stands in for each, for programs that know no replies.
const (
	kindPerson = "http://schemas.microsoft.com/office/2017/10/relationships/person"
	kindThread = "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment"
	standIn    = "tc={"
)

// readComments reads the comments of a sheet.
func (i *inspector) readComments(part string, out *Sheet) error {
	x, err := i.open(part)
	if err != nil {
		return err
	}
	var authors []string
	for x.enter() {
		switch string(x.tag) {
		case "authors":
			for x.enter() {
				authors = append(authors, string(unescape(x.text(nil))))
				i.more(x)
			}
		case "commentList":
			for x.enter() {
				i.readComment(x, authors, out)
			}
		default:
			x.skip()
		}
	}
	return x.finish()
}

func (i *inspector) readComment(x *scanner, authors []string, out *Sheet) {
	c, ok := i.placed(x)
	if n, err := strconv.ParseUint(string(x.attr("authorId")), 10, 31); err == nil && int(n) < len(authors) {
		c.Author = authors[n]
	}
	var text []byte
	for x.enter() {
		if string(x.tag) == "text" {
			text = richText(x, text)
		} else {
			x.skip()
		}
	}
	if len(text) > 4*i.limits.TextRunes { // four bytes are the longest character
		x.exceeds("holds a comment of more than the %s characters allowed", thousands(i.limits.TextRunes))
		return
	}
	c.Text = string(unescape(text))
	if ok && !strings.HasPrefix(c.Author, standIn) && i.more(x) {
		out.Comments = append(out.Comments, c)
	}
}

// placed is a comment at the place that the open element names.
func (i *inspector) placed(x *scanner) (c Comment, ok bool) {
	ref := x.attr("ref")
	if c.Row, c.Col, ok = parseRef(ref, i.limits); !ok {
		x.fail("a comment has the address %s", shown(ref))
	}
	return c, ok
}

// readPersons reads the authors of comments with replies.
func (i *inspector) readPersons(part string) error {
	x, err := i.open(part)
	if err != nil {
		return err
	}
	for ; x.enter(); x.skip() {
		if x.at(threadSpace, "person") && i.more(x) {
			i.persons[string(x.attr("id"))] = string(x.attr("displayName"))
		}
	}
	return x.finish()
}

// readThreads reads the comments with replies of a sheet.
func (i *inspector) readThreads(part string, out *Sheet) error {
	x, err := i.open(part)
	if err != nil {
		return err
	}
	for x.enter() {
		if !x.at(threadSpace, "threadedComment") {
			x.skip()
			continue
		}
		c, ok := i.placed(x)
		c.Author = i.persons[string(x.attr("personId"))]
		for x.enter() {
			if x.at(threadSpace, "text") {
				c.Text = string(x.deepText(nil))
			} else {
				x.skip()
			}
		}
		if ok && i.more(x) {
			out.Comments = append(out.Comments, c)
		}
	}
	return x.finish()
}

// click is a link in a sheet before its address is looked up.
type click struct {
	part     string
	row, col int
	id       string // of the relationship that holds the address, "" where it lies in the file
	location string // a place in the file, or in the one at the address
}

// readClicks reads what clicks on cells open; a link on a range is told of its first cell.
func (s *sheet) readClicks(part string) {
	for x := s.x; x.enter(); x.skip() {
		if !s.inspect || string(x.tag) != "hyperlink" {
			continue
		}
		r, ok := parseRange(x.attr("ref"), s.limits)
		switch {
		case !ok:
			continue // it lies on no cell
		case len(s.clicks) >= s.limits.Facts:
			s.clicksLost = true
			continue
		}
		s.clicks = append(s.clicks, click{part, r.FirstRow, r.FirstCol, string(x.anyIn(refSpace, "id")), string(x.attr("location"))})
	}
}

func (c click) link(links relations) Link {
	target := links.byID[c.id].external
	if target == "" && c.id != "" {
		target = links.byID[c.id].target
	}
	if c.location != "" {
		target += "#" + c.location
	}
	return Link{c.row, c.col, target}
}
