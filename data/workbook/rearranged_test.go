package workbook

import (
	"bytes"
	"encoding/csv"
	"errors"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"opframe/data/response"
	"opframe/data/workbook/cells"
)

// full is a submission that answers everything, so that anything lost shows.
func full(t testing.TB, e Edition) *response.Submission {
	t.Helper()
	for seed := range uint64(10000) {
		s := made(rand.New(rand.NewPCG(seed, 11)), e.Framework)
		if len(s.Answers) == len(e.Framework.Questions()) {
			return s
		}
	}
	t.Fatal("no complete submission was made")
	return nil
}

// edited is the workbook of a full submission after somebody worked on it.
func edited(t testing.TB, e Edition, s *response.Submission, edit func(x *excelize.File) error) []byte {
	t.Helper()
	x, err := excelize.OpenReader(bytes.NewReader(writeXLSX(t, e, Prefill{Last: s})))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := errors.Join(edit(x), x.Write(&out), x.Close()); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestReadingSurvivesRearrangement(t *testing.T) {
	all := []string{"Start", "Product", "Work practices", "APIs used", "Places"}
	cases := []struct {
		name string
		edit func(x *excelize.File) error
		// warnings are parts of the problems expected, in order.
		warnings []string
	}{
		{"rows moved", func(x *excelize.File) error {
			// P02 to the end of its sheet.
			return errors.Join(x.DuplicateRowTo("Product", 7, 30), x.RemoveRow("Product", 7))
		}, nil},
		{"rows inserted", func(x *excelize.File) error {
			return errors.Join(x.InsertRows("Product", 6, 3), x.InsertRows("Places", 6, 2), x.InsertRows("Start", 9, 1))
		}, nil},
		{"columns inserted", func(x *excelize.File) error {
			return errors.Join(x.InsertCols("Product", "D", 2), x.InsertCols("Work practices", "A", 1),
				x.InsertCols("Places", "C", 1), x.InsertCols("Start", "C", 1))
		}, nil},
		{"an inserted column written into", func(x *excelize.File) error {
			return errors.Join(x.InsertCols("Product", "D", 1), x.SetCellStr("Product", "D4", "Our notes"), x.SetCellStr("Product", "D6", "ask Ann"))
		}, []string{`Product!D6 Column D ("Our notes") does not belong`}},
		{"sheets renamed", func(x *excelize.File) error {
			var errs []error
			for _, s := range all {
				errs = append(errs, x.SetSheetName(s, "my "+s))
			}
			return errors.Join(errs...)
		}, nil},
		{"sheets in another order", func(x *excelize.File) error {
			return errors.Join(x.MoveSheet("Places", "Start"), x.MoveSheet("Work practices", "Product"))
		}, nil},
		{"titles renamed", func(x *excelize.File) error {
			return errors.Join(x.SetCellStr("Product", "D4", "Antwort"), x.SetCellStr("Places", "C4", "Land"), x.SetCellStr("Start", "B13", "Anbieter"))
		}, nil},
		{"hidden rows gone", func(x *excelize.File) error {
			var errs []error
			for _, s := range all {
				errs = append(errs, x.RemoveRow(s, 1))
			}
			return errors.Join(errs...)
		}, nil},
		{"hidden columns gone", func(x *excelize.File) error {
			var errs []error
			for _, s := range all {
				errs = append(errs, x.RemoveCol(s, "A"))
			}
			return errors.Join(errs...)
		}, nil},
		{"hidden rows and columns gone", func(x *excelize.File) error {
			var errs []error
			for _, s := range all {
				errs = append(errs, x.RemoveRow(s, 1), x.RemoveCol(s, "A"))
			}
			return errors.Join(errs...)
		}, nil},
		{"hidden row gone and the answers renamed", func(x *excelize.File) error {
			return errors.Join(x.RemoveRow("Product", 1), x.SetCellStr("Product", "D3", "Antwort"))
		}, []string{`Product!D3 The column "Answer" was not found by its name, and column D ("Antwort") was taken for it.`}},
		{"all titles and the hidden row gone", func(x *excelize.File) error {
			var errs []error
			for range 4 {
				errs = append(errs, x.RemoveRow("Work practices", 1))
			}
			return errors.Join(errs...)
		}, []string{`"Answer" was not found by its name, and column D`, `"Comment" was not found by its name, and column F`, `"Evidence reference" was not found by its name, and column G`}},
		{"another title of the layout", func(x *excelize.File) error {
			return errors.Join(x.RemoveRow("Product", 1), x.SetCellStr("Product", "D3", "RESPONSE "))
		}, nil},
		{"the name of the framework gone", func(x *excelize.File) error {
			return errors.Join(x.DeleteSheet(markTitle), x.SetCellStr("Start", "C8", ""))
		}, []string{"a.xlsx The file does not say which questionnaire it is. It was read as small@1.0"}},
	}
	e := small(t)
	want := full(t, e)
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got := read(t, editions(t), File{"a.xlsx", edited(t, e, want, c.edit)})
			expectProblems(t, got.Problems, c.warnings)
			got.Problems = nil
			if diff := cmp.Diff(*want, got, told); diff != "" {
				t.Errorf("answers were lost or changed (-written +read):\n%s", diff)
			}
		})
	}
}

// expectProblems compares problems, as "place what", with parts of what they should be.
func expectProblems(t *testing.T, got []response.Problem, want []string) {
	t.Helper()
	var all []string
	for _, p := range got {
		place := p.Cell.InSheet()
		if place == "" {
			place = p.Cell.File
		}
		all = append(all, place+" "+p.What)
		if p.Do == "" || !strings.HasSuffix(p.What, ".") || !strings.HasSuffix(p.Do, ".") || p.Kind == "" || p.Severity == "" {
			t.Errorf("a problem is not complete: %+v", p)
		}
	}
	if len(all) != len(want) {
		t.Errorf("%d problems, want %d:\n%s", len(all), len(want), strings.Join(all, "\n"))
		return
	}
	for i := range want {
		if !strings.Contains(all[i], want[i]) {
			t.Errorf("problem %d is\n%s\nwhich should say\n%s", i, all[i], want[i])
		}
	}
}

func TestWhatIsNotFoundOrNotClearIsSaid(t *testing.T) {
	cases := []struct {
		name string
		edit func(x *excelize.File) error
		want []string
	}{
		{"a question removed", func(x *excelize.File) error { return x.RemoveRow("Product", 7) },
			[]string{`a.xlsx The question P02 of the sheet "Product" was not found.`}},
		{"a sheet removed", func(x *excelize.File) error { return x.DeleteSheet("Work practices") },
			[]string{`a.xlsx The sheet "Work practices" is not there: none of its questions W01, W02, W03, W04, W05 and W06 was found.`}},
		{"a table removed", func(x *excelize.File) error { return x.DeleteSheet("Places") },
			[]string{`a.xlsx The sheet "Places", which answers P20, is not there.`}},
		{"an option removed", func(x *excelize.File) error { return x.RemoveRow("Product", 13) },
			[]string{`Product!B11 P08: the lines P08.key were not found.`}},
		{"the same question twice, differently", func(x *excelize.File) error {
			return errors.Join(x.DuplicateRow("Product", 6), x.SetCellStr("Product", "D6", "We do"), x.SetCellStr("Product", "D7", "The client does"))
		}, []string{`Product!D6 P01 is answered twice: "We do" here and "The client does" in Product!D7.`}},
		{"the same question twice, alike", func(x *excelize.File) error { return x.DuplicateRow("Product", 6) }, nil},
		{"an unknown id", func(x *excelize.File) error { return x.SetCellStr("Product", "B30", "P99") },
			[]string{`Product!B30 No question of small@1.0 is called P99, so what stands there was not read.`}},
		{"a heading in the column of ids", func(x *excelize.File) error { return x.SetCellStr("Product", "B30", "Part two") }, nil},
		{"an answer without an id", func(x *excelize.File) error { return x.SetCellStr("Product", "D30", "see above") },
			[]string{`Product!D30 "see above" stands in a row without the id of a question and was not read.`}},
		{"a list beside the lines of options", func(x *excelize.File) error {
			return errors.Join(x.SetCellStr("Product", "D11", "Security key"), x.SetCellStr("Product", "D12", "Yes"),
				x.SetCellStr("Product", "D13", "No"), x.SetCellStr("Product", "D14", "No"))
		}, []string{`Product!D11 P08 is answered twice: "Security key" here and "One-time code from an app" from Product!D12 on.`}},
		{"words in place of a table", func(x *excelize.File) error { return x.SetCellStr("Product", "D8", "none") },
			[]string{`Product!D8 P03 is answered on the sheet "APIs used"; "none", written here, was not read.`}},
		{"a table twice", func(x *excelize.File) error {
			i, err := x.NewSheet("Copy")
			j, err2 := x.GetSheetIndex("Places")
			return errors.Join(err, err2, x.CopySheet(j, i), x.SetCellStr("Copy", "B6", ""), x.RemoveRow("Copy", 7), x.RemoveRow("Copy", 6), x.RemoveRow("Copy", 6))
		}, []string{`The table "Places" stands in the file more than once`}},
		{"a formula as an answer", func(x *excelize.File) error {
			return errors.Join(x.SetCellInt("Product", "D7", 12), x.SetCellFormula("Product", "D7", "6+6"))
		}, []string{`Product!D7 P02 is worked out by a formula; the saved result "12" was taken.`}},
		{"a comment without an answer", func(x *excelize.File) error {
			return errors.Join(x.SetCellStr("Product", "D6", ""), x.SetCellStr("Product", "F6", "not known yet"), x.SetCellStr("Product", "G6", ""))
		}, []string{`Product!F6 P01 has no answer, but beside it stands "not known yet".`}},
		{"no line for the product", func(x *excelize.File) error { return x.RemoveRow("Start", 13) },
			[]string{`a.xlsx The start sheet has no line for Product ID.`}},
		{"a day of completion that is none", func(x *excelize.File) error { return x.SetCellStr("Start", "C16", "yesterday") },
			[]string{`Start!C16 Completed on: "yesterday" is not a date.`}},
		{"an edition that does not exist", func(x *excelize.File) error { return x.SetCellStr(markTitle, "B1", "small@7") },
			[]string{`a.xlsx The file says that it is "small@7", which it is not or which is not known here. It was read as small@1.0`}},
	}
	e := small(t)
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got := read(t, editions(t), File{"a.xlsx", edited(t, e, full(t, e), c.edit)})
			expectProblems(t, got.Problems, c.want)
		})
	}
}

func TestDisputedAnswersDoNotCount(t *testing.T) {
	e := small(t)
	got := read(t, editions(t), File{"a.xlsx", edited(t, e, full(t, e), func(x *excelize.File) error {
		return errors.Join(x.DuplicateRow("Product", 6), x.SetCellStr("Product", "D6", "We do"), x.SetCellStr("Product", "D7", "The client does"))
	})})
	if a := got.Answers["P01"]; a.Understood || a.Raw != "We do" {
		t.Errorf("of two answers one was taken: %+v", a)
	}
}

func TestSomethingElseIsNoQuestionnaire(t *testing.T) {
	got := read(t, editions(t), File{"sales.csv", []byte("month,sum\nMay,3\n")})
	expectProblems(t, got.Problems, []string{"This is no questionnaire that is known here: no question of small@0.9 or small@1.0 stands in it."})
	if got.Framework != "" {
		t.Errorf("it was read as %s", got.Framework)
	}
	if _, err := Read("empty.xlsx", []File{{"empty.xlsx", nil}}, editions(t)); !errors.As(err, new(*cells.Refusal)) {
		t.Errorf("an empty file gave the error %v, want a refusal", err)
	}
}

// asSet is a questionnaire as a spreadsheet program saves it: one CSV a sheet, everything as shown.
func asSet(t *testing.T, data []byte, stem string) []File {
	t.Helper()
	x, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	var files []File
	for _, s := range x.GetSheetList() {
		rows, err := x.GetRows(s)
		if err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		w := csv.NewWriter(&b)
		if err := w.WriteAll(rows); err != nil {
			t.Fatal(err)
		}
		files = append(files, File{stem + "-" + s + ".csv", b.Bytes()})
	}
	return files
}

func TestASetOfCSVFilesIsOneSubmission(t *testing.T) {
	e := small(t)
	want := full(t, e)
	files := asSet(t, writeXLSX(t, e, Prefill{Last: want}), "north-wind")
	var names []string
	for _, f := range files {
		names = append(names, f.Name)
	}
	sets := Group(names, editions(t))
	if len(sets) != 1 || sets[0].Name != "north-wind" {
		t.Fatalf("the files of one set were grouped as %v", sets)
	}
	got, err := Read(sets[0].Name, files, editions(t))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(*want, got, told); diff != "" {
		t.Errorf("answers were lost or changed (-written +read):\n%s", diff)
	}
	if got, want := got.Answers["W02"].Cell, (response.Cell{File: "north-wind-Work practices.csv", Sheet: "Work practices", Ref: "D7"}); got != want {
		t.Errorf("W02 was read at %+v, want %+v", got, want)
	}
	slices.Reverse(files)
	again, err := Read(sets[0].Name, files, editions(t))
	if err != nil || again.SHA256 != got.SHA256 {
		t.Errorf("the order of the files changes the sum: %s, %s, %v", got.SHA256, again.SHA256, err)
	}
}

func TestGroup(t *testing.T) {
	names := []string{"z.xlsx", "acme-Product.csv", "acme-Work practices.csv", "acme.csv", "acme.xlsx", "b - Start.csv", "b - places.CSV",
		"in/acme-Product.csv", "acme-payroll-Start.csv", "notes.docx", "acme-Sales.csv", "-Product.csv"}
	want := []Set{
		{"-Product.csv", []string{"-Product.csv"}},
		{"acme", []string{"acme-Product.csv", "acme-Work practices.csv"}},
		{"acme-Sales.csv", []string{"acme-Sales.csv"}},
		{"acme-payroll", []string{"acme-payroll-Start.csv"}},
		{"acme.csv", []string{"acme.csv"}},
		{"acme.xlsx", []string{"acme.xlsx"}},
		{"b", []string{"b - Start.csv", "b - places.CSV"}},
		{"in/acme", []string{"in/acme-Product.csv"}},
		{"notes.docx", []string{"notes.docx"}},
		{"z.xlsx", []string{"z.xlsx"}},
	}
	if diff := cmp.Diff(want, Group(names, []Edition{small(t)})); diff != "" {
		t.Errorf("names are grouped otherwise (-want +got):\n%s", diff)
	}
}

func TestOptionsListedInOneCell(t *testing.T) {
	e := small(t)
	for typed, want := range map[string][]string{
		"Security key":                             {"key"},
		"security  KEY; totp":                      {"totp", "key"},
		"Code by text message, or by voice;\ntotp": {"totp", "sms"},
	} {
		last := &response.Submission{Answers: map[string]response.Answer{"P08": {Raw: typed}}}
		got := read(t, editions(t), File{"a.xlsx", writeXLSX(t, e, Prefill{Last: last})})
		a := got.Answers["P08"]
		if !a.Understood || !slices.Equal(a.Value.Options, want) || a.Raw != typed {
			t.Errorf("%q was read as %+v, want %v", typed, a, want)
		}
		expectProblems(t, got.Problems, nil)
	}
}
