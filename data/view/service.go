package view

import (
	"opframe/data/round"
	"opframe/data/service"
)

// TierOf is the tier of a provider, "not known" where nothing is known of it.
func (v Office) TierOf(provider string) service.Tier {
	if t, ok := v.Service.Of(provider); ok {
		return t.Tier
	}
	return service.NotKnown
}

// DedicatedContact is the name a provider may see of its dedicated contact: "" unless the round shows it. Of
// tiers, criteria and other staff it learns nothing.
func DedicatedContact(r *round.Round, s service.Result, provider string) string {
	if !r.ShowContact {
		return ""
	}
	t, _ := s.Of(provider)
	return t.Contact.Name
}
