package main

import (
	"fmt"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"opframe/data/round"
)

// forDesk is a word that the office alone may see, and must.
func (c *canaries) forDesk(provider, what string) string {
	w := c.word(provider, what, false)
	c.desk[w] = true
	return w
}

// value is a number that stands nowhere else, for what a criterion is applied to.
func (c *canaries) value(provider, what string) string {
	n := fmt.Sprintf("4177%d", 10000+len(c.owner))
	c.owner[n], c.what[n], c.desk[n] = provider, what, true
	return n
}

// served adds to the row of a provider what the service model knows of it, and returns the members of staff
// that it names: its dedicated contact, who is away, and the stand-in. The contact's name is the provider's
// to see where the round shows it.
func (c *canaries) served(row []string, id string, show bool) (full []string, staff [][]string) {
	contact := c.word(id, "dedicated contact", show)
	c.desk[contact] = !show
	standIn := c.forDesk(id, "stand-in")
	by := map[string]string{"tier": "T1", "tier reason": c.forDesk(id, "tier reason"), "tier by": c.forDesk(id, "tier by"),
		"lodgments": c.value(id, "lodgments"), "consultations": c.value(id, "consultations"), "dedicated contact": contact, "contact reason": c.word(id, "contact reason", false)}
	for i, column := range round.Columns("Providers") {
		if i >= len(row) {
			row = append(row, by[column])
		}
	}
	return row, [][]string{{contact, c.forDesk(id, "skill of the contact"), "3", "3", "2017-10-01", "", standIn}, {standIn, c.forDesk(id, "skill of the stand-in"), "3", "3", "", "", ""}}
}

// enquiries writes a list in which all that people can write is a canary; provider n asks of product n.
func (c *canaries) enquiries(t *testing.T, dir string, products, staff [][]string) {
	t.Helper()
	text := strings.Join(round.EnquiryColumns, ",") + "\n"
	for i, p := range products[1:] {
		id := p[1]
		text += fmt.Sprintf("%s,2017-10-20,%s,%s,general,%s,,open,%s,,\n", c.forDesk(id, "id of an enquiry"), id, p[0], c.forDesk(id, "subject of an enquiry"), staff[1+i%(len(staff)-1)][0])
	}
	write(t, filepath.Join(dir, "enquiries.csv"), []byte(text))
}

// The dedicated contact is the one name that a round may let its provider see; of tiers, criteria and other
// staff the provider learns nothing then either.
func TestDedicatedContactIsShownWhereTheRoundAllowsIt(t *testing.T) {
	canariesStay(t, true)
}

var (
	tierForm = regexp.MustCompile(`(?i)\btiers?\b`) // T1 alone can be the number of somebody's evidence
	markup   = regexp.MustCompile(`<[^>]*>`)
)

// Every page that mentions tiers says that the services are the same in both, and no provider's edition
// mentions them at all: in the sample round, with everything that a person writes there.
func TestPagesThatMentionTiersSayServicesAreTheSame(t *testing.T) {
	mention := map[string]int{}
	walk(t, sampleSite(t), func(name string, data []byte) {
		if ext := filepath.Ext(name); ext != ".html" && ext != ".md" {
			return
		}
		text := strings.Join(strings.Fields(markup.ReplaceAllString(string(data), " ")), " ")
		if !tierForm.MatchString(text) {
			return
		}
		mention[editionOf(name)]++
		if strings.HasPrefix(name, "providers/") {
			t.Errorf("%s mentions a tier: %s", name, tierForm.FindString(text))
		}
		if !strings.Contains(text, "same services") {
			t.Errorf("%s mentions tiers and does not say that the services are the same", name)
		}
	})
	if mention["public"] < 2 || mention["working-group"] < 2 || mention["office"] < 30 {
		t.Errorf("too few pages mention tiers for this test to prove anything: %v", mention)
	}
}
