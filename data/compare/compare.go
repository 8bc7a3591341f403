// Package compare says what changed a product from one assessment to the next, and why. It guesses nothing:
// where the rules of both sides are known, it judges again with one ingredient after the other taken from the
// newer side, and names as a cause what moves the result. Where they are not, as with assessments that were
// saved, it names what may have moved it and says that it cannot be told. It is pure, knows nothing of rounds
// and files, and does not know who may read what it says.
package compare

import (
	"opframe/data/assess"
	"opframe/data/date"
	"opframe/data/framework"
	"opframe/data/response"
)

// Side is one product at one time, with all that its result rests on.
type Side struct {
	Origin
	// Framework judged it; nil where only the result is known, as of a saved assessment.
	Framework  *framework.Framework
	Submission response.Submission // in terms of the framework that judged
	Assessment assess.Assessment   // what the rules say, without what was decided
	Problems   int                 // of the questionnaire
	Errors     int                 // the problems among them that must be put right
	Registered Registered
	Decided    Decided
	// Received is false where a product is registered and no answers of it could be read.
	Received bool

	saved *saved // what a saved assessment knows beyond that
}

// Origin is whose a side is and where it comes from.
type Origin struct {
	Product, Provider Named
	Round             string // its title, or ""
	File              string // what the answers were read from
	Framework         string // Ref of the edition that judged
	CarriedFrom       string // Ref of the edition answered, where the answers were taken over
	AsOf              date.Date
	Saved             bool // a saved assessment, of which the rules are not known
}

// Named is an id with the name people know.
type Named struct{ ID, Name string }

// Registered are the facts of a register that a provider may know of itself. The zero Registered is "no
// register is known".
type Registered struct {
	Known        bool
	Provider     Named
	Name, Domain string
	Listed       bool
	APIs         []string // "AS.0004.lodge, production", in order
}

// Decided is what reviewers decided, without who and why: by control the result put in the place of the
// rules' own, and by API the outcome put in the place of what is recommended.
type Decided struct {
	Findings map[string]Decision
	APIs     map[string]Granted
}

// Decision is one finding decided by a reviewer. Key is whatever tells two decisions apart.
type Decision struct {
	Result framework.Result
	Key    string
}

// Granted is one outcome decided by a reviewer.
type Granted struct{ Outcome string } // id of a framework.Outcome

// Comparison is what became of one product.
type Comparison struct {
	Product, Provider Named   // as the newer side has them, or the older where there is no newer
	Before            Named   // the provider on the older side, received or not; zero where there is none
	Old, New          *Origin // nil where there was nothing to compare with
	Kind              Kind
	// Why says what kept the two sides from being compared, or "".
	Why Why

	Level      Step
	Dimensions []Step    // in the framework's order; all of them
	Findings   []Finding // those that differ, in the framework's order
	APIs       []API     // those whose outcome differs, in the order the provider listed them; those gone last
	Come, Gone []Duty    // obligations
	Answers    []Answer  // those that differ, in the order of the questionnaire, whether or not they moved anything
	Expired    []Expired // evidence that held on the older day and no longer holds on the newer
	Register   []Difference
	// NotAsked are the questions that the older side was not asked, answered on the newer; ids in order.
	NotAsked []string
	Problems Counts
	Errors   Counts
	// Causes are the kinds of what moved findings, levels and outcomes: first those that moved the level,
	// and among these the most frequent.
	Causes []CauseKind
}

// Counts is a number on either side.
type Counts struct {
	Old int `json:"old"`
	New int `json:"new"`
}

// Difference is a fact of the register on either side; "" for none.
type Difference struct{ What, Old, New string }

// Duty is an obligation that came or went.
type Duty struct{ ID, Title, Owner string }

// Why is what kept two sides from being compared.
type Why string

// The reasons there are.
const (
	NotRegisteredBefore Why = "not registered before"
	NotReceivedBefore   Why = "nothing received before"
	NotRegisteredNow    Why = "no longer registered"
	NotReceivedNow      Why = "nothing received now"
	NeverReceived       Why = "nothing received then or now"
	OtherFrameworks     Why = "judged by frameworks of which neither supersedes the other"
	LaterFirst          Why = "the older side was judged by the later edition"
)

// Of compares one product with itself at an earlier time. Either side may be one that was not received; a nil
// side is one that is not registered.
func Of(old, now *Side) Comparison {
	c := Comparison{}
	for _, s := range []*Side{old, now} {
		if s != nil {
			c.Product, c.Provider = s.Product, s.Provider
		}
	}
	if old != nil {
		c.Before = old.Provider
	}
	if old != nil && now != nil {
		c.Register = register(old.Registered, now.Registered)
	}
	if c.absent(old, now); c.Why != "" || c.Old == nil {
		return c
	}
	t := newTrial(old, now)
	if t.why != "" {
		c.Kind, c.Why = NotComparable, t.why
		return c
	}
	t.compare(&c)
	return c
}

// absent settles what can be said where one side, or both, have nothing to compare.
func (c *Comparison) absent(old, now *Side) {
	if has(old) {
		c.Old = &old.Origin
	}
	if has(now) {
		c.New = &now.Origin
	}
	switch {
	case has(old) && has(now):
	case has(now):
		c.Kind, c.Why = New, NotReceivedBefore
		if old == nil {
			c.Why = NotRegisteredBefore
		}
	case has(old):
		c.Kind, c.Why = Gone, NotReceivedNow
		if now == nil {
			c.Why = NotRegisteredNow
		}
	case old == nil:
		c.Kind, c.Why = New, NotReceivedNow
	case now == nil:
		c.Kind, c.Why = Gone, NotRegisteredNow
	default:
		c.Kind, c.Why = NotComparable, NeverReceived
	}
	if old == nil && now.Registered.Known || now == nil && old.Registered.Known {
		c.Causes = []CauseKind{RegisterChanged}
	}
}

func has(s *Side) bool { return s != nil && s.Received }

// compare fills in the comparison of two sides that can be compared.
func (t *trial) compare(c *Comparison) {
	t.answers = t.changed()
	c.Findings = t.findings()
	c.Dimensions = t.dimensions(c.Findings)
	c.Level = t.overall(c.Dimensions)
	c.APIs = t.apis(c.Level, c.Dimensions)
	c.Come, c.Gone = t.duties()
	c.Answers = t.marked(c.Findings)
	c.Expired = t.expired()
	for _, a := range c.Answers {
		if a.NotAsked {
			c.NotAsked = append(c.NotAsked, a.Question)
		}
	}
	c.Problems = Counts{t.old.Problems, t.now.Problems}
	c.Errors = Counts{t.old.Errors, t.now.Errors}
	c.Kind = c.kind()
	c.Causes = c.causes()
}

// All compares every product of two rounds by its id: those of the newer in their order, then those gone.
func All(old, now []Side) []Comparison {
	before := map[string]*Side{}
	for i := range old {
		before[old[i].Product.ID] = &old[i]
	}
	var all []Comparison
	for i := range now {
		all = append(all, Of(before[now[i].Product.ID], &now[i]))
		delete(before, now[i].Product.ID)
	}
	for i := range old {
		if s := before[old[i].Product.ID]; s != nil {
			all = append(all, Of(s, nil))
		}
	}
	return all
}

// register lists the facts that differ between two registers.
func register(old, now Registered) []Difference {
	if !old.Known || !now.Known {
		return nil
	}
	var all []Difference
	add := func(what, was, is string) {
		if was != is {
			all = append(all, Difference{what, was, is})
		}
	}
	yes := map[bool]string{true: "Yes", false: "No"}
	add("Provider", old.Provider.ID, now.Provider.ID)
	if old.Provider.ID == now.Provider.ID {
		add("Name of the provider", old.Provider.Name, now.Provider.Name)
	}
	add("Name of the product", old.Name, now.Name)
	add("Domain", old.Domain, now.Domain)
	add("Named in public", yes[old.Listed], yes[now.Listed])
	went, came := apart(old.APIs, now.APIs)
	for _, api := range went {
		add("API registered", api, "")
	}
	for _, api := range came {
		add("API registered", "", api)
	}
	return all
}

// apart lists what only one of two lists has, each as often as it has it more than the other.
func apart(old, now []string) (went, came []string) {
	more := map[string]int{}
	for _, s := range now {
		more[s]++
	}
	for _, s := range old {
		if more[s]--; more[s] < 0 {
			went = append(went, s)
		}
	}
	for _, s := range now {
		if more[s] > 0 {
			more[s]--
			came = append(came, s)
		}
	}
	return went, came
}
