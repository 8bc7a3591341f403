package cells

import (
	"strings"
	"testing"
)

// FuzzPlainCells: cells that are read in one look are what they are token by token, the same faults included. With
// single quotes, which nothing writes, nothing is read in one look.
func FuzzPlainCells(f *testing.F) {
	for _, rows := range []string{
		`<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>45351.5</v></c><c r="C1" s="2"/><c r="D1" t="b" s="0"><v>1</v></c></row>`,
		`<row r="1"><c r="A1" t="s"><v>9</v></c></row>`, `<row r="1"><c r="B2" t="s"><v>0</v></c></row>`, `<row r="1"><c r="A1" t="x"><v>0</v></c></row>`,
		`<row r="1"><c r="A1"><v>1&#50;</v></c><c r="B1"><v></v></c><c r="C1"><v> 5 </v></c><c><v>6</v></c></row>`, `<row r="1"><c r="XFE1"/></row>`,
		`<row r="1"><c r="A1" r="A1"/></row>`, `<row r="1"><c r="A1" cm="1"><v>1</v></c><c r=""/></row>`, `<row r="1"><c r="A1"><v>1</v><f>B1</f></c></row>`,
		`<row r="1"><c r="A1"><v>1>2]]></v></c></row>`, `<row r="1"><c r="A1"  s="1"><v>1</v></c><c s="1" r="A1"><v>2</v></c></row>`, `<row r="1"><c r="A1"`,
		`<row r="1"><c r="A1" s="99"><v>1</v></c></row>`, `<row r="1"/><c r="A1"><v>1</v></c>`, `<c r="A1"><v>1</v></c>`,
	} {
		f.Add(rows)
	}
	f.Fuzz(func(t *testing.T, rows string) {
		if strings.Contains(rows, "'") {
			return
		}
		one, err := Open("f", withRows(t, rows))
		other, otherErr := Open("f", with(t, part{"xl/worksheets/sheet1.xml", strings.ReplaceAll(sheetPart(rows), `"`, "'")}))
		switch {
		case (err == nil) != (otherErr == nil):
			t.Errorf("%s: %v, token by token %v", rows, err, otherErr)
		case err != nil && unquoted.Replace(err.Error()) != unquoted.Replace(otherErr.Error()):
			t.Errorf("%s: %v, token by token %v", rows, err, otherErr)
		case err == nil && told(one) != told(other):
			t.Errorf("%s:\n%stoken by token\n%s", rows, told(one), told(other))
		}
	})
}

var unquoted = strings.NewReplacer(`"`, "", "'", "", `\`, "")

func TestPlainTexts(t *testing.T) {
	for _, c := range []struct{ items, want string }{
		{`<si><t>Yes</t></si>`, "Start!A1 text Yes\n"},
		{`<si><t xml:space="preserve"> a </t></si>`, "Start!A1 text  a \n"},
		{`<si><t>a_x0041_</t></si>`, "Start!A1 text aA\n"},
		{`<si><t>a &amp; b</t></si>`, "Start!A1 text a & b\n"},
		{`<si><t/></si><si><t>No</t></si>`, ""},
		{`<si><t></t></si><si><t>No</t></si>`, ""},
		{`<other><si><t>No</t></si></other><si><t>Yes</t></si>`, "Start!A1 text Yes\n"},
		{`<si><t>a</t><t>b</t></si>`, "Start!A1 text ab\n"},
		{`<si><t>a<!-- no --></t></si>`, "Start!A1 text a\n"},
	} {
		b, err := Open("f", withTexts(t, c.items))
		if err != nil {
			t.Errorf("%s: %v", c.items, err)
		} else if got := told(b); got != c.want {
			t.Errorf("%s is read %q, want %q", c.items, got, c.want)
		}
	}
	for _, items := range []string{`<si><t>a</t></si`, `<si><t>a`, `<si><t>]]></t></si>`, `<si><t>a</si></t>`, `<si><t>a & b</t></si>`} {
		if _, err := Open("f", withTexts(t, items)); err == nil {
			t.Errorf("%s is read", items)
		}
	}
}
