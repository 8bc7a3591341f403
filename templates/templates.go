// Package templates holds what comes with every page: the style sheet, the scripts, the icon, standing words.
// It knows how pages look and nothing of what they say, so that a change of looks touches no Go.
package templates

import (
	"embed"
	"io/fs"
)

//go:embed assets
var files embed.FS

//go:embed check
var checker embed.FS

//go:embed prose
var words embed.FS

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
