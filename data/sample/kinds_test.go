package sample

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"opframe/data/assess"
	"opframe/data/response"
)

// judged is one reply as read back, and what follows from it.
type judged struct {
	reply
	provider string
	s        response.Submission
	a        assess.Assessment
	c        assess.Report
}

func judgeAll(t *testing.T) (all []judged, unreadable []string) {
	t.Helper()
	d, files := sampleData(t), sampleFiles(t)
	now := d.rounds()[0]
	f, old := d.editions["interim@1.0"].Framework, d.editions["interim@0.8"].Framework
	for _, x := range now.replies {
		s, err := readBack(d, x.File, files["responses/"+x.File])
		if err != nil {
			unreadable = append(unreadable, x.Product)
			continue
		}
		if s.Framework == old.Ref() {
			if s, err = assess.Carry(f, old, s); err != nil {
				t.Fatal(err)
			}
		}
		p, _ := d.product(x.Product)
		all = append(all, judged{x, p.Provider, s, assess.Assess(f, &s, now.AsOf), assess.Check(f, &s, now.AsOf)})
	}
	return all, unreadable
}

// The round is worth looking at: every level and outcome is there, most replies are complete, and enough
// providers stand behind the common results for the working group to see them.
func TestSpread(t *testing.T) {
	all, unreadable := judgeAll(t)
	if len(unreadable) != 1 {
		t.Errorf("one file should be unreadable, got %q", unreadable)
	}
	levels, outcomes, complete, providers := map[int]int{}, map[string]int{}, 0, map[string]bool{}
	at := map[int]map[string]bool{}
	for _, j := range all {
		levels[j.a.Level]++
		if at[j.a.Level] == nil {
			at[j.a.Level] = map[string]bool{}
		}
		at[j.a.Level][j.provider] = true
		for _, api := range j.a.APIs {
			outcomes[api.Outcome.ID]++
		}
		if j.c.Errors() == 0 {
			complete++
			providers[j.provider] = true
		}
	}
	within(t, "products at level 0", levels[0], 2, 4)
	within(t, "products at levels 1 to 3", levels[1]+levels[2]+levels[3], 20, len(all))
	within(t, "products at level 4", levels[4], 2, 5)
	for _, level := range []int{1, 2, 3} {
		within(t, "providers at a common level", len(at[level]), 5, len(all))
	}
	for _, id := range []string{"access", "conditions", "awaiting-rating", "defer", "not-recommended"} {
		within(t, "APIs with the outcome "+id, outcomes[id], 3, 1000)
	}
	within(t, "complete replies", complete, 18, len(all)-5)
	within(t, "providers with a complete reply", len(providers), 15, 27)
}

// Each kind of reply that reports have to cope with is in the round.
func TestKindsOfReplies(t *testing.T) {
	all, _ := judgeAll(t)
	chose := func(j judged, question, option string) bool {
		a := j.s.Answers[question]
		return a.Understood && slices.Contains(a.Value.Options, option)
	}
	problems := func(j judged, kind response.ProblemKind) int {
		n := 0
		for _, p := range j.c.Problems {
			if p.Kind == kind && p.Severity == response.Error {
				n++
			}
		}
		return n
	}
	row := func(j judged, question, column, option string) int {
		n := 0
		for _, r := range j.s.Answers[question].Value.Rows {
			if slices.Contains(r.Cells[column].Value.Options, option) {
				n++
			}
		}
		return n
	}
	abroad := func(j judged) bool {
		return row(j, "E02", "country", "NZ")+row(j, "E02", "country", "US") > 0
	}
	api := func(is func(assess.APIOutcome) bool) func(judged) bool {
		return func(j judged) bool { return slices.ContainsFunc(j.a.APIs, is) }
	}
	for _, k := range []struct {
		kind string
		is   func(judged) bool
	}{
		{"without any problem", func(j judged) bool { return len(j.c.Problems) == 0 }},
		{"sent as CSV", func(j judged) bool { return strings.HasSuffix(j.s.File, ".csv") }},
		{"on the questionnaire of 2016", func(j judged) bool { return j.s.Carried != nil && j.s.Carried.Count > 20 }},
		{"incomplete", func(j judged) bool { return j.s.Carried == nil && problems(j, response.Missing) >= 20 }},
		{"contradictory", func(j judged) bool { return problems(j, response.Inconsistent) >= 8 }},
		{"with answers that fit nothing", func(j judged) bool { return problems(j, response.Invalid) >= 5 }},
		{"offshore with an approval", func(j judged) bool { return abroad(j) && chose(j, "E09", "approved") }},
		{"offshore without an approval", func(j judged) bool { return abroad(j) && chose(j, "E09", "none") }},
		{"a gateway for super", func(j judged) bool { return chose(j, "P08", "yes") && chose(j, "P05", "super") }},
		{"a sending service for several payroll products", func(j judged) bool {
			return chose(j, "P08", "yes") && chose(j, "P05", "payroll") && row(j, "P33", "role", "provider") >= 3
		}},
		{"in-house", func(j judged) bool { return chose(j, "P03", "in-house") }},
		{"hosted by the client", func(j judged) bool { return chose(j, "P02", "client") }},
		{"with a marketplace", func(j judged) bool {
			return chose(j, "P11", "yes") && len(j.s.Answers["P12"].Value.Rows) >= 5
		}},
		{"of two people", func(j judged) bool { return j.s.Answers["W03"].Value.Number == 2 }},
		{"with an API nobody knows", api(func(o assess.APIOutcome) bool { return !o.Known })},
		{"with an API whose rating is pending", api(func(o assess.APIOutcome) bool { return o.API.Rating == "P" })},
		{"with a retired API", api(func(o assess.APIOutcome) bool { return o.API.Availability == "retired" })},
		{"with a remark of several lines, an emoji and quotes", comment("\n", "🙂", `"`)},
		{"with a remark that looks like a formula", func(j judged) bool {
			return slices.ContainsFunc(slices.Collect(maps.Values(j.s.Answers)), func(a response.Answer) bool {
				return strings.HasPrefix(a.Comment.Text, "=")
			})
		}},
		{"with a remark that looks like a mention", comment("@owner")},
		{"with characters of markup", comment("<", "&", ">")},
		{"in Greek", comment("Καλημέρα")},
		{"in Cyrillic", comment("Дмитро")},
		{"in Vietnamese", comment("Tết")},
	} {
		if !slices.ContainsFunc(all, k.is) {
			t.Errorf("no reply is %s", k.kind)
		}
	}
}

func comment(parts ...string) func(judged) bool {
	return func(j judged) bool {
		return slices.ContainsFunc(slices.Collect(maps.Values(j.s.Answers)), func(a response.Answer) bool {
			return !slices.ContainsFunc(parts, func(p string) bool { return !strings.Contains(a.Comment.Text, p) })
		})
	}
}

// Workbooks read as the work of different people: hardly anything is said twice in the same words.
func TestProvidersSpeakForThemselves(t *testing.T) {
	all, _ := judgeAll(t)
	said := map[string]map[string]bool{}
	for _, j := range all {
		for id, a := range j.s.Answers {
			if a.Comment.Text == "" {
				continue
			}
			if said[id+a.Comment.Text] == nil {
				said[id+a.Comment.Text] = map[string]bool{}
			}
			said[id+a.Comment.Text][j.provider] = true
		}
	}
	for _, text := range slices.Sorted(maps.Keys(said)) {
		if n := len(said[text]); n > 5 {
			t.Errorf("%d providers say %q: give them other ways to say it", n, text)
		}
	}
	if len(said) < 150 {
		t.Errorf("only %d different remarks in the round", len(said))
	}
}
