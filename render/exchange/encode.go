package exchange

import (
	"bytes"
	"encoding/json"

	"opframe/data/freelist"
)

// How deep values stand on lines of their own, for people to read as well.
const (
	aValue  = 1 << 10 // all of them
	aRecord = 2       // members of the document and elements of its lists: a record to search for, and compare, by lines
)

// encode is v as JSON, a value a line as deep as that and no deeper.
func encode(v any, broken int) ([]byte, error) {
	r := rooms.Take()
	defer rooms.Give(r)
	r.compact.Reset()
	e := json.NewEncoder(&r.compact)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return nil, err
	}
	r.indented = append(appendIndented(r.indented[:0], bytes.TrimSuffix(r.compact.Bytes(), []byte("\n")), broken), '\n')
	out := freelist.Printed.Copy(r.indented)
	if cap(r.indented) > mostRoom {
		*r = room{}
	}
	return out, nil
}

// room is what is encoded into, kept for the next.
type room struct {
	compact  bytes.Buffer
	indented []byte
}

var rooms = freelist.New(4, func() *room { return new(room) })

// mostRoom is what is kept of it.
const mostRoom = 4 << 20

// appendIndented puts JSON without blanks between its values, such as encoding/json writes, on lines, indented by two
// spaces. It looks into no string and no number.
func appendIndented(out, compact []byte, broken int) []byte {
	depth := 0
	for i := 0; i < len(compact); i++ {
		c := compact[i]
		switch c {
		case '"':
			end := i + stringEnd(compact[i:])
			out = append(out, compact[i:end]...)
			i = end - 1
			continue
		case '}', ']':
			depth--
			if before := compact[i-1]; depth < broken && before != '{' && before != '[' {
				out = appendLine(out, depth)
			}
		}
		out = append(out, c)
		switch c {
		case '{', '[':
			depth++
			if after := compact[i+1]; depth <= broken && after != '}' && after != ']' {
				out = appendLine(out, depth)
			}
		case ',':
			if depth <= broken {
				out = appendLine(out, depth)
			}
		case ':':
			if depth <= broken {
				out = append(out, ' ')
			}
		}
	}
	return out
}

// stringEnd is how long the string is that s begins with, with its quotes.
func stringEnd(s []byte) int {
	for end := 1; ; {
		end += bytes.IndexByte(s[end:], '"')
		from := end
		for s[from-1] == '\\' {
			from--
		}
		end++
		if (end-from)%2 == 1 { // each backslash before the quote is escaped by another
			return end
		}
	}
}

func appendLine(out []byte, depth int) []byte {
	const spaces = "\n                                "
	if n := 1 + 2*depth; n <= len(spaces) {
		return append(out, spaces[:n]...)
	}
	out = append(out, '\n')
	for range depth {
		out = append(out, "  "...)
	}
	return out
}
