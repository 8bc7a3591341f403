// Package templates holds what surrounds every page: the frame, the style sheet, the icon. It knows
// how pages look and nothing of what they say, so that a change of looks touches no Go.
package templates

import (
	"embed"
	"io/fs"
)

//go:embed page.html
var page string

//go:embed assets
var files embed.FS

//go:embed check
var checker embed.FS

//go:embed prose
var words embed.FS

// Page is the html/template source of the frame around a page's body. The data it is executed with
// is described by render/html, its only user.
func Page() string { return page }

// Assets are the files pages refer to as "assets/NAME" below the root of their edition. An edition
// that lacks one of them is not complete.
func Assets() fs.FS {
	sub, err := fs.Sub(files, "assets")
	if err != nil {
		panic(err) // the name is a constant and valid
	}
	return sub
}

// Prose is standing text in Markdown that no framework and no round has to bring: NAME.md, with title and
// summary in its front matter.
func Prose() fs.FS {
	sub, err := fs.Sub(words, "prose")
	if err != nil {
		panic(err) // the name is a constant and valid
	}
	return sub
}

// Checker are the scripts of the page that checks questionnaires in the browser; they lie beside it.
func Checker() fs.FS {
	sub, err := fs.Sub(checker, "check")
	if err != nil {
		panic(err) // the name is a constant and valid
	}
	return sub
}
