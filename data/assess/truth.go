package assess

// truth has three values, so that what was not answered is never mistaken for what is not done.
// The order no < unknown < yes makes "and" the least and "or" the greatest (Kleene's logic).
type truth int8

const (
	no truth = iota
	unknown
	yes
)

func truthOf(b bool) truth {
	if b {
		return yes
	}
	return no
}

func (t truth) not() truth { return yes - t }
