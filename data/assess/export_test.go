package assess

import (
	"encoding/csv"
	"io/fs"
	"strings"

	"opframe/data/framework"
)

// CaseFindings runs all cases of a framework that are in order.
func CaseFindings(f *framework.Framework) []Finding {
	data, err := fs.ReadFile(f.Files, "cases.csv")
	if err != nil {
		return nil
	}
	rows, _ := csv.NewReader(strings.NewReader(string(data))).ReadAll()
	var all []Finding
	for _, r := range rows[1:] {
		if found, err := runCase(f, r[0], r[3]); err == nil {
			all = append(all, found)
		}
	}
	return all
}
