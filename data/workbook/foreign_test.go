package workbook

import (
	"errors"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/xuri/excelize/v2"

	"opframe/data/date"
	"opframe/data/response"
	"opframe/data/workbook/cells"
)

func day2017() date.Date { return date.Date{Year: 2017, Month: 3, Day: 1} }

// everything is all editions there are, as a command knows them.
func everything(t testing.TB) []Edition {
	t.Helper()
	return []Edition{cloud(t), load(t, "../frameworks/interim@0.8"), load(t, "../frameworks/interim@1.0"), vendor(t)}
}

// What is loaded only when needed is needed only for files that do not name what is known.
func TestReadLazily(t *testing.T) {
	known := everything(t)
	named := writeXLSX(t, known[2], Prefill{Last: made(rand.New(rand.NewPCG(1, 1)), known[2].Framework)})
	unnamed := edited(t, known[2], &response.Submission{}, func(x *excelize.File) error {
		return first(x.DeleteSheet(markTitle), x.SetCellStr("Start", "C14", ""), x.SetCellStr("Start", "C13", ""))
	})
	f, _ := vendorFile(t)
	for name, c := range map[string]struct {
		data []byte
		asks bool
	}{"named": {named, false}, "unnamed": {unnamed, true}, "vendor": {f.bytes(), true}, "cloud": {cloudFile(t).bytes(), true}} {
		asked := false
		files := []File{{"a.xlsx", c.data}}
		got, e, err := ReadLazily("a.xlsx", files, known[2:3], func() ([]Edition, error) { asked = true; return known, nil }, cells.DefaultLimits())
		want, err2 := Read("a.xlsx", files, known)
		if err != nil || err2 != nil {
			t.Fatal(err, err2)
		}
		if diff := cmp.Diff(want, got); diff != "" || asked != c.asks || e.Framework.Ref() != want.Framework {
			t.Errorf("%s: all were asked for: %t, want %t; read by %s; it differs (-all +lazy):\n%s", name, asked, c.asks, e.Framework.Ref(), diff)
		}
	}
	wrong := errors.New("cannot be loaded")
	if _, _, err := ReadLazily("a.xlsx", []File{{"a.xlsx", f.bytes()}}, nil, func() ([]Edition, error) { return nil, wrong }, cells.DefaultLimits()); !errors.Is(err, wrong) {
		t.Errorf("the error is %v, want %v", err, wrong)
	}
}

func compareAnswers(t *testing.T, want map[string]response.Answer, got response.Submission) {
	t.Helper()
	if diff := cmp.Diff(want, got.Answers, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("answers or their cells are wrong (-filled in +read):\n%s", diff)
	}
}

func TestCloudQuestionnaireIsReadAsItComes(t *testing.T) {
	f := cloudFile(t)
	got := read(t, everything(t), File{"a.xlsx", f.bytes()})
	expectProblems(t, got.Problems, nil)
	compareAnswers(t, f.answers, got)
	if got.Framework != "cloud-sample@1" || len(got.Places) != len(cloud(t).Framework.Questions()) {
		t.Errorf("it was read as %s with %d places; every question has a place", got.Framework, len(got.Places))
	}
	who := []string{got.ProviderName.Text, got.ProductName.Text, got.CompletedBy.Text, got.Completed.String(), got.ProviderID.Text, got.CompletedAt.InSheet(), got.ProductName.Cell.InSheet()}
	if want := []string{"Northwind Öffentliche Dienste", "Ledger", "The security officer", "2020-08-14", "", "Introduction!B6", "Introduction!B4"}; !cmp.Equal(who, want) {
		t.Errorf("the fields say %q, want %q", who, want)
	}
}

func TestVendorQuestionnaireIsReadAsItComes(t *testing.T) {
	f, _ := vendorFile(t)
	got := read(t, everything(t), File{"a.xlsx", f.bytes()})
	expectProblems(t, got.Problems, nil)
	compareAnswers(t, f.answers, got)
	who := []string{got.Framework, got.ProviderName.Text, got.ProductName.Text, got.CompletedBy.Text, got.Completed.String(), got.ProviderName.Cell.InSheet()}
	if want := []string{"vendor-sample@1", "Northwind", "Ledger Campus", "Nguyễn Thị Ánh", "2020-08-14", "Company!C3"}; !cmp.Equal(who, want) {
		t.Errorf("the fields say %q, want %q", who, want)
	}
}

func TestForeignQuestionnairesCanBeAskedInOurForm(t *testing.T) {
	for _, e := range []Edition{cloud(t), vendor(t)} {
		want := made(rand.New(rand.NewPCG(3, 5)), e.Framework)
		for name, data := range map[string][]byte{"a.xlsx": writeXLSX(t, e, Prefill{Last: want}), "a.csv": writeCSV(t, e, Prefill{Last: want})} {
			got := read(t, everything(t), File{name, data})
			expectProblems(t, got.Problems, nil)
			if diff := cmp.Diff(*want, got, told); diff != "" || got.Framework != e.Framework.Ref() {
				t.Errorf("%s of %s, read as %s, differs (-written +read):\n%s", name, e.Framework.Ref(), got.Framework, diff)
			}
		}
	}
}

func TestForeignQuestionnairesAsCSV(t *testing.T) {
	f := cloudFile(t)
	data := f.bytes()
	set := asSet(t, data, "acme")
	var names []string
	for _, x := range set {
		names = append(names, x.Name)
	}
	groups := Group(names, everything(t))
	if len(groups) != 1 || groups[0].Name != "acme" {
		t.Fatalf("the files of one questionnaire are grouped as %v", groups)
	}
	got, err := Read("acme", set, everything(t))
	if err != nil {
		t.Fatal(err)
	}
	expectProblems(t, got.Problems, nil)
	if diff := cmp.Diff(f.answers, got.Answers, told, cmpopts.IgnoreFields(response.Answer{}, "Cell")); diff != "" {
		t.Errorf("answers are wrong (-filled in +read):\n%s", diff)
	}
	// The one sheet with answers, under a name that says nothing.
	got = read(t, everything(t), File{"export.csv", set[1].Data})
	if len(got.Answers) != len(f.answers) {
		t.Errorf("%d of %d answers were read from the sheet alone", len(got.Answers), len(f.answers))
	}
	expectProblems(t, got.Problems, []string{"export.csv Nothing in the file is called Completed by, Provider and Service."})
}

// TestForeignFilesThatWereChanged edits sound files as people do and holds what is told against what
// should be. What is told of other answers would show as a further problem.
func TestForeignFilesThatWereChanged(t *testing.T) {
	cases := []struct {
		name  string
		edit  func(x *excelize.File) error
		want  []string // parts of problems, in order
		check func(t *testing.T, s response.Submission)
	}{
		{"rows and columns inserted", func(x *excelize.File) error {
			return first(x.InsertRows("Questionnaire", 2, 2), x.InsertCols("Questionnaire", "C", 1), x.InsertRows("Questionnaire", 9, 1))
		}, nil, answered("A&A-01.3", "yes", "Questionnaire!D7")},
		{"sheet renamed", func(x *excelize.File) error { return x.SetSheetName("Questionnaire", "Antworten") }, nil,
			answered("A&A-01.1", "yes", "Antworten!C3")},
		{"titles in another language", func(x *excelize.File) error {
			return first(x.SetCellStr("Questionnaire", "A2", "Frage-Nr."), x.SetCellStr("Questionnaire", "C2", "ANTWORT"), x.SetCellStr("Questionnaire", "C3", "Ja"),
				x.SetCellStr("Questionnaire", "C4", "entfällt"), x.SetCellStr("Questionnaire", "D3", "Kunde"))
		}, nil, answered("A&A-01.2", "na", "Questionnaire!C4")},
		{"a word for none of the answers", func(x *excelize.File) error { return x.SetCellStr("Questionnaire", "C3", "mostly") },
			[]string{`Questionnaire!C3 A&A-01.1: "mostly" is not one of Yes, No, NA.`}, nil},
		{"still to be chosen", func(x *excelize.File) error { return x.SetCellStr("Questionnaire", "C4", "Please choose") }, nil,
			func(t *testing.T, s response.Submission) {
				if a, ok := s.Answers["A&A-01.2"]; ok || s.Places["A&A-01.2"].Ref != "C4" {
					t.Errorf("a text that asks to choose was read as the answer %+v", a)
				}
			}},
		{"the column of answers renamed", func(x *excelize.File) error { return x.SetCellStr("Questionnaire", "C2", "Status") },
			[]string{`Questionnaire!A2 The column "Answer" was not found, so nothing of it was read.`,
				`Questionnaire!C3 Column C ("Status") does not belong to the questionnaire and was not read.`}, nil},
		{"the titles removed", func(x *excelize.File) error { return x.RemoveRow("Questionnaire", 2) },
			[]string{`of "Governance and people" were not found.`, `of "Data and access" were not found.`, `of "Operations" were not found.`,
				"Questionnaire!A1 No row of the sheet \"Questionnaire\" has the titles \"Question ID\" and \"Answer\""}, nil},
		{"a question removed", func(x *excelize.File) error { return x.RemoveRow("Questionnaire", 4) },
			[]string{`a.xlsx The question A&A-01.2 of "Governance and people" was not found.`}, nil},
		{"an unknown id", func(x *excelize.File) error { return x.SetCellStr("Questionnaire", "A4", "A&A-01.9") },
			[]string{`was not found.`, `Questionnaire!A4 No question of cloud-sample@1 is called A&A-01.9, so`}, nil},
		{"an id written another way", func(x *excelize.File) error { return x.SetCellStr("Questionnaire", "A4", " a&a–01.2 ") }, nil,
			answered("A&A-01.2", "no", "Questionnaire!C4")},
		{"an answer without an id", func(x *excelize.File) error { return x.SetCellStr("Questionnaire", "A3", "") },
			[]string{"A&A-01.1", `Questionnaire!C3 "yes" stands in a row without the id`}, nil},
		{"a question twice, differently", func(x *excelize.File) error {
			return first(x.DuplicateRow("Questionnaire", 4), x.SetCellStr("Questionnaire", "C5", "Yes"))
		}, []string{`Questionnaire!C4 A&A-01.2 is answered twice: "No" here and "Yes" in Questionnaire!C5.`}, nil},
		{"a column somebody added", func(x *excelize.File) error {
			return first(x.SetCellStr("Questionnaire", "I2", "Score"), x.SetCellStr("Questionnaire", "I4", "3"))
		}, []string{`Questionnaire!I4 Column I ("Score") does not belong to the questionnaire and was not read.`}, nil},
		{"an answer for two questions", func(x *excelize.File) error {
			return first(x.SetCellStr("Questionnaire", "C4", ""), x.MergeCell("Questionnaire", "C3", "C4"))
		}, nil, answered("A&A-01.2", "yes", "Questionnaire!C3")},
		{"what the customer does", func(x *excelize.File) error { return x.SetCellStr("Questionnaire", "F3", "Nothing") }, nil,
			func(t *testing.T, s response.Submission) {
				if c := s.Answers["A&A-01.1"].Comment; c.Text != "Line one of 0\n=line two\nWhat the customer does: Nothing" || c.Cell.Ref != "E3" {
					t.Errorf("two columns of words became the comment %+v", c)
				}
			}},
		{"the sheet once more", func(x *excelize.File) error {
			i, err := x.NewSheet("Copy for Ann")
			j, err2 := x.GetSheetIndex("Questionnaire")
			return first(err, err2, x.CopySheet(j, i))
		}, []string{`Copy for Ann!A3 The questions A&A-01.1, A&A-01.2`}, nil},
		{"not the edition the title names", func(x *excelize.File) error { return x.SetCellStr("Introduction", "A1", "Cloud controls") }, nil, answered("A&A-01.1", "yes", "Questionnaire!C3")},
	}
	known := everything(t)
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			f := cloudFile(t)
			f.do(c.edit(f.x))
			got := read(t, known, File{"a.xlsx", f.bytes()})
			expectProblems(t, got.Problems, c.want)
			if c.check != nil {
				c.check(t, got)
			}
		})
	}
}

func first(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

func answered(id, option, at string) func(*testing.T, response.Submission) {
	return func(t *testing.T, s response.Submission) {
		t.Helper()
		a := s.Answers[id]
		if strings.Join(a.Value.Options, ",") != option || a.Cell.InSheet() != at {
			t.Errorf("%s was read as %v at %s, want %s at %s", id, a.Value.Options, a.Cell.InSheet(), option, at)
		}
	}
}

func TestVendorFilesThatWereChanged(t *testing.T) {
	cases := []struct {
		name string
		edit func(x *excelize.File, at map[string]int) error
		want []string
	}{
		{"the summary says something else", func(x *excelize.File, at map[string]int) error {
			return first(x.SetCellStr("Company", ref("C", at["POLI-01"]), "No"))
		}, []string{`Summary!C8 POLI-01 is "Yes" here and "No" in Company!C16, which was taken.`}},
		{"the summary says it in another word", func(x *excelize.File, at map[string]int) error {
			return first(x.SetCellStr("Company", ref("C", at["POLI-01"]), "ja"))
		}, nil},
		{"answered on the summary only", func(x *excelize.File, at map[string]int) error {
			return first(x.SetCellStr("Company", ref("C", at["POLI-01"]), ""), x.SetCellStr("Company", ref("E", at["POLI-01"]), ""))
		}, []string{`Summary!C8 POLI-01 is answered "Yes" here, where answers are only repeated, and not in Company!C16.`}},
		{"a section without its titles", func(x *excelize.File, at map[string]int) error {
			return first(x.RemoveRow("Product", at["ENCR-01"]-1))
		}, nil},
		{"a section with another title of the answers", func(x *excelize.File, at map[string]int) error {
			return first(x.SetCellStr("Product", ref("C", at["ENCR-01"]-1), "Reply"))
		}, []string{`Product!C19 The column "Vendor answer" was not found by its name, and column C ("Reply") was taken for it.`}},
		{"an answer no longer merged, and words beside it", func(x *excelize.File, at map[string]int) error {
			n := at["ENCR-01"]
			return first(x.UnmergeCell("Product", ref("C", n), ref("D", n)), x.SetCellStr("Product", ref("D", n), "since May"))
		}, []string{`Product!D20 "since May" stands in the answer of ENCR-01 beside "Yes" and was not read.`}},
		{"an answer in the second of its columns", func(x *excelize.File, at map[string]int) error {
			n := at["ENCR-01"]
			return first(x.UnmergeCell("Product", ref("C", n), ref("D", n)), x.SetCellStr("Product", ref("C", n), ""), x.SetCellStr("Product", ref("D", n), "Yes"))
		}, nil},
		{"an answer that reaches over its section", func(x *excelize.File, at map[string]int) error {
			n := at["ENCR-02"]
			return first(x.UnmergeCell("Product", ref("C", n), ref("D", n)), x.SetCellStr("Product", ref("E", n), ""), x.MergeCell("Product", ref("C", n), ref("E", n)))
		}, nil},
		{"a sheet removed", func(x *excelize.File, at map[string]int) error { return x.DeleteSheet("Operations") },
			[]string{`a.xlsx The questions HOST-01, HOST-02, HOST-03, VULN-01, VULN-02, VULN-03, LOGS-01, LOGS-02, LOGS-03, BACK-01, BACK-02, BACK-03 and 3 more of "Operations" were not found.`}},
		{"the name of the vendor removed", func(x *excelize.File, at map[string]int) error { return x.RemoveRow("Company", 3) },
			[]string{"a.xlsx Nothing in the file is called Vendor name."}},
		{"no day", func(x *excelize.File, at map[string]int) error { return x.SetCellStr("Company", "C6", "soon") },
			[]string{`Company!C6 Date: "soon" is not a date.`}},
		{"words without an answer", func(x *excelize.File, at map[string]int) error {
			return first(x.SetCellStr("Summary", "C4", ""), x.SetCellStr("Company", ref("C", at["COMP-01"]), "Choose one"))
		}, []string{`Company!E10 COMP-01 has no answer, but beside it stands "More on COMP-01".`}},
	}
	known := everything(t)
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			f, at := vendorFile(t)
			f.do(c.edit(f.x, at))
			got := read(t, known, File{"a.xlsx", f.bytes()})
			expectProblems(t, got.Problems, c.want)
		})
	}
}

func ref(col string, row int) string { return col + plain(float64(row)) }
