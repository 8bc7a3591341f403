package main

import (
	"errors"
	"fmt"
	"io/fs"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"opframe/site"
)

func serveFlags(f *flags) {
	f.StringVar(&f.edition, "edition", "public", "public, working-group, office or providers/ID")
	f.StringVar(&f.listen, "listen", "127.0.0.1:8017", "the loopback address to listen at; port 0 takes a free one")
}

// serve shows one edition of a round to the browsers of this machine, builds it again when a file changes
// and reloads the page. Where a file has a problem it says so and keeps the last good pages.
func (a *app) serve(f *flags) (err error) {
	if f.NArg() != 1 {
		return misused("serve: name the round's folder: serve ROUND")
	}
	if err := servable(f.edition); err != nil {
		return err
	}
	l, err := loopback(f.listen)
	if err != nil {
		return err
	}
	defer l.Close()
	out, err := os.MkdirTemp("", "opframe-serve-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(out)) }()
	p := newPreview(a, f.Arg(0), f.edition, filepath.Join(out, "site"))
	if err := p.rebuild(); err != nil {
		return err
	}
	if _, err := os.Stat(filepath.Join(p.out, filepath.FromSlash(f.edition))); err != nil {
		return misused("serve: the round has no edition %q", f.edition)
	}
	w, err := p.watcher(p.framework)
	if err != nil {
		return err
	}
	defer w.Close()
	p.base = p.mount()
	fmt.Fprintf(a.out, "%s edition at http://%s%s, for this machine only; stop with Ctrl-C\n", f.edition, l.Addr(), p.base)
	s := &http.Server{Handler: p.handler(l.Addr().String()), ReadHeaderTimeout: 10 * time.Second}
	go p.watch(a.ctx, w)
	go func() {
		<-a.ctx.Done()
		s.Close()
	}()
	if err := s.Serve(l); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

func servable(edition string) error {
	if slices.Contains([]string{"public", "working-group", "office"}, edition) {
		return nil
	}
	if id, ok := strings.CutPrefix(edition, "providers/"); ok && id != "" && fs.ValidPath(edition) {
		return nil
	}
	return misused("--edition is public, working-group, office or providers/ID, not %q", edition)
}

// loopback listens where only this machine can reach it: an edition may be confidential.
func loopback(address string) (net.Listener, error) {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return nil, misused("--listen: %v", err)
	}
	if ip := net.ParseIP(host); host != "localhost" && (ip == nil || !ip.IsLoopback()) {
		return nil, misused("--listen: %s is no loopback address: a preview is for this machine only, such as 127.0.0.1:8017", host)
	}
	return net.Listen("tcp", address)
}

// one builds an edition and what it cannot be built without.
func (b *builder) one(s *site.Site, edition string) (err error) {
	if edition == "public" {
		b.problems = append(b.problems, b.round.Problems...)
		b.consult()
		_, err := b.public(s, key{}, b.open)
		return err
	}
	if err := b.read(); err != nil {
		return err
	}
	office, t, err := b.reports(s)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, t.close()) }()
	switch edition {
	case "working-group":
		counted, err := t.counted()
		if err == nil {
			b.summarise(t.survey, counted)
			_, err = b.workingGroup(s, key{}, b.open)
		}
		return err
	case "office":
		_, err = b.office(office, t, key{}, key{})
	default:
		_, err = t.gather()
	}
	return err
}
