package yamlfile

import "bytes"

// FrontMatter parts a file of text into its front matter, the lines between a first line --- and the
// next such line, and its body, which begins on the given line. The front matter begins with an empty
// line in place of the first ---, so that Decode counts its lines as those of the file; it is nil where
// the file has none. Lines may end in CRLF, and a byte order mark before the first is left out. The
// error is a Fault.
func FrontMatter(file string, text []byte) (front, body []byte, line int, err error) {
	text = bytes.TrimPrefix(text, []byte("\ufeff"))
	rest, fenced := afterFence(text)
	if !fenced {
		return nil, text, 1, nil
	}
	front, line = []byte("\n"), 2
	for len(rest) > 0 {
		if body, fenced := afterFence(rest); fenced {
			return front, body, line + 1, nil
		}
		end := bytes.IndexByte(rest, '\n') + 1
		if end == 0 {
			end = len(rest)
		}
		front, rest, line = append(front, rest[:end]...), rest[end:], line+1
	}
	return nil, nil, 0, Fault{Place{File: file, Line: 1}, "the front matter that begins here does not end: put --- on a line of its own below it"}
}

// afterFence is what comes after the first line, if that is a ---.
func afterFence(text []byte) ([]byte, bool) {
	first, rest, _ := bytes.Cut(text, []byte("\n"))
	return rest, string(bytes.TrimRight(first, " \t\r")) == "---"
}
