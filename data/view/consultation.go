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
	return consultationFor(audience.WorkingGroup{}, o, f, all, consultation.Public, consultation.Members)
}

// OfficeConsultation holds everything.
func OfficeConsultation(o Occasion, f *framework.Framework, all consultation.Record) Consultation[audience.Office] {
	return consultationFor(audience.Office{}, o, f, all, consultation.Public, consultation.Members, consultation.Office)
}

func consultationFor[A audience.Reader](reader A, o Occasion, f *framework.Framework, all consultation.Record, may ...consultation.Access) Consultation[A] {
	v := Consultation[A]{Reader: reader, Occasion: o, Framework: f}
	v.Groups = readable(all.Groups, func(g consultation.Group) consultation.Access { return g.Access }, may)
	v.Meetings = readable(all.Meetings, func(m consultation.Meeting) consultation.Access { return m.Access }, may)
	v.Papers = readable(all.Papers, func(p consultation.Paper) consultation.Access { return p.Access }, may)
	v.Actions = readable(all.Actions, func(a consultation.Action) consultation.Access { return a.Access }, may)
	for _, s := range all.Seats {
		for _, g := range v.Groups {
			if g.ID == s.Group {
				v.Seats = append(v.Seats, s)
			}
		}
	}
	return v
}

// readable keeps what one of the accesses lets be read; the order stays.
func readable[T any](all []T, access func(T) consultation.Access, may []consultation.Access) []T {
	var out []T
	for _, x := range all {
		for _, a := range may {
			if access(x) == a {
				out = append(out, x)
			}
		}
	}
	return out
}

// Listed is a product whose provider lets it be named in public. That it is registered does not mean
// that anybody approved of it.
type Listed struct{ Product, Provider, Domain string }
