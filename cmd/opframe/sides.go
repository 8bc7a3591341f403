package main

import (
	"opframe/data/compare"
	"opframe/data/framework"
	"opframe/data/review"
	"opframe/data/round"
	"opframe/data/view"
)

// sideOf is one product of a round, assessed by f, as a comparison takes it. A product nothing was received of
// has no case.
func sideOf(r *round.Round, f *framework.Framework, p round.Product, c *view.Case) compare.Side {
	provider, _ := r.Provider(p.Provider)
	s := compare.Side{Framework: f, Registered: registeredAs(r, provider, p)}
	s.Origin = compare.Origin{Product: compare.Named{ID: p.ID, Name: p.Name}, Provider: compare.Named{ID: provider.ID, Name: provider.Name},
		Round: r.Title, Framework: f.Ref(), AsOf: r.AsOf}
	if c != nil {
		s = answered(s, *c)
	}
	return s
}

// answered adds to a side what was received.
func answered(s compare.Side, c view.Case) compare.Side {
	s.Received, s.Submission, s.Assessment = true, c.Submission, c.Assessment
	s.Problems, s.Errors = len(c.Check.Problems), c.Check.Errors()
	s.File = c.Submission.File
	s.Decided = decidedIn(c.Review, s.Framework)
	if c.Submission.Carried != nil {
		s.CarriedFrom = c.Submission.Carried.From
	}
	return s
}

// decidedIn is what a review puts in the place of the rules' results and of what is recommended, without who
// decided and why.
func decidedIn(r review.Reviewed, f *framework.Framework) compare.Decided {
	d := compare.Decided{Findings: map[string]compare.Decision{}, APIs: map[string]compare.Granted{}}
	for _, x := range r.Findings {
		if x.State == review.InForce && x.Decision.Choice == review.Override {
			d.Findings[x.Machine.Control.ID] = compare.Decision{Result: x.Result, Key: x.Basis + x.Decision.On.String()}
		}
	}
	for _, a := range r.APIs {
		if a.State == review.InForce {
			d.APIs[a.Recommended.API.ID] = compare.Granted{Outcome: review.ComesTo(f, a.Ruling.Verdict, a.Recommended.Outcome).ID}
		}
	}
	return d
}

// registeredAs are the facts of a round's register that a provider may know of its product.
func registeredAs(r *round.Round, provider round.Provider, p round.Product) compare.Registered {
	out := compare.Registered{Known: true, Provider: compare.Named{ID: provider.ID, Name: provider.Name}, Name: p.Name, Domain: p.Domain, Listed: p.Listed}
	for _, u := range r.Uses {
		if u.Product != p.ID {
			continue
		}
		api := u.API
		if u.Environment != "" {
			api += ", " + u.Environment
		}
		out.APIs = append(out.APIs, api)
	}
	return out
}

// sidesOf are all products of a round, in the order of its register.
func sidesOf(r *round.Round, f *framework.Framework, cases []view.Case) []compare.Side {
	by := map[string]*view.Case{}
	for i := range cases {
		by[cases[i].Product.ID] = &cases[i]
	}
	var all []compare.Side
	for _, p := range r.Products {
		all = append(all, sideOf(r, f, p, by[p.ID]))
	}
	return all
}

// shared makes sides that were judged by the framework of others, read from the same file a second time, say so:
// then its rules are known to be the same, and nothing has to be tried to find that out.
func shared(sides, with []compare.Side) {
	if len(with) == 0 || with[0].Framework == nil {
		return
	}
	f := with[0].Framework
	for i, s := range sides {
		if s.Framework != nil && s.Framework.Ref() == f.Ref() && s.Framework.At.File == f.At.File {
			sides[i].Framework = f
		}
	}
}
