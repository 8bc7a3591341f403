package main

import (
	"bytes"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// heaviest is what a page of the sample may weigh in bytes, without what all pages share.
const heaviest = 200_000

// A page is light, and it is seen before its scripts have come: each waits for the page, and none for a script.
func TestPagesAreLightAndWaitForNoScript(t *testing.T) {
	pages := 0
	walk(t, sampleSite(t), func(name string, data []byte) {
		if !strings.HasSuffix(name, ".html") {
			return
		}
		pages++
		if len(data) > heaviest {
			t.Errorf("%s has %d bytes, more than %d", name, len(data), heaviest)
		}
		page, err := html.Parse(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		for d := range page.Descendants() {
			if d.Data == "script" && d.Type == html.ElementNode && waitedFor(d) {
				t.Errorf("%s is not painted before its script %v", name, d.Attr)
			}
		}
	})
	if pages < 500 {
		t.Errorf("only %d pages were weighed", pages)
	}
}

// waitedFor tells whether a browser paints nothing before the script has run.
func waitedFor(script *html.Node) bool {
	later := false
	for _, a := range script.Attr {
		if a.Key == "blocking" {
			return true
		}
		later = later || a.Key == "defer" || a.Key == "async" || a.Key == "type" && a.Val == "module"
	}
	return !later
}
