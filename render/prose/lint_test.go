package prose_test

import (
	"reflect"
	"strings"
	"testing"

	"opframe/render/prose"
)

func TestLintFindsDatesNotInHouseStyle(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"held on 08/09/2016.", "08/09/2016"},
		{"held on 8/9/16, as", "8/9/16"},
		{"held on 8-9-2016", "8-9-2016"},
		{"held on 8.9.2016", "8.9.2016"},
		{"held on 2016-09-08.", "2016-09-08"},
		{"held on 2016/09/08", "2016/09/08"},
		{"held on Sept 8, 2016", "Sept 8, 2016"},
		{"held on Sep. 8 2016", "Sep. 8 2016"},
		{"held on September 8, 2016", "September 8, 2016"},
		{"held on September 8th", "September 8th"},
		{"held on 8th September 2016", "8th September 2016"},
		{"held on the 8th of September", "8th of September"},
		{"held on 8 Sept 2016", "8 Sept 2016"},
		{"held on 8-Sep-16", "8-Sep-16"},
		{"held on 8 September, 2016", "8 September, 2016"},
		{"held on 08 September 2016", "08 September 2016"},
		{"held on 8 september 2016", "8 september 2016"},
		{"held on September 8,\n2016", "September 8, 2016"},
		{"- by **1/7/2017** at the latest", "1/7/2017"},
		{"| a |\n|---|\n| 1/7/2017 |", "1/7/2017"},
		{"> **Note** by 1/7/2017", "1/7/2017"},
		{"## From 1/7/2017", "1/7/2017"},
		{"Term of 1/7/2017\n: words", "1/7/2017"},
		{"a note[^1]\n\n[^1]: of 1/7/2017", "1/7/2017"},
		{"see [the minutes of 1/7/2017](x.html)", "1/7/2017"},
		// What is in house style or no date.
		{"held on 8 September 2016 and 31\u00a0October", ""},
		{"in September 2016, May 2017 and 2016-17", ""},
		{"24/7/365 support, 1/2 of 3/4, version 1.2.2016.3, ratio 3:4", ""},
		{"`2016-09-08` and <a-2016-09-08@example.org> and [minutes](papers/2016-09-08-minutes.html)", ""},
		{"file northwind-2016-09-08.xlsx and 2016-09-08-minutes.md, at 2016-09-08T10:00", ""},
		{"you may 10 times march 3 miles", ""},
		{"> held on 8/9/2016\n> — Product!D14", ""},
		{"```\n8/9/2016\n```", ""},
	} {
		got := ""
		for _, f := range prose.Lint("a.md", []byte(c.text)) {
			got += strings.TrimSuffix(strings.TrimPrefix(f.What, `the date "`), `": write it like 8 September 2016`)
		}
		if got != c.want {
			t.Errorf("in %q the dates %q are warned of, want %q", c.text, got, c.want)
		}
	}
}

func TestLintFindsLinksThatSayNothing(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"[here](a.html)", `a link called "here": call it what it leads to`},
		{"[Click **here**](a.html).", `a link called "Click here": call it what it leads to`},
		{"[Read more >](a.html)", `a link called "Read more >": call it what it leads to`},
		{"[https://example.org/a](https://example.org/a)", "a link called by its address, https://example.org/a: call it what it leads to"},
		{"<https://example.org/a>", "a link called by its address, https://example.org/a: call it what it leads to"},
		{"[the register](a.html), [Here is more on risk](b.html) and <office@example.org>", ""},
	} {
		got := ""
		for _, f := range prose.Lint("a.md", []byte(c.text)) {
			got += f.What
		}
		if got != c.want {
			t.Errorf("%q gets the warning %q, want %q", c.text, got, c.want)
		}
	}
}

func TestLintNamesTheLineOfTheFile(t *testing.T) {
	md := "---\ntitle: A\ndate: 2016-09-08\n---\n\nOne\ntwo 8/9/2016\nthree 9/9/2016 [here](x.html)\n\n- four\n\n  > **Note** 10/9/2016\n"
	var got []int
	for _, f := range prose.Lint("papers/a.md", []byte(md)) {
		if got = append(got, f.Line); f.File != "papers/a.md" {
			t.Errorf("the file is called %q", f.File)
		}
	}
	if want := []int{7, 8, 8, 12}; !reflect.DeepEqual(got, want) {
		t.Errorf("warnings for the lines %v, want %v", got, want)
	}
	if got := prose.Lint("a.md", []byte("---\nendless")); len(got) != 1 || !strings.Contains(got[0].What, "does not end") {
		t.Errorf("an endless front matter gives %v", got)
	}
}

func TestLinksHaveTheLinesOfTheFile(t *testing.T) {
	md := "---\ntitle: A\n---\nSee\n[the `API` register](apis.html#a \"t\") and [run](javascript:x),\n<office@example.org> or <https://example.org>.\n\n" +
		"| a |\n|---|\n| [cell][r] |\n\nText[^1]\n\n[^1]: A [note](n.html).\n\n> **Note** [in\n> two lines](c.html)\n\n[r]: files/a%20b.pdf\n"
	got, err := prose.Links("a.md", []byte(md))
	want := []prose.Ref{
		{5, "apis.html#a", "the API register"}, {5, "javascript:x", "run"},
		{6, "mailto:office@example.org", "office@example.org"}, {6, "https://example.org", "https://example.org"},
		{10, "files/a%20b.pdf", "cell"}, {14, "n.html", "note"}, {16, "c.html", "in two lines"},
	}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("the links are %v (%v), want %v", got, err, want)
	}
	if _, err := prose.Links("a.md", []byte("---\nendless")); err == nil {
		t.Error("a file that does not parse has links and no error")
	}
}
