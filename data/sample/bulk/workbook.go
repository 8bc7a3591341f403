package bulk

import (
	"archive/zip"
	"bytes"
	"fmt"
	"html"
	"strings"
)

// remarks are what people write beside answers, in several languages and scripts.
var remarks = strings.Fields(`the team that runs the platform looks through it every quarter; exceptions stay in the register until they are closed —
staging follows in spring; le responsable de la sécurité tient la liste à jour; Nachweis liegt bei, Maßnahmen laufen bis zum Jahresende;
η διαδικασία ελέγχεται κάθε χρόνο; процесс описан и утверждён; costs ≈ €12 000 a year, target ≥ 99,9 %; see “Annex B” & the <draft> of R&D;
zgłoszenia obsługiwane całą dobę; område för förbättring; on call: service desk → duty manager within 4 hours`)

var said = []struct {
	share uint64 // of 100
	cells []string
}{
	{62, []string{"Yes", "yes ", "Y", "TRUE"}}, {12, []string{"No", "n", "FALSE"}}, {14, []string{"Partial", "In progress"}}, {8, []string{"N/A", "Not applicable"}}, {4, []string{"", "TBC"}},
}

// Workbook is the questionnaire as provider i filled it in. Another edit changes one answer; "" is none.
func Workbook(questions []Question, p Provider, edit string) ([]byte, error) {
	w := workbook{strings: map[string]int{}}
	w.sheet("Cover", [][]string{{"Field", "Value"}, {"Provider", p.Name}, {"Contact", "Zoë Müller <security@" + p.ID + ".example.org>"},
		{"Services", w.words(8+spread(p.ID)%12, p.ID, "services")}, {"Completed", "2025-0" + fmt.Sprint(1+spread(p.ID, "month")%9) + "-15"}})
	for _, section := range names(questions) {
		rows := [][]string{{"ID", "Question", "Answer", "Comment", "Evidence", "Reviewed"}}
		for i, q := range questions {
			if q.Section == section {
				rows = append(rows, w.answer(q, p, edit != "" && i == len(questions)/2, edit))
			}
		}
		w.sheet(section, rows)
	}
	return w.bytes()
}

// answer is a row; two in three are answered as they should be, as of most providers.
func (w *workbook) answer(q Question, p Provider, changed bool, edit string) []string {
	n := spread(p.ID, q.ID)
	row := []string{q.ID, q.Text, "", "", "", ""}
	for share, i := n%100, 0; i < len(said); i++ {
		if share < said[i].share {
			row[2] = said[i].cells[n>>8%uint64(len(said[i].cells))]
			break
		}
		share -= said[i].share
	}
	if n>>16%10 < 6 {
		row[3] = w.words(4+n>>24%34, p.ID, q.ID)
	}
	if n>>20%10 < 8 {
		row[4] = []string{fmt.Sprintf("ISMS-%03d.pdf, §%d", n>>30%60, n>>40%9), fmt.Sprintf("https://trust.example.org/%s/%d", p.ID, n>>30%900), fmt.Sprintf("Ticket OPS-%d", n>>30%9000)}[n>>12%3]
	}
	if n>>28%4 > 0 {
		row[5] = fmt.Sprintf("2024-%02d-%02d", 1+n>>32%12, 1+n>>36%28)
	}
	if changed {
		row[2], row[3] = "No", "Edited "+edit+": withdrawn."
	}
	return row
}

func (w *workbook) words(n uint64, on ...any) string {
	from := spread(on...) % uint64(len(remarks))
	var b strings.Builder
	for i := range n {
		b.WriteString(remarks[(from+i)%uint64(len(remarks))])
		b.WriteByte(' ')
	}
	return b.String()[:b.Len()-1]
}

// workbook is written plainly, since a round of thousands is made in one go and only values matter.
type workbook struct {
	strings map[string]int
	order   []string
	titles  []string
	sheets  []string
}

func (w *workbook) sheet(title string, rows [][]string) {
	var b strings.Builder
	b.WriteString(head + `<worksheet xmlns="` + main + `"><sheetData>`)
	for r, row := range rows {
		fmt.Fprintf(&b, `<row r="%d">`, r+1)
		for c, text := range row {
			if text == "" {
				continue
			}
			fmt.Fprintf(&b, `<c r="%c%d" t="s"><v>%d</v></c>`, 'A'+rune(c), r+1, w.shared(text))
		}
		b.WriteString("</row>")
	}
	b.WriteString("</sheetData></worksheet>")
	w.titles, w.sheets = append(w.titles, title), append(w.sheets, b.String())
}

func (w *workbook) shared(text string) int {
	i, ok := w.strings[text]
	if !ok {
		i = len(w.order)
		w.strings[text] = i
		w.order = append(w.order, text)
	}
	return i
}

const (
	head   = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	main   = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
	office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	parcel = "http://schemas.openxmlformats.org/package/2006/"
	kind   = "application/vnd.openxmlformats-officedocument.spreadsheetml."
)

func (w *workbook) bytes() ([]byte, error) {
	var types, sheets, links, texts strings.Builder
	for i, title := range w.titles {
		fmt.Fprintf(&types, `<Override PartName="/xl/worksheets/sheet%d.xml" ContentType="%sworksheet+xml"/>`, i+1, kind)
		fmt.Fprintf(&sheets, `<sheet name="%s" sheetId="%d" r:id="rId%d"/>`, html.EscapeString(title), i+1, i+1)
		fmt.Fprintf(&links, `<Relationship Id="rId%d" Type="%s/worksheet" Target="worksheets/sheet%d.xml"/>`, i+1, office, i+1)
	}
	for _, t := range w.order {
		texts.WriteString(`<si><t xml:space="preserve">` + html.EscapeString(t) + `</t></si>`)
	}
	n := len(w.titles) + 1
	var buf bytes.Buffer
	z := zip.NewWriter(&buf)
	put := func(name, content string) error {
		f, err := z.Create(name)
		if err == nil {
			_, err = f.Write([]byte(head + content))
		}
		return err
	}
	parts := [][2]string{
		{"[Content_Types].xml", `<Types xmlns="` + parcel + `content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>` +
			`<Override PartName="/xl/workbook.xml" ContentType="` + kind + `sheet.main+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="` + kind + `sharedStrings+xml"/>` + types.String() + `</Types>`},
		{"_rels/.rels", `<Relationships xmlns="` + parcel + `relationships"><Relationship Id="rId1" Type="` + office + `/officeDocument" Target="xl/workbook.xml"/></Relationships>`},
		{"xl/workbook.xml", `<workbook xmlns="` + main + `" xmlns:r="` + office + `"><sheets>` + sheets.String() + `</sheets></workbook>`},
		{"xl/_rels/workbook.xml.rels", fmt.Sprintf(`<Relationships xmlns="%srelationships">%s<Relationship Id="rId%d" Type="%s/sharedStrings" Target="sharedStrings.xml"/></Relationships>`, parcel, links.String(), n, office)},
		{"xl/sharedStrings.xml", `<sst xmlns="` + main + `">` + texts.String() + `</sst>`},
	}
	for i, s := range w.sheets {
		parts = append(parts, [2]string{fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1), strings.TrimPrefix(s, head)})
	}
	for _, p := range parts {
		if err := put(p[0], p[1]); err != nil {
			return nil, err
		}
	}
	err := z.Close()
	return buf.Bytes(), err
}
