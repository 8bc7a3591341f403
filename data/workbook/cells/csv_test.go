package cells

import (
	"strings"
	"testing"
	"unicode/utf16"
)

func TestReadCSV(t *testing.T) {
	cases := []struct {
		name, data string
		want       []string // as told, without the sheet
	}{
		{"commas", "a,b\n1,2\n", []string{"A1 a", "B1 b", "A2 1", "B2 2"}},
		{"semicolons", "a;b\r\n1,5;2,5\r\n", []string{"A1 a", "B1 b", "A2 1,5", "B2 2,5"}},
		{"semicolons, a comma in every text", "id;answer\nA1;yes, but\nA2;no, never\n", []string{"A1 id", "B1 answer", "A2 A1", "B2 yes, but", "A3 A2", "B3 no, never"}},
		{"commas, semicolons in some texts", "id,answer\nA1,a;b;c\nA2,d\n", []string{"A1 id", "B1 answer", "A2 A1", "B2 a;b;c", "A3 A2", "B3 d"}},
		{"tabs", "a\tb,c\n1\t2\n", []string{"A1 a", "B1 b,c", "A2 1", "B2 2"}},
		{"separators inside quotes", "a,\"x;y;z\nx;y\"\nb,\";;;\"\n", []string{"A1 a", "B1 x;y;z\nx;y", "A2 b", "B2 ;;;"}},
		{"declared separator", "SEP=;\r\na,b;c\r\n", []string{"A1 a,b", "B1 c"}},
		{"declared tab", "sep=\t\na,b\tc,d\n", []string{"A1 a,b", "B1 c,d"}},
		{"one column", "a\nb\n", []string{"A1 a", "A2 b"}},
		{"mark", "\uFEFFid,é\n", []string{"A1 id", "B1 é"}},
		{"mark and quotes", "\uFEFF\"id\",\"b\"\n", []string{"A1 id", "B1 b"}},
		{"quotes", "\"a \"\"b\"\"\",\"c,d\"\n", []string{`A1 a "b"`, "B1 c,d"}},
		{"empty fields", "a,,c\n,,\n,x,\n", []string{"A1 a", "C1 c", "B3 x"}},
		{"space kept", " a , b\n", []string{"A1  a ", "B1  b"}},
		{"empty lines count", "\n\na,b\n\r\n\nc,\"d\ne\"\n\nf,g", []string{"A3 a", "B3 b", "A6 c", "B6 d\ne", "A8 f", "B8 g"}},
		{"rows of unequal length", "a\nb,c,d\ne,f\n", []string{"A1 a", "A2 b", "B2 c", "C2 d", "A3 e", "B3 f"}},
		{"old Mac", "a,b\rc,d\r", []string{"A1 a", "B1 b", "A2 c", "B2 d"}},
		{"no line end", "a,b", []string{"A1 a", "B1 b"}},
		{"Windows-1252", "Stra\xDFe;\x80 5\nn\xE4chste;\x93ja\x94\n", []string{"A1 Straße", "B1 € 5", "A2 nächste", "B2 “ja”"}},
		{"UTF-16, little end", utf16Text("a\té😀\nb\tc\n", true), []string{"A1 a", "B1 é😀", "A2 b", "B2 c"}},
		{"UTF-16, big end", bigEnd("a;é😀\nb;c\n"), []string{"A1 a", "B1 é😀", "A2 b", "B2 c"}},
		{"looks like a zip file by two letters", "PKW,b\n", []string{"A1 PKW", "B1 b"}},
		{"looks like a formula", "=1+1,-2\n", []string{"A1 =1+1", "B1 -2"}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			b, err := Open("answers.xlsx", []byte(c.data))
			if err != nil {
				t.Fatalf("refused, and should be read: %v", err)
			}
			if b.Format != CSV || len(b.Sheets) != 1 || b.Sheets[0].Name != "" {
				t.Errorf("want the format csv and one sheet without a name, got %s and %+v", b.Format, b.Sheets)
			}
			var want strings.Builder
			for _, w := range c.want {
				place, text, _ := strings.Cut(w, " ")
				want.WriteString("!" + place + " text " + text + "\n")
			}
			if got := told(b); got != want.String() {
				t.Errorf("cells read\n%s\nwant\n%s", got, want.String())
			}
		})
	}
}

func TestRefuseCSV(t *testing.T) {
	cases := []struct{ name, data, why string }{
		{"quote inside", "a,b\nc,5\" d\n", `line 2: a " stands inside a text that has none around it`},
		{"quote not closed", "a,b\n\"c,d\ne,f\n", `line 2: a text that begins with " does not end with one`},
		{"text behind a quote", "a,b\n\"c\" x,d\n", `line 2: a text that begins with "`},
		{"control character", "a,b\nc,\x1b[2J\n", "line 2: the text holds a control character"},
		{"neither encoding", "a\n\x81,b\n", "line 2: the text is in an unknown encoding"},
		{"broken UTF-8 under a mark", "\uFEFFa\n\xE9,b\n", "line 2: the text is not valid UTF-8"},
		{"half a character of UTF-16", "\xFF\xFEa", "cut off in the middle"},
		{"half a pair of UTF-16", "\xFF\xFE\x3D\xD8", "half of a UTF-16 character"},
		{"wrong pair of UTF-16", "\xFF\xFE\x3D\xD8a\x00", "half of a UTF-16 character"},
		{"UTF-16 without a mark", "a\x00,\x00b\x00", "neither a workbook nor text"},
		{"only a mark", "\uFEFF", "there is no text in the file"},
		{"many columns", strings.Repeat(",", 20_000) + "\n", "more than the 16,384 columns"},
		{"many rows", strings.Repeat(",\n", 1_100_000), "more than the 1,048,576 rows"},
		{"long text", strings.Repeat("x", 40_000), "the cell A1 holds more than the 32,767 characters"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			b, err := Open("answers.csv", []byte(c.data))
			if err == nil {
				t.Fatalf("read, and should be refused:\n%s", told(b))
			}
			checkRefusal(t, err)
			if !strings.Contains(err.Error(), c.why) {
				t.Errorf("refused with\n%v\nwant a reason with\n%s", err, c.why)
			}
		})
	}
}

func bigEnd(s string) string {
	var b strings.Builder
	b.WriteString("\xFE\xFF")
	for _, u := range utf16.Encode([]rune(s)) {
		b.WriteByte(byte(u >> 8))
		b.WriteByte(byte(u))
	}
	return b.String()
}
