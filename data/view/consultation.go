package view

import (
	"opframe/data/audience"
	"opframe/data/consultation"
	"opframe/data/framework"
)

// Consultation is what one reader may see of groups, meetings, papers and action items.
type Consultation[A audience.Reader] struct {
	Reader    A
	Occasion  Occasion
	Framework *framework.Framework
	Groups    []consultation.Group
	Meetings  []consultation.Meeting
	Papers    []consultation.Paper
	Actions   []consultation.Action
	// Seats have no names where the reader is the public.
	Seats []consultation.Seat
}

// PublicConsultation holds what is marked public, and seats without names.
func PublicConsultation(o Occasion, f *framework.Framework, all consultation.Record) Consultation[audience.Public] {
	v := consultationFor(audience.Public{}, o, f, all, consultation.Public)
	for i := range v.Seats {
		v.Seats[i].Name = ""
	}
	return v
}

// MembersConsultation holds what is marked public or for members.
func MembersConsultation(o Occasion, f *framework.Framework, all consultation.Record) Consultation[audience.WorkingGroup] {
	return consultationFor(audience.WorkingGroup{}, o, f, all, consultation.Members)
}

// OfficeConsultation holds everything, also what is not marked.
func OfficeConsultation(o Occasion, f *framework.Framework, all consultation.Record) Consultation[audience.Office] {
	return consultationFor(audience.Office{}, o, f, all, consultation.Office)
}

// consultationFor keeps what reaches those with the given access, and forgets what it says of the rest:
// the id of a meeting nobody else knows of would tell of it.
func consultationFor[A audience.Reader](reader A, o Occasion, f *framework.Framework, all consultation.Record, may consultation.Access) Consultation[A] {
	v := Consultation[A]{Reader: reader, Occasion: o, Framework: f}
	v.Groups = readable(all.Groups, func(g consultation.Group) consultation.Access { return g.Access }, may)
	v.Meetings = readable(all.Meetings, func(m consultation.Meeting) consultation.Access { return m.Access }, may)
	v.Papers = readable(all.Papers, func(p consultation.Paper) consultation.Access { return p.Access }, may)
	v.Actions = readable(all.Actions, func(a consultation.Action) consultation.Access { return a.Access }, may)
	seen := map[string]bool{}
	for _, g := range v.Groups {
		seen[g.ID] = true
	}
	for _, m := range v.Meetings {
		seen[m.ID] = true
	}
	for _, p := range v.Papers {
		seen[p.ID] = true
	}
	for i := range v.Meetings {
		keep(seen, &v.Meetings[i].Group)
	}
	for i := range v.Papers {
		keep(seen, &v.Papers[i].Group, &v.Papers[i].Meeting, &v.Papers[i].Replaces)
	}
	for i := range v.Actions {
		keep(seen, &v.Actions[i].Group, &v.Actions[i].Meeting)
	}
	for _, s := range all.Seats {
		if seen[s.Group] {
			v.Seats = append(v.Seats, s)
		}
	}
	return v
}

// readable copies what reaches a reader; the order stays.
func readable[T any](all []T, access func(T) consultation.Access, may consultation.Access) []T {
	var out []T
	for _, x := range all {
		if access(x).Reaches(may) {
			out = append(out, x)
		}
	}
	return out
}

// keep empties the ids of what the reader does not see.
func keep(seen map[string]bool, ids ...*string) {
	for _, id := range ids {
		if !seen[*id] {
			*id = ""
		}
	}
}

// Listed is a product whose provider lets it be named in public. That it is registered does not mean
// that anybody approved of it.
type Listed struct{ Product, Provider, Domain string }
