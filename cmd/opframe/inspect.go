package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"opframe/data/intake"
	"opframe/data/response"
	"opframe/data/workbook"
	"opframe/data/workbook/cells"
	"opframe/render/exchange"
)

func inspectFlags(f *flags) {
	f.StringVar(&f.format, "format", "text", "text or json")
	f.StringVar(&f.cells, "cells", "", "folder to write every sheet into, as CSV with the text of every cell")
	f.StringVar(&f.framework, "framework", "", "a further framework the files may answer: its folder")
}

// inspect tells what files carry besides answers, for a reviewer.
func (a *app) inspect(f *flags) error {
	if f.NArg() == 0 {
		return misused("inspect: name one file at least")
	}
	if err := oneOf("format", f.format, "text", "json"); err != nil {
		return err
	}
	known, err := intake.NewShelf(f.framework)
	if err != nil {
		return err
	}
	refused := false
	var items []json.RawMessage
	for i, path := range f.Args() {
		book, traits, err := inspectFile(a.ctx, path, known)
		var r *cells.Refusal
		switch {
		case errors.As(err, &r):
			refused = true
			fmt.Fprintf(a.err, "opframe: %v\n", r)
			continue
		case err != nil:
			return err
		}
		if f.format == "json" {
			b, err := exchange.Traits(program.String(), book.Name, string(book.Format), traits)
			if err != nil {
				return err
			}
			items = append(items, b)
		} else {
			if i > 0 {
				fmt.Fprintln(a.out)
			}
			printTraits(a.out, book, traits)
		}
		if err := a.writeCells(f, book); err != nil {
			return err
		}
	}
	if err := a.printItems(f, items); err != nil {
		return err
	}
	if refused {
		return errProblems
	}
	return nil
}

// inspectFile reads one file with everything it carries. A file that is no questionnaire is inspected
// as well: its formulas are counted, since nobody can tell which of its cells are answers.
func inspectFile(ctx context.Context, path string, known *intake.Shelf) (*cells.Book, []response.Trait, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, nil, err
	}
	name := filepath.Base(path)
	limits, done := bounded(ctx)
	defer done()
	book, err := cells.InspectWithin(name, data, limits)
	if err != nil {
		return nil, nil, err
	}
	in := known.Read(workbook.Set{Name: name, Files: []string{name}}, func(string) ([]byte, error) { return data, nil }, limits)
	if in.Refused != nil {
		return book, workbook.Inspect(book, nil), nil
	}
	return book, workbook.Inspect(book, &in.Submission), nil
}

func printTraits(w io.Writer, book *cells.Book, traits []response.Trait) {
	fmt.Fprintf(w, "%s (%s)\n", book.Name, book.Format)
	own := 0
	var last response.TraitKind
	for _, t := range traits {
		if t.Own {
			own++
			continue
		}
		if t.Kind != last {
			fmt.Fprintf(w, "\n%s\n", sentenceStart(string(t.Kind)))
			last = t.Kind
		}
		for i, line := range wrap(first(t.Cell.InSheet(), "(the file)")+"  "+printable(t.What), 96) {
			indent := "  "
			if i > 0 {
				indent = "      "
			}
			fmt.Fprintf(w, "%s%s\n", indent, line)
		}
	}
	if last == "" {
		fmt.Fprintf(w, "\nIt carries nothing but cells.\n")
	}
	if own > 0 {
		fmt.Fprintf(w, "\n%s of the questionnaire itself not shown; --format json shows all.\n", count(own, "thing"))
	}
}

func sentenceStart(s string) string { return strings.TrimSuffix(sentence(s), ".") }

// printable keeps what a file says from acting on a terminal.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' || r == 0x7f || r >= 0x80 && r < 0xa0 {
			return '�'
		}
		return r
	}, s)
}

// writeCells writes every sheet of a book as a CSV, hidden ones too.
func (a *app) writeCells(f *flags, book *cells.Book) error {
	if f.cells == "" {
		return nil
	}
	stem := strings.TrimSuffix(book.Name, filepath.Ext(book.Name))
	for i, s := range book.Sheets {
		name := stem + ".csv"
		if s.Name != "" {
			name = fmt.Sprintf("%s-%s.csv", stem, fileName(s.Name, i))
		}
		data, err := workbook.SheetCSV(s)
		if err != nil {
			return err
		}
		full := filepath.Join(f.cells, name)
		if err := errors.Join(os.MkdirAll(f.cells, 0o755), os.WriteFile(full, data, 0o644)); err != nil {
			return err
		}
		fmt.Fprintf(a.err, "%s\n", full)
	}
	return nil
}

// fileName is a sheet's name as far as it can be part of a file's; the sheet's number keeps two apart
// that would be the same.
func fileName(sheet string, i int) string {
	safe := strings.Map(func(r rune) rune {
		if r < ' ' || strings.ContainsRune(`/\:*?"<>|`, r) {
			return '_'
		}
		return r
	}, sheet)
	if safe != sheet || strings.Trim(safe, ". ") != safe {
		return fmt.Sprintf("%s (%d)", strings.Trim(safe, ". "), i+1)
	}
	return safe
}
