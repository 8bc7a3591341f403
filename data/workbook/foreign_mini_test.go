package workbook

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"opframe/data/framework"
	"opframe/data/response"
)

// A questionnaire with ids that are numbers, one that cannot be an id, and a table.
const miniYAML = `
id: mini
version: "1"
title: "Mini: a questionnaire / of somebody else, with a long title"
kind: questionnaire
published: 2017-08-31
summary: Small.
dimensions: [{id: all, title: "Everything: of it/them, and a title too long for a sheet", intent: Everything.}]
context: [{id: S1, dimension: all, text: "Where?", kind: table, table: sites, optional: true}]
controls:
  - id: one
    title: One
    dimension: all
    intent: One.
    weight: 1
    effort: 1
    questions:
      - {id: "2.1", text: "First?", kind: yes-no}
      - {id: "2.10", text: "Tenth?", kind: yes-no}
      - {id: "3", text: "Third?", kind: choice, options: [{id: "yes", label: "Yes"}, {id: part, label: In part}]}
      - {id: 4-a, text: "And what?", kind: text, optional: true}
tables: [{id: sites, title: Sites, columns: [{id: town, title: Town, kind: text}, {id: land, title: Land, kind: text}]}]
history: [{version: "1", date: 2017-08-31, text: First.}]
`

const miniLayout = `
foreign:
  says: ["Mini 1"]
  sheets:
    - title: Answers
      header: 2
      columns:
        - {name: id, title: "No."}
        - {name: question, title: Question}
        - {name: answer, title: Given, also: [Answer]}
        - {name: comment, title: Words}
        - {name: evidence, title: Proof}
      skip: ["Part *"]
      end: ["Thank you*"]
    - {title: Sites, table: sites}
  ignore: ["Notes*"]
  ids: {4-a: ["4 (a)", "4(a)"]}
  unanswered: ["?"]
words:
  "yes": [ja, "1"]
  part: [teils]
`

func mini(t testing.TB, layout string) Edition {
	t.Helper()
	e, err := miniEdition(layout)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func miniEdition(layout string) (Edition, error) {
	f, err := framework.Load("mini@1", fstest.MapFS{"framework.yaml": {Data: []byte(miniYAML)}, "workbook.yaml": {Data: []byte(layout)}})
	if err != nil {
		return Edition{}, err
	}
	l, err := LoadLayout(f)
	return Edition{f, l}, err
}

// said is what was read, as "id=answer" with the cell.
func said(s response.Submission) string {
	var all []string
	for _, id := range sortedKeys(s.Answers) {
		a := s.Answers[id]
		what := strings.Join(a.Value.Options, ",") + a.Value.Text
		if !a.Understood {
			what = "?" + a.Raw
		}
		for _, r := range a.Value.Rows {
			what += "{" + r.Cells["town"].Raw + "/" + r.Cells["land"].Raw + "}"
		}
		all = append(all, fmt.Sprintf("%s=%s@%s", id, what, a.Cell.Ref))
	}
	return strings.Join(all, " ")
}

func TestForeignLayoutsOfOtherShapes(t *testing.T) {
	cases := []struct {
		name, layout, csv string
		want              string
		problems          []string
	}{
		{"two rows of titles", "", "Mini 1\nNo.,Question,Reply\n,,Given,Words,Proof\n2.1,First?,ja,a,b\n2.10,,nein\n3,Third?,teils\n4 (a),,text\n",
			"2.1=yes@C4 2.10=?nein@C5 3=part@C6 4-a=text@C7", []string{"a.csv The sheet \"Sites\"", `a.csv!C5 2.10: "nein" is not one of`}},
		{"titles again over other columns", "", "Mini 1\nNo.,Given\n2.1,1\n\nPart 2,,,\n,Words,Given,No.\n,w,no,2.10\n,,?,3\n",
			"2.1=yes@B3 2.10=no@C7", []string{"Sites", `4-a of "Everything: of it/them, and a title too long for a sheet" was not found`, `a.csv!A2 The column "Proof" was not found`}},
		{"two rows of titles, one between them empty", "", "Mini 1\nNo.,Question\n\n,,Given,Words,Proof\n2.1,,yes\n2.10,,no\n3,,yes\n4 (a),,x\n",
			"2.1=yes@C5 2.10=no@C6 3=yes@C7 4-a=x@C8", []string{"Sites"}},
		{"a comment that is a title", "", "Mini 1\nNo.,Question,Given,Comment\n2.1,Question,yes,Words,Proof\n2.10,,no\n3,,yes\n4(a),,x\n",
			"2.1=yes@C3 2.10=no@C4 3=yes@C5 4-a=x@C6", []string{"Sites", `a.csv!A2 The column "Words"`, `a.csv!A2 The column "Proof"`, `a.csv!D3 Column D ("Comment") does not belong`, `a.csv!E3 Column E`}},
		{"few of its questions", "", "No.,Given,Words,Proof\n3,yes\n", "3=yes@B2",
			[]string{"The file does not say which questionnaire it is. It was read as mini@1, because 1 of its ids stand in it.", "Sites", "2.1, 2.10 and 4-a"}},
		{"notes below", "", "Mini 1\nNo.,Given,Words,Proof\n2.1,yes\n2.10,no\n3,ja\n4(a),x\nThank you all\n2.1,no\n,orphan\n",
			"2.1=yes@B3 2.10=no@B4 3=yes@B5 4-a=x@B6", []string{"Sites"}},
		{"a last zero lost", "", "Mini 1\nNo.,Given,Words,Proof\n2.1,yes\n3,ja\n2.1,no\n4 (a),x\n", "3=yes@B4 4-a=x@B6",
			[]string{"Sites", "The questions 2.1 and 2.10", `a.csv!A5 The id 2.1 stands in A3 and again here, and 2.10 nowhere: one of them may have lost its last zeros.`}},
		{"an answer without an id below others", "", "Mini 1\nNo.,Given,Words,Proof\n2.1,yes\n,and this\n2.10,yes\n3,yes\n4 (a),\n", "2.1=yes@B3 2.10=yes@B5 3=yes@B6",
			[]string{"Sites", `a.csv!B4 "and this" stands in a row without the id`}},
		{"only letters", "foreign: {sheets: [{columns: [{name: id, letter: C}, {name: answer, letter: \"A:B\"}]}, {title: Sites, table: sites}]}",
			"Title in A\nyes,,2.1\n,no,2.10\n,,9.9\nno,yes,3\n,,4-a\n", "2.1=yes@A2 2.10=no@B3 3=?no@A5",
			[]string{"Sites", "a.csv!C4 No question of mini@1 is called 9.9", `a.csv!A5 3: "no" is not`, `a.csv!B5 "yes" stands in the answer of 3 beside "no"`}},
		{"a table alone", "", "Town,Land\nOslo,Norway\nRiga,\n", "", []string{"This is no questionnaire that is known here"}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			layout := c.layout
			if layout == "" {
				layout = miniLayout
			}
			got := read(t, []Edition{mini(t, layout)}, File{"a.csv", []byte(c.csv)})
			if said(got) != c.want {
				t.Errorf("read %s\nwant %s", said(got), c.want)
			}
			var all []string
			for _, p := range got.Problems {
				all = append(all, strings.TrimSuffix(p.Cell.File+"!"+p.Cell.Ref, "!")+" "+p.What)
			}
			if len(all) != len(c.problems) {
				t.Fatalf("%d problems, want %d:\n%s", len(all), len(c.problems), strings.Join(all, "\n"))
			}
			for i, want := range c.problems {
				if !strings.Contains(all[i], want) {
					t.Errorf("problem %d is\n%s\nand should say\n%s", i, all[i], want)
				}
			}
		})
	}
}

// The value of a label stands in the column of answers, however far that is from the label, and next to
// the label where there are no answers.
func TestForeignFields(t *testing.T) {
	const layout = `foreign:
  sheets:
    - {columns: [{name: id, letter: A}, {name: question, letter: B}, {name: comment, letter: C}, {name: answer, letter: D}], skip: [GNRL*]}
    - {title: Sites, table: sites}
  ignore: [Notes]
  fields:
    - {name: product_name, title: Name of the product}
    - {name: provider_name, sheet: Cover, cell: B2}
    - {name: provider_name, sheet: Answers, title: Vendor}
    - {name: completed_by, sheet: Cover, title: Who, column: D}
    - {name: completed, sheet: Cover, title: When}
    - {name: provider_id, title: Number}
`
	f := newForeign(t, "Notes", "Cover", "Answers")
	f.row("Notes", 1, "Name of the product", "is what you sell.")
	f.row("Cover", 3, "Who", "Name, position", nil, "Ann")
	f.row("Cover", 4, "When", nil, "2020-01-02")
	f.merge("Cover", "A4", "B4")
	f.row("Answers", 2, "GNRL-1", "Name of the product", "as sold", "Ledger")
	f.row("Answers", 3, "GNRL-2", "Vendor", "in full", "Northwind")
	f.row("Answers", 4, "2.1", nil, nil, "yes")
	f.row("Answers", 5, "2.10", nil, nil, "yes")
	f.row("Answers", 6, "3", nil, nil, "yes")
	f.row("Answers", 7, "4-a", nil, nil, "x")
	s := read(t, []Edition{mini(t, layout)}, File{"a.xlsx", f.bytes()})
	got := []string{s.ProductName.Text, s.ProductName.Cell.InSheet(), s.ProviderName.Text, s.ProviderName.Cell.InSheet(), s.CompletedBy.Text, s.CompletedBy.Cell.InSheet(),
		s.Completed.String(), s.CompletedAt.InSheet()}
	if want := []string{"Ledger", "Answers!D2", "Northwind", "Answers!D3", "Ann", "Cover!D3", "2020-01-02", "Cover!C4"}; !slices.Equal(got, want) {
		t.Errorf("the fields say %q, want %q", got, want)
	}
	expectProblems(t, s.Problems, []string{`a.xlsx Nothing in the file is called Number.`, `a.xlsx The sheet "Sites"`})
}

func TestForeignTables(t *testing.T) {
	layout := strings.Replace(miniLayout, "{title: Sites, table", "{title: Sites, end: [Total], table", 1)
	f := newForeign(t, "Sites", "Answers")
	f.row("Sites", 2, "Where it runs")
	f.row("Sites", 3, "TOWN", "Land")
	f.row("Sites", 4, "Oslo", "Norway")
	f.row("Sites", 5, "Bergen")
	f.merge("Sites", "B4", "B5")
	f.row("Sites", 6, "Riga")
	f.row("Sites", 7, "Total", 3)
	f.row("Sites", 8, "Prague")
	f.row("Answers", 1, "No.", "Question", "Answer", "Words", "Proof")
	f.row("Answers", 2, "2.1", nil, "yes")
	f.row("Answers", 3, "2.10", nil, "no")
	f.row("Answers", 4, "3", nil, "yes")
	f.row("Answers", 5, "4(a)")
	got := read(t, []Edition{mini(t, layout)}, File{"a.xlsx", f.bytes()})
	expectProblems(t, got.Problems, nil)
	if want := "2.1=yes@C2 2.10=no@C3 3=yes@C4 S1={Oslo/Norway}{Bergen/Norway}{Riga/}@A4"; said(got) != want {
		t.Errorf("read %s\nwant %s", said(got), want)
	}
}

func TestNumbersThatAreIDs(t *testing.T) {
	for _, c := range []struct {
		id   any
		want string   // what was read
		told []string // parts of problems
	}{
		{"2.10", "2.10=yes@B3", nil},
		{2.10, "", []string{`The id "2.1" is stored as a number, so it can be 2.1 or 2.10. The row was not read.`}},
		{3, "3=yes@B3", nil},
		{3.0, "3=yes@B3", nil},
		{"3.0", "", []string{"No question of mini@1 is called 3.0"}},
		{day2017().Time(), "", []string{`The date "2017-03-01" stands in place of an id`}},
	} {
		f := newForeign(t, "Answers")
		f.row("Answers", 1, "Mini 1")
		f.row("Answers", 2, "No.", "Given")
		f.row("Answers", 3, c.id, "yes")
		f.row("Answers", 4, "4-a", "words")
		got := read(t, []Edition{mini(t, miniLayout)}, File{"a.xlsx", f.bytes()})
		if want := strings.TrimSpace(c.want + " 4-a=words@B4"); said(got) != want {
			t.Errorf("%v in the column of ids: read %s, want %s", c.id, said(got), want)
		}
		var told []string
		for _, p := range got.Problems {
			if p.Cell.Ref == "A3" {
				told = append(told, p.What)
			}
		}
		if len(told) != len(c.told) || len(told) > 0 && !strings.Contains(told[0], c.told[0]) {
			t.Errorf("%v in the column of ids: told %q, want %q", c.id, told, c.told)
		}
	}
}

// Sheets of numbers are no questionnaire only because a question has the id 3.
func TestNumbersElsewhereAreNoIDs(t *testing.T) {
	got := read(t, []Edition{mini(t, miniLayout)}, File{"sales.csv", []byte("month,sum\nMay,3\nJune,2.1\n")})
	expectProblems(t, got.Problems, []string{"sales.csv This is no questionnaire that is known here"})
}

func TestTwoForeignEditionsWithTheSameIDs(t *testing.T) {
	one := mini(t, miniLayout)
	two := mini(t, strings.Replace(miniLayout, "Mini 1", "Mini 2", 1))
	two.Framework.Version = "2"
	body := "\nNo.,Given\n2.1,yes\n2.10,yes\n3,yes\n4 (a),x\n"
	for text, want := range map[string]string{"Mini 1": "mini@1", " MINI  2": "mini@2", "Mini 3": "mini@1"} {
		got := read(t, []Edition{one, two}, File{"a.csv", []byte(text + body)})
		warned := slices.ContainsFunc(got.Problems, func(p response.Problem) bool { return strings.Contains(p.What, "as many ids of mini@2 stand in it") })
		if got.Framework != want || warned != (text == "Mini 3") {
			t.Errorf("a file that says %q was read as %s, warned %t", text, got.Framework, warned)
		}
	}
}

func TestForeignLayoutFaults(t *testing.T) {
	tests := []struct{ name, old, new, want string }{
		{"sound", "", "", ""},
		{"unknown key", "ignore:", "ignored:", `unknown key "ignored"`},
		{"no sheet", miniLayout[strings.Index(miniLayout, "  sheets:"):strings.Index(miniLayout, "  ignore:")], "", "foreign: a sheet is missing"},
		{"a pattern for everything", `says: ["Mini 1"]`, `says: ["**"]`, `says: "**" describes every text or none`},
		{"nothing to ignore", `["Notes*"]`, `[""]`, `ignore: "" describes every text or none`},
		{"no end", `["Thank you*"]`, `["*"]`, `end: "*" describes`},
		{"a sheet ignored", `["Notes*"]`, `["Ans*"]`, `"Answers" is among those to ignore`},
		{"a sheet twice", "title: Sites, table", "title: answers, table", `"answers" names another sheet already`},
		{"no title but others", "- title: Answers", "- also: [Answers]", "it has other titles and none of its own"},
		{"too many rows of titles", "header: 2", "header: 9", "a header fills 1 to 4 rows"},
		{"unknown table", "table: sites", "table: sights", `has no table "sights"`},
		{"table without a sheet", "    - {title: Sites, table: sites}\n", "", "table sites has 0 sheets"},
		{"table as a list", "table: sites}", "table: sites, list: true}", "a table has its own columns"},
		{"list and reference", "header: 2", "list: true\n      reference: true", "either a list or a reference"},
		{"unknown column", "name: evidence", "name: evidense", "there are id, question, answer"},
		{"column twice", "name: evidence", "name: id", "column id stands here twice"},
		{"answer twice", "name: evidence", "name: answer", "column answer stands here twice"},
		{"title twice", "title: Words", "title: GIVEN", `another column is titled "given"`},
		{"no id", "        - {name: id, title: \"No.\"}\n", "", "column id is missing"},
		{"no answer", "        - {name: answer, title: Given, also: [Answer]}\n", "", "column answer is missing"},
		{"neither title nor letter", "{name: answer, title: Given, also: [Answer]}", "{name: answer}", "a title or a letter is missing"},
		{"other titles without one", "title: Given, also", "letter: C, also", "it has other titles and none of its own"},
		{"no letter", "title: Words", "letter: 7", `"7" is no column`},
		{"letters the wrong way", "title: Words", `letter: "E:C"`, `"E:C" is no column`},
		{"letters that overlap", "title: Words}\n        - {name: evidence, title: Proof}", "letter: \"C:E\"}\n        - {name: evidence, letter: D}", "columns comment and evidence overlap"},
		{"titles that make no header", "{name: id, title: \"No.\"}\n        - {name: question, title: Question}\n        - {name: answer, title: Given, also: [Answer]}",
			"{name: id, letter: A}\n        - {name: answer, letter: B}", ""},
		{"suffix of a comment", "name: comment, title", "name: comment, suffix: .x, title", "only an answer has a suffix"},
		{"suffix of nothing", "{name: evidence, title", "{name: answer, suffix: .x, title", `no question is called as another with ".x" behind it`},
		{"field unknown", "  unanswered:", "  fields: [{name: due, title: Due}]\n  unanswered:", "there are provider_id"},
		{"field nowhere", "  unanswered:", "  fields: [{name: product_name}]\n  unanswered:", "either a cell or the title"},
		{"field without its sheet", "  unanswered:", "  fields: [{name: product_name, cell: B4}]\n  unanswered:", "needs its sheet"},
		{"field in no cell", "  unanswered:", "  fields: [{name: product_name, sheet: A, cell: 4B}]\n  unanswered:", "a cell is written C4"},
		{"field in no column", "  unanswered:", "  fields: [{name: product_name, title: A, column: 3}]\n  unanswered:", `"3" is no column`},
		{"id of nothing", "ids: {4-a", "ids: {5-a", `has no question "5-a"`},
		{"id of another", `["4 (a)", "4(a)"]`, `["2.1"]`, `4-a cannot be written "2.1"`},
		{"id empty", `["4 (a)", "4(a)"]`, `[" "]`, `4-a cannot be written " "`},
		{"word for two", "part: [teils]", "part: [Ja]", `"Ja" means yes as well as part`},
		{"word for no option", "part: [teils]", "half: [teils]", `no question has an option "half"`},
		{"draft alone", miniLayout, "draft: {id: x}", "which is missing"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if !strings.Contains(miniLayout, test.old) {
				t.Fatalf("the layout has no %q to break", test.old)
			}
			_, err := miniEdition(strings.Replace(miniLayout, test.old, test.new, 1))
			if test.want == "" && err != nil || test.want != "" && (err == nil || !strings.Contains(err.Error(), test.want)) {
				t.Errorf("got %v, want a fault that says %q", err, test.want)
			}
		})
	}
}

func TestOurFormFollowsFromTheFramework(t *testing.T) {
	e := mini(t, miniLayout)
	var titles []string
	for _, s := range e.Layout.Sections {
		titles = append(titles, s.Title)
	}
	if want := []string{"Everything of it them, and a ti", "Sites"}; !slices.Equal(titles, want) {
		t.Errorf("the sheets are %q, want %q", titles, want)
	}
	if e.Layout.Title != e.Framework.Title || e.Layout.About != "Small." {
		t.Errorf("the workbook is titled %q and is about %q", e.Layout.Title, e.Layout.About)
	}
	taken := map[string]bool{"lists": true}
	var got []string
	for _, s := range []string{"Lists", "lists", "'Q'", "", "///", strings.Repeat("é", 40), strings.Repeat("É", 40)} {
		got = append(got, sheetTitle(s, taken))
	}
	want := []string{"Lists 2", "lists 3", "Q", "Sheet", "Sheet 2", strings.Repeat("é", 31), strings.Repeat("É", 29) + " 2"}
	if !slices.Equal(got, want) {
		t.Errorf("the titles are %q, want %q", got, want)
	}
}

func TestLike(t *testing.T) {
	for _, c := range []struct {
		pattern, text string
		want          bool
	}{
		{"Summary", " summary ", true}, {"Summary", "Summary 2", false}, {"Sum*", "Summary 2", true}, {"*2", "Summary 2", true},
		{"S*y*2", "Summary 2", true}, {"S*y*y", "Summary", false}, {"*a*", "bab", true}, {"a*a", "a", false}, {"*", "", true}, {"(x)*", "(x) y", true},
	} {
		if got := like(c.pattern, c.text); got != c.want {
			t.Errorf("%q is like %q: %t, want %t", c.text, c.pattern, got, c.want)
		}
	}
}
