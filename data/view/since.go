package view

import (
	"opframe/data/compare"
	"opframe/data/round"
)

// Baseline is a round against the one before it, product by product. It is for the office alone.
type Baseline struct {
	Title    string // of the round before
	Products []compare.Comparison
}

// sinceFor is what a provider may know of how its product changed. Where the product was another provider's
// before, the words of that one are not shown: there is nothing to compare with.
func sinceFor(p round.Provider, c *compare.Comparison) *compare.Comparison {
	if c == nil || c.Before.ID == "" || c.Before.ID == p.ID {
		return c
	}
	return &compare.Comparison{Product: c.Product, Provider: c.Provider, New: c.New, Kind: compare.New, Why: compare.NotReceivedBefore}
}
