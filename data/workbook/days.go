package workbook

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"opframe/data/date"
	"opframe/data/workbook/cells"
)

// isoTime is a date with a time of day behind it, which is left out.
var isoTime = later(`^(\d{4}-\d{2}-\d{2})[ T]\d{2}:\d{2}(:\d{2})?(\.\d+)?Z?$`)

// numericDay is a date of three numbers with the year last.
var numericDay = later(`^(\d{1,2})([/.-])(\d{1,2})[/.-](\d{2}|\d{4})$`)

// wordForms are the ways to write a date with the name of the month.
var wordForms = []string{"2 January 2006", "2 Jan 2006", "2-January-2006", "2-Jan-2006", "January 2, 2006", "Jan 2, 2006",
	"January 2 2006", "Jan 2 2006", "Monday, 2 January 2006", "Monday 2 January 2006", "2006 January 2"}

// asDay reads a date, or says why it cannot. A date that can be read in two ways, or whose year has
// two digits, is none.
func asDay(c cells.Cell) (date.Date, string) {
	switch c.Kind {
	case cells.Date:
		return c.Date, ""
	case cells.Number:
		return date.Date{}, fmt.Sprintf("%s is a number, not a date.", quote(c.Text))
	}
	text := strings.Join(strings.Fields(c.Text), " ")
	if m := isoTime().FindStringSubmatch(text); m != nil {
		text = m[1]
	}
	if d, err := date.Parse(text); err == nil {
		return d, ""
	}
	if m := numericDay().FindStringSubmatch(text); m != nil {
		return threeNumbers(c.Text, m)
	}
	for _, form := range wordForms {
		if t, err := time.Parse(form, withoutSeptember(text)); err == nil {
			return date.Of(t), ""
		}
	}
	return date.Date{}, fmt.Sprintf("%s is not a date.", quote(c.Text))
}

// threeNumbers reads day, month and year, in this order.
func threeNumbers(raw string, m []string) (date.Date, string) {
	// The pattern lets through digits only, and few of them.
	day, _ := strconv.Atoi(m[1])
	month, _ := strconv.Atoi(m[3])
	year, _ := strconv.Atoi(m[4])
	d := date.Of(time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC))
	switch {
	case len(m[4]) == 2:
		return date.Date{}, fmt.Sprintf("%s has a year of two digits.", quote(raw))
	case month >= 1 && month <= 12 && day >= 1 && day <= 12 && day != month:
		other := date.Date{Year: year, Month: time.Month(day), Day: month}
		return date.Date{}, fmt.Sprintf("%s can be read as %s or as %s.", quote(raw), d, other)
	case d.Day != day || int(d.Month) != month:
		return date.Date{}, fmt.Sprintf("%s is not a date written day/month/year.", quote(raw))
	}
	return d, ""
}

var september = later(`(?i)\bsept\b`)

// withoutSeptember shortens the one month that people shorten to four letters.
func withoutSeptember(s string) string {
	return september().ReplaceAllString(s, "Sep")
}
