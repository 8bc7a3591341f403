//go:build linux

package cells

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// What one file may cost at most, of 20 MB and less. Memory is measured in a process of its own, since
// memory once taken is not given back. Time is that of the processor where it is less than that of the
// clock: a machine that is busy with other work is slow, and no fault of the file. The 5 seconds by the
// clock that a program allows are kept by Limits.Stop (TestStop).
const (
	mostTime   = 5 * time.Second
	mostMemory = 512 << 20
)

// inChild names the index of the files that a child is to read.
const inChild = "OPFRAME_READ_FILES"

// reading is what a child says of a file.
type reading struct {
	Refused    string        // the whole message; "" for a file that was read
	Told       string        // its cells, if they are few
	Cells      int           // how many there are
	Unreadable []string      // of its facts
	Time       time.Duration // of Open or Inspect
}

// report is what a child says of all its files.
type report struct {
	ByName map[string]reading
	Memory int64 // the most it ever had, in bytes
}

// TestHostile: every hostile and odd file gives what it should, within the bounds. The light ones share
// one child; those made to be heavy have one each.
func TestHostile(t *testing.T) {
	if os.Getenv(inChild) != "" {
		readInChild(t)
		return
	}
	t.Run("light", testLight)
	if testing.Short() {
		return
	}
	for _, h := range heavies(t) {
		t.Run(h.name, func(t *testing.T) {
			t.Parallel()
			data := h.data()
			said := inAnotherProcess(t, map[string][]byte{h.name: data})
			r := said.ByName[h.name]
			checkMemory(t, said)
			checkReading(t, h.name, r, h.want)
			t.Logf("%d bytes, %d ms, %d MB: %s", len(data), r.Time.Milliseconds(), said.Memory>>20, outcome(r))
		})
	}
}

func testLight(t *testing.T) {
	wants, files := map[string]string{}, map[string][]byte{}
	for _, c := range append(refusals(t), refusalsODS(t)...) {
		wants["refused/"+c.name], files["refused/"+c.name] = c.why, c.data
	}
	for _, c := range append(readables(t), readableODS(t)...) {
		wants["read/"+c.name], files["read/"+c.name] = c.want, c.data
	}
	said := inAnotherProcess(t, files)
	checkMemory(t, said)
	for name, want := range wants {
		checkReading(t, name, said.ByName[name], want)
	}
	t.Logf("%d files, %d MB", len(files), said.Memory>>20)
}

func outcome(r reading) string {
	if r.Refused != "" {
		return r.Refused
	}
	return fmt.Sprintf("%d cells %s", r.Cells, strings.Join(r.Unreadable, "; "))
}

func checkMemory(t *testing.T, said report) {
	t.Helper()
	if said.Memory > mostMemory {
		t.Errorf("%d bytes of memory, want at most %d", said.Memory, mostMemory)
	}
}

// checkReading compares with words of the refusal, with "N cells" and words of what is unreadable, or
// with the cells themselves.
func checkReading(t *testing.T, name string, r reading, want string) {
	t.Helper()
	if r.Time > mostTime {
		t.Errorf("%s: it took %v to read, want at most %v", name, r.Time, mostTime)
	}
	count, unreadable, _ := strings.Cut(want, ": ")
	switch {
	case r.Refused != "" && (want == "" || !strings.Contains(r.Refused, want)):
		t.Errorf("%s: refused with\n%s\nwant %q", name, r.Refused, want)
	case r.Refused == "" && r.Told != want && fmt.Sprintf("%d cells", r.Cells) != count:
		t.Errorf("%s: it reads %d cells\n%s\nwant %q", name, r.Cells, r.Told, want)
	case r.Refused == "" && strings.HasSuffix(count, " cells") && (len(r.Unreadable) > 0) != (unreadable != ""),
		!strings.Contains(strings.Join(r.Unreadable, "\n"), unreadable) && strings.HasSuffix(count, " cells"):
		t.Errorf("%s: its facts are unreadable for %q, want %q", name, r.Unreadable, unreadable)
	}
}

// inAnotherProcess has files read by a child.
func inAnotherProcess(t *testing.T, files map[string][]byte) (said report) {
	t.Helper()
	dir := t.TempDir()
	paths := map[string]string{}
	for name, data := range files {
		paths[name] = filepath.Join(dir, fmt.Sprint(len(paths)))
		check(t, os.WriteFile(paths[name], data, 0o600))
	}
	list, err := json.Marshal(paths)
	check(t, err)
	index := filepath.Join(dir, "index")
	check(t, os.WriteFile(index, list, 0o600))
	child := exec.Command(os.Args[0], "-test.run=^TestHostile$", "-test.count=1")
	child.Env = append(os.Environ(), inChild+"="+index)
	if out, err := child.CombinedOutput(); err != nil {
		t.Fatalf("the child failed: %v\n%s", err, out)
	}
	data, err := os.ReadFile(index + ".read")
	check(t, err)
	check(t, json.Unmarshal(data, &said))
	return said
}

// readInChild reads the files named in the index. Several are opened and inspected, which must say the
// same; a single one is inspected, which takes the longer.
func readInChild(t *testing.T) {
	index := os.Getenv(inChild)
	list, err := os.ReadFile(index)
	check(t, err)
	var paths map[string]string
	check(t, json.Unmarshal(list, &paths))
	all := report{ByName: map[string]reading{}}
	for name, path := range paths {
		data, err := os.ReadFile(path)
		check(t, err)
		r := timed(t, Inspect, data)
		if len(paths) > 1 {
			o := timed(t, Open, data)
			if o.Refused != r.Refused || o.Told != r.Told || o.Cells != r.Cells {
				t.Errorf("%s: Open says %+v, Inspect %+v", name, o, r)
			}
		}
		all.ByName[name] = r
	}
	all.Memory = mostResident(t)
	out, err := json.Marshal(all)
	check(t, err)
	check(t, os.WriteFile(index+".read", out, 0o600))
}

func timed(t *testing.T, read func(string, []byte) (*Book, error), data []byte) (r reading) {
	t.Helper()
	start, startBusy := time.Now(), processorTime(t)
	b, err := read("northwind", data)
	r.Time = min(time.Since(start), processorTime(t)-startBusy)
	if err != nil {
		var refusal *Refusal
		if !errors.As(err, &refusal) {
			t.Errorf("not a refusal: %v", err)
		}
		r.Refused = err.Error()
		return r
	}
	for _, s := range b.Sheets {
		r.Cells += len(s.Cells)
	}
	if r.Cells < 100 {
		r.Told = told(b)
	}
	r.Unreadable = b.Facts.Unreadable
	return r
}

func processorTime(t *testing.T) time.Duration {
	t.Helper()
	var u syscall.Rusage
	check(t, syscall.Getrusage(syscall.RUSAGE_SELF, &u))
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// mostResident is the most memory this process ever had. What the parent counts of a child is no use:
// a child begins as a copy of the parent, with all its memory.
func mostResident(t *testing.T) int64 {
	t.Helper()
	status, err := os.ReadFile("/proc/self/status")
	check(t, err)
	_, after, found := strings.Cut(string(status), "VmHWM:")
	var kilobytes int64
	if n, err := fmt.Sscan(after, &kilobytes); !found || n != 1 {
		t.Fatalf("the process does not tell its memory: %v", err)
	}
	return kilobytes << 10
}

// heavy is a file made to take much time or memory, and words of its refusal or "N cells".
type heavy struct {
	name string
	data func() []byte
	want string
}

// heavies are built one after the other, the largest from pieces that pack well enough to be sent and
// badly enough not to be refused for it.
func heavies(t *testing.T) []heavy {
	t.Helper()
	sheet1 := func(rows string) []byte { return with(t, part{"xl/worksheets/sheet1.xml", sheetPart(rows)}) }
	content := func(rows string) []byte { return odsRows(t, rows) }
	cell := `<c><v>1</v></c>`
	numbered := func(n int, format string) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, format, i)
		}
		return b.String()
	}
	return []heavy{
		{"2 million cells", func() []byte { return sheet1(strings.Repeat("<row>"+strings.Repeat(cell, 1000)+"</row>", 2000)) }, "more than the 500,000 filled cells"},
		{"half a million cells", func() []byte {
			return sheet1(strings.Repeat("<row>"+strings.Repeat(`<c s="1"><v>45351</v></c>`, 1000)+"</row>", 500))
		}, "500000 cells"},
		{"half a million different cells", func() []byte {
			return sheet1("<row>" + strings.ReplaceAll(numbered(500_000, `<c t="inlineStr"><is><t>text %d</t></is></c>;`), ";", "</row><row>") + "</row>")
		}, "500000 cells"},
		{"half a million cells far apart", func() []byte { return sheet1(numbered(500_000, `<row r="%[1]d2"><c r="XFD%[1]d2"><v>1</v></c></row>`)) }, "a row has the number 1048582"},
		{"a million empty rows, hidden", func() []byte { return sheet1(strings.Repeat(`<row hidden="1"/><row/>`, 524_288)) }, "0 cells"},
		{"a million rows out of order, hidden", func() []byte {
			return sheet1(strings.Repeat(`<row r="3" hidden="1"/><row r="1" hidden="1"/>`, 600_000))
		}, "hides more than the 1,048,576 rows"},
		{"65,536 merged ranges, all columns wide", func() []byte {
			return with(t, part{"xl/worksheets/sheet1.xml", strings.Replace(sheetPart(""), "</sheetData>", "</sheetData><mergeCells>"+numbered(65_536, `<mergeCell ref="A1%[1]d:XFD1%[1]d"/>`)+"</mergeCells>", 1)})
		}, "0 cells"},
		{"too many merged ranges", func() []byte {
			return with(t, part{"xl/worksheets/sheet1.xml", strings.Replace(sheetPart(""), "</sheetData>", "</sheetData><mergeCells>"+numbered(65_537, `<mergeCell ref="A1%[1]d:B1%[1]d"/>`)+"</mergeCells>", 1)})
		}, "more than the 65,536 merged ranges"},
		{"zip bomb, one part", func() []byte { return sheet1(strings.Repeat(" ", 60<<20)) }, "unpacks to more than 400 times its size"},
		{"zip bomb, many parts", func() []byte { return packed(t, append(parts(), bombs(2)...)...) }, "its parts unpack to more than the 100,663,296 bytes allowed"},
		{"zip bomb inside a zip", func() []byte {
			return packed(t, part{"inner.zip", string(packed(t, part{"bomb", strings.Repeat("\x00", 60<<20)}))})
		}, "this is a zip archive, not a workbook. Unpack it"},
		{"zip bomb inside a workbook", func() []byte {
			return with(t, part{"xl/embeddings/o.xlsx", string(packed(t, part{"bomb", strings.Repeat("\x00", 60<<20)}))})
		}, "1 cells"},
		{"zip bomb that shares its bytes", func() []byte { return overlapping(t) }, "share bytes"},
		{"65,535 parts", func() []byte { return packed(t, append(parts(), manyParts(65_000)...)...) }, "packed from 65,008 parts, more than the 2,000"},
		{"20 MB of comments", func() []byte { return sheet1(mixed(20<<20, "<!--%d-->")) }, "0 cells"},
		{"8 MB of instructions", func() []byte { return sheet1(mixed(8<<20, "<?a%d?>")) }, "0 cells"},
		{"20 MB of unknown elements", func() []byte { return sheet1(mixed(20<<20, "<a%[1]d></a%[1]d>")) }, "0 cells"},
		{"a row 0 before 8 MB of them", func() []byte { return sheet1(mixed(8<<20, "<row r=\"%d\"/>")) }, "a row has the number 0"},
		{"20 MB of namespaces", func() []byte { return sheet1(mixed(20<<20, `<a xmlns:p%[1]d="urn:%[1]d"/>`)) }, "0 cells"},
		{"64 MB of attributes", func() []byte {
			return sheet1(mixed(60<<20, "<a"+strings.ReplaceAll(manyAttributes(120), `""`, `"%[1]d"`)+"/>"))
		}, "0 cells"},
		{"20 MB of entities in a text", func() []byte {
			return sheet1("<row><c t=\"inlineStr\"><is><t>" + mixed(20<<20, "&#65;%d") + "</t></is></c></row>")
		}, "more than the 32,767 characters allowed in the cell A1"},
		{"32 MB of text outside ASCII", func() []byte {
			return with(t, part{"xl/sharedStrings.xml", stringsPart(mixed(32<<20, "<si><t>é課%d</t></si>"))})
		}, "more than the 1,000,000 texts"},
		{"8 MB of one number", func() []byte { return sheet1("<row><c><v>" + mixed(8<<20, "%d") + "</v></c></row>") }, "where a number should be"},
		{"8 MB of one name", func() []byte {
			return with(t, part{"xl/workbook.xml", workbookPart(`<sheet name="` + mixed(8<<20, "%d") + `" r:id="rId1"/>`)})
		}, "a name of more than the 1,000 characters"},
		{"a million texts", func() []byte {
			return with(t, part{"xl/sharedStrings.xml", stringsPart(numbered(1_000_000, "<si><t>text %d</t></si>"))})
		}, "1 cells"},
		{"60 MB of texts and half a million cells", func() []byte {
			return with(t, part{"xl/sharedStrings.xml", stringsPart(mixed(60<<20, "<si><t>"+strings.Repeat("0123456789", 9)+"%d</t></si>"))},
				part{"xl/worksheets/sheet1.xml", sheetPart(strings.ReplaceAll("<row>"+numbered(500_000, `<c t="s"><v>%d</v></c>;`)+"</row>", ";", "</row><row>"))})
		}, "500000 cells"},
		{"one long text in every cell", func() []byte {
			return with(t, part{"xl/sharedStrings.xml", stringsPart("<si><t>" + strings.Repeat("0123456789abcdef", 2000) + "</t></si>")}, part{"xl/worksheets/sheet1.xml", sheetPart("<row>" + strings.Repeat(`<c t="s"><v>0</v></c>`, 3000) + "</row>")})
		}, "67,108,864 bytes allowed together"},
		{"a format that repeats each text", func() []byte {
			return with(t, part{"xl/styles.xml", styled(strings.Repeat("@", 500))}, part{"xl/worksheets/sheet1.xml", sheetPart("<row>" + strings.Repeat(`<c t="inlineStr"><is><t>0123456789</t></is></c>`, 10_000) + "</row>")})
		}, "10000 cells: to show all cells takes more"},
		{"long formats for every cell", func() []byte {
			return with(t, part{"xl/styles.xml", styled(strings.Repeat("0", 500))}, part{"xl/worksheets/sheet1.xml", sheetPart(strings.Repeat("<row>"+strings.Repeat(cell, 1000)+"</row>", 500))})
		}, "500000 cells: to show all cells takes more"},
		{"20,000 formats of 900 letters", func() []byte { return with(t, part{"xl/styles.xml", manyStyles(20_000)}) }, "1 cells"},
		{"a format of 8 MB", func() []byte { return with(t, part{"xl/styles.xml", styled(mixed(8<<20, "0.%d"))}) }, "1 cells"},
		{"65,000 comments, names, links and properties", func() []byte { return muchBeside(t, 60_000) }, "1 cells: brings the facts about the file to more than the 65,536"},
		{"2,000 links to one large part", func() []byte {
			var links strings.Builder
			for i := range 2000 {
				links.WriteString(link(fmt.Sprint("k", i), "comments", "../comments1.xml"))
			}
			return changedIn(t, changedIn(t, carrying(t), part{"xl/worksheets/_rels/sheet1.xml.rels", relationshipPart(links.String())}),
				part{"xl/comments1.xml", `<comments xmlns="` + mainURI + `">` + mixed(30<<20, "<a%[1]d></a%[1]d>") + `</comments>`})
		}, "1 cells: the part xl/comments1.xml is linked to more than once"},
		{"a property of 8 MB", func() []byte { return withProperty(t, mixed(8<<20, "%d")) }, "1 cells: docProps/core.xml holds a text of more than the 32,767 characters"},
		{"ods: 2 million cells in one", func() []byte {
			return content(`<table:table-row table:number-rows-repeated="2000"><table:table-cell table:number-columns-repeated="1000" office:value-type="float" office:value="1"/></table:table-row>`)
		}, "more than the 500,000 filled cells"},
		{"ods: half a million cells in one", func() []byte {
			return content(`<table:table-row table:number-rows-repeated="500"><table:table-cell table:number-columns-repeated="1000" office:value-type="string"><text:p>x</text:p></table:table-cell></table:table-row>`)
		}, "500000 cells"},
		{"ods: half a million different cells", func() []byte {
			return content(strings.ReplaceAll("<table:table-row>"+numbered(500_000, `<table:table-cell office:value-type="string"><text:p>text %d</text:p></table:table-cell>;`)+"</table:table-row>", ";", "</table:table-row><table:table-row>"))
		}, "500000 cells"},
		{"ods: endless empty rows", func() []byte {
			return content(strings.Repeat(`<table:table-row table:number-rows-repeated="1000000000"><table:table-cell table:number-columns-repeated="1000000000"/></table:table-row>`, 50_000))
		}, "0 cells"},
		{"ods: 20 MB of spans", func() []byte { return content(odsCells(mixed(20<<20, "<text:span>%d</text:span>"))) }, "more than the 32,767 characters"},
		{"ods: 60 MB of empty spans", func() []byte { return content(odsCells(mixed(60<<20, `<text:span text:n="%d"/>`))) }, "0 cells"},
		{"ods: 12 MB of remarks", func() []byte {
			return content(odsCells(`<table:table-cell>` + mixed(12<<20, "<office:annotation><text:p>%d</text:p></office:annotation>") + `</table:table-cell>`))
		}, "0 cells: more than the 65,536 comments, links and other facts"},
		{"ods: many hidden rows", func() []byte {
			return content(mixed(16<<20, `<table:table-row table:visibility="collapse"/><table:table-row n="%d"/>`))
		}, "0 cells"},
		{"csv: half a million cells", func() []byte { return []byte(numbered(250_000, "text %[1]d,answer %[1]d of many\n")) }, "500000 cells"},
		{"20 MB of commas", func() []byte { return bytes.Repeat([]byte(","), 20<<20) }, "more than the 16,384 columns"},
		{"20 MB of empty lines", func() []byte { return bytes.Repeat([]byte("\n"), 20<<20) }, "there is no text in the file"},
		{"20 MB of rows", func() []byte { return bytes.Repeat([]byte("a\n"), 10<<20) }, "more than the 1,048,576 rows"},
		{"20 MB of quotes", func() []byte { return bytes.Repeat([]byte(`"`), 20<<20) }, "the cell A1 holds more than the 32,767 characters"},
		{"20 MB in one text", func() []byte { return append([]byte("a,b\n"), bytes.Repeat([]byte("x"), 20<<20-4)...) }, "more than the 32,767 characters"},
		{"20 MB of UTF-16", func() []byte {
			return append([]byte("\xFF\xFE"), bytes.Repeat([]byte("a\x00,\x00b\x00\n\x00"), 2<<20)...)
		}, "more than the 1,048,576 rows"},
		{"20 MB of Windows-1252", func() []byte { return bytes.Repeat([]byte("\xE9;\xE8\n"), 5<<20) }, "more than the 1,048,576 rows"},
		{"20 MB of nothing known", func() []byte { return bytes.Repeat([]byte("\x00\x01"), 10<<20) }, "neither a workbook nor text"},
		{"20 MB of parts without a list", func() []byte { return bytes.Repeat([]byte("PK\x03\x04"), 5<<20) }, "cut off or damaged"},
		{"20 MB of ends", func() []byte {
			return bytes.Repeat([]byte("PK\x05\x06\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"), 20<<20/22)
		}, "cut off or damaged"},
		{"20 MB of an old container", func() []byte { return append(ole("Root Entry"), make([]byte, 20<<20-1024)...) }, "old Office program"},
		{"more than 20 MB", func() []byte { return make([]byte, 20<<20+1) }, "the file has 20,971,521 bytes, more than the 20,971,520 allowed"},
	}
}

// mixed repeats a piece with a number in it up to a size. The numbers of a megabyte all differ, so that
// it packs about ten to one and not a thousand.
func mixed(size int, format string) string {
	var b strings.Builder
	for i := 0; b.Len() < 1<<20; i++ {
		fmt.Fprintf(&b, format, i*7919%100_003)
	}
	return strings.Repeat(b.String(), size/b.Len())
}

// bombs are parts of 50 MB each, nearly all blanks.
func bombs(n int) (all []part) {
	text := mixed(3<<20, "<c><v>%d</v></c>") + strings.Repeat(" ", 48<<20)
	for i := range n {
		all = append(all, part{fmt.Sprintf("xl/media/%d.png", i), text})
	}
	return all
}

func manyParts(n int) (all []part) {
	for i := range n {
		all = append(all, part{fmt.Sprintf("a%d", i), ""})
	}
	return all
}

// styled has one style, the default one, with this format.
func styled(code string) string {
	return xmlHead + `<styleSheet xmlns="` + mainURI + `"><numFmts><numFmt numFmtId="164" formatCode="` + code + `"/></numFmts><cellXfs><xf numFmtId="164"/></cellXfs></styleSheet>`
}

func manyStyles(n int) string {
	var formats, styles strings.Builder
	for i := range n {
		fmt.Fprintf(&formats, `<numFmt numFmtId="%d" formatCode="%s%d"/>`, 164+i, strings.Repeat("0-", 450), i)
		fmt.Fprintf(&styles, `<xf numFmtId="%d"/>`, 164+i)
	}
	return xmlHead + `<styleSheet xmlns="` + mainURI + `"><numFmts>` + formats.String() + `</numFmts><cellXfs>` + styles.String() + `</cellXfs></styleSheet>`
}

// muchBeside is a workbook of one cell with as many facts of several kinds.
func muchBeside(t *testing.T, n int) []byte {
	t.Helper()
	repeat := func(format string) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, format, i)
		}
		return b.String()
	}
	data := changedIn(t, carrying(t), part{"xl/comments1.xml", `<comments xmlns="` + mainURI + `"><commentList>` + repeat(`<comment ref="A1%d"><text><t>remark</t></text></comment>`) + `</commentList></comments>`})
	data = changedIn(t, data, part{"docProps/custom.xml", xmlHead + `<Properties xmlns="urn:own">` + repeat(`<property name="p%d"><v>x</v></property>`) + `</Properties>`})
	sheet := strings.Replace(sheetPart(`<row><c><v>1</v></c></row>`), "</sheetData>", `</sheetData><hyperlinks>`+repeat(`<hyperlink ref="A1%d" location="x"/>`)+`</hyperlinks>`, 1)
	data = changedIn(t, data, part{"xl/worksheets/sheet1.xml", sheet})
	names := strings.Replace(parts()[2].text, "</sheets>", `</sheets><definedNames>`+repeat(`<definedName name="n%d">A1</definedName>`)+`</definedNames>`, 1)
	return changedIn(t, data, part{"xl/workbook.xml", names})
}

func withProperty(t *testing.T, text string) []byte {
	t.Helper()
	return changedIn(t, carrying(t), part{"docProps/core.xml", xmlHead + `<p xmlns="urn:p"><creator>` + text + `</creator></p>`})
}
