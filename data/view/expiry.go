package view

import (
	"slices"

	"opframe/data/assess"
	"opframe/data/date"
	"opframe/data/response"
)

// Expiry is the last day something a product rests on holds.
type Expiry struct {
	// ID is its own within the product: the question, and for a list the place among its rows from 1:
	// "W10", "W04-2".
	ID    string
	What  string        // "Independent assessment (W10)", "EV1 Certificate"
	Where response.Cell // the answer that says so
	On    date.Date
}

// Band is how near an expiry is.
type Band string

// The bands, the nearest first. Something still holds on the day it expires.
const (
	Expired    Band = "expired"
	In30Days   Band = "within 30 days"
	In60Days   Band = "within 60 days"
	In90Days   Band = "within 90 days"
	Later      Band = "later"
	NoneStated Band = "none stated"
)

// Bands lists them in order.
var Bands = []Band{Expired, In30Days, In60Days, In90Days, Later, NoneStated}

// Ahead is how many days before it expires something has to be seen to.
const Ahead = 90

// BandOf says how near a day is, counted from the day the round is assessed as of.
func BandOf(on, asOf date.Date) Band {
	switch {
	case on.IsZero():
		return NoneStated
	case on.Before(asOf):
		return Expired
	}
	for _, step := range []struct {
		days int
		band Band
	}{{30, In30Days}, {60, In60Days}, {Ahead, In90Days}} {
		if !asOf.AddDays(step.days).Before(on) {
			return step.band
		}
	}
	return Later
}

// NextExpiry is the first day something of the product expires or has expired, or zero.
func (r OfficeRow) NextExpiry() date.Date {
	if len(r.Expiries) == 0 {
		return date.Date{}
	}
	return r.Expiries[0].On
}

// expiriesOf are the days after which evidence no longer counts, by day.
func expiriesOf(all []assess.Evidence) []Expiry {
	var out []Expiry
	for _, e := range all {
		if !e.Until.IsZero() {
			out = append(out, Expiry{e.ID, e.Name(), e.Place, e.Until})
		}
	}
	slices.SortStableFunc(out, func(a, b Expiry) int { return a.On.Compare(b.On) })
	return out
}
