package round

import (
	"strings"
	"testing"
	"testing/fstest"
)

const settings = `id: r
title: A round
as_of: 2017-10-31
framework: interim@1.0
office: {name: The office, email: office@example.org}
`

func files(changes map[string]string) fstest.MapFS {
	all := map[string]string{
		"round.yaml":             settings,
		"register-Providers.csv": "id,name,roles\nalpha,Alpha,gateway; in-house\nbeta,Beta,\n",
		"register-Products.csv":  "name,provider,id,listed\nAlpha One,alpha,alpha-one,yes\n",
		"responses/a.xlsx":       "",
		"responses/~$a.xlsx":     "left by a program",
	}
	for name, text := range changes {
		all[name] = text
	}
	fs := fstest.MapFS{}
	for name, text := range all {
		if text != "-" {
			fs[name] = &fstest.MapFile{Data: []byte(text)}
		}
	}
	return fs
}

func TestLoad(t *testing.T) {
	r, err := Load("r", files(nil))
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Providers) != 2 || len(r.Providers[0].Roles) != 2 || len(r.Products) != 1 || !r.Products[0].Listed {
		t.Errorf("the register is read as %+v and %+v", r.Providers, r.Products)
	}
	if len(r.Responses) != 1 || r.Responses[0] != "responses/a.xlsx" {
		t.Errorf("the responses are %v: files that programs leave behind are none", r.Responses)
	}
	if r.Floor != LeastFloor || len(r.Problems) != 0 {
		t.Errorf("floor %d, problems %v; want the least floor and none", r.Floor, r.Problems)
	}
}

// What keeps a round from being built is an error that says what is needed.
func TestLoadRefuses(t *testing.T) {
	tests := []struct {
		name    string
		changes map[string]string
		want    string
	}{
		{"no settings", map[string]string{"round.yaml": "-"}, "opframe init DIR"},
		{"unknown key", map[string]string{"round.yaml": settings + "flor: 3\n"}, `r/round.yaml:6:1: unknown key "flor"`},
		{"no date", map[string]string{"round.yaml": strings.Replace(settings, "as_of: 2017-10-31\n", "", 1)}, "as_of is needed"},
		{"floor too low", map[string]string{"round.yaml": settings + "disclosure_floor: 3\n"}, "disclosure_floor is 3: below 5"},
		{"address of no site", map[string]string{"round.yaml": settings + "address: office.example.org/framework/\n"}, `r/round.yaml:6:1: address "office.example.org/framework/" is no address of a site: write a whole address such as https://`},
		{"address of a file", map[string]string{"round.yaml": settings + "address: file:///srv/framework/\n"}, "is no address of a site"},
		{"address that names somebody", map[string]string{"round.yaml": settings + "address: https://me:secret@office.example.org/\n"}, "is no address of a site"},
		{"address with a query", map[string]string{"round.yaml": settings + "address: https://office.example.org/?a=b\n"}, "has more than a folder"},
		{"address with a space", map[string]string{"round.yaml": settings + "address: https://office.example.org/our framework/\n"}, "write https://office.example.org/our%20framework/"},
		{"no register", map[string]string{"register-Providers.csv": "-", "register-Products.csv": "-"}, "the round has no register"},
		{"no products", map[string]string{"register-Products.csv": "-"}, `there is no sheet "Products"`},
		{"no column", map[string]string{"register-Products.csv": "id,name\nx,X\n"}, `register-Products.csv: there is no column "provider"`},
		{"damaged register", map[string]string{"register.xlsx": "PK\x03\x04"}, "register.xlsx"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := Load("r", files(test.changes))
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v, want an error that says %q", err, test.want)
			}
		})
	}
}

// What is wrong with a row is a problem with its place; the row is left out, the round is read.
func TestLoadReportsProblems(t *testing.T) {
	tests := []struct{ name, file, text, want string }{
		{"id that would leave the site", "register-Providers.csv", "id,name\n../alpha,Alpha\n", `register-Providers.csv: A2: the id "../alpha" is not made of`},
		{"id twice", "register-Providers.csv", "id,name\nalpha,Alpha\nalpha,Other\n", `register-Providers.csv: A3: the id "alpha" stands twice`},
		{"provider unknown", "register-Products.csv", "id,provider,name\nx,gamma,X\n", `product x belongs to the provider "gamma"`},
		{"use of an unknown product", "register-APIs used.csv", "product,api\nnone,A.1\n", `the product "none", said to use A.1, is not registered`},
		{"reviews are not read yet", "reviews/a.xlsx", "x", "reviews: this version of opframe does not read it"},
		{"paper that says nothing", "papers/minutes.md", "x", "papers/minutes.md:1: it does not say what it is"},
		{"paper without status", "papers/news.md", "---\nkind: update\ntitle: T\ndate: 2017-10-01\naudience: public\n---\n", "papers/news.md:1: the paper has no status"},
		{"action overdue", "actions.csv", "id,text,status,owner,due,audience\na-1,T,open,O,2017-10-30,public\n", "actions.csv: E2: action a-1 was due on 2017-10-30 and is open"},
		{"no such tier", "register-Providers.csv", "id,name,tier\nalpha,Alpha,T3\n", `register-Providers.csv: C2: the tier "T3" is none of T1, T2`},
		{"reviewer who is nobody", "register-Products.csv", "id,provider,name,reviewer\nx,alpha,X,Nobody\n", `register-Products.csv: D2: the reviewer "Nobody" is not on the sheet Staff`},
		{"no wording of a letter", "letters/outcome.docx", "x", "letters/outcome.docx: it is no wording of a letter"},
		{"stray file", "notes.docx", "x", "notes.docx: a round's folder holds no such thing"},
		{"folder among responses", "responses/old/a.xlsx", "x", "responses/old: it is a folder"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r, err := Load("r", files(map[string]string{test.file: test.text}))
			if err != nil {
				t.Fatal(err)
			}
			var all []string
			for _, p := range r.Problems {
				all = append(all, p.String())
			}
			if got := strings.Join(all, "\n"); !strings.Contains(got, test.want) {
				t.Errorf("the problems are:\n%s\nwant one that says %q", got, test.want)
			}
		})
	}
}

const group = "---\nkind: group\ntitle: Strategic working group\ndate: 2016-03-03\nstatus: open\naudience: public\n---\nCharter.\n"

// The groups of seats are written as id or title, and come out as id; a group nobody described is told of
// only where others are.
func TestSeatsFindTheirGroups(t *testing.T) {
	members := "group,name,organisation,role\nStrategic Working Group,A,Alpha,member\nswg,B,Beta,member\nboard,C,Gamma,member\n"
	r, err := Load("r", files(map[string]string{"register-Members.csv": members, "papers/swg.md": group}))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, s := range r.Consultation.Seats {
		got = append(got, s.Group+" "+s.Name)
	}
	if want := "swg A, swg B, board C"; strings.Join(got, ", ") != want {
		t.Errorf("the seats are %v, want %s", got, want)
	}
	if len(r.Consultation.Groups) != 1 || len(r.Problems) != 1 || !strings.Contains(r.Problems[0].String(), `register-Members.csv: A4: the group "board" has no paper`) {
		t.Errorf("groups %v, problems %v; want a group and a warning of the board", r.Consultation.Groups, r.Problems)
	}
	without, err := Load("r", files(map[string]string{"register-Members.csv": members}))
	if err != nil {
		t.Fatal(err)
	}
	if len(without.Problems) != 0 || without.Consultation.Seats[0].Group != "Strategic Working Group" {
		t.Errorf("a round without papers should leave its seats alone, got %v and %v", without.Consultation.Seats, without.Problems)
	}
}

func TestRegisterSaysTierAndReviewer(t *testing.T) {
	r, err := Load("r", files(map[string]string{
		"round.yaml":             settings + "address: https://office.example.org/framework\n",
		"register-Providers.csv": "id,name,tier\nalpha,Alpha,T1\nbeta,Beta,\n",
		"register-Products.csv":  "id,provider,name,reviewer\nx,alpha,X,Jo\n",
		"register-Staff.csv":     "name,skills\nJo,hosting\n",
	}))
	if err != nil {
		t.Fatal(err)
	}
	if r.Providers[0].Tier != "T1" || r.Providers[1].Tier != "" || r.Products[0].Reviewer != "Jo" || len(r.Problems) != 0 {
		t.Errorf("got %+v, %+v, %v", r.Providers, r.Products, r.Problems)
	}
	if r.Address != "https://office.example.org/framework/" {
		t.Errorf("the address is %q, want it to end in a slash", r.Address)
	}
}
