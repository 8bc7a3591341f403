package site

import (
	"fmt"
	"net/url"
	"path"
	"strings"
)

// target is where a link leads: a file of the edition and a place in it, outside of the edition, or
// nowhere, and then what says why and do what to do about it.
type target struct {
	file     int   // its number
	size     int64 // of a file that is there, -1 where it is not known
	anchor   string
	outside  bool
	what, do string
}

// resolve follows a link of a page of this name in a folder; own is the page itself.
func (r *referring) resolve(own target, page, folder, href string) target {
	end := strings.IndexAny(href, ":/?#")
	if end >= 0 && href[end] == ':' {
		return scheme(href[:end])
	}
	rest, fragment, _ := strings.Cut(href, "#")
	name, _, query := strings.Cut(rest, "?")
	if name == "" && (query || end == 0) {
		r.path = append(r.path[:0], page...)
		own.anchor = anchor(fragment)
		return own
	}
	if strings.Contains(name, "%") {
		decoded, err := url.PathUnescape(name)
		if err != nil {
			return target{what: "a percent sign in it is not followed by two hexadecimal digits", do: "write %25 for a percent sign"}
		}
		name = decoded
	}
	switch {
	case name == "":
		return target{what: "the link leads nowhere", do: "name a page of the edition or an address, or make it plain text"}
	case name[0] == '/':
		return target{what: "it starts at the root of a server, and an edition can lie in any folder", do: "name the page relative to this one"}
	}
	if i, size, ok := r.find(folder, name); ok {
		return target{file: i, size: size, anchor: anchor(fragment)}
	}
	return r.nowhere(path.Join(folder, name), strings.HasSuffix(name, "/"))
}

func scheme(name string) target {
	switch strings.ToLower(name) {
	case "http", "https", "mailto":
		return target{outside: true}
	}
	return target{what: fmt.Sprintf("links that start with %q are not followed", name+":"), do: "name a page of the edition, or an http, https or mailto address"}
}

// find looks a file up by its path relative to a folder. Most links need no more cleaning than their
// leading "../", and this is done without making strings: an edition can have hundreds of thousands.
func (r *referring) find(folder, name string) (number int, size int64, ok bool) {
	plain := name
	for strings.HasPrefix(plain, "../") && folder != "." {
		plain, folder = plain[len("../"):], path.Dir(folder)
	}
	r.path = r.path[:0]
	if folder != "." {
		r.path = append(append(r.path, folder...), '/')
	}
	r.path = append(r.path, plain...)
	if number, size, ok = r.at(r.path); ok || strings.HasSuffix(name, "/") {
		return number, size, ok
	}
	r.path = append(r.path[:0], path.Join(folder, plain)...)
	return r.at(r.path)
}

// at is the number of a file of the edition. Commit adds the manifest and the checksums, of which no size is known.
func (r *referring) at(name []byte) (number int, size int64, ok bool) {
	switch string(name) {
	case manifestName:
		return len(r.said) - 2, -1, true
	case sumsName:
		return len(r.said) - 1, -1, true
	}
	return r.numbered(name)
}

// names are the folders of an edition and its files by lower case, made when a link leads nowhere.
type names struct {
	folded  map[string]string
	folders map[string]bool
}

func (r *referring) know() names {
	if r.names.folders == nil {
		r.names = names{folded: map[string]string{}, folders: map[string]bool{".": true}}
		for f := range r.files {
			r.names.folded[strings.ToLower(f.Path)] = f.Path
			for dir := path.Dir(f.Path); !r.names.folders[dir]; dir = path.Dir(dir) {
				r.names.folders[dir] = true
			}
		}
		for _, name := range []string{manifestName, sumsName} {
			r.names.folded[strings.ToLower(name)] = name
		}
	}
	return r.names
}

// nowhere says why there is no file of this path, and what may have been meant.
func (r *referring) nowhere(name string, slash bool) target {
	if name == ".." || strings.HasPrefix(name, "../") {
		return target{what: "it leads out of the edition", do: "name a page of the edition: what lies beside it is not published with it"}
	}
	known := r.know()
	if slash || known.folders[name] {
		page := path.Join(name, "index.html")
		if _, _, ok := r.at([]byte(page)); ok {
			return target{what: "it names a folder, which shows nothing when read from a disk", do: "name the page: " + page}
		}
		return target{what: "it names a folder, not a page", do: "name a page: " + name + " has no index.html"}
	}
	if other, ok := known.folded[strings.ToLower(name)]; ok {
		return target{what: "there is no " + name, do: "write it as the file is called: " + other}
	}
	return target{what: "there is no " + name + " in the edition", do: "correct the link, or add the page"}
}

// anchor is the id that a fragment names. What follows a question mark is the state of a table's filters.
func anchor(fragment string) string {
	key, _, _ := strings.Cut(fragment, "?")
	if id, err := url.PathUnescape(key); err == nil {
		return id
	}
	return key
}
