package main

import "fmt"

// progress tells a person at a terminal how far the work is, on one line that is written over; elsewhere
// it says a plain line a phase. It writes to standard error, so that output can be piped.
type progress struct {
	app   *app
	phase string
	quiet bool
}

func newProgress(a *app) *progress { return &progress{app: a} }

func (p *progress) step(phase string, n, of int) {
	if p.quiet {
		return
	}
	if p.app.interactive {
		fmt.Fprintf(p.app.err, "\r\x1b[K%s %d of %d", phase, n, of)
		return
	}
	if phase != p.phase {
		fmt.Fprintf(p.app.err, "%s %d\n", phase, of)
		p.phase = phase
	}
}

func (p *progress) done() {
	if p.app.interactive {
		fmt.Fprint(p.app.err, "\r\x1b[K")
	}
}
