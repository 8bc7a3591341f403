package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"golang.org/x/net/html"

	"opframe/data/date"
	"opframe/data/framework"
	"opframe/data/intake"
	"opframe/data/response"
	"opframe/data/workbook"
)

// hostileTexts are what somebody might write where a name, an answer or a title is asked.
var hostileTexts = []string{
	`<script>alert("ran")</script>`,
	`"><img src=x onerror=alert("ran")>`,
	`" onmouseover="alert('ran')" x="`,
	`</title></style></textarea><svg onload=alert("ran")>`,
	`javascript:alert("ran")`,
	`[click](javascript:alert("ran")) <http://x.example> ![x](http://x.example/x.png)`,
	"\u202egnp.exe\u202c right to left \u2067isolated\u2069",
	`{{.}} ${alert("ran")} %s %00 &lt;b&gt; &amp;#60; \u003cscript\u003e`,
	`=HYPERLINK("http://x.example","ran")`,
	"👩‍💻🔥🏴‍☠️ 𝔘𝔫𝔦𝔠𝔬𝔡𝔢 Ẑ̸̢a̵l̶g̷o",
	strings.Repeat("Wwwwwwwwww", 1000),
}

// hostileRound writes a round in which everything that anybody can write is hostile: names, answers,
// remarks, names of files and sheets, titles and items of the consultation.
func hostileRound(t *testing.T, dir string) {
	t.Helper()
	e, err := intake.Edition("interim@1.0")
	if err != nil {
		t.Fatal(err)
	}
	providers := [][]string{{"id", "name", "business number", "roles", "contact", "email", "tier", "tier reason", "tier by", "dedicated contact", "contact reason"}}
	products := [][]string{{"id", "provider", "name", "domain", "listed", "reviewer"}}
	staff := [][]string{{"name", "skills", "capacity", "contacts", "stand-in"}}
	enquiries := "id,received,provider,product,type,subject,channel,status,handler\n"
	members := [][]string{{"group", "name", "organisation", "role"}}
	for i, text := range hostileTexts {
		id, product := fmt.Sprintf("provider-%d", i), fmt.Sprintf("product-%d", i)
		providers = append(providers, []string{id, text, text, text, text, text, "T1", text, text, text, text})
		products = append(products, []string{product, id, text, text, "yes", text})
		staff = append(staff, []string{text, text, "3", "3", text})
		quoted := `"` + strings.ReplaceAll(text, `"`, `""`) + `"`
		enquiries += fmt.Sprintf("e-%d,2017-10-20,%s,%s,%s,%s,%s,open,%s\n", i, id, product, quoted, quoted, quoted, quoted)
		members = append(members, []string{"group", text, text, text})
		write(t, filepath.Join(dir, "responses", hostileName(text, i)+".xlsx"), hostileWorkbook(t, e, id, product, text, i))
	}
	var b bytes.Buffer
	err = workbook.WriteTables(&b, []workbook.TableSheet{{Name: "Providers", Rows: providers}, {Name: "Products", Rows: products},
		{Name: "Staff", Rows: staff}, {Name: "Members", Rows: members}}, date.Date{Year: 2017, Month: 10, Day: 1})
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, "register.xlsx"), b.Bytes())
	write(t, filepath.Join(dir, "round.yaml"), []byte("id: hostile\ntitle: 'Round <script>alert(\"ran\")</script>'\nas_of: 2017-10-31\nframework: interim@1.0\n"+
		"office: {name: 'The <b>office</b>', email: office@example.org}\nnotice: '</footer><script>alert(\"ran\")</script>'\n"))
	write(t, filepath.Join(dir, "enquiries.csv"), []byte(enquiries))
	hostilePapers(t, dir)
}

func hostilePapers(t *testing.T, dir string) {
	t.Helper()
	actions := "id,group,meeting,text,owner,due,status,answer,audience\n"
	quoted := func(s string) string { return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s) + `"` }
	cell := func(s string) string { return `"` + strings.ReplaceAll(s, `"`, `""`) + `"` }
	write(t, filepath.Join(dir, "papers", "group.md"), []byte("---\nkind: group\ntitle: Group\nstatus: open\ndate: 2016-01-01\naudience: public\nsummary: Purpose.\n---\nCharter.\n"))
	for i, text := range hostileTexts {
		write(t, filepath.Join(dir, "papers", fmt.Sprintf("meeting-%d.md", i)), []byte("---\nkind: meeting\ntitle: "+quoted(text)+"\ngroup: group\ndate: 2017-09-01\nmode: workshop\nstatus: held\nvenue: "+quoted(text)+"\nchair: "+quoted(text)+"\naudience: public\nsummary: "+quoted(text)+"\n---\n"))
		for _, kind := range []string{"update", "position", "minutes"} {
			front := "---\nkind: " + kind + "\ntitle: " + quoted(text) + "\ngroup: group\nmeeting: meeting-" + fmt.Sprint(i) + "\ndate: 2017-09-02\nstatus: final\nversion: " + quoted(text) + "\naudience: public\nsummary: " + quoted(text) + "\n---\n"
			write(t, filepath.Join(dir, "papers", fmt.Sprintf("%s-%d.md", kind, i)), []byte(front+"Words.\n"))
		}
		actions += fmt.Sprintf("a-%d,group,meeting-%d,%s,%s,2017-10-01,open,%s,public\n", i, i, cell(text), cell(text), cell(text))
	}
	write(t, filepath.Join(dir, "actions.csv"), []byte(actions))
}

// hostileName is as much of a text as a file may be called.
func hostileName(text string, i int) string {
	name := strings.NewReplacer("/", "∕", "\x00", "").Replace(text)
	for len(name) > 200 {
		name = name[:len(name)/2]
	}
	return fmt.Sprintf("%d %s", i, strings.ToValidUTF8(name, ""))
}

// hostileWorkbook answers every question, with the text wherever one can be typed, and carries it in the
// name of a sheet, in properties and comments.
func hostileWorkbook(t *testing.T, e workbook.Edition, provider, product, text string, i int) []byte {
	t.Helper()
	s := canarySubmission(newCanaries(), e.Framework, provider)
	s.CompletedBy.Text = text
	for id, a := range s.Answers {
		s.Answers[id] = hostileAnswer(e.Framework, id, a, text)
	}
	var b bytes.Buffer
	p := workbook.Prefill{ProviderID: provider, ProviderName: text, ProductID: product, ProductName: text, Last: &s}
	if err := workbook.WriteXLSX(&b, e.Framework, e.Layout, p); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(&b)
	if err != nil {
		t.Fatal(err)
	}
	sheet := strings.Map(func(r rune) rune {
		if strings.ContainsRune(`:\/?*[]`, r) || r > 0xFFFF {
			return -1
		}
		return r
	}, strings.Trim(text, "'"))
	if r := []rune(sheet); len(r) > 31 {
		sheet = string(r[:31])
	}
	if _, err := f.NewSheet(strings.Trim(sheet, "'")); err != nil {
		t.Fatal(err)
	}
	if err := f.SetDocProps(&excelize.DocProperties{Creator: text, Title: text}); err != nil {
		t.Fatal(err)
	}
	if err := f.AddComment("Start", excelize.Comment{Cell: "F9", Author: "x", Paragraph: []excelize.RichTextRun{{Text: text}}}); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func hostileAnswer(f *framework.Framework, id string, a response.Answer, text string) response.Answer {
	q, _ := f.Question(id)
	a.Comment.Text, a.Evidence.Text = text, text
	switch q.Kind {
	case framework.Text:
		a.Raw, a.Value.Text = text, text
	case framework.Rows:
		row := response.Row{Cells: map[string]response.Answer{}}
		table, _ := f.Table(q.Table)
		for _, c := range table.Columns {
			cell := a.Value.Rows[0].Cells[c.ID]
			if c.Kind == framework.Text {
				cell.Raw, cell.Value.Text = text, text
			}
			row.Cells[c.ID] = cell
		}
		a.Value.Rows = []response.Row{row}
	}
	return a
}

// Text that attacks the reader shows as itself in every edition: no element, attribute or address of a
// page is made of it. The same site is opened in a browser by the tests in site/e2e, for which it is left
// in the folder that OPFRAME_HOSTILE names.
func TestHostileTextShowsAsItself(t *testing.T) {
	root := os.Getenv("OPFRAME_HOSTILE")
	if root == "" {
		root = t.TempDir()
	}
	dir, out := filepath.Join(root, "round"), filepath.Join(root, "site")
	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
	hostileRound(t, dir)
	var said strings.Builder
	if code := run(context.Background(), []string{"build", dir, "-o", out}, io.Discard, &said); code != exitProblems && code != exitDone {
		t.Fatalf("build ends with exit code %d: %s", code, said.String())
	}
	shown := map[string]map[int]bool{}
	walk(t, out, func(name string, data []byte) {
		if !strings.HasSuffix(name, ".html") {
			return
		}
		page, err := html.Parse(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		text := inspectPage(t, name, page)
		edition := strings.Split(name, "/")[0]
		for i, want := range hostileTexts {
			if strings.Contains(text, want) {
				if shown[edition] == nil {
					shown[edition] = map[int]bool{}
				}
				shown[edition][i] = true
			}
		}
	})
	for _, edition := range []string{"public", "working-group", "providers", "office"} {
		for i, text := range hostileTexts {
			if !shown[edition][i] {
				t.Errorf("no page of the %s edition shows %.60q as itself", edition, text)
			}
		}
	}
}

// inspectPage holds that the page has no element or attribute that could run anything but its own scripts,
// and gives its text.
func inspectPage(t *testing.T, name string, n *html.Node) string {
	var text strings.Builder
	for d := range n.Descendants() {
		switch d.Type {
		case html.TextNode:
			text.WriteString(d.Data)
		case html.ElementNode:
			if slices.Contains([]string{"img", "iframe", "object", "embed", "style", "base"}, d.Data) {
				t.Errorf("%s has an element %s", name, d.Data)
			}
			if d.Data == "script" && d.FirstChild != nil {
				t.Errorf("%s has a script in the page", name)
			}
			inspectAttributes(t, name, d)
		}
	}
	return text.String()
}

func inspectAttributes(t *testing.T, name string, d *html.Node) {
	for _, a := range d.Attr {
		value := strings.ToLower(strings.TrimSpace(a.Val))
		switch {
		case strings.HasPrefix(a.Key, "on") || a.Key == "style" || a.Key == "srcdoc":
			t.Errorf("%s: %s has the attribute %s", name, d.Data, a.Key)
		case (a.Key == "href" || a.Key == "src" || a.Key == "action") && (strings.HasPrefix(value, "javascript:") || strings.HasPrefix(value, "data:")):
			t.Errorf("%s: %s leads to %s", name, d.Data, a.Val)
		}
	}
}
