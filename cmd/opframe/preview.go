package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"github.com/fsnotify/fsnotify"

	"opframe/data/response"
	"opframe/site"
)

// preview is an edition as it is shown while its files are being changed.
type preview struct {
	app          *app
	dir, edition string
	out          string // the site last built well
	base         string // the path it is served at

	mu      sync.RWMutex
	version int           // of what is shown, or of what is said of it
	changed chan struct{} // closed when version grows
	wrong   []string      // what is wrong with the files now, a line each
	known   map[response.Problem]bool
	address string
	// framework is the folder of the round's framework, "" where it is embedded.
	framework string
}

func newPreview(a *app, dir, edition, out string) *preview {
	return &preview{app: a, dir: dir, edition: edition, out: out, changed: make(chan struct{})}
}

// rebuild builds and shows the edition. A round that cannot be built, or in which something can no longer
// be published that is shown now, leaves what is shown as it was.
func (p *preview) rebuild() error {
	s, b, err := p.build()
	if err != nil {
		p.say([]string{err.Error()}, nil)
		return err
	}
	known := map[response.Problem]bool{}
	var all, worse []string
	for _, x := range b.problems {
		if x.Kind != response.Publication && x.Kind != response.Unreadable {
			continue
		}
		all = append(all, x.String())
		if x.Severity == response.Error {
			known[x] = true
			if p.known != nil && !p.known[x] {
				worse = append(worse, x.String())
			}
		}
	}
	if worse != nil {
		p.say(worse, nil)
		return s.Abort()
	}
	p.mu.Lock()
	err = s.Commit()
	p.known, p.address = known, b.round.Address
	if info, err := os.Stat(b.round.Framework); err == nil && info.IsDir() {
		p.framework = b.round.Framework
	}
	p.mu.Unlock()
	p.say(nil, all)
	return errors.Join(err, s.Abort())
}

// build makes the editions that the preview needs, beside what is shown.
func (p *preview) build() (s *site.Site, b *builder, err error) {
	b, err = p.app.newBuilder(p.dir)
	if err != nil {
		return nil, nil, err
	}
	b.progress.quiet = true
	if b.checker, err = readModule(moduleBeside()); err != nil {
		return nil, nil, err
	}
	s, err = site.Begin(p.out)
	if err != nil {
		return nil, nil, err
	}
	if err := b.one(s, p.edition); err != nil {
		return nil, nil, errors.Join(err, s.Abort())
	}
	return s, b, nil
}

// say tells the person at the terminal and the pages that are open. What is wrong is shown on every page,
// what was noticed on the terminal alone.
func (p *preview) say(wrong, noticed []string) {
	for _, line := range append(append([]string{}, wrong...), noticed...) {
		fmt.Fprintln(p.app.err, line)
	}
	if wrong != nil {
		fmt.Fprintln(p.app.err, "The pages stay as they were.")
	} else {
		fmt.Fprintf(p.app.err, "built at %s\n", time.Now().Format("15:04:05"))
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.wrong = wrong
	p.version++
	close(p.changed)
	p.changed = make(chan struct{})
}

// settle is how long files are left alone before they are read: programs save in several steps.
const settle = 150 * time.Millisecond

// watch builds again after changes, until the context ends.
func (p *preview) watch(ctx context.Context, w *fsnotify.Watcher) {
	timer := time.NewTimer(0)
	<-timer.C
	for {
		select {
		case <-ctx.Done():
			return
		case e, ok := <-w.Events:
			if !ok {
				return
			}
			if p.minds(w, e) {
				timer.Reset(settle)
			}
		case err, ok := <-w.Errors:
			if !ok {
				return
			}
			fmt.Fprintf(p.app.err, "watching %s: %v\n", p.dir, err)
		case <-timer.C:
			p.rebuild() // what is wrong has been said, and the pages stay
		}
	}
}

// minds tells whether a change matters, and watches folders that are new.
func (p *preview) minds(w *fsnotify.Watcher, e fsnotify.Event) bool {
	name := filepath.Base(e.Name)
	if strings.HasPrefix(name, ".") || strings.HasPrefix(name, "~$") || strings.HasSuffix(name, "~") || e.Op == fsnotify.Chmod {
		return false
	}
	if info, err := os.Stat(e.Name); err == nil && info.IsDir() && e.Has(fsnotify.Create) {
		if err := w.Add(e.Name); err != nil {
			fmt.Fprintf(p.app.err, "%s: %v\n", e.Name, err)
		}
	}
	return true
}

// watcher watches every folder of the round, and the framework where it is a folder of its own.
func (p *preview) watcher(framework string) (*fsnotify.Watcher, error) {
	w, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, err
	}
	for _, dir := range []string{p.dir, framework} {
		if dir == "" {
			continue
		}
		err = errors.Join(err, filepath.WalkDir(dir, func(name string, e fs.DirEntry, err error) error {
			if err != nil || !e.IsDir() {
				return err
			}
			return w.Add(name)
		}))
	}
	return w, err
}

// mount is the path the edition is served at: that of the address where the public edition will stand, so
// that its page for addresses that lead nowhere can be seen too.
func (p *preview) mount() string {
	at := path.Clean(serverPath(p.address))
	if at == "/" || p.edition != "public" {
		return "/"
	}
	return at + "/"
}
