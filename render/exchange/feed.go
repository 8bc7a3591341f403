package exchange

import (
	"bytes"
	"crypto/sha256"
	"encoding/xml"
	"errors"
	"fmt"
	"strings"

	"opframe/data/audience"
	"opframe/data/consultation"
	"opframe/data/date"
	"opframe/data/view"
)

// Feed is what there is to be told of as it happens. Links are whole addresses, or relative to the feed
// where nobody knows where it will stand.
type Feed struct {
	ID, Title  string
	Self, Home string // links to the feed itself and to the first page
	Author     string
	Updated    date.Date
	Entries    []FeedEntry // newest first
}

// FeedEntry is one piece of news.
type FeedEntry struct {
	ID, Title, Href, Summary string
	Updated                  date.Date
}

// feedPath is where the feed lies in its edition.
const feedPath = "updates.atom"

// Updates is the feed of updates and corrections. It holds what is public and nothing else, whoever the
// view is for: feeds are read through other people's machines.
func Updates[A audience.Reader](v view.Consultation[A]) Feed {
	o := v.Occasion
	f := Feed{ID: uuid("feed", o.ID), Title: o.Title + ": updates", Self: o.Address + feedPath, Home: o.Address + "index.html",
		Author: o.Office.Name, Updated: o.AsOf}
	if o.Address != "" {
		f.Home = o.Address
	}
	for _, p := range v.Papers {
		if p.Access != consultation.Public || p.Kind != consultation.Update && p.Kind != consultation.Correction {
			continue
		}
		e := FeedEntry{ID: uuid("paper", o.ID, p.ID), Title: p.Title, Href: o.Address + "consultation/papers/" + p.ID + ".html", Summary: p.Summary, Updated: p.Date}
		if len(f.Entries) == 0 || f.Updated.Before(e.Updated) {
			f.Updated = e.Updated
		}
		f.Entries = append(f.Entries, e)
	}
	return f
}

// uuid is a name made of words that stays the same as long as they do: the first 128 bits of their SHA-256
// with the version and variant of RFC 9562, section 5.8.
func uuid(words ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(append([]string{"opframe"}, words...), "\x00")))
	b := sum[:16]
	b[6], b[8] = b[6]&0x0f|0x80, b[8]&0x3f|0x80
	return fmt.Sprintf("urn:uuid:%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:])
}

// Atom is the feed as RFC 4287 has it. The error says what a feed must have and this one has not.
func Atom(f Feed) ([]byte, error) {
	if err := fit(f); err != nil {
		return nil, err
	}
	out := atomFeed{Lang: "en-AU", ID: f.ID, Title: f.Title, Updated: midnight(f.Updated), Author: atomAuthor{f.Author},
		Links:     []atomLink{{Rel: "self", Type: "application/atom+xml", Href: f.Self}, {Rel: "alternate", Type: "text/html", Href: f.Home}},
		Generator: "opframe"}
	for _, e := range f.Entries {
		entry := atomEntry{ID: e.ID, Title: e.Title, Updated: midnight(e.Updated), Link: atomLink{Rel: "alternate", Type: "text/html", Href: e.Href}}
		if e.Summary != "" {
			entry.Summary = &e.Summary
		}
		out.Entries = append(out.Entries, entry)
	}
	var b bytes.Buffer
	b.WriteString(xml.Header)
	x := xml.NewEncoder(&b)
	x.Indent("", "  ")
	if err := x.Encode(out); err != nil {
		return nil, err
	}
	b.WriteByte('\n')
	return b.Bytes(), nil
}

// fit says what is missing, all of it.
func fit(f Feed) error {
	var faults []error
	need := func(ok bool, what string) {
		if !ok {
			faults = append(faults, fmt.Errorf("feed %q: it needs %s", f.Title, what))
		}
	}
	need(f.ID != "", "an id")
	need(f.Title != "", "a title")
	need(f.Author != "", "an author")
	need(f.Self != "" && f.Home != "", "links to itself and to the first page")
	need(!f.Updated.IsZero(), "the day it was updated")
	seen := map[string]bool{}
	for _, e := range f.Entries {
		need(e.ID != "" && !seen[e.ID], fmt.Sprintf("an id of its own for the entry %q", e.Title))
		need(e.Title != "" && e.Href != "", fmt.Sprintf("a title and a link for the entry %s", e.ID))
		need(!e.Updated.IsZero(), fmt.Sprintf("the day the entry %q was updated", e.Title))
		seen[e.ID] = true
	}
	return errors.Join(faults...)
}

// midnight is a day as RFC 3339 has it, in UTC: the hour is not known.
func midnight(d date.Date) string { return d.String() + "T00:00:00Z" }

type atomFeed struct {
	XMLName   xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	Lang      string      `xml:"xml:lang,attr"`
	ID        string      `xml:"id"`
	Title     string      `xml:"title"`
	Updated   string      `xml:"updated"`
	Author    atomAuthor  `xml:"author"`
	Links     []atomLink  `xml:"link"`
	Generator string      `xml:"generator"`
	Entries   []atomEntry `xml:"entry"`
}

type atomAuthor struct {
	Name string `xml:"name"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr"`
	Type string `xml:"type,attr"`
	Href string `xml:"href,attr"`
}

type atomEntry struct {
	ID      string   `xml:"id"`
	Title   string   `xml:"title"`
	Updated string   `xml:"updated"`
	Link    atomLink `xml:"link"`
	Summary *string  `xml:"summary"`
}
