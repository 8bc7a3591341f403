package workbook

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"opframe/data/response"
)

// TestForeignFilesSavedByLibreOffice reads the questionnaires of somebody else as a spreadsheet program
// saved them: merged cells, formulas with results, dates, both of its formats. `go test -tags clients
// -run SavesForeign -update` has them saved again.
func TestForeignFilesSavedByLibreOffice(t *testing.T) { readSaved(t, "testdata/foreign") }

func readSaved(t *testing.T, dir string) {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(dir, "*.*"))
	if err != nil || len(names) != 4 {
		t.Fatalf("there are %d files in %s, want two questionnaires in two formats: %v", len(names), dir, err)
	}
	known := everything(t)
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		base := filepath.Base(name)
		want := cloudFile(t)
		if strings.HasPrefix(base, "vendor") {
			want, _ = vendorFile(t)
		}
		got := read(t, known, File{base, data})
		expectProblems(t, got.Problems, nil)
		if diff := cmp.Diff(want.answers, got.Answers, cmpopts.EquateEmpty(), cmpopts.IgnoreFields(response.Cell{}, "File")); diff != "" {
			t.Errorf("%s: answers or their cells are wrong (-filled in +read):\n%s", base, diff)
		}
		if got.ProductName.Text == "" || got.Completed.String() != "2020-08-14" {
			t.Errorf("%s: the product is %q, completed %s", base, got.ProductName.Text, got.Completed)
		}
	}
}
