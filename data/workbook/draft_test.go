package workbook

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"opframe/data/framework"
	"opframe/data/response"
	"opframe/data/workbook/cells"
	"opframe/data/yamlfile"
)

const draftMap = `# What stands where in the office's list.
draft:
  id: acme
  version: "2"
  title: Acme controls
  published: 2020-01-31
  dimension: Everything else
  kind: choice
  options: [{id: "yes", label: "Yes"}, {id: "no", label: "No"}, {id: na, label: NA}]
  kinds: {text: [free text, Freitext], yes-no: ["Yes/No"]}
  asks:
    - {suffix: .owner, text: "Who is responsible?", kind: choice, options: [{id: us, label: We}, {id: you, label: You}]}
foreign:
  sheets:
    - title: List
      columns:
        - {name: id, title: "No."}
        - {name: question, title: Question}
        - {name: answer, title: Answer}
        - {name: answer, suffix: .owner, title: Owner}
        - {name: control, title: Control}
        - {name: control_title, title: Control title}
        - {name: intent, title: What for}
        - {name: dimension, title: Theme}
        - {name: kind, title: Kind}
        - {name: options, title: Choices}
        - {name: guidance, title: Help}
      skip: ["Part*"]
      end: [End]
  ids: {q-1: ["1 (a)"]}
words:
  na: [N/A]
`

// plainMap is the map for lists that write all ids as they are.
var plainMap = strings.Replace(draftMap, "  ids: {q-1: [\"1 (a)\"]}\n", "", 1)

// drafted imports a list and loads what was drafted, the way the framework is used afterwards.
func drafted(t testing.TB, name string, data []byte, mapYAML string) (Edition, string, error) {
	t.Helper()
	book, err := cells.Open(name, data)
	if err != nil {
		t.Fatal(err)
	}
	yaml, layout, problems, err := Import(name, book, []byte(mapYAML))
	var told []string
	for _, p := range problems {
		told = append(told, p.Cell.InSheet()+" "+p.What)
		if p.Do == "" || p.Cell.File != name || p.Kind != response.Structure {
			t.Errorf("a problem is not complete: %+v", p)
		}
	}
	if err != nil {
		return Edition{}, strings.Join(told, "\n"), err
	}
	f, err := framework.Load("acme", fstest.MapFS{"framework.yaml": {Data: yaml}, "workbook.yaml": {Data: layout}})
	if err != nil {
		t.Fatalf("the draft does not load: %v\n%s", err, yaml)
	}
	for _, fault := range framework.Lint(f, nil) {
		t.Errorf("the draft has a fault: %v\n%s", fault, yaml)
	}
	l, err := LoadLayout(f)
	if err != nil {
		t.Fatalf("the layout of the draft has faults: %v", err)
	}
	return Edition{f, l}, strings.Join(told, "\n"), nil
}

// outline is a framework in a few lines.
func outline(f *framework.Framework) string {
	var b strings.Builder
	for _, d := range f.Dimensions {
		fmt.Fprintf(&b, "%s %q\n", d.ID, d.Title)
		for _, c := range f.Controls {
			if c.Dimension != d.ID {
				continue
			}
			fmt.Fprintf(&b, "  %s %q %q\n", c.ID, c.Title, c.Intent)
			for _, q := range c.Questions {
				fmt.Fprintf(&b, "    %s %s %q", q.ID, q.Kind, q.Text)
				for _, o := range q.Options {
					fmt.Fprintf(&b, " %s=%s", o.ID, o.Label)
				}
				if q.Help != "" {
					fmt.Fprintf(&b, " help %q", q.Help)
				}
				b.WriteString("\n")
			}
		}
	}
	return b.String()
}

func TestImportDraftsAFramework(t *testing.T) {
	f := newForeign(t, "Cover", "List")
	f.row("Cover", 1, "No.", "Question", "Control")
	f.row("Cover", 2, "X1", "Not this sheet", "C9")
	f.row("List", 1, "All our controls")
	f.row("List", 2, "No.", "Question", "Answer", "Owner", "Control", "Control title", "What for", "Theme", "Kind", "Choices", "Help")
	f.row("List", 3, "A&A-01.1", "=Is it \"looked\" at: once # a year?", nil, nil, "A&A-01", "Review", "Somebody looks.", "Göv & people", nil, nil, "Say how\noften.")
	f.row("List", 4, "A&A-01.2", "- what of it")
	f.merge("List", "E3", "E4")
	f.row("List", 5, "Part two")
	f.row("List", 6, "B.1", "By whom?", nil, nil, "B", nil, nil, "People", "Freitext")
	f.row("List", 7, "B.2", "Is it so?", nil, nil, nil, nil, nil, nil, "yes/no")
	f.row("List", 8, "1 (a)", "Which colour?", nil, nil, "C", "Colour", nil, nil, nil, "Red; Grün\nred; ;Blue")
	f.row("List", 9, "End", nil, "of the list")
	f.row("List", 10, "Z.1", "Not read", nil, nil, "Z")
	e, told, err := drafted(t, "list.xlsx", f.bytes(), draftMap)
	if err != nil {
		t.Fatal(err)
	}
	if told != "" {
		t.Errorf("a sound list has the problems\n%s", told)
	}
	const yesNo, owner = " yes=Yes no=No na=NA", `.owner choice "Who is responsible?" us=We you=You` + "\n"
	want := `g-v-people "Göv & people"
  A&A-01 "Review" "Somebody looks."
    A&A-01.1 choice "=Is it \"looked\" at: once # a year?"` + yesNo + ` help "Say how\noften."
    A&A-01.1` + owner + `    A&A-01.2 choice "- what of it"` + yesNo + `
    A&A-01.2` + owner + `people "People"
  B "B" "B"
    B.1 text "By whom?"
    B.1` + owner + `    B.2 yes-no "Is it so?"
    B.2` + owner + `  C "Colour" "Colour"
    q-1 choice "Which colour?" red=Red gr-n=Grün blue=Blue
    q-1` + owner
	if got := outline(e.Framework); got != want {
		t.Errorf("drafted\n%s\nwant\n%s", got, want)
	}
	if e.Framework.Ref() != "acme@2" || e.Framework.Kind != framework.Questionnaire || e.Framework.Summary != "Drafted from list.xlsx: 3 controls." {
		t.Errorf("the framework is %s, a %s: %s", e.Framework.Ref(), e.Framework.Kind, e.Framework.Summary)
	}
	// The list, filled in, is read by the draft.
	got := read(t, []Edition{e}, File{"a.csv", []byte("No.,Question,Answer,Owner,Control\n1 (a),,grün,you,C\n")})
	if a, b := got.Answers["q-1"], got.Answers["q-1.owner"]; !a.Understood || a.Value.Options[0] != "gr-n" || !b.Understood {
		t.Errorf("the filled in list gave %+v and %+v", a, b)
	}
}

func TestImportNamesTheCellsLeftOut(t *testing.T) {
	f := newForeign(t, "List")
	f.row("List", 1, "No.", "Question", "Answer", "Owner", "Control", "Kind", "Choices")
	f.row("List", 2, "A.1", "Before any control")
	f.row("List", 3, "A 1", "An id with a blank", nil, nil, "A")
	f.row("List", 4, "A.1", "Good", nil, nil, "A")
	f.row("List", 5, "a.1", "Twice")
	f.row("List", 6, nil, "No id")
	f.row("List", 7, 2.5, "A number")
	f.row("List", 8, "A.2", "Kind of its own", nil, nil, nil, "table")
	f.row("List", 9, "A.3", "One choice", nil, nil, nil, nil, "Only")
	f.row("List", 10, "A.4", "A control that is none", nil, nil, "A/B")
	f.row("List", 11, day2017().Time(), "A day", nil, nil, "A")
	f.row("List", 12, "A.5.owner", "An id that the mapping makes", nil, nil, "A")
	f.row("List", 13, "A.5", "Its base", nil, nil, "A")
	e, told, err := drafted(t, "list.xlsx", f.bytes(), plainMap)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		`List!E2 The question A.1 belongs to no control`, `List!A3 "A 1" cannot be an id`, `List!A4 The id A.1 stands in List!A2 already`, `List!A5 The id a.1 stands in List!A2 already`,
		`List!B6 "No id" has no id`, `List!A7 The id 2.5 is stored as a number`, `List!F8 "table" is no kind`, `List!G9 "Only" is a single answer`,
		`List!E10 "A/B" cannot be the id of a control; the question A.4`, `List!A11 "2017-03-01" is no id but a date`, `List!A13 The id A.5.owner stands in List!A12 already`,
	}
	lines := strings.Split(told, "\n")
	for i, w := range want {
		if i >= len(lines) || !strings.Contains(lines[i], w) {
			t.Fatalf("told\n%s\nwant at %d %s", told, i, w)
		}
	}
	if len(lines) != len(want) {
		t.Errorf("told %d problems, want %d:\n%s", len(lines), len(want), told)
	}
	if n := len(e.Framework.Controls); n != 1 {
		t.Errorf("%d controls were drafted, want one:\n%s", n, outline(e.Framework))
	}
}

func TestImportOfListsInOtherShapes(t *testing.T) {
	const head = "draft: {id: x, version: \"1\", published: 2020-01-01%s}\nforeign:\n"
	cases := []struct{ name, more, foreign, csv, want string }{
		{"a list of controls without answers", "", "  sheets: [{list: true, columns: [{name: id, title: Control}, {name: question, title: Statement}]}]\n",
			"Control,Statement\nAC-1,Access is managed.\nAC-2,\"Accounts\nare known.\"\n",
			"general \"General\"\n  AC-1 \"Access is managed.\" \"Access is managed.\"\n    AC-1 text \"Access is managed.\"\n  AC-2 \"Accounts are known.\" \"Accounts are known.\"\n    AC-2 text \"Accounts\\nare known.\"\n"},
		{"sections are dimensions", ", sections: dimension", "  sheets: [{list: true, columns: [{name: id, letter: A}, {name: question, letter: B}]}]\n",
			"People,\nAC-1,One\nPlaces,\nAC-2,Two\nPeople,\nAC-3,Three\n",
			"people \"People\"\n  AC-1 \"One\" \"One\"\n    AC-1 text \"One\"\n  AC-3 \"Three\" \"Three\"\n    AC-3 text \"Three\"\nplaces \"Places\"\n  AC-2 \"Two\" \"Two\"\n    AC-2 text \"Two\"\n"},
		{"sections are controls, in the row of titles", ", sections: control, kind: yes-no",
			"  sheets: [{columns: [{name: id, letter: A}, {name: question, letter: B}, {name: answer, title: Answer, letter: C}, {name: comment, title: More}]}]\n",
			"Access,,Answer,More\nAC-1,One\nAC-2,Two\nÄÖ,,Answer,More\nAC-3,Three\n",
			"general \"General\"\n  access \"Access\" \"Access\"\n    AC-1 yes-no \"One\"\n    AC-2 yes-no \"Two\"\n  AC-3 \"ÄÖ\" \"ÄÖ\"\n    AC-3 yes-no \"Three\"\n"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			e, told, err := drafted(t, "list.csv", []byte(c.csv), fmt.Sprintf(head, c.more)+c.foreign)
			if err != nil || told != "" {
				t.Fatalf("error %v, problems %s", err, told)
			}
			if got := outline(e.Framework); got != c.want {
				t.Errorf("drafted\n%s\nwant\n%s", got, c.want)
			}
			// Whoever drafts from a list without answers asks in our own form.
			want := &response.Submission{Answers: map[string]response.Answer{}}
			got := read(t, []Edition{e}, File{"a.xlsx", writeXLSX(t, e, Prefill{Last: want})})
			if got.Framework != "x@1" || len(got.Places) != len(e.Framework.Questions()) {
				t.Errorf("its questionnaire in our form was read as %s with %d places", got.Framework, len(got.Places))
			}
		})
	}
}

func TestImportRefusesFaultsOfTheMap(t *testing.T) {
	list := "No.,Question,Control\nA.1,Good?,A\n"
	for _, c := range []struct{ name, old, new, csv, want string }{
		{"unknown key", "published:", "publisht:", list, `unknown key "publisht"`},
		{"no draft", draftMap[strings.Index(draftMap, "draft:"):strings.Index(draftMap, "foreign:")], "", list, "both foreign and draft are needed"},
		{"no version", "version: \"2\"", "version: ''", list, "version is missing"},
		{"an id that is none", "id: acme", "id: ''", list, "id is missing"},
		{"unknown sections", "dimension: Everything else", "sections: chapter", list, `sections: "chapter" is not one of`},
		{"unknown kind", "kind: choice\n", "kind: table\n", list, `kind: "table" is no kind that can be drafted`},
		{"unknown kind in words", "kinds: {text", "kinds: {prose", list, `kinds: "prose" is no kind`},
		{"a suffix that is none", "suffix: .owner, text", "suffix: ' owner', text", list, `asks: suffix " owner"`},
		{"one option", "options: [{id: us, label: We}, {id: you, label: You}]", "options: [{id: us, label: We}]", list, "needs two options at least"},
		{"words for nothing", "na: [N/A]", "nah: [N/A]", list, `no question has an option "nah"`},
		{"nothing to read", "", "", "a,b\n1,2\n", "list.csv: no question was found"},
		{"every row left out", "", "", "No.,Question,Control\n,Good?,A\n", "list.csv: no question was found"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if !strings.Contains(draftMap, c.old) {
				t.Fatalf("the map has no %q to break", c.old)
			}
			_, _, err := drafted(t, "list.csv", []byte(c.csv), strings.Replace(draftMap, c.old, c.new, 1))
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want an error that says %q", err, c.want)
			}
		})
	}
}

func TestDraftsAreTheSameBytes(t *testing.T) {
	book, err := cells.Open("list.csv", []byte("No.,Question,Control,Theme\nA.1,Good?,A,One\nB.1,Bad?,B,Two\n"))
	if err != nil {
		t.Fatal(err)
	}
	yaml, layout, _, err := Import("list.csv", book, []byte(plainMap))
	if err != nil {
		t.Fatal(err)
	}
	again, _, _, err := Import("list.csv", book, []byte(plainMap))
	if err != nil || !bytes.Equal(yaml, again) || string(layout) != plainMap {
		t.Errorf("the same list was drafted in two ways, or the map was changed: %v", err)
	}
}

func TestTextsInYAMLComeBack(t *testing.T) {
	for _, s := range append(words, "a\nb\n\n c", "\t", `\x41`, "\u0085x\u2028y\u2029", "\x7f\x01\ufeff\ufffe\U0001f600", " - : # & * ! | > % @", "") {
		var got struct {
			Text string `yaml:"text"`
		}
		if err := yamlfile.Decode("x", []byte("text: "+quotedYAML(s)+"\n"), &got); err != nil || got.Text != s {
			t.Errorf("%q was written as %s and came back as %q, %v", s, quotedYAML(s), got.Text, err)
		}
	}
}

func FuzzImport(f *testing.F) {
	f.Add(plainMap, "No.,Question,Control\nA.1,Good?,A\n")
	f.Add("draft: {id: x, version: \"1\", published: 2020-01-01, sections: control}\nforeign: {sheets: [{list: true, columns: [{name: id, letter: A}, {name: question, letter: B}]}]}\n", "Access,\nAC-1,=One\nAC-2,\x7f\u0085\u2028\ufeff\ufffe\U0001f600Two\n")
	f.Add("draft: {id: x, version: \"1\", published: 2020-01-01}\nforeign: {columns: [{name: id, title: a}, {name: question, title: b}, {name: answer, letter: \"C:XFD\"}], sheets: [{title: x*, header: 3}]}\n", "a\n\n,b\nx,y\n")
	f.Fuzz(func(t *testing.T, mapYAML, list string) {
		if _, err := cells.Open("list.csv", []byte(list)); err != nil {
			return
		}
		e, _, err := drafted(t, "list.csv", []byte(list), mapYAML)
		if err == nil && len(e.Framework.Questions()) == 0 {
			t.Error("a framework without questions was drafted")
		}
	})
}
