package sample

import (
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
)

// Each fault of the data is named with its file and line.
func TestFaultsNameTheirPlace(t *testing.T) {
	for _, c := range []struct{ file, from, to, want string }{
		{"profiles.yaml", "{q: P02, is: provider}", "{q: P99, is: provider}", `: interim@1.0 has no question "P99"`},
		{"profiles.yaml", "{q: P02, is: provider}", "{q: P02, is: us}", `: P02 has no option "us": it has provider, client, hybrid`},
		{"profiles.yaml", "{q: P23, is: 15}", "{q: P23, is: soon}", `: P23: "soon" is not a number`},
		{"profiles.yaml", "{q: E28, is: sent+143}", "{q: E28, is: soon}", `: E28: "soon" is not a date written YYYY-MM-DD`},
		{"profiles.yaml", "{q: P04, are: [businesses]}", "{q: P04, is: businesses}", ": P04 allows several answers: write `are`"},
		{"profiles.yaml", "{q: P02, is: provider}", "{q: P02, are: [provider]}", ": P02 is a choice question: write `is`"},
		{"profiles.yaml", "ev: staff-mfa", "ev: nothing", `: there is no document "nothing"`},
		{"profiles.yaml", "like: strong", "like: nobody", `: the profile "nobody", which this one is like, leads nowhere`},
		{"profiles.yaml", "id: strong\n    framework: interim@1.0", "id: strong\n    framework: interim@9", `: no round uses the framework "interim@9"`},
		{"profiles.yaml", "kind: screenshot, issued: sent-34", "kind: drawing, issued: sent-34", `: evidence.kind has no option "drawing"`},
		{"profiles.yaml", "when: commercial", "when: never", `: P03 has no option "never"`},
		{"responses-payroll.yaml", "purpose: primary, data: client-records", "purpose: primary, holds: client-records", `has no column "holds"`},
		{"responses-payroll.yaml", "product: kestrel-pay", "product: kestrel", `: there is no product "kestrel"`},
		{"responses-payroll.yaml", "profile: sound", "profile: good", `: there is no profile "good"`},
		{"responses-payroll.yaml", "profile: sound", "profile: earlier", `: the profile earlier answers interim@0.8`},
		{"responses-payroll.yaml", "withheld: [handbook", "withheld: [book", `: there is no document "book"`},
		{"responses-payroll.yaml", "product: kestrel-onboard", "product: kestrel-pay", `: there are two replies of the product kestrel-pay`},
		{"responses-payroll.yaml", `refs: "KP-##"`, `refs: KP`, `: refs "KP": a # for the number belongs into it`},
		{"responses-payroll.yaml", `file: "Banksia Reports.xlsx"`, `file: "../Banksia Reports.xlsx"`, `: "../Banksia Reports.xlsx" is no name for a file`},
		{"responses-accounting.yaml", "form: csv", "form: ods", `: there is no form "ods": there are xlsx, csv, cut`},
		{"register.yaml", "provider: harbourline", "provider: harbour", `: there is no provider "harbour"`},
		{"register.yaml", "reviewer: Callum Pritchard", "reviewer: Colin Pritchard", `: nobody on the staff is called "Colin Pritchard"`},
		{"register.yaml", "api: TPAR.0003.lodge", "api: TPAR.0009.lodge", `: the register of interim@1.0 has no API "TPAR.0009.lodge"`},
		{"register.yaml", "path: gateway", "path: pigeon", `: apis.path has no option "pigeon"`},
		{"register.yaml", "listed: true", "listd: true", `: unknown key "listd"`},
	} {
		t.Run(c.want, func(t *testing.T) {
			dir, lines := changed(t, c.file, c.from, c.to)
			err := everything(dir)
			if err == nil {
				t.Fatalf("%s should be a fault", c.to)
			}
			if !slices.ContainsFunc(lines, func(line int) bool { return named(err, c.file, line, c.want) }) {
				t.Errorf("got %v\nwant %s, line %v: … %s", err, c.file, lines, c.want)
			}
		})
	}
}

// everything reads the data and makes all submissions, without writing them.
func everything(dir fs.FS) error {
	d, err := load(dir)
	if err != nil {
		return err
	}
	for _, r := range d.rounds() {
		for _, x := range r.replies {
			if _, err := d.submission(r, x); err != nil {
				return err
			}
		}
	}
	return nil
}

// named says that one of the faults has the file, the line and the words.
func named(err error, file string, line int, want string) bool {
	for fault := range strings.Lines(err.Error()) {
		if strings.HasPrefix(fault, fmt.Sprintf("data/sample/%s:%d:", file, line)) && strings.Contains(fault, want) {
			return true
		}
	}
	return false
}

// sources are the names of all files of the data, with the papers.
func sources(t *testing.T) []string {
	t.Helper()
	var all []string
	err := fs.WalkDir(embedded, ".", func(name string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			all = append(all, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// changed is the data with the first occurrence of a text replaced, and the numbers of the lines that
// can be named for it: its own, and those in which the items of lists begin that it is part of.
func changed(t *testing.T, file, from, to string) (fstest.MapFS, []int) {
	t.Helper()
	dir := fstest.MapFS{}
	for _, name := range sources(t) {
		text, err := embedded.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		dir[name] = &fstest.MapFile{Data: text}
	}
	text := string(dir[file].Data)
	before, _, ok := strings.Cut(text, from)
	if !ok {
		t.Fatalf("%s does not say %q any more", file, from)
	}
	dir[file] = &fstest.MapFile{Data: []byte(strings.Replace(text, from, to, 1))}
	all := strings.Split(text, "\n")
	at := strings.Count(before, "\n")
	lines, indent := []int{at + 1}, len(all[at])
	for ; at >= 0; at-- {
		rest := strings.TrimLeft(all[at], " ")
		if depth := len(all[at]) - len(rest); strings.HasPrefix(rest, "- ") && depth < indent {
			lines, indent = append(lines, at+1), depth
		}
	}
	return dir, lines
}

var (
	businessNumber = regexp.MustCompile(`\b\d{2} \d{3} \d{3} \d{3}\b`)
	mailAddress    = regexp.MustCompile(`[^\s",(;]+@[a-z0-9.-]+\.[a-z]+`)
	pageAddress    = regexp.MustCompile(`https?://([A-Za-z0-9.-]+)`)
)

// Nobody real can be meant: no business number of the data passes the check of its digits, and every
// mail address is in a domain nobody can have, like every address of a page.
func TestNobodyRealIsMeant(t *testing.T) {
	numbers, addresses := 0, 0
	for _, name := range sources(t) {
		text, err := embedded.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, n := range businessNumber.FindAllString(string(text), -1) {
			numbers++
			if valid(n) {
				t.Errorf("%s: %s could be somebody's business number", name, n)
			}
		}
		for _, a := range pageAddress.FindAllStringSubmatch(string(text), -1) {
			if !strings.HasSuffix(a[1], ".example") && a[1] != "example.org" {
				t.Errorf("%s: %s could be somebody's page", name, a[0])
			}
		}
		for _, a := range mailAddress.FindAllString(string(text), -1) {
			if strings.HasPrefix(a, "interim@") {
				continue
			}
			addresses++
			if !strings.HasSuffix(a, ".example") && !strings.HasSuffix(a, "@example.org") {
				t.Errorf("%s: %s could be somebody's address", name, a)
			}
		}
	}
	if numbers < 27 || addresses < 27 {
		t.Errorf("found only %d numbers and %d addresses to look at", numbers, addresses)
	}
	if !valid("51 824 753 556") {
		t.Error("the check of digits should pass the number that is published as its example")
	}
}

// valid is the published check of an Australian business number: 1 is taken from the first digit, each
// digit is weighted, and 89 divides the sum.
func valid(number string) bool {
	weights := []int{10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19}
	sum := 0
	for i, r := range strings.ReplaceAll(number, " ", "") {
		digit, err := strconv.Atoi(string(r))
		if err != nil {
			return false
		}
		if i == 0 {
			digit--
		}
		sum += digit * weights[i]
	}
	return sum%89 == 0
}
