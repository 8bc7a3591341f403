package main

import (
	"context"
	"runtime"
	"sync"
)

// inOrder does work for 0 to n-1 with one worker a core and takes the results in order, so that what
// is made does not hang on which was done first. It stops at the first error or when ctx ends. At most
// one result a worker waits to be taken.
func inOrder[T any](ctx context.Context, n int, work func(i int) (T, error), take func(i int, t T) error) error {
	type result struct {
		t   T
		err error
	}
	workers := runtime.GOMAXPROCS(0)
	ctx, stop := context.WithCancel(ctx)
	slots := make(chan chan result, workers)
	var running sync.WaitGroup
	defer running.Wait()
	defer stop()
	running.Go(func() {
		defer close(slots)
		free := make(chan struct{}, workers)
		for i := range n {
			slot := make(chan result, 1)
			select {
			case slots <- slot:
			case <-ctx.Done():
				return
			}
			free <- struct{}{}
			running.Go(func() {
				defer func() { <-free }()
				t, err := work(i)
				slot <- result{t, err}
			})
		}
	})
	for i := range n {
		slot, ok := <-slots
		if !ok {
			return ctx.Err()
		}
		r := <-slot
		if r.err == nil {
			r.err = ctx.Err()
		}
		if r.err != nil {
			return r.err
		}
		if err := take(i, r.t); err != nil {
			return err
		}
	}
	return nil
}
