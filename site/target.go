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
	file     int // index of its node
	anchor   string
	outside  bool
	what, do string
}

// resolve follows a link of a page in a folder.
func (r *referring) resolve(page int, folder, href string) target {
	end := strings.IndexAny(href, ":/?#")
	if end >= 0 && href[end] == ':' {
		return scheme(href[:end])
	}
	rest, fragment, _ := strings.Cut(href, "#")
	name, _, query := strings.Cut(rest, "?")
	if name == "" && (query || end == 0) {
		return target{file: page, anchor: anchor(fragment)}
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
	if i, ok := r.find(folder, name); ok {
		return target{file: i, anchor: anchor(fragment)}
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
func (r *referring) find(folder, name string) (int, bool) {
	plain := name
	for strings.HasPrefix(plain, "../") && folder != "." {
		plain, folder = plain[len("../"):], path.Dir(folder)
	}
	r.path = r.path[:0]
	if folder != "." {
		r.path = append(append(r.path, folder...), '/')
	}
	r.path = append(r.path, plain...)
	if i, ok := r.at[string(r.path)]; ok {
		return i, true
	}
	if strings.HasSuffix(name, "/") {
		return 0, false
	}
	i, ok := r.at[path.Join(folder, plain)]
	return i, ok
}

// names are the folders of an edition and its files by lower case, made when a link leads nowhere.
type names struct {
	folded  map[string]string
	folders map[string]bool
}

func (r *referring) know() names {
	if r.names.folders == nil {
		r.names = names{folded: map[string]string{}, folders: map[string]bool{".": true}}
		for _, n := range r.nodes {
			r.names.folded[strings.ToLower(n.Path)] = n.Path
			for dir := path.Dir(n.Path); !r.names.folders[dir]; dir = path.Dir(dir) {
				r.names.folders[dir] = true
			}
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
		if _, ok := r.at[page]; ok {
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
