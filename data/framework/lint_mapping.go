package framework

import (
	"maps"
	"slices"
)

// mapping holds that no question id of the superseded edition is lost: each is taken over or dropped
// with a reason, once.
func (l *linter) mapping(previous *Framework) {
	if l.f.Supersedes == "" || previous == nil {
		if len(l.f.Mapping) > 0 {
			l.fault(l.f.At, "mapping: there is no edition before this one to map from")
		}
		return
	}
	mapped := map[string]bool{}
	for _, m := range l.f.Mapping {
		if mapped[m.From] {
			l.fault(m.At, "mapping: %s stands twice", m.From)
		}
		mapped[m.From] = true
		l.mapped(m, previous)
	}
	for _, q := range previous.Questions() {
		if !mapped[q.ID] {
			l.fault(l.f.At, "mapping: %s of %s is neither taken over nor dropped", q.ID, previous.Ref())
		}
	}
}

func (l *linter) mapped(m Mapped, previous *Framework) {
	from, ok := previous.Question(m.From)
	if !ok {
		l.fault(m.At, "mapping: %s has no question %q", previous.Ref(), m.From)
		return
	}
	if (m.To == "") == (m.Dropped == "") {
		l.fault(m.At, "mapping: %s: either to or dropped", m.From)
		return
	}
	if m.To == "" {
		return
	}
	to, ok := l.f.Question(m.To)
	if !ok {
		l.fault(m.At, "mapping: %s: no question is called %q", m.From, m.To)
		return
	}
	if !compatible(from.Kind, to.Kind) {
		l.fault(m.At, "mapping: %s is a %s and %s a %s", m.From, from.Kind, m.To, to.Kind)
	}
	has := func(options []Option, id string) bool {
		return slices.ContainsFunc(options, func(o Option) bool { return o.ID == id })
	}
	for _, old := range slices.Sorted(maps.Keys(m.Options)) {
		if !has(from.Choosable(), old) {
			l.fault(m.At, "mapping: %s has no option %q", m.From, old)
		}
		if !has(to.Choosable(), m.Options[old]) {
			l.fault(m.At, "mapping: %s has no option %q", m.To, m.Options[old])
		}
	}
}

// compatible kinds carry an answer over without a guess: the same kind, one choice to another, and
// anything but a table into text.
func compatible(from, to QuestionKind) bool {
	chosen := []QuestionKind{YesNo, Choice}
	return from == to || to == Text && from != Rows ||
		slices.Contains(chosen, from) && slices.Contains(append(chosen, Choices), to)
}
