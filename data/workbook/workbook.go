// Package workbook turns questionnaires into spreadsheets and completed spreadsheets into responses.
// It knows sheets, columns, rows and the words people type into them. It judges nothing: whether an
// answer is missing, enough or contradicts another is for data/assess. It is the only importer of
// the spreadsheet library, and only to write; what others send is read by the cells package below.
//
// The library writes what all workbooks with the same sheets have in common, once: styles, widths, views,
// protection, how they are printed. The rows, what is allowed in them and what is coloured are put in here; tests
// hold that the library, writing all of it, would have written the same.
//
// A workbook can be read back however it was rearranged, because it carries marks: row 1 of each
// sheet and its column A are hidden and hold names that start with # (#section:product, #id,
// #answer, #table:hosting, #col:country, #meta:product_id). Where they are gone, the visible titles
// of layout and framework take their place, then the order of the columns.
//
// Somebody else's questionnaire is read as it comes, by the part foreign of its layout. The package
// writes only its own form, for such a framework too: nobody else's file is imitated.
//
// Text that begins with = + - @, a tab or a return is written to xlsx as a text cell, which no
// spreadsheet program evaluates. In CSV, which cannot say so, an apostrophe is put before it, and
// also before text that begins with apostrophes followed by one of those characters. The first row of
// such a file says so (#guarded), and reading it takes exactly one such apostrophe away again; in CSV
// files of other programs an apostrophe is what somebody typed.
package workbook

import (
	"opframe/data/date"
	"opframe/data/framework"
	"opframe/data/response"
)

// Edition is one framework with its layout.
type Edition struct {
	Framework *framework.Framework
	Layout    *Layout
}

// Prefill is what is known before a provider fills in a questionnaire. Everything may be empty.
type Prefill struct {
	ProviderID, ProviderName string
	ProductID, ProductName   string
	RoundID, RoundTitle      string
	Contact                  string
	Due                      date.Date
	// Last holds answers to copy in, by question ids of the framework written. Its identity fields
	// are used where those above are empty; so are CompletedBy and Completed, which somebody who
	// prepares a new round leaves out.
	Last *response.Submission
	// Only are ids of questions where the workbook is to be a supplement to Last: it holds these, with what
	// was answered, what decides whether they are asked and what may follow from them. Who completed it and
	// when is then left to be filled in. Empty for a whole questionnaire.
	Only []string
}

// File is a file as it lies in a folder.
type File struct {
	Name string
	Data []byte
}

// Set is the files that are one submission together.
type Set struct {
	Name  string   // the file's name, or what the names of a set of CSV files begin with
	Files []string // sorted
}

// The sheets that nobody fills in: the options of long drop-downs, and the framework's name.
const (
	listsTitle = "Lists"
	markTitle  = "opframe"
)

// The marks of the hidden row and column.
const (
	markSection  = "#section:" // + start, or the id of a dimension
	markTable    = "#table:"   // + the id of a table
	markCol      = "#col:"     // + the id of a table's column
	markMeta     = "#meta:"    // + the name of a field
	markLists    = "#lists"
	markGuarded  = "#guarded"
	markEdition  = "#framework"
	markLabel    = "#label"
	markValue    = "#value"
	markTitleRow = "#title"
	markNote     = "#note"
	markHeader   = "#header"
	markHelp     = "#help"
	markControl  = "#control"
	markOption   = "#option"
	markRequired = "#required"
	markOptional = "#optional"
	startSection = "start"
)
