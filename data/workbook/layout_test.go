package workbook

import (
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"opframe/data/framework"
)

// Each fault of a layout is made once, by putting new in place of old in a sound one, and must be
// reported in words that contain want.
func TestLoadLayoutFindsEachFault(t *testing.T) {
	tests := []struct{ name, old, new, want string }{
		{"sound", "", "", ""},
		{"unknown key", "start: Start", "strat: Start", `unknown key "strat"`},
		{"no title of a sheet", "start: Start", "start: ''", "a title of 1 to 31 characters belongs here"},
		{"title too long", "title: Work practices", "title: " + strings.Repeat("x", 32), "a title of 1 to 31 characters belongs here"},
		{"title with a sign Excel refuses", "title: Work practices", "title: Work/practices", "a title may not contain"},
		{"title twice", "title: Work practices", "title: product", "another sheet has this title"},
		{"title of our own", "title: Work practices", "title: lists", "another sheet has this title"},
		{"dimension and table", "dimension: practice", "dimension: practice, table: places", "either a dimension or a table"},
		{"unknown dimension", "dimension: practice", "dimension: practise", `has no dimension "practise"`},
		{"unknown table", "table: places", "table: plaices", `has no table "plaices"`},
		{"dimension without a sheet", "  - {title: Work practices, dimension: practice, also: [Practices]}\n", "", "dimension practice has 0 sheets"},
		{"no rows", "rows: 15", "rows: 0", "a table offers 1 to 1000 rows"},
		{"width of an unknown column", "widths: {api: 44}", "widths: {apo: 44}", `the table has no column "apo"`},
		{"column unknown", "name: guidance", "name: guidence", `no column is called "guidence"`},
		{"column twice", "name: guidance", "name: comment", "column comment stands here twice"},
		{"column missing", "  - {name: guidance, title: Guidance, width: 44}\n", "", "column guidance is missing"},
		{"column too narrow", "width: 44", "width: 2", "a width of 4 to 120 characters"},
		{"column without a title", "title: Guidance", "title: ''", "column guidance: a title is missing"},
		{"field missing", "  - {name: due, title: Due}\n", "", "field due is missing"},
		{"words for no option", "partly: [in part]", "partlly: [in part]", `no question has an option "partlly"`},
	}
	read := func(name string) string {
		data, err := os.ReadFile("testdata/small@1.0/" + name)
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	framed, layout := read("framework.yaml"), read("workbook.yaml")
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if !strings.Contains(layout, test.old) {
				t.Fatalf("the layout has no %q to break", test.old)
			}
			f, err := framework.Load("small@1.0", fstest.MapFS{"framework.yaml": {Data: []byte(framed)},
				"workbook.yaml": {Data: []byte(strings.Replace(layout, test.old, test.new, 1))}})
			if err != nil {
				t.Fatal(err)
			}
			_, err = LoadLayout(f)
			if test.want == "" && err != nil || test.want != "" && (err == nil || !strings.Contains(err.Error(), test.want)) {
				t.Errorf("got %v, want an error that says %q", err, test.want)
			}
		})
	}
}
