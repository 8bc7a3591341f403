package main

import (
	"slices"

	"opframe/render/standalone"
)

// formats are what documents can be printed in, called like the endings of their files.
var formats = []string{"html", "pdf", "md", "json"}

func formatsFlag(f *flags) {
	f.StringSliceVar(&f.formats, "formats", formats, "what documents are printed in; html is always made")
}

// formatsOf are those that --formats asks for.
func formatsOf(f *flags) (in standalone.Formats, err error) {
	for _, name := range f.formats {
		if !slices.Contains(formats, name) {
			return in, misused("%s: --formats takes html, pdf, md and json, with commas between them, and not %q", f.verb.name, name)
		}
	}
	asked := func(name string) bool { return slices.Contains(f.formats, name) }
	return standalone.Formats{PDF: asked("pdf"), Markdown: asked("md"), JSON: asked("json")}, nil
}
