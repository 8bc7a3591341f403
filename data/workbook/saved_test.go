package workbook

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"opframe/data/date"
	"opframe/data/response"
)

// byHand is what was filled in, with LibreOffice Calc, in the files kept under testdata/libreoffice.
// `go test -tags clients -run ByHand -update` has Calc fill them in again.
func byHand() *response.Submission {
	chosen := func(raw string, ids ...string) response.Answer {
		return response.Answer{Raw: raw, Understood: true, Value: response.Value{Options: ids}}
	}
	text := func(s string) response.Answer {
		return response.Answer{Raw: s, Understood: true, Value: response.Value{Text: s}}
	}
	number := func(raw string, n float64) response.Answer {
		return response.Answer{Raw: raw, Understood: true, Value: response.Value{Number: n}}
	}
	day := func(y, m, d int) response.Answer {
		at := date.Of(date.Date{Year: y, Month: 1, Day: d}.AddMonths(m - 1).Time())
		return response.Answer{Raw: at.String(), Understood: true, Value: response.Value{Date: at}}
	}
	rows := func(all ...map[string]response.Answer) response.Answer {
		a := response.Answer{Understood: true}
		for _, cells := range all {
			a.Value.Rows = append(a.Value.Rows, response.Row{Cells: cells})
		}
		return a
	}
	said := func(a response.Answer, comment, evidence string) response.Answer {
		a.Comment.Text, a.Evidence.Text = comment, evidence
		return a
	}
	api := text("tax.lodge – Lodge a return, or amend one")
	api.Value.Text = "tax.lodge"
	return &response.Submission{
		ProviderID: response.Field{Text: "northwind"}, ProviderName: response.Field{Text: "Northwind Öffentliche Software"},
		ProductID: response.Field{Text: "ledger"}, ProductName: response.Field{Text: "Ledger & Co"},
		CompletedBy: response.Field{Text: "Nguyễn Thị Ánh, security officer"}, Completed: date.Date{Year: 2020, Month: 8, Day: 14},
		Answers: map[string]response.Answer{
			"P01": said(chosen("Both, each a part of it", "both"), "Since May:\n– we, the servers\n– the client, the rest", ""),
			"P02": number("12500", 12500),
			"P03": rows(map[string]response.Answer{"api": api, "path": chosen("Through a gateway", "gateway"), "calls": number("0.25", 0.25)},
				map[string]response.Answer{"api": text("Something new")}),
			"P07": said(chosen("Partly", "partly"), "=almost", "EV1"),
			"P08": chosen("One-time code from an app; Code by text message, or by voice", "totp", "sms"),
			"P09": number("23.5", 23.5),
			"P10": text("Κανείς, κроме администратора 😀"),
			"P20": rows(map[string]response.Answer{"supplier": text("007 Hosting"), "country": text("Australia"), "onshore": chosen("Yes", "yes"), "since": day(2017, 2, 28)},
				map[string]response.Answer{"supplier": text("Nuage"), "country": text("Côte d’Ivoire"), "onshore": chosen("No", "no")}),
			"W01": day(2020, 6, 30),
			"W02": said(chosen("No", "no"), "", "EV2; EV3"),
			"W05": text("Nobody but us"),
			"W06": text("Zwei Orte, ein Büro"),
			"W03": text("+61 2 5550 1234 is called; see also 3-4."),
		},
	}
}

func TestFilesSavedByLibreOffice(t *testing.T) {
	names, err := filepath.Glob("testdata/libreoffice/saved*")
	if err != nil {
		t.Fatal(err)
	}
	names = slices.DeleteFunc(names, func(n string) bool { return !strings.HasSuffix(n, ".xlsx") && !strings.HasSuffix(n, ".csv") })
	sets := Group(names, editions(t))
	if len(sets) != 2 {
		t.Fatalf("there are %d submissions saved, want an xlsx file and a set of CSV files: %v", len(sets), sets)
	}
	for _, set := range sets {
		var files []File
		for _, name := range set.Files {
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			files = append(files, File{name, data})
		}
		got, err := Read(set.Name, files, editions(t))
		if err != nil {
			t.Fatal(err)
		}
		expectProblems(t, got.Problems, nil)
		if diff := cmp.Diff(*byHand(), got, told); diff != "" {
			t.Errorf("%s: what was read differs from what was filled in (-filled in +read):\n%s", set.Name, diff)
		}
	}
}
