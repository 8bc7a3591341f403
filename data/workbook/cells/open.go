package cells

import "bytes"

// Open reads a spreadsheet within DefaultLimits. What the file is follows from its first bytes and
// its parts, never from its name; name is for messages. The error is a *Refusal.
func Open(name string, data []byte) (*Book, error) {
	return OpenWithin(name, data, DefaultLimits())
}

// OpenWithin is Open with limits of the caller's.
func OpenWithin(name string, data []byte, limits Limits) (*Book, error) {
	return readNamed(name, data, &limits, false)
}

// Inspect reads a spreadsheet as Open does, and what else the file carries: Facts, what Sheet says is
// filled by Inspect alone, and the Shown text of cells. It takes a third longer than Open and
// refuses nothing that Open reads: damage to what carries facts alone is told in Facts.Unreadable.
func Inspect(name string, data []byte) (*Book, error) {
	return InspectWithin(name, data, DefaultLimits())
}

// InspectWithin is Inspect with limits of the caller's.
func InspectWithin(name string, data []byte, limits Limits) (*Book, error) {
	return readNamed(name, data, &limits, true)
}

func readNamed(name string, data []byte, limits *Limits, inspect bool) (*Book, error) {
	book, err := read(data, limits, inspect)
	if err == nil && limits.stopped() {
		err = tooLong()
	}
	if err != nil {
		return nil, named(name, err)
	}
	book.Name = name
	return book, nil
}

// read looks at the first bytes. Whatever is not a package and no other known kind of file is text.
func read(data []byte, limits *Limits, inspect bool) (*Book, error) {
	if len(data) > limits.FileBytes {
		return nil, refuse(doShrink, "the file has %s bytes, more than the %s allowed", thousands(len(data)), thousands(limits.FileBytes))
	}
	if err := notASpreadsheet(data); err != nil {
		return nil, err
	}
	if !bytes.HasPrefix(data, []byte("PK")) || len(data) > 2 && data[2] >= ' ' {
		return readCSV(data, limits, inspect)
	}
	p, err := openPack(data, limits)
	if err != nil {
		return nil, err
	}
	defer p.close()
	format, main, err := p.identify()
	switch {
	case err != nil:
		return nil, err
	case format == ODS:
		return readODS(p, inspect)
	}
	return readWorkbook(p, format, main, inspect)
}
