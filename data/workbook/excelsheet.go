//go:build !(js && wasm)

package workbook

import (
	"fmt"
	"strconv"
	"strings"

	"opframe/data/workbook/cells"
)

// sheetWriter puts the rows of a page, and what hangs on them, into its frame (ECMA-376 part 1, 18.3.1.99: the
// order of the elements is theirs).
type sheetWriter struct {
	b       []byte
	pg      page
	shell   *shell
	columns []string // by their letters
}

func (s *sheetWriter) write(a about, first bool) error {
	f, err := frameOf(s.pg, first)
	if err != nil {
		return err
	}
	s.b, s.columns = s.b[:0], s.columns[:0]
	for col := range s.pg.widths {
		s.columns = append(s.columns, column(col))
	}
	s.put(f.start, "A1:", cells.Ref(max(0, len(s.pg.lines)-1), max(0, len(s.pg.widths)-1)), f.views)
	for row := range s.pg.lines {
		if err := s.line(row, &s.pg.lines[row]); err != nil {
			return err
		}
	}
	s.put(f.locks)
	s.merged()
	s.colours()
	s.rules()
	s.links()
	s.put(f.paper)
	s.header(a)
	s.put(f.end)
	return nil
}

func (s *sheetWriter) put(all ...string) {
	for _, x := range all {
		s.b = append(s.b, x...)
	}
}

// say puts a text between tags or quotes.
func (s *sheetWriter) say(text string) { s.b = appendXML(s.b, text) }

func (s *sheetWriter) number(n int) { s.b = strconv.AppendInt(s.b, int64(n), 10) }

func (s *sheetWriter) line(row int, ln *line) error {
	s.put(`<row r="`)
	s.number(row + 1)
	switch {
	case s.pg.kind == listPage || s.pg.kind == markPage:
	case row == 0 && s.pg.marked():
		s.put(`" hidden="1`)
	default:
		s.put(`" customHeight="1" ht="`)
		s.b = strconv.AppendFloat(s.b, s.pg.height(ln), 'f', -1, 64)
	}
	s.put(`">`)
	for i := range ln.cells {
		c := &ln.cells[i]
		if err := s.cell(row, c); err != nil {
			return fmt.Errorf("%s: %w", cells.Ref(row, c.col), err)
		}
		for _, span := range ln.spans {
			// Each of merged cells gets the look, or the border would have gaps.
			for col := c.col + 1; span[0] == c.col && col <= span[1]; col++ {
				s.open(row, col, c.look)
				s.put("/>")
			}
		}
	}
	s.put("</row>")
	return nil
}

// open begins the tag of a cell.
func (s *sheetWriter) open(row, col int, k look) {
	s.put(`<c r="`, s.columns[col])
	s.number(row + 1)
	if k != noLook {
		s.put(`" s="`)
		s.number(s.shell.styles[k])
	}
	s.put(`"`)
}

func (s *sheetWriter) cell(row int, c *cell) error {
	if c.kind == blank && c.formula == "" && c.look == noLook {
		return nil
	}
	if n := utf16Len(c.text); len(c.text) > maxCell && n > maxCell {
		return fmt.Errorf("the text has %d characters and a cell holds %d: shorten it", n, maxCell)
	}
	s.open(row, c.col, c.look)
	switch {
	case c.formula != "":
		s.formula(c)
	case c.kind == isText:
		s.text(storable(c.text))
	case c.kind == isNumber:
		s.put("><v>", c.String(), "</v></c>")
	case c.kind == isDay:
		s.put("><v>")
		s.number(serial(c.day))
		s.put("</v></c>")
	default:
		s.put("/>")
	}
	return nil
}

func (s *sheetWriter) text(t string) {
	s.put(` t="inlineStr"><is><t`)
	if t != strings.Trim(t, " \t\r\n") {
		s.put(` xml:space="preserve"`)
	}
	s.put(">")
	s.say(t)
	s.put("</t></is></c>")
}

// formula writes the result as well: a file without results looks empty wherever nothing calculates, in a
// preview, in a browser, for a program that reads it.
func (s *sheetWriter) formula(c *cell) {
	if c.kind != isNumber {
		s.put(` t="str"`)
	}
	s.put("><f>")
	s.say(c.formula)
	s.put("</f><v>")
	s.say(c.String())
	s.put("</v></c>")
}

func (s *sheetWriter) merged() {
	s.group("mergeCells", func() {
		for row, ln := range s.pg.lines {
			for _, span := range ln.spans {
				if span[0] < span[1] {
					s.put(`<mergeCell ref="`, cells.Ref(row, span[0]), ":", cells.Ref(row, span[1]), `"/>`)
				}
			}
		}
	})
}

// group puts elements into one of their own, unless there are none.
func (s *sheetWriter) group(name string, elements func()) {
	before := len(s.b)
	s.put("<", name, ">")
	start := len(s.b)
	elements()
	if len(s.b) == start {
		s.b = s.b[:before]
		return
	}
	s.put("</", name, ">")
}

// colours show the status of a question by its word, and grey a line that is not asked.
func (s *sheetWriter) colours() {
	if s.pg.status == 0 {
		return
	}
	last := len(s.pg.lines) - 1
	status := cells.Ref(s.pg.first, s.pg.status) + ":" + cells.Ref(last, s.pg.status)
	where := cells.Ref(s.pg.first, 1) + ":" + cells.Ref(last, len(s.pg.widths)-1)
	for i, k := range colouring {
		s.put(`<conditionalFormatting sqref="`, where, `"><cfRule type="expression" dxfId="`)
		s.number(s.shell.coloured[i])
		s.put(`" priority="`)
		s.number(i + 1)
		s.put(`"><formula>`)
		s.say("$" + cells.Ref(s.pg.first, s.pg.status) + "=" + literal(marksOf[k].word))
		s.put(`</formula></cfRule></conditionalFormatting>`)
		where = status
	}
}

// links lead from a cell to another sheet.
func (s *sheetWriter) links() {
	s.group("hyperlinks", func() {
		for row, ln := range s.pg.lines {
			for i := range ln.cells {
				if c := &ln.cells[i]; c.link != "" {
					s.put(`<hyperlink ref="`, cells.Ref(row, c.col), `" location="`)
					s.say(quoted(c.link) + "!B1")
					s.put(`"/>`)
				}
			}
		}
	})
}

// header says on paper what the sheet is of.
func (s *sheetWriter) header(a about) {
	if s.pg.kind == listPage || s.pg.kind == markPage {
		return
	}
	s.put("<headerFooter><oddHeader>")
	s.say("&L" + printable(a.title) + "&R" + printable(s.pg.title))
	s.put("</oddHeader><oddFooter>")
	s.say("&L" + printable(a.footer) + "&RPage &P of &N")
	s.put("</oddFooter></headerFooter>")
}

// printable is a text in a header or footer, where & begins a code and 255 characters are the limit.
func printable(s string) string {
	if r := []rune(s); len(r) > 80 {
		s = string(r[:79]) + "…"
	}
	return strings.ReplaceAll(s, "&", "&&")
}
