// Command opframe-bulk writes a round of any size to measure with. With -from it maps a folder of workbooks that other
// programs are measured with (rules.json and workbooks/*.xlsx) and links to them, so that a change there is seen.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"opframe/data/sample/bulk"
	"opframe/data/workbook/cells"
)

func main() {
	n := flag.Int("n", 500, "how many `providers`")
	from := flag.String("from", "", "the `folder` of workbooks to map")
	flag.Parse()
	if flag.NArg() != 1 {
		fmt.Fprintln(os.Stderr, "usage: opframe-bulk [-n 500 | -from FOLDER] ROUND")
		os.Exit(2)
	}
	write := func() error { return made(flag.Arg(0), *n) }
	if *from != "" {
		write = func() error { return mapped(flag.Arg(0), *from) }
	}
	if err := write(); err != nil {
		fmt.Fprintln(os.Stderr, "opframe-bulk:", err)
		os.Exit(1)
	}
}

// made writes a round of n providers.
func made(dir string, n int) error {
	questions, providers := bulk.Questions(), bulk.Providers(n)
	if err := folder(dir, bulk.Round(questions, providers)); err != nil {
		return err
	}
	for _, p := range providers {
		data, err := bulk.Workbook(questions, p, "")
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(dir, "responses", p.ID+".xlsx"), data, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// mapped writes a round of the workbooks in another folder. Who sent one is read from its first sheet.
func mapped(dir, from string) error {
	data, err := os.ReadFile(filepath.Join(from, "rules.json"))
	if err != nil {
		return err
	}
	var questions []bulk.Question
	if err := json.Unmarshal(data, &questions); err != nil {
		return err
	}
	files, err := filepath.Glob(filepath.Join(from, "workbooks", "*.xlsx"))
	if err != nil {
		return err
	}
	var providers []bulk.Provider
	for _, file := range files {
		name, err := sender(file)
		if err != nil {
			return err
		}
		providers = append(providers, bulk.Provider{ID: strings.TrimSuffix(filepath.Base(file), ".xlsx"), Name: name})
	}
	if err := folder(dir, bulk.Round(questions, providers)); err != nil {
		return err
	}
	for _, file := range files {
		if err := os.Link(file, filepath.Join(dir, "responses", filepath.Base(file))); err != nil {
			return err
		}
	}
	return nil
}

// sender is what stands beside "Provider" on the sheet Cover.
func sender(file string) (string, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return "", err
	}
	book, err := cells.Open(filepath.Base(file), data)
	if err != nil {
		return "", err
	}
	for _, sheet := range book.Sheets {
		for _, c := range sheet.Cells {
			if value, ok := sheet.At(c.Row, c.Col+1); ok && c.Text == "Provider" {
				return value.Text, nil
			}
		}
	}
	return "", fmt.Errorf("%s: no cell says “Provider”, so nobody sent it: it is none of the workbooks this maps", file)
}

func folder(dir string, files map[string][]byte) error {
	if err := os.MkdirAll(filepath.Join(dir, "responses"), 0o755); err != nil {
		return err
	}
	for name, data := range files {
		at := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(at), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(at, data, 0o644); err != nil {
			return err
		}
	}
	return nil
}
