package exchange

import (
	"bytes"
	"encoding/xml"
	"regexp"
	"strings"
	"testing"
	"time"

	"opframe/data/consultation"
	"opframe/data/date"
	"opframe/data/round"
	"opframe/data/view"
)

func on(y int, m time.Month, d int) date.Date { return date.Date{Year: y, Month: m, Day: d} }

func paper(id, title string, kind consultation.Kind, access consultation.Access, day date.Date) consultation.Paper {
	return consultation.Paper{Text: consultation.Text{ID: id, Title: title, Access: access, Summary: "About " + title}, Kind: kind, Date: day}
}

// hostile are titles as nobody should write them.
var hostile = []string{
	"<script>alert(1)</script>", "]]> & ]]&gt; <!--", "\u202egnp.exe\u202c right to left", "👩🏽‍💻 🇦🇺 emoji", strings.Repeat("long ", 2000),
	"a\\b;c,d:e\"f'g", "line\nbreak\r\nand\rmore", "bell\a null\x00 del\x7f", "bad \xff\xfe utf-8", "BEGIN:VEVENT\r\nEND:VCALENDAR",
}

func sampleRecord() consultation.Record {
	r := consultation.Record{Papers: []consultation.Paper{
		paper("2017-09-06-correction", "A correction", consultation.Correction, consultation.Public, on(2017, 9, 6)),
		paper("2017-08-31-update", "What is new in August", consultation.Update, consultation.Public, on(2017, 8, 31)),
		paper("2017-08-30-members", "CANARYmembers", consultation.Update, consultation.Members, on(2017, 8, 30)),
		paper("2017-08-29-office", "CANARYoffice", consultation.Update, consultation.Office, on(2017, 8, 29)),
		paper("2017-08-01-minutes", "Minutes are no news", consultation.Minutes, consultation.Public, on(2017, 8, 1)),
	}}
	for i, title := range hostile {
		r.Papers = append(r.Papers, paper("hostile-"+string(rune('a'+i)), title, consultation.Update, consultation.Public, on(2016, 1, 1+i)))
	}
	return r
}

func occasion(address string) view.Occasion {
	return view.Occasion{ID: "test-2017", Title: "Round of 2017", AsOf: on(2017, 10, 31), Address: address,
		Office: round.Office{Name: "The Office", Email: "office@example.org"}}
}

// readFeed reads a feed with the names of RFC 4287, the namespace included.
type readFeed struct {
	XMLName xml.Name `xml:"http://www.w3.org/2005/Atom feed"`
	ID      string   `xml:"http://www.w3.org/2005/Atom id"`
	Updated string   `xml:"http://www.w3.org/2005/Atom updated"`
	Author  string   `xml:"http://www.w3.org/2005/Atom author>name"`
	Links   []struct {
		Rel  string `xml:"rel,attr"`
		Href string `xml:"href,attr"`
	} `xml:"http://www.w3.org/2005/Atom link"`
	Entries []struct {
		ID      string `xml:"http://www.w3.org/2005/Atom id"`
		Title   string `xml:"http://www.w3.org/2005/Atom title"`
		Updated string `xml:"http://www.w3.org/2005/Atom updated"`
		Link    struct {
			Href string `xml:"href,attr"`
		} `xml:"http://www.w3.org/2005/Atom link"`
	} `xml:"http://www.w3.org/2005/Atom entry"`
}

func TestAtomIsReadAsItWasMeant(t *testing.T) {
	const address = "https://office.example.org/framework/"
	data, err := Atom(Updates(view.PublicConsultation(occasion(address), nil, sampleRecord())))
	if err != nil {
		t.Fatal(err)
	}
	var f readFeed
	if err := xml.Unmarshal(data, &f); err != nil {
		t.Fatalf("the feed is no XML: %v\n%s", err, data)
	}
	if want := 2 + len(hostile); len(f.Entries) != want {
		t.Errorf("the feed has %d entries, want %d: updates and corrections that are public", len(f.Entries), want)
	}
	uuid8 := regexp.MustCompile(`^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`)
	seen := map[string]bool{f.ID: true}
	for i, e := range f.Entries {
		if !uuid8.MatchString(e.ID) || seen[e.ID] {
			t.Errorf("entry %q has the id %q, want a UUID of version 8 of its own", e.Title, e.ID)
		}
		seen[e.ID] = true
		if _, err := time.Parse(time.RFC3339, e.Updated); err != nil {
			t.Errorf("entry %q: %v", e.Title, err)
		}
		if !strings.HasPrefix(e.Link.Href, address+"consultation/papers/") {
			t.Errorf("entry %q leads to %q, want a whole address", e.Title, e.Link.Href)
		}
		if i >= 2 && e.Title != shown(hostile[i-2]) {
			t.Errorf("a title came back as %q, want %q", e.Title, shown(hostile[i-2]))
		}
	}
	if f.Updated != "2017-09-06T00:00:00Z" || f.Author != "The Office" {
		t.Errorf("the feed was updated %s by %q, want the day of the newest entry and the office", f.Updated, f.Author)
	}
	if len(f.Links) != 2 || f.Links[0].Href != address+"updates.atom" || f.Links[1].Href != address {
		t.Errorf("the feed leads to %v, want itself and the first page", f.Links)
	}
}

// shown is what of a text XML can say.
func shown(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' && r != '\r' {
			return '\ufffd'
		}
		return r
	}, strings.ToValidUTF8(strings.ReplaceAll(s, "\xff\xfe", "\xff\ufffd"), "\ufffd"))
}

// A feed is read through machines of others, so not even the members' own may hold what is theirs.
func TestUpdatesHoldWhatIsPublicOnly(t *testing.T) {
	o, r := occasion(""), sampleRecord()
	public, err := Atom(Updates(view.PublicConsultation(o, nil, r)))
	if err != nil {
		t.Fatal(err)
	}
	members, err := Atom(Updates(view.MembersConsultation(o, nil, r)))
	if err != nil {
		t.Fatal(err)
	}
	office, err := Atom(Updates(view.OfficeConsultation(o, nil, r)))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(public, members) || !bytes.Equal(public, office) || bytes.Contains(office, []byte("CANARY")) {
		t.Error("the feed says more to members or the office than to the public")
	}
	if !bytes.Contains(public, []byte(`href="consultation/papers/2017-08-31-update.html"`)) {
		t.Error("without an address links must be relative to the feed")
	}
}

func TestIDsDependOnRoundAndPaperOnly(t *testing.T) {
	o, r := occasion(""), sampleRecord()
	before := Updates(view.PublicConsultation(o, nil, r))
	r.Papers[0].Title, o.AsOf, o.Address = "Renamed", on(2018, 1, 1), "https://example.org/"
	after := Updates(view.PublicConsultation(o, nil, r))
	if before.ID != after.ID || before.Entries[0].ID != after.Entries[0].ID {
		t.Error("an id changed though round and paper are the same: readers would see old news as new")
	}
	o.ID = "test-2018"
	if next := Updates(view.PublicConsultation(o, nil, r)); next.ID == after.ID || next.Entries[0].ID == after.Entries[0].ID {
		t.Error("two rounds share an id")
	}
}

func TestAtomSaysWhatIsMissing(t *testing.T) {
	f := Updates(view.PublicConsultation(occasion(""), nil, sampleRecord()))
	f.Author = ""
	f.Entries[1].Updated = date.Date{}
	f.Entries[2].ID = f.Entries[0].ID
	_, err := Atom(f)
	for _, want := range []string{"an author", `the day the entry "What is new in August" was updated`, "an id of its own"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want it to say %q", err, want)
		}
	}
}

func TestNoNewsIsAFeedAsWell(t *testing.T) {
	data, err := Atom(Updates(view.PublicConsultation(occasion(""), nil, consultation.Record{})))
	if err != nil || !bytes.Contains(data, []byte("<updated>2017-10-31T00:00:00Z</updated>")) {
		t.Errorf("got %v and %s, want an empty feed of the day the round stands for", err, data)
	}
}
