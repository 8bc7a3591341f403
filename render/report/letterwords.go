package report

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"

	"opframe/data/response"
	"opframe/data/view"
	"opframe/render/doc"
	"opframe/render/prose"
	"opframe/templates"
)

// Wording is what letters say around the facts, by kind.
type Wording map[view.LetterKind]Chapter

// placeholders are the names that may stand in braces in the wording of a letter. Of those a value is put in
// as text; it is never read as Markdown.
var placeholders = []string{"addressee", "provider", "product", "round", "framework", "office", "date"}

// letterForm is what the wording of a kind may and must have besides.
type letterForm struct {
	placeholders []string
	// sections are the anchors of those that facts are put into, which must be there, and optional of
	// those that are left out where there is nothing to say in them.
	sections, optional []string
}

var letterForms = map[view.LetterKind]letterForm{
	view.AcknowledgementLetter: {placeholders: []string{"completed"}, sections: []string{"received", "next"}},
	view.RequestLetter:         {placeholders: []string{"due", "points"}, sections: []string{"points"}, optional: []string{"workbook"}},
	view.OutcomeLetter:         {sections: []string{"decisions"}, optional: []string{"explained", "answered", "obligations"}},
	view.NoticeLetter:          {placeholders: []string{"due"}, sections: []string{"grounds"}},
	view.ReminderLetter:        {sections: []string{"grounds"}},
}

// ReadWording reads the standing wording of letters, with that of a round in its place where it has some.
// What is wrong with a round's wording is a problem with its line, and the standing one is used.
func ReadWording(own map[string][]byte) (Wording, []response.Problem, error) {
	words := Wording{}
	for _, kind := range view.LetterKinds {
		name := path.Join("letters", string(kind)+".md")
		data, err := fs.ReadFile(templates.Prose(), name)
		if err != nil {
			return nil, nil, err
		}
		if words[kind], err = wordingOf(kind, "templates/prose/"+name, data); err != nil {
			return nil, nil, err
		}
	}
	r := textReader{}
	for _, file := range slices.Sorted(maps.Keys(own)) {
		kind := view.LetterKind(strings.TrimSuffix(path.Base(file), ".md"))
		if !slices.Contains(view.LetterKinds, kind) {
			r.tell(response.Warning, file, prose.Fault{What: fmt.Sprintf("no letter is called %q", kind)}, "Name it after one of "+letterNames()+".")
			continue
		}
		c, err := wordingOf(kind, file, own[file])
		if err != nil {
			for _, f := range faultsOf(err) {
				r.tell(response.Error, file, f, "The standing wording is used until this is put right.")
			}
			continue
		}
		words[kind] = c
	}
	return words, r.problems, nil
}

func letterNames() string {
	var all []string
	for _, k := range view.LetterKinds {
		all = append(all, string(k)+".md")
	}
	return list(all)
}

// wordingOf reads one letter's wording. The error joins a fault for each placeholder that is not known, with
// its line, and for each section that is missing.
func wordingOf(kind view.LetterKind, file string, data []byte) (Chapter, error) {
	c, err := authored(file, data)
	if err != nil {
		return c, err
	}
	form := letterForms[kind]
	known := slices.Concat(placeholders, form.placeholders)
	var faults []error
	for i, line := range strings.Split(string(data), "\n") {
		for _, m := range placeholder.FindAllStringSubmatch(line, -1) {
			if !slices.Contains(known, m[1]) {
				faults = append(faults, prose.Fault{File: file, Line: i + 1, What: fmt.Sprintf("no placeholder of this letter is called {%s}: there are {%s}", m[1], strings.Join(known, "}, {"))})
			}
		}
	}
	for _, id := range form.sections {
		there := slices.ContainsFunc(c.Blocks, func(b doc.Block) bool {
			h, ok := b.(doc.Heading)
			return ok && h.Level == 2 && h.ID == id
		})
		if !there {
			faults = append(faults, prose.Fault{File: file, Line: 1, What: fmt.Sprintf("the letter has no section {#%s}, where its facts are put: add ## Title {#%s}", id, id)})
		}
	}
	for _, b := range c.Blocks {
		if !fillable(b) && placeholder.MatchString(fmt.Sprint(b)) {
			faults = append(faults, prose.Fault{File: file, Line: 1, What: "a placeholder stands in a table, a quote or a list of terms, where none is filled in"})
		}
	}
	return c, errors.Join(faults...)
}

// placeholder finds the names in braces; an anchor of a heading begins with # and is none.
var placeholder = regexp.MustCompile(`\{([^{}#\n][^{}\n]*)\}`)

// filled puts values in the place of their names, in one go: a value that looks like a placeholder stays
// what it is.
func filled(s string, values map[string]string) string {
	if !strings.Contains(s, "{") {
		return s
	}
	return placeholder.ReplaceAllStringFunc(s, func(m string) string {
		if v, ok := values[m[1:len(m)-1]]; ok {
			return v
		}
		return m
	})
}

// filledBlocks is the wording with its values. Headings, paragraphs, lists and callouts can hold them.
func filledBlocks(blocks []doc.Block, values map[string]string) []doc.Block {
	var all []doc.Block
	for _, b := range blocks {
		switch b := b.(type) {
		case doc.Heading:
			b.Text = filled(b.Text, values)
			all = append(all, b)
		case doc.Paragraph:
			all = append(all, doc.Paragraph{Text: filledSpans(b.Text, values)})
		case doc.List:
			all = append(all, filledList(b, values))
		case doc.Callout:
			b.Title, b.Blocks = filled(b.Title, values), filledBlocks(b.Blocks, values)
			all = append(all, b)
		default:
			all = append(all, b)
		}
	}
	return all
}

// fillable says that values are put into a block: see filledBlocks.
func fillable(b doc.Block) bool {
	switch b.(type) {
	case doc.Heading, doc.Paragraph, doc.List, doc.Callout:
		return true
	}
	return false
}

func filledSpans(spans []doc.Span, values map[string]string) []doc.Span {
	spans = slices.Clone(spans)
	for i := range spans {
		spans[i].Text = filled(spans[i].Text, values)
	}
	return spans
}

func filledList(l doc.List, values map[string]string) doc.List {
	out := doc.List{Ordered: l.Ordered}
	for _, x := range l.Items {
		item := doc.Item{Text: filledSpans(x.Text, values)}
		if x.Sub != nil {
			sub := filledList(*x.Sub, values)
			item.Sub = &sub
		}
		out.Items = append(out.Items, item)
	}
	return out
}
