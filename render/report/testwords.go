package report

import (
	"fmt"
	"strconv"

	"opframe/data/framework"
	"opframe/render/doc"
)

// verb says one test word; is, answered and missing are how the subject is spoken of.
func verb(c *framework.Cond, options []framework.Option, unit, is, answered, missing string) string {
	switch {
	case c.OneOf != nil:
		return is + " " + quoted(options, c.OneOf, " or ")
	case c.AllOf != nil:
		return "includes " + quoted(options, c.AllOf, " and ")
	case c.AnyOf != nil:
		return "includes " + quoted(options, c.AnyOf, " or ")
	case c.NoneOf != nil:
		return "does not include " + quoted(options, c.NoneOf, " or ")
	case c.AtLeast != nil:
		return "is at least " + amount(*c.AtLeast, unit)
	case c.AtMost != nil:
		return "is at most " + amount(*c.AtMost, unit)
	case c.Before != nil:
		return before(*c.Before)
	case c.After != nil:
		return after(*c.After)
	case c.Missing:
		return missing
	case c.Evidenced:
		return "has evidence beside it"
	case c.RowsAtLeast != nil:
		return "lists at least " + number(*c.RowsAtLeast, "row", "rows")
	case c.RowsAtMost != nil:
		return "lists at most " + number(*c.RowsAtMost, "row", "rows")
	}
	return answered
}

// quoted are the labels of options: “A”, “B” or “C”.
func quoted(options []framework.Option, ids []string, by string) string {
	s := ""
	for i, id := range ids {
		switch {
		case i > 0 && i == len(ids)-1:
			s += by
		case i > 0:
			s += ", "
		}
		s += "“" + label(options, id) + "”"
	}
	return s
}

func label(options []framework.Option, id string) string {
	for _, o := range options {
		if o.ID == id {
			return o.Label
		}
	}
	return id
}

// amount is a number with its unit, thousands apart: "10,000 records". Units are words in the plural, so
// one stands alone.
func amount(n float64, unit string) string {
	s := thousands(strconv.FormatFloat(n, 'f', -1, 64))
	if unit != "" && n != 1 {
		s += " " + unit
	}
	return s
}

// thousands puts commas into the whole part of a number.
func thousands(s string) string {
	end := len(s)
	for i := range s {
		if s[i] == '.' {
			end = i
			break
		}
	}
	for i := end - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// before and after say a test of a day, which may be counted from the day of the assessment.
func before(w framework.When) string {
	switch {
	case !w.Fixed.IsZero():
		return "is before " + doc.LongDate(w.Fixed)
	case w.Days < 0:
		return fmt.Sprintf("is more than %s before the day of the assessment", number(-w.Days, "day", "days"))
	case w.Days > 0:
		return fmt.Sprintf("is less than %s after the day of the assessment, or earlier", number(w.Days, "day", "days"))
	}
	return "is before the day of the assessment"
}

func after(w framework.When) string {
	switch {
	case !w.Fixed.IsZero():
		return "is after " + doc.LongDate(w.Fixed)
	case w.Days < 0:
		return fmt.Sprintf("is less than %s before the day of the assessment, or later", number(-w.Days, "day", "days"))
	case w.Days > 0:
		return fmt.Sprintf("is more than %s after the day of the assessment", number(w.Days, "day", "days"))
	}
	return "is after the day of the assessment"
}
