package cells

// Facts are what a file carries besides its cells. What a program wrote there is told as it is
// written: names and dates are claims. Lists keep the order of the file, or that of names where it
// has none.
type Facts struct {
	Creator        string // who made the file
	LastModifiedBy string
	Company        string
	Application    string // the program that saved it
	Created        string // moments as in the file, mostly 2024-02-29T17:45:00Z
	Modified       string

	Macros         bool // programs inside the file
	Protected      bool // against adding, removing and renaming sheets
	TrackedChanges bool // a history of changes, with what cells said before

	ExternalLinks   []string // what cells or pictures refer to outside of the file; links to click are Sheet.Links
	EmbeddedObjects []string // names of parts: other documents, controls
	DataConnections []string // to databases, web pages, files: their names, or those of the parts that hold them
	Pictures        []string // names of parts

	DefinedNames     []DefinedName
	CustomProperties []Property

	// Unreadable tells which facts are not known because the part that holds them is damaged or past
	// a limit, and why. The cells are read nevertheless: they do not depend on it.
	Unreadable []string
}

// DefinedName is a name given to cells or to a formula.
type DefinedName struct {
	Name   string
	Refers string // "Start!$A$1:$B$9", or a formula, as in the file
	Hidden bool   // so that a spreadsheet program does not list it
}

// Property is one of those that people or programs added to a file.
type Property struct{ Name, Value string }

// Comment is a remark on a cell; replies are comments on the same cell.
type Comment struct {
	Row, Col     int
	Author, Text string
}

// Link is what a click on a cell opens: an address, or "#" and a place in the file.
type Link struct {
	Row, Col int
	Target   string
}

// Span is a stretch of rows or columns, both ends included, counted from 0.
type Span struct{ First, Last int }

// Range is a rectangle of cells, all ends included, counted from 0.
type Range struct{ FirstRow, FirstCol, LastRow, LastCol int }

// String is the range the way spreadsheets name it: "A1:B2".
func (r Range) String() string { return Ref(r.FirstRow, r.FirstCol) + ":" + Ref(r.LastRow, r.LastCol) }
