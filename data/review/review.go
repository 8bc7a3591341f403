// Package review knows what reviewers decided of a product, and lays it over what the rules say. The machine's
// result stays beside every decision. A decision holds only while what the reviewer saw is still so: each is
// bound to a digest of it, and one whose ground has changed is set aside to be looked at again, never applied
// and never dropped in silence. It writes review workbooks to be filled in, and reads them back with every word
// that was typed. It decides nothing itself.
package review

import (
	"strings"

	"opframe/data/date"
	"opframe/data/framework"
	"opframe/data/response"
)

// Choice is what a reviewer makes of a finding.
type Choice string

// The choices. None is no decision yet.
const (
	None     Choice = ""
	Agree    Choice = "agree"
	Override Choice = "override"
	Ask      Choice = "ask the provider"
)

// Decision is what a reviewer decided of the finding on one control. Reason and Sighted are the office's own
// notes; Explanation is written for the provider.
type Decision struct {
	Control string
	// Basis is the digest of what the reviewer saw: see BasisOf.
	Basis  string
	Choice Choice
	Result framework.Result // of Override
	// Saw is the result the rules gave when the decision was made, as the workbook showed it.
	Saw         string
	Reason      string
	Explanation string // for the provider, or the words of the question where the choice is Ask
	Sighted     string // which evidence was looked at
	SightedOn   date.Date
	Reviewer    string
	On          date.Date
	Until       date.Date     // the last day it holds; zero for no end
	Place       response.Cell // of the choice
}

// Verdict is what the office decides of one API.
type Verdict string

// The verdicts. Undecided is none yet.
const (
	Undecided             Verdict = ""
	Granted               Verdict = "granted"
	GrantedWithConditions Verdict = "granted with conditions"
	NotGranted            Verdict = "not granted"
	Deferred              Verdict = "deferred"
)

// Verdicts lists them in the order people choose from.
var Verdicts = []Verdict{Granted, GrantedWithConditions, NotGranted, Deferred}

// Access says that the product may use the API.
func (v Verdict) Access() bool { return v == Granted || v == GrantedWithConditions }

// Ruling is the office's decision on one API a product uses. Note is the office's own; everything else goes
// to the provider with the letter, but for the names.
type Ruling struct {
	API   string
	Basis string // digest of what was seen: see OutcomeBasis
	// Saw is the outcome recommended when the decision was made, as the workbook showed it.
	Saw          string
	Verdict      Verdict
	Conditions   string
	Compensating string    // controls that make up for what is missing
	Until        date.Date // the last day it holds; zero for no end
	By           string
	On           date.Date
	Second       string // who signs as well
	SecondOn     date.Date
	Note         string
	Place        response.Cell // of the verdict
}

// Question is one put to the provider, or to be put.
type Question struct {
	ID string // "Q1": its own within the product
	// Control and Question say what it is about, where it is about one.
	Control, Question string
	Text              string
	By                string
	On                date.Date // the day it was asked; zero while it was not
	Due               date.Date // the day an answer was asked for by
	Answer            string    // as the office noted it down
	AnsweredOn        date.Date
	Place             response.Cell
}

// Book is everything one review workbook says.
type Book struct {
	File     string
	Product  string
	Reviewer string // of the whole, who stands for decisions that name nobody
	Started  bool   // somebody typed something
	// Decisions has every row in which something was decided, the same control more than once where what it
	// rests on has changed since. Rulings likewise.
	Decisions []Decision
	Rulings   []Ruling
	Questions []Question
	// Problems are of what was typed and could not be understood.
	Problems []response.Problem
}

// sameName holds names equal that differ in case and blanks only.
func sameName(a, b string) bool {
	return strings.EqualFold(strings.Join(strings.Fields(a), " "), strings.Join(strings.Fields(b), " "))
}
