package cells

// Limits bound what one file may cost. Each has a reason: what honest files need, with room above
// it. Zero allows nothing.
type Limits struct {
	FileBytes  int   // the file as sent
	Entries    int   // parts in the package, pictures and folders too
	PartBytes  int64 // one part, unpacked
	TotalBytes int64 // all parts together, unpacked
	Ratio      int64 // unpacked over packed, of parts above a megabyte
	Sheets     int
	SheetName  int // bytes of a sheet's name
	Rows, Cols int // addresses count towards nothing else: a cell in the last corner is one cell
	Cells      int // of all sheets together, empty ones not counted
	TextRunes  int // characters in one cell
	TextBytes  int // texts of all cells together, shared ones counted at each use
	Strings    int // shared strings
	Styles     int // cell styles, and number formats
	Formats    int // number formats that Inspect shows numbers with; with those past it they show as they are
	FormatLen  int // bytes of one of them; with longer ones likewise
	Shown      int // characters and pieces of formats in what Inspect shows of all cells; the rest show as they are
	Depth      int // elements inside each other
	Attributes int // of one element
	Merged     int // merged ranges of all sheets together
	Facts      int // comments, links, names and so on of all sheets together, each counted as one

	// Stop is asked now and then while a file is read; when it says true, the file is refused for
	// taking too long. This package has no clock: a program bounds the time by a deadline of its own,
	// as in Stop = func() bool { return ctx.Err() != nil }. nil never stops.
	Stop func() bool
}

func (l *Limits) stopped() bool { return l.Stop != nil && l.Stop() }

func tooLong() error { return refuse(doShrink, "reading it takes longer than the time allowed") }

// DefaultLimits are the limits of Open. With them a file of up to 20 MB is read or refused within
// seconds and within 512 MB.
func DefaultLimits() Limits {
	return Limits{
		FileBytes:  20 << 20,  // a questionnaire is far below 1 MB; this leaves room for pasted pictures
		Entries:    2_000,     // a workbook has 15 parts, with pictures and comments some hundred
		PartBytes:  64 << 20,  // half a million full cells are about 40 MB of XML
		TotalBytes: 96 << 20,  // worst cases take 1.5 s and 313 MB of memory (TestHostile): attributes by the million, half a million texts
		Ratio:      400,       // honest sheets have 10 to 20, of empty cells without addresses 190; deflate cannot pass 1,032
		Sheets:     256,       // nobody reads more; each costs a part and a name
		SheetName:  1_000,     // Excel allows 31 characters, others more
		Rows:       1 << 20,   // the format's own limit
		Cols:       1 << 14,   // the format's own limit
		Cells:      500_000,   // 40 MB in memory, without their texts
		TextRunes:  32_767,    // the format's own limit
		TextBytes:  64 << 20,  // one long shared text used in every cell would else print gigabytes
		Strings:    1_000_000, // twice the cells: strings may be left over from deleted ones
		Styles:     65_536,    // the format's own limit, rounded up
		Formats:    4_000,     // Excel writes 250 at most
		FormatLen:  512,       // Excel allows 255 characters
		Shown:      16 << 20,  // 32 for each of half a million cells; more would be work without end
		Depth:      64,        // the parts that are read have 6
		Attributes: 128,       // excelize writes a root element with 64
		Merged:     65_536,    // questionnaires have some hundred; looking one up stays fast with more
		Facts:      65_536,    // old workbooks carry thousands of forgotten names
	}
}

// ListLimits are for lists that the office keeps itself and that grow with the years, such as its enquiries:
// nobody outside writes them, so they may cost more. 100,000 enquiries are 1.1 million cells and 15 MB.
func ListLimits() Limits {
	l := DefaultLimits()
	l.FileBytes, l.PartBytes, l.TotalBytes = 64<<20, 192<<20, 256<<20
	l.Cells = 1_500_000 // 120 MB in memory, without their texts
	return l
}
