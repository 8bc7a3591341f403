package main

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"
)

// said is what a program that is still running has said so far.
type said struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (s *said) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.Write(p)
}

func (s *said) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.String()
}

// until waits for something that another goroutine does.
func until(t *testing.T, what string, done func() bool) {
	t.Helper()
	for end := time.Now().Add(time.Minute); !done(); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("waited a minute for %s", what)
		}
	}
}

// previewed starts serve on the sample round and gives the address of the edition.
func previewed(t *testing.T, dir string, args ...string) (address string, errs *said) {
	t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	out, errs := &said{}, &said{}
	done := make(chan int)
	go func() {
		done <- run(ctx, append([]string{"serve", dir, "--listen", "127.0.0.1:0"}, args...), out, errs)
	}()
	t.Cleanup(func() {
		stop()
		if code := <-done; code != exitDone {
			t.Errorf("serve ended with exit code %d: %s", code, errs)
		}
	})
	form := regexp.MustCompile(`http://\S+/`)
	until(t, "the address", func() bool {
		address = form.FindString(out.String())
		return address != ""
	})
	return address, errs
}

func get(t *testing.T, address string) (int, string) {
	t.Helper()
	r, err := http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	body, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return r.StatusCode, string(body)
}

func TestServeShowsChangesAndKeepsTheLastGoodPage(t *testing.T) {
	dir := sampleRound(t)
	const front = "---\nkind: update\ntitle: Preview\ndate: 2017-10-30\naudience: public\nstatus: final\nsummary: Seen in a preview.\n---\n"
	paper := filepath.Join(dir, "papers", "preview.md")
	address, errs := previewed(t, dir)
	page := address + "consultation/papers/preview.html"
	if code, body := get(t, page); code != http.StatusNotFound || !strings.Contains(body, "<h1") {
		t.Errorf("a page that is not there answers %d, want 404 with the page for it", code)
	}
	version := regexp.MustCompile(`\.reload\.js\?v=(\d+)`)
	_, body := get(t, address)
	was := version.FindStringSubmatch(body)
	if was == nil {
		t.Fatal("the page does not reload itself")
	}

	write(t, paper, []byte(front+"The first words.\n"))
	if code, _ := get(t, address+".changed.svg?v="+was[1]); code != http.StatusOK {
		t.Errorf("who waits for a change is answered %d, want 200", code)
	}
	until(t, "the new page", func() bool {
		code, body := get(t, page)
		return code == http.StatusOK && strings.Contains(body, "The first words.")
	})

	write(t, paper, []byte(front+"Worse words <b>in HTML</b>.\n"))
	until(t, "word of the fault", func() bool { return strings.Contains(errs.String(), "papers/preview.md:9") })
	until(t, "the page to say so", func() bool {
		_, body := get(t, page)
		return strings.Contains(body, "papers/preview.md:9") && strings.Contains(body, "The first words.")
	})

	write(t, paper, []byte(front+"The last words.\n"))
	until(t, "the page mended", func() bool {
		_, body := get(t, page)
		return strings.Contains(body, "The last words.") && !strings.Contains(body, "papers/preview.md:9")
	})

	settings := filepath.Join(dir, "round.yaml")
	good, err := os.ReadFile(settings)
	if err != nil {
		t.Fatal(err)
	}
	write(t, settings, append(good, []byte("\nnonsense: 1\n")...))
	until(t, "the pages to say what is wrong with the settings", func() bool {
		_, body := get(t, page)
		return strings.Contains(body, "nonsense") && strings.Contains(body, "The last words.")
	})
}

// A page elsewhere whose name was made to lead to this machine must not read a confidential edition.
func TestServeAnswersToItsOwnAddressOnly(t *testing.T) {
	dir := sampleRound(t)
	address, _ := previewed(t, dir, "--edition", "office")
	r, err := http.NewRequest("GET", address, nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Host = "attacker.example"
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	answer.Body.Close()
	if answer.StatusCode != http.StatusMisdirectedRequest {
		t.Errorf("a request for another host is answered %d, want %d", answer.StatusCode, http.StatusMisdirectedRequest)
	}
	if code, body := get(t, address); code != http.StatusOK || !strings.Contains(body, "<h1") {
		t.Errorf("the office's own request is answered %d", code)
	}
}

func TestServeRefuses(t *testing.T) {
	for name, args := range map[string][]string{
		"another machine's address": {"serve", "x", "--listen", "0.0.0.0:0"},
		"an unknown edition":        {"serve", "x", "--edition", "everything"},
		"a way out of the site":     {"serve", "x", "--edition", "providers/../office"},
		"no round":                  {"serve"},
	} {
		var errs bytes.Buffer
		if code := run(context.Background(), args, io.Discard, &errs); code != exitMisuse {
			t.Errorf("%s: exit code %d (%s), want %d", name, code, errs.String(), exitMisuse)
		}
	}
}
