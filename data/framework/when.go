package framework

import (
	"fmt"
	"strconv"
	"strings"

	"opframe/data/date"
)

// MarshalText writes the day as it is written in framework.yaml.
func (w When) MarshalText() ([]byte, error) {
	switch {
	case !w.Fixed.IsZero():
		return w.Fixed.MarshalText()
	case w.Days == 0:
		return []byte("as_of"), nil
	}
	return fmt.Appendf(nil, "as_of%+d", w.Days), nil
}

// UnmarshalText reads a day as it is written in framework.yaml.
func (w *When) UnmarshalText(b []byte) error {
	s := string(b)
	offset, relative := strings.CutPrefix(s, "as_of")
	if !relative {
		d, err := date.Parse(s)
		if err != nil {
			return fmt.Errorf("%q is neither a date written YYYY-MM-DD nor as_of, as_of+90 or as_of-365", s)
		}
		*w = When{Fixed: d}
		return nil
	}
	if offset == "" {
		*w = When{}
		return nil
	}
	days, err := strconv.Atoi(offset)
	if err != nil || (offset[0] != '+' && offset[0] != '-') {
		return fmt.Errorf("%q: after as_of a signed number of days belongs, such as as_of+90", s)
	}
	*w = When{Days: days}
	return nil
}
