//go:build !(js && wasm)

package workbook

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"sync"

	"github.com/xuri/excelize/v2"

	"opframe/data/deflate"
)

// shell is what all workbooks with a number of sheets have in common.
type shell struct {
	parts    []part
	styles   [plainLook + 1]int // by look
	coloured []int              // styles of the marks that colour a line, in the order of colouring
}

// What a shell leaves open.
const (
	holeTitle   = "~title~"
	holeSubject = "~subject~"
	holeDay     = "0001-01-01"
)

func titleOfHole(i int) string { return fmt.Sprintf("~%d~", i) }

// holeSheet is where the title of a sheet stands, and behind it whether that is hidden.
func holeSheet(i int) string { return `name="` + titleOfHole(i) + `"` }

// holeNames is what the names stand before that a workbook gives to ranges.
const holeNames = "<calcPr "

// divided are the pieces of a text between its holes: every other one is a hole.
func divided(text string, holes []string) []string {
	var pieces []string
	for {
		at, hole := len(text), ""
		for _, h := range holes {
			if i := strings.Index(text, h); i >= 0 && i < at {
				at, hole = i, h
			}
		}
		pieces = append(pieces, text[:at])
		if hole == "" {
			return pieces
		}
		pieces, text = append(pieces, hole), text[at+len(hole):]
	}
}

// frame is a sheet without rows, divided where something is put in: its size, the rows, what hangs on them, and
// the header and footer.
type frame struct{ start, views, locks, paper, end string }

// The library takes longer to write an empty workbook than we to fill it in.
var (
	shells = kept[*shell]{all: map[string]*shell{}}
	frames = kept[frame]{all: map[string]frame{}}
)

// kept are things that were made, each once; when there are many it starts again.
type kept[T any] struct {
	sync.Mutex
	all map[string]T
}

func (k *kept[T]) get(key string, make func() (T, error)) (T, error) {
	k.Lock()
	defer k.Unlock()
	x, ok := k.all[key]
	if ok {
		return x, nil
	}
	x, err := make()
	if err != nil {
		return x, err
	}
	if len(k.all) >= 100 {
		clear(k.all)
	}
	k.all[key] = x
	return x, nil
}

// shellOf is the shell of workbooks with n sheets.
func shellOf(n int) (*shell, error) {
	return shells.get(fmt.Sprint(n), func() (*shell, error) { return newShell(n) })
}

// newShell has the library write a workbook of n empty sheets.
func newShell(n int) (s *shell, err error) {
	p := newPrinter()
	defer func() { err = errors.Join(err, p.x.Close()) }()
	if err := p.properties(about{title: holeTitle, subject: holeSubject}, holeDay); err != nil {
		return nil, err
	}
	titles := make([]string, n)
	for i := range titles {
		titles[i] = titleOfHole(i)
	}
	s = &shell{}
	if err := errors.Join(p.sheets(titles), p.looks(s)); err != nil {
		return nil, err
	}
	if s.parts, err = p.written(); err != nil {
		return nil, err
	}
	holes := []string{holeTitle, holeSubject, holeDay, holeNames}
	for i := range n {
		holes = append(holes, holeSheet(i))
	}
	for i := range s.parts {
		x := &s.parts[i]
		switch {
		case strings.HasPrefix(x.name, sheetPart):
			if _, err := fmt.Sscanf(x.name, sheetPart+"%d.xml", &x.sheet); err != nil {
				return nil, err
			}
		case x.name == "xl/workbook.xml" || x.name == "docProps/core.xml":
			x.pieces = divided(x.text, holes)
		default:
			x.pack(new(deflate.Deflater), []byte(x.text))
			x.packed = bytes.Clone(x.packed) // of its size, for it is kept
		}
		x.text = ""
	}
	return s, nil
}

const sheetPart = "xl/worksheets/sheet"

// frameOf is the frame of a page. First is that of the sheet a workbook opens with.
func frameOf(pg page, first bool) (frame, error) {
	key := strconv.AppendBool(make([]byte, 0, 128), first)
	for _, n := range []int{int(pg.kind), pg.header, pg.first} {
		key = strconv.AppendInt(append(key, ' '), int64(n), 10)
	}
	for _, w := range pg.widths {
		key = strconv.AppendFloat(append(key, ' '), w, 'g', -1, 64)
	}
	return frames.get(string(append(append(key, ' '), pg.title...)), func() (frame, error) { return newFrame(pg, first) })
}

func newFrame(pg page, first bool) (f frame, err error) {
	p := newPrinter()
	defer func() { err = errors.Join(err, p.x.Close()) }()
	titles, name := []string{pg.title}, sheetPart+"1.xml"
	if !first {
		titles, name = []string{titleOfHole(0), pg.title}, sheetPart+"2.xml"
	}
	if err := errors.Join(p.sheets(titles), p.widths(pg), p.x.SetSheetDimension(pg.title, "A1")); err != nil {
		return frame{}, err
	}
	if pg.kind != listPage && pg.kind != markPage {
		if err := errors.Join(p.protect(pg), p.view(pg), p.paper(pg)); err != nil {
			return frame{}, err
		}
	}
	parts, err := p.written()
	for _, x := range parts {
		if x.name == name {
			return framed(x.text)
		}
	}
	return frame{}, errors.Join(err, errNoFrame)
}

var errNoFrame = errors.New("the library wrote a sheet that is none")

// framed divides a sheet that has no rows.
func framed(text string) (f frame, err error) {
	var ok [4]bool
	f.start, text, ok[0] = strings.Cut(text, `<dimension ref="`)
	_, text, ok[1] = strings.Cut(text, `"`)
	f.views, text, ok[2] = strings.Cut(text, "<sheetData>")
	f.paper, f.end, ok[3] = strings.Cut(text, "</worksheet>")
	if ok != [4]bool{true, true, true, true} {
		return f, errNoFrame
	}
	f.start, f.views, f.end = f.start+`<dimension ref="`, `"`+f.views+"<sheetData>", "</worksheet>"+f.end
	const locks = "</sheetProtection>"
	if before, after, ok := strings.Cut(f.paper, locks); ok {
		f.locks, f.paper = before+locks, after
	} else {
		f.locks, f.paper = "</sheetData>", strings.TrimPrefix(f.paper, "</sheetData>")
	}
	return f, nil
}

// printer has the library write.
type printer struct{ x *excelize.File }

func newPrinter() printer { return printer{excelize.NewFile()} }

func (p printer) properties(a about, day string) error {
	when := day + "T00:00:00Z"
	return errors.Join(
		p.x.SetDefaultFont(fontName),
		p.x.SetDocProps(&excelize.DocProperties{Title: a.title, Subject: a.subject, Creator: "opframe",
			LastModifiedBy: "opframe", Language: "en-AU", Created: when, Modified: when}),
		p.x.SetAppProps(&excelize.AppProperties{Application: "opframe"}),
	)
}

func (p printer) sheets(titles []string) error {
	for i, title := range titles {
		if i == 0 {
			if err := p.x.SetSheetName("Sheet1", title); err != nil {
				return err
			}
		} else if _, err := p.x.NewSheet(title); err != nil {
			return err
		}
	}
	p.x.SetActiveSheet(0)
	return nil
}

// looks makes the styles of all looks.
func (p printer) looks(s *shell) error {
	for k := noLook + 1; k <= plainLook; k++ {
		id, err := p.x.NewStyle(styleOf(k))
		if err != nil {
			return err
		}
		s.styles[k] = id
	}
	for _, k := range colouring {
		id, err := p.x.NewConditionalStyle(colourOf(k))
		if err != nil {
			return err
		}
		s.coloured = append(s.coloured, id)
	}
	return nil
}

// written are the parts that the library writes.
func (p printer) written() ([]part, error) {
	var k keeper
	p.x.SetZipWriter(func(io.Writer) excelize.ZipWriter { return &k })
	if err := p.x.Write(io.Discard); err != nil {
		return nil, err
	}
	var parts []part
	for i, name := range k.names {
		parts = append(parts, part{name: name, text: k.texts[i].String()})
	}
	return parts, nil
}

// keeper keeps the parts in place of the archive the library writes to.
type keeper struct {
	excelize.ZipWriter
	names []string
	texts []*bytes.Buffer
}

func (k *keeper) Create(name string) (io.Writer, error) {
	k.names, k.texts = append(k.names, name), append(k.texts, &bytes.Buffer{})
	return k.texts[len(k.texts)-1], nil
}

func (k *keeper) Close() error { return nil }
