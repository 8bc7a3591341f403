package workbook

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"opframe/data/framework"
	"opframe/data/response"
	"opframe/data/workbook/cells"
)

// meaning is what a cell was understood to say, or why it was not and what to do.
type meaning struct {
	value       response.Value
	trouble, do string
}

const (
	doChoose = "Choose one of the answers offered, and add words of your own as a comment."
	doNumber = "Type the number alone, in digits, with a point before decimals."
	doDay    = "Write the date as year-month-day, such as 2020-12-31."
	doValue  = "Type the answer itself."
)

// errorTexts are what spreadsheets show where a formula failed; in CSV nothing else is left of it.
var errorTexts = []string{"#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!"}

// meaning reads a cell as an answer to what is asked, by the words for options that a layout knows.
func (ask asking) meaning(c cells.Cell, x *index) meaning {
	if c.Kind == cells.Error || strings.Contains(c.Text, "#") && slices.Contains(errorTexts, strings.TrimSpace(c.Text)) {
		return meaning{trouble: fmt.Sprintf("%s is an error of the spreadsheet, not an answer.", strings.TrimSpace(c.Text)), do: doValue}
	}
	switch ask.kind {
	case framework.YesNo, framework.Choice:
		if chosen := x.option(c.Text, ask.options); chosen != nil {
			return meaning{value: response.Value{Options: chosen}}
		}
		return meaning{trouble: notOneOf(c.Text, ask.options), do: doChoose}
	case framework.Choices:
		return ask.list(c, x)
	case framework.Number:
		return ask.number(c)
	case framework.Day:
		d, trouble := asDay(c)
		return meaning{value: response.Value{Date: d}, trouble: trouble, do: doDay}
	}
	return meaning{value: response.Value{Text: strings.TrimSpace(c.Text)}}
}

func notOneOf(text string, options []framework.Option) string {
	all := labels(options)
	sep := ", "
	if slices.ContainsFunc(all, func(s string) bool { return strings.Contains(s, ",") }) {
		sep = "; "
	}
	return fmt.Sprintf("%s is not one of %s.", quote(text), strings.Join(all, sep))
}

// list reads several options with semicolons or line breaks between.
func (ask asking) list(c cells.Cell, x *index) meaning {
	parts := []string{c.Text}
	if x.option(c.Text, ask.options) == nil {
		parts = strings.FieldsFunc(c.Text, func(r rune) bool { return r == ';' || r == '\n' })
	}
	chosen := map[string]bool{}
	for _, p := range parts {
		if strings.TrimSpace(p) == "" {
			continue
		}
		one := x.option(p, ask.options)
		if one == nil {
			return meaning{trouble: notOneOf(p, ask.options), do: "Answer in the lines of the options, or list them with semicolons between."}
		}
		chosen[one[0]] = true
	}
	var m meaning
	for _, o := range ask.options {
		if chosen[o.ID] {
			m.value.Options = append(m.value.Options, o.ID)
		}
	}
	return m
}

func (ask asking) number(c cells.Cell) meaning {
	n, trouble := asNumber(c, ask.unit)
	switch {
	case trouble != "":
	case ask.min != nil && n < *ask.min:
		trouble = fmt.Sprintf("%s is less than %s, the least that can be.", quote(c.Text), plain(*ask.min))
	case ask.max != nil && n > *ask.max:
		trouble = fmt.Sprintf("%s is more than %s, the most that can be.", quote(c.Text), plain(*ask.max))
	}
	if trouble != "" {
		return meaning{trouble: trouble, do: doNumber}
	}
	return meaning{value: response.Value{Number: n}}
}

var (
	plainNumber   = later(`^[+-]?[0-9]+(\.[0-9]+)?$`)
	groupedNumber = later(`^[+-]?[0-9]{1,3}((,[0-9]{3})+|( [0-9]{3})+)(\.[0-9]+)?$`)
	// A program that writes 1500 as 1.500 exists, and so does a person who means one and a half.
	doubtfulNumber = later(`^[+-]?[1-9][0-9]{0,2}\.[0-9]{2}0$`)
	// Half a file of a country that writes decimals after a comma.
	decimalComma = later(`^[+-]?[0-9]+,[0-9]+$`)
)

// later compiles a pattern when it is first needed, which for most files it never is.
func later(pattern string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(pattern) })
}

// asNumber reads a number, alone or followed by its unit, or says why it cannot.
func asNumber(c cells.Cell, unit string) (float64, string) {
	switch {
	case c.Kind == cells.Number && !math.IsNaN(c.Number) && !math.IsInf(c.Number, 0):
		return c.Number, ""
	case c.Kind == cells.Date:
		return 0, fmt.Sprintf("%s is a date, not a number.", quote(c.Text))
	}
	text := withoutUnit(strings.Join(strings.Fields(strings.ReplaceAll(c.Text, "−", "-")), " "), unit)
	switch {
	case doubtfulNumber().MatchString(text):
		whole := strings.ReplaceAll(text, ".", "")
		return 0, fmt.Sprintf("%s can be read as %s or as %s.", quote(c.Text), whole, strings.TrimRight(strings.TrimRight(text, "0"), "."))
	case groupedNumber().MatchString(text):
		text = strings.NewReplacer(",", "", " ", "").Replace(text)
	case decimalComma().MatchString(text):
		return 0, fmt.Sprintf("%s has a comma where a point belongs.", quote(c.Text))
	case !plainNumber().MatchString(text):
		return 0, fmt.Sprintf("%s is not a number%s.", quote(c.Text), of(unit))
	}
	n, err := strconv.ParseFloat(text, 64)
	if err != nil { // more digits than a number can have
		return 0, fmt.Sprintf("%s is too large a number.", quote(c.Text))
	}
	return n, ""
}

func of(unit string) string {
	if unit == "" {
		return ""
	}
	return " of " + unit
}

// withoutUnit takes the unit away from the end of a text, in singular or plural.
func withoutUnit(text, unit string) string {
	digits := strings.LastIndexAny(text, "0123456789") + 1
	rest := fold(text[digits:])
	if unit != "" && strings.TrimSuffix(rest, "s") == strings.TrimSuffix(fold(unit), "s") {
		return text[:digits]
	}
	return text
}
