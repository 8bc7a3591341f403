package main

import (
	"fmt"
	"os"
	"path"
	"path/filepath"

	"opframe/data/response"
	"opframe/data/round"
	"opframe/data/view"
	"opframe/data/workbook"
)

// baseline reads the round before and judges it by this round's framework, as of its own day; nil where the
// round names none. Answers to the edition before are taken over by the mapping. What cannot be read of it
// was that round's business and is left out.
func (b *builder) baseline() (*view.Baseline, error) {
	if b.round.Baseline == "" {
		return nil, nil
	}
	dir := filepath.Join(b.dir, filepath.FromSlash(b.round.Baseline))
	r, err := round.Load(dir, os.DirFS(dir))
	if err != nil {
		return nil, fmt.Errorf("baseline: %w", err)
	}
	old := &builder{app: b.app, dir: dir, round: r, known: b.known, edition: b.edition, previous: b.previous}
	names := make([]string, 0, len(r.Responses))
	for _, p := range r.Responses {
		names = append(names, path.Base(p))
	}
	open := func(name string) ([]byte, error) { return os.ReadFile(filepath.Join(dir, "responses", name)) }
	sets := workbook.Group(names, b.known)
	err = inOrder(b.ctx, len(sets), func(i int) (view.Case, *response.Problem, error) {
		in := readSet(b.ctx, sets[i], open, b.known)
		if in.refused != nil {
			return view.Case{}, in.refused, nil
		}
		return old.judge(in)
	}, func(_ int, c view.Case, refused *response.Problem) error {
		if refused == nil {
			old.settle(c)
		}
		return nil
	})
	return &view.Baseline{Round: r, Cases: old.cases}, err
}
