package cells

import "bytes"

// Open reads a spreadsheet within DefaultLimits. What the file is follows from its first bytes and
// its parts, never from its name; name is for messages. The error is a *Refusal.
func Open(name string, data []byte) (*Book, error) {
	return OpenWithin(name, data, DefaultLimits())
}

// OpenWithin is Open with limits of the caller's.
func OpenWithin(name string, data []byte, limits Limits) (*Book, error) {
	book, err := read(data, &limits)
	if err != nil {
		return nil, named(name, err)
	}
	book.Name = name
	return book, nil
}

// read looks at the first bytes. Whatever is not a package and no other known kind of file is text.
func read(data []byte, limits *Limits) (*Book, error) {
	if len(data) > limits.FileBytes {
		return nil, refuse(doShrink, "the file has %s bytes, more than the %s allowed", thousands(len(data)), thousands(limits.FileBytes))
	}
	if err := notASpreadsheet(data); err != nil {
		return nil, err
	}
	if !bytes.HasPrefix(data, []byte("PK")) || len(data) > 2 && data[2] >= ' ' {
		return readCSV(data, limits)
	}
	p, err := openPack(data, limits)
	if err != nil {
		return nil, err
	}
	format, main, err := p.identify()
	if err != nil {
		return nil, err
	}
	return readWorkbook(p, format, main)
}
