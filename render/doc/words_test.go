package doc

import (
	"slices"
	"testing"

	"opframe/data/date"
)

func TestLongDate(t *testing.T) {
	for _, c := range []struct {
		in   date.Date
		want string
	}{
		{date.Date{Year: 2017, Month: 8, Day: 31}, "31\u00a0August 2017"},
		{date.Date{Year: 2018, Month: 1, Day: 2}, "2\u00a0January 2018"},
		{date.Date{}, ""},
	} {
		if got := LongDate(c.in); got != c.want {
			t.Errorf("LongDate(%v) = %q, want %q", c.in, got, c.want)
		}
	}
}

func TestDatelineLeavesOutWhatIsNotKnown(t *testing.T) {
	d := Document{Label: "Public", Date: date.Date{Year: 2017, Month: 8, Day: 31}, Publisher: "Partnership Office"}
	if got, want := d.Dateline(), "Public · 31\u00a0August 2017 · Partnership Office"; got != want {
		t.Errorf("dateline is %q, want %q", got, want)
	}
	d.Date = date.Date{}
	if got, want := d.Dateline(), "Public · Partnership Office"; got != want {
		t.Errorf("dateline without a date is %q, want %q", got, want)
	}
	if got := (Document{}).Dateline(); got != "" {
		t.Errorf("dateline of nothing is %q, want nothing", got)
	}
}

func TestFileSize(t *testing.T) {
	for _, c := range []struct {
		n    int64
		want string
	}{
		{0, "0KB"}, {1, "1KB"}, {1000, "1KB"}, {1001, "2KB"}, {53_900, "54KB"},
		{999_000, "999KB"}, {999_001, "1.0MB"}, {1_240_000, "1.2MB"},
	} {
		if got := FileSize(c.n); got != c.want {
			t.Errorf("FileSize(%d) = %q, want %q", c.n, got, c.want)
		}
	}
}

func TestSlug(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"What was decided", "what-was-decided"},
		{"  Multi-factor, authentication!  ", "multi-factor-authentication"},
		{"Đánh giá rủi ro", "đánh-giá-rủi-ro"},
		{"Έλεγχος", "έλεγχος"},
		{"—", "section"},
		{"", "section"},
	} {
		if got := Slug(c.in); got != c.want {
			t.Errorf("Slug(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

func TestAnchorsNeverGiveAnIDTwice(t *testing.T) {
	var a Anchors
	seen := map[string]bool{}
	for _, text := range []string{"Findings", "findings", "Findings 2", "Findings", "—", "—"} {
		id := a.For(text)
		if seen[id] {
			t.Errorf("%q was given out twice", id)
		}
		seen[id] = true
	}
}

func TestAnchorsThatAreTakenAreNotMade(t *testing.T) {
	var a Anchors
	if !a.Take("scope") || a.Take("scope") {
		t.Error("an anchor can be taken once")
	}
	if got := a.For("Scope"); got != "scope-2" {
		t.Errorf("a heading called like a taken anchor gets %q, want scope-2", got)
	}
}

func TestLines(t *testing.T) {
	for _, c := range []struct {
		in   string
		want []string
	}{
		{"", []string{""}},
		{"a\nb", []string{"a", "b"}},
		{"a\r\nb\rc\n\n", []string{"a", "b", "c", "", ""}},
	} {
		if got := Lines(c.in); !slices.Equal(got, c.want) {
			t.Errorf("Lines(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}
