package main

import "opframe/data/response"

// tried is what came of a submission before it was known whether a supplement to it is among the files.
type tried[T any] struct {
	is   T
	err  error // told after what is said of the files before
	made bool  // not of what is, or may be, a part of another
}

// each does something with each submission that is named, supplements laid over it, on as many processors as there are, and
// takes what comes of it in their order, of all; one is told which of the files it is given. A submission is forgotten once it
// is done with: should a supplement to it be among the files, it is read and done again.
func each[T any](a *app, t taking, one func(in received, file int) (T, error), take func(all []joint, i int, is T) error) error {
	type arrived struct {
		in received
		tried[T]
	}
	var ins []received
	var first []tried[T]
	err := inOrder(a.ctx, len(t.sets), func(i int) (r arrived, err error) {
		r.in = t.read(a.ctx, i)
		if s := r.in.Submission; r.in.Refused == nil && s.Supplement == nil {
			r.is, r.err = one(r.in, i)
			r.made = true
			r.in.Submission = response.Submission{File: s.File, SHA256: s.SHA256, Framework: s.Framework, ProductID: s.ProductID}
		}
		return r, nil
	}, func(_ int, r arrived) error {
		ins, first = append(ins, r.in), append(first, r.tried)
		return nil
	})
	if err != nil {
		return err
	}
	all := joints(ins)
	return inOrder(a.ctx, len(all), func(i int) (T, error) {
		j := all[i]
		if x := first[j.at]; x.made && j.parts == nil {
			return x.is, x.err
		}
		if j.parts != nil {
			j.received = t.read(a.ctx, j.at)
		}
		return one(j.whole(), j.at)
	}, func(i int, is T) error {
		first[all[i].at] = tried[T]{}
		return take(all, i, is)
	})
}
