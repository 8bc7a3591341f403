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
		{"papers are not read yet", "papers/minutes.md", "x", "papers: this version of opframe does not read it"},
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
