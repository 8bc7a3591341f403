package main

import (
	"bytes"
	"fmt"
	"html"
	"io/fs"
	"net/http"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// The reloading of a preview keeps to the policy of the published pages, which allows scripts and pictures
// of their own and no other request: the script asks for a picture, which comes when something changed.
const reloadScript = `"use strict";
(function () {
  var self = document.currentScript.src;
  var version = new URL(self).searchParams.get("v");
  function ask() {
    if ("locked" in document.documentElement.dataset) return; // the page has forbidden itself every request
    var picture = new Image();
    picture.onload = function () { location.reload(); };
    picture.onerror = function () { setTimeout(ask, 1000); };
    picture.src = new URL(".changed.svg?v=" + version + "&t=" + Date.now(), self).href;
  }
  ask();
})();
`

// wait is how long a page waits for a change before it asks again.
const wait = 20 * time.Second

// handler serves the edition below p.base to browsers of this machine that ask for it by this address.
func (p *preview) handler(address string) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc(p.base+".reload.js", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/javascript; charset=utf-8")
		fmt.Fprint(w, reloadScript)
	})
	mux.HandleFunc(p.base+".changed.svg", p.awaitChange)
	mux.HandleFunc(p.base, p.serveFile)
	if p.base != "/" {
		mux.Handle("/{$}", http.RedirectHandler(p.base, http.StatusFound))
	}
	return local(address, mux)
}

// local refuses requests that name another host: a page elsewhere could otherwise have its own name lead
// here and read a confidential edition.
func local(address string, next http.Handler) http.Handler {
	port := address[strings.LastIndex(address, ":"):]
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Host != address && r.Host != "localhost"+port {
			http.Error(w, "This preview answers to "+address+" only.", http.StatusMisdirectedRequest)
			return
		}
		w.Header().Set("Cache-Control", "no-store")
		w.Header().Set("X-Content-Type-Options", "nosniff")
		next.ServeHTTP(w, r)
	})
}

// awaitChange answers when what is shown is newer than the version asked with, and with no picture when
// nothing changes for a while.
func (p *preview) awaitChange(w http.ResponseWriter, r *http.Request) {
	since, _ := strconv.Atoi(r.URL.Query().Get("v"))
	p.mu.RLock()
	version, changed := p.version, p.changed
	p.mu.RUnlock()
	if version <= since {
		select {
		case <-changed:
		case <-r.Context().Done():
			return
		case <-time.After(wait):
			http.Error(w, "nothing changed", http.StatusNotFound)
			return
		}
	}
	w.Header().Set("Content-Type", "image/svg+xml")
	fmt.Fprint(w, `<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>`)
}

// types are those that machines know differently, or not at all.
var types = map[string]string{".md": "text/markdown; charset=utf-8", ".atom": "application/atom+xml", ".ics": "text/calendar; charset=utf-8",
	".csv": "text/csv; charset=utf-8", ".wasm": "application/wasm", ".js": "text/javascript; charset=utf-8", ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}

func (p *preview) serveFile(w http.ResponseWriter, r *http.Request) {
	name := strings.TrimPrefix(r.URL.Path, p.base)
	if name == "" || strings.HasSuffix(name, "/") {
		name += home
	}
	p.mu.RLock()
	defer p.mu.RUnlock()
	data, err := p.read(name)
	status := http.StatusOK
	if err != nil {
		status, name = http.StatusNotFound, "404.html"
		if data, err = p.read(name); err != nil {
			http.Error(w, "There is no such page in this edition.", status)
			return
		}
	}
	if kind, ok := types[path.Ext(name)]; ok {
		w.Header().Set("Content-Type", kind)
	}
	if path.Ext(name) == ".html" {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		data = p.alive(data)
	}
	if status != http.StatusOK {
		w.WriteHeader(status)
		w.Write(data)
		return
	}
	http.ServeContent(w, r, name, time.Time{}, bytes.NewReader(data))
}

// read reads a file of the edition that is shown.
func (p *preview) read(name string) ([]byte, error) {
	if !fs.ValidPath(name) {
		return nil, fs.ErrNotExist
	}
	return os.ReadFile(filepath.Join(p.out, filepath.FromSlash(p.edition), filepath.FromSlash(name)))
}

// alive is a page that reloads itself and tells what is wrong with the files it is made of.
func (p *preview) alive(page []byte) []byte {
	script := fmt.Sprintf("<script src=\"%s.reload.js?v=%d\" defer></script>\n</head>", p.base, p.version)
	page = bytes.Replace(page, []byte("</head>"), []byte(script), 1)
	if p.wrong == nil {
		return page
	}
	var b strings.Builder
	b.WriteString("<body>\n<div class=\"notice\" role=\"alert\">\n<p>These pages are not the latest: something is wrong with the files.</p>\n<ul>\n")
	for _, line := range p.wrong {
		b.WriteString("<li>" + html.EscapeString(line) + "</li>\n")
	}
	b.WriteString("</ul>\n</div>")
	return bytes.Replace(page, []byte("<body>"), []byte(b.String()), 1)
}
