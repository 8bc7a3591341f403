package site

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"path"
	"strconv"
	"strings"
)

const sumSize = sha256.Size

// finish writes manifest.json and SHA256SUMS, which `sha256sum -c` reads. The manifest does not list
// itself; the sums list the manifest. Both are written file by file, since an edition can have a hundred thousand.
func (t *Tree[A]) finish() error {
	of, err := t.manifest()
	if err != nil {
		return err
	}
	return t.sums(of)
}

// manifest writes manifest.json and describes it.
func (t *Tree[A]) manifest() (File, error) {
	head, err := json.MarshalIndent(struct {
		Schema  string `json:"schema"`
		Edition string `json:"edition"`
		Readers string `json:"readers"`
		About
	}{"opframe/manifest/1", t.reader.Folder(), t.reader.Label(), t.about}, "", "  ")
	if err != nil {
		return File{}, err
	}
	name := path.Join(t.reader.Folder(), manifestName)
	f, err := t.site.create(name)
	if err != nil {
		return File{}, err
	}
	sum := sha256.New()
	out := bufio.NewWriter(io.MultiWriter(f, sum))
	out.WriteString(strings.TrimSuffix(string(head), "\n}")) // what fails is told by Flush
	out.WriteString(",\n  \"outputs\": ")
	before := "["
	var line []byte
	for o := range t.files {
		line = o.appendJSON(append(line[:0], before...))
		out.Write(line)
		before = ","
	}
	if before == "[" {
		out.WriteString("null\n}\n")
	} else {
		out.WriteString("\n  ]\n}\n")
	}
	err = out.Flush()
	of := File{Path: manifestName, SHA256: hex.EncodeToString(sum.Sum(nil))}
	return of, errors.Join(err, t.site.finished(f, name, of.SHA256))
}

// appendJSON appends a file as an object in a list of a manifest.
func (f File) appendJSON(to []byte) []byte {
	to = appendJSONText(append(to, "\n    {\n      \"path\": "...), f.Path)
	to = strconv.AppendInt(append(to, ",\n      \"size\": "...), f.Size, 10)
	to = append(append(to, ",\n      \"sha256\": \""...), f.SHA256...)
	return append(to, "\"\n    }"...)
}

// appendJSONText appends a text as it stands in JSON. Most names are of letters and digits, and stand there as they are.
func appendJSONText(to []byte, text string) []byte {
	for _, c := range []byte(text) {
		if c != '-' && c != '.' && c != '/' && c != '_' && (c < '0' || c > '9') && (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') {
			quoted, err := json.Marshal(text)
			if err != nil {
				panic(err) // a string always has a form in JSON
			}
			return append(to, quoted...)
		}
	}
	return append(append(append(to, '"'), text...), '"')
}

// sums writes SHA256SUMS, with the manifest at the end.
func (t *Tree[A]) sums(manifest File) error {
	name := path.Join(t.reader.Folder(), sumsName)
	f, err := t.site.create(name)
	if err != nil {
		return err
	}
	out := bufio.NewWriter(f)
	line := func(o File) bool {
		out.WriteString(o.SHA256) // what fails is told by Flush
		out.WriteString("  ")
		out.WriteString(o.Path)
		out.WriteByte('\n')
		return true
	}
	t.files(line)
	line(manifest)
	err = out.Flush()
	return errors.Join(err, t.site.finished(f, name, ""))
}
