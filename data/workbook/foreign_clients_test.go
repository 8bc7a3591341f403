//go:build clients

package workbook

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// TestLibreOfficeSavesForeignFiles has LibreOffice Calc open the questionnaires of somebody else and save
// them again; with -update as test data.
func TestLibreOfficeSavesForeignFiles(t *testing.T) {
	dir := t.TempDir()
	linked := newForeign(t, "Instructions", "Company", "Product", "Operations", "Summary")
	linked.linked = true
	linked.vendor(vendor(t))
	for name, data := range map[string][]byte{"cloud": cloudFile(t).bytes(), "vendor": linked.bytes()} {
		from := filepath.Join(dir, name+".xlsx")
		if err := os.WriteFile(from, data, 0o644); err != nil {
			t.Fatal(err)
		}
		for _, format := range []string{"xlsx", "ods"} {
			out, err := exec.Command(soffice(t), "--headless", "-env:UserInstallation=file://"+dir+"/profile",
				"--convert-to", format, "--outdir", filepath.Join(dir, "saved"), from).CombinedOutput()
			if err != nil {
				t.Fatalf("LibreOffice: %v\n%s", err, out)
			}
		}
	}
	if *update {
		saved, err := filepath.Glob(filepath.Join(dir, "saved", "*"))
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range saved {
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(filepath.Join("testdata/foreign", filepath.Base(name)), data, 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	readSaved(t, filepath.Join(dir, "saved"))
}
