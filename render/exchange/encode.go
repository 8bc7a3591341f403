package exchange

import (
	"bytes"
	"encoding/json"
	"sync"
)

// encode is v as JSON for people to read as well: a line a member, and a line an element of its lists.
func encode(v any) ([]byte, error) {
	r := rooms.Get().(*room)
	defer rooms.Put(r)
	r.compact.Reset()
	e := json.NewEncoder(&r.compact)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return nil, err
	}
	r.indented = append(appendIndented(r.indented[:0], bytes.TrimSuffix(r.compact.Bytes(), []byte("\n"))), '\n')
	out := bytes.Clone(r.indented)
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

var rooms = sync.Pool{New: func() any { return new(room) }}

// mostRoom is what is kept of it.
const mostRoom = 4 << 20

// broken is how deep values stand on lines of their own: those of the document, and those of what it consists of.
// What lies deeper is one record and stands on one line, to be searched for and compared by lines.
const broken = 2

// appendIndented puts JSON without blanks between its values, such as encoding/json writes, on lines. It looks into
// no string and no number.
func appendIndented(out, compact []byte) []byte {
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
	const spaces = "\n    " // of a line as deep as broken
	return append(out, spaces[:1+2*depth]...)
}
