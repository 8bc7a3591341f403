package round

import (
	"maps"
	"strings"
	"testing"
	"testing/fstest"

	"opframe/data/date"
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
		{"folder among reviews", "reviews/old/a.xlsx", "x", "reviews/old: it is a folder"},
		{"state that is none", "register-APIs used.csv", "product,api,environment,state\nalpha-pay,A.1,production,live\n", `register-APIs used.csv: D2: the state "live" is none of not whitelisted, test, production, restricted, suspended, removed`},
		{"day that is none", "register-APIs used.csv", "product,api,environment,state,since\nalpha-pay,A.1,production,test,soon\n", `register-APIs used.csv: E2: "soon" is no day`},
		{"day to come", "register-APIs used.csv", "product,api,state,since\nalpha-pay,A.1,test,2017-11-01\n", `register-APIs used.csv: D2: the state holds since 2017-11-01, after the day of the round`},
		{"day without a state", "register-APIs used.csv", "product,api,state,since\nalpha-pay,A.1,,2017-10-01\n", `register-APIs used.csv: C2: there is a day and no state`},
		{"paper that says nothing", "papers/minutes.md", "x", "papers/minutes.md:1: it does not say what it is"},
		{"paper without status", "papers/news.md", "---\nkind: update\ntitle: T\ndate: 2017-10-01\naudience: public\n---\n", "papers/news.md:1: the paper has no status"},
		{"action overdue", "actions.csv", "id,text,status,owner,due,audience\na-1,T,open,O,2017-10-30,public\n", "actions.csv: E2: action a-1 was due on 2017-10-30 and is open"},
		{"no such tier", "register-Providers.csv", "id,name,tier\nalpha,Alpha,T3\n", `register-Providers.csv: C2: the tier "T3" is none of T1, T2`},
		{"tier without reason and name", "register-Providers.csv", "id,name,tier\nalpha,Alpha,T1\n", "register-Providers.csv: C2: the tier T1 takes the place of what the criteria say, which needs a reason and a name. Fill in tier reason and tier by"},
		{"reason without tier", "register-Providers.csv", "id,name,tier,tier reason\nalpha,Alpha,,Big\n", "C2: there is a tier reason or a tier by and no tier"},
		{"fact that is neither yes nor no", "register-Providers.csv", "id,name,approved gateway\nalpha,Alpha,perhaps\n", `C2: approved gateway is "perhaps", which is neither yes nor no`},
		{"fact that is no number", "register-Providers.csv", "id,name,lodgments\nalpha,Alpha,many\n", `C2: lodgments is "many", which is no number`},
		{"share above everything", "register-Providers.csv", "id,name,market share\nalpha,Alpha,101%\n", `C2: market share is "101%", which is more than 100`},
		{"fact below nothing", "register-Providers.csv", "id,name,lodgments\nalpha,Alpha,-1\n", `C2: lodgments is "-1", which is less than 0`},
		{"contact who is nobody", "register-Providers.csv", "id,name,dedicated contact\nalpha,Alpha,Nobody\n", `C2: the dedicated contact "Nobody" is not on the sheet Staff`},
		{"staff twice", "register-Staff.csv", "name\nJo\nJo\n", `register-Staff.csv: A3: the name "Jo" is empty or stands twice`},
		{"capacity in words", "register-Staff.csv", "name,capacity\nJo,some\n", `B2: capacity is "some", which is no whole number`},
		{"absence without beginning", "register-Staff.csv", "name,absent until\nJo,2017-11-01\n", "it says until when and not from when"},
		{"absence that ends too early", "register-Staff.csv", "name,absent from,absent until\nJo,2017-11-02,2017-11-01\n", "C2: the absence ends before it begins"},
		{"stand-in of herself", "register-Staff.csv", "name,stand-in\nJo,Jo\n", `the stand-in "Jo" of Jo is nobody else`},
		{"enquiry twice", "enquiries.csv", enquiries("e-1,2017-10-01,,,general,,,open,,,", "E-1,2017-10-01,,,general,,,open,,,"), `enquiries.csv: A3: the id "E-1" stands twice`},
		{"enquiry from the future", "enquiries.csv", enquiries("e-1,2017-11-01,,,general,,,open,,,"), "B2: it came in on 2017-11-01, which is after the day of the round"},
		{"enquiry without a day", "enquiries.csv", enquiries("e-1,,,,general,,,open,,,"), "B2: it does not say when it came in"},
		{"enquiry of a day that is none", "enquiries.csv", enquiries("e-1,1 May,,,general,,,open,,,"), `B2: "1 May" is not a date`},
		{"enquiry in no state", "enquiries.csv", enquiries("e-1,2017-10-01,,,general,,,lost,,,"), `H2: the status "lost" is none of open, waiting, answered, closed`},
		{"enquiry of nobody", "enquiries.csv", enquiries("e-1,2017-10-01,gamma,,general,,,open,,,"), `C2: the provider "gamma" is not registered`},
		{"enquiry on no product", "enquiries.csv", enquiries("e-1,2017-10-01,,none,general,,,open,,,"), `D2: the product "none" is not registered`},
		{"enquiry on another's product", "enquiries.csv", enquiries("e-1,2017-10-01,beta,alpha-one,general,,,open,,,"), `the product "alpha-one" is of the provider "alpha", not of "beta"`},
		{"enquiry answered and open", "enquiries.csv", enquiries("e-1,2017-10-01,,,general,,,open,,,2017-10-02"), "K2: it was answered on 2017-10-02 and is open"},
		{"enquiry answered before it came", "enquiries.csv", enquiries("e-1,2017-10-01,,,general,,,answered,,,2017-09-02"), "it was answered before it came in"},
		{"enquiries without a column", "enquiries.csv", "id,received,type\ne-1,2017-10-01,general\n", `enquiries.csv: there is no column "status"`},
		{"enquiries with a column twice", "enquiries.csv", "id,received,type,status,type\ne-1,2017-10-01,a,open,b\n", `there are two columns "type"`},
		{"enquiries damaged", "enquiries.xlsx", "PK\x03\x04", "enquiries.xlsx: "},
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

// enquiries are rows below the columns in their usual order.
func enquiries(rows ...string) string {
	return strings.Join(EnquiryColumns, ",") + "\n" + strings.Join(rows, "\n") + "\n"
}

func TestEnquiriesAreRead(t *testing.T) {
	text := enquiries("e-1,2017-10-01,,alpha-one,general,How?,email,Open,Jo,2017-10-20,", "e-2,2017-10-02,,,general,Who?,phone,answered,,,2017-10-03")
	r, err := Load("r", files(map[string]string{"enquiries.csv": text}))
	if err != nil || len(r.Enquiries) != 2 || len(r.Problems) > 0 {
		t.Fatalf("got %v, %+v, %v, want two enquiries and no problems", err, r.Enquiries, r.Problems)
	}
	e := r.Enquiries[0]
	if e.Provider != "alpha" || !e.Open() || e.Due.String() != "2017-10-20" || e.Place("due").String() != "enquiries.csv: J2" || r.Enquiries[1].Open() {
		t.Errorf("got %+v: the provider of a product is known, and its status is open", e)
	}
}

// An absence holds from its first day to its last; without a last one it goes on.
func TestAbsence(t *testing.T) {
	r, err := Load("r", files(map[string]string{"register-Staff.csv": "name,capacity,absent from,absent until\nJo,3,2017-10-10,2017-10-12\nMo,,2017-10-10,\n"}))
	if err != nil || len(r.Problems) > 0 {
		t.Fatal(err, r.Problems)
	}
	for text, want := range map[string]string{"2017-10-09": "", "2017-10-10": "Jo Mo", "2017-10-12": "Jo Mo", "2017-10-13": "Mo"} {
		day, err := date.Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		var away []string
		for _, s := range r.Staff {
			if s.AbsentOn(day) {
				away = append(away, s.Name)
			}
		}
		if got := strings.Join(away, " "); got != want {
			t.Errorf("on %s %q are away, want %q", text, got, want)
		}
	}
	if r.Staff[0].Capacity != (Limit{3, true}) || r.Staff[1].Capacity.Known {
		t.Errorf("the capacities are %+v and %+v, want 3 and not known", r.Staff[0].Capacity, r.Staff[1].Capacity)
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
		"register-Providers.csv": "id,name,tier,tier reason,tier by,ebms client,market share,lodgments\nalpha,Alpha,T1,Merger under way,Jo,no,12.5%,\nbeta,Beta,,,,,,\n",
		"register-Products.csv":  "id,provider,name,reviewer\nx,alpha,X,Jo\n",
		"register-Staff.csv":     "name,skills\nJo,hosting\n",
	}))
	if err != nil {
		t.Fatal(err)
	}
	alpha, beta := r.Providers[0], r.Providers[1]
	if alpha.Override == nil || *alpha.Override != (Override{"T1", "Merger under way", "Jo"}) || beta.Override != nil {
		t.Errorf("the tiers settled are %+v and %+v, want T1 with reason and name, and none", alpha.Override, beta.Override)
	}
	if !maps.Equal(alpha.Facts, map[string]float64{"ebms client": 0, "market share": 12.5}) || len(beta.Facts) != 0 {
		t.Errorf("the facts are %v and %v: an empty cell is not known, and no is 0", alpha.Facts, beta.Facts)
	}
	if r.Products[0].Reviewer != "Jo" || len(r.Problems) != 0 {
		t.Errorf("got %+v, %+v, %v", r.Providers, r.Products, r.Problems)
	}
	if r.Address != "https://office.example.org/framework/" {
		t.Errorf("the address is %q, want it to end in a slash", r.Address)
	}
}
