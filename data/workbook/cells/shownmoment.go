package cells

import (
	"math"
	"strconv"
	"strings"
	"time"
)

// moments are the parts of a date that a section shows.
type moments struct {
	day     time.Time
	seconds float64 // into the day, or in all where elapsed
	negative,
	elapsed bool
	half bool // twelve hours twice a day
}

// showMoment shows a number as a date, a time of day or a duration.
func (s *formatSection) showMoment(v float64, e epoch, place int) (string, bool) {
	m, ok := s.momentOf(v, e)
	if !ok || s.foreign && s.hasNames() {
		return "", false
	}
	var room [32]byte
	out := room[:0]
	if m.negative && place == 0 {
		out = append(out, '-')
	}
	elapsed := ""
	for _, t := range s.tokens {
		switch t.kind {
		case literalToken, pointToken, commaToken, percentToken:
			out = append(out, t.text...)
		case dateToken:
			out = append(out, m.part(t, elapsed)...)
		case elapsedToken:
			out = append(out, m.total(t)...)
			elapsed = t.text
		case halfToken:
			out = append(out, m.halfOfDay(t.text)...)
		case splitToken:
			out = append(append(out, '.'), split(m.seconds, t.n)...)
		case digitToken:
			return "", false
		}
	}
	return string(out), true
}

// hasNames says that the section shows months or days by their names.
func (s *formatSection) hasNames() bool {
	for _, t := range s.tokens {
		if t.kind == halfToken || t.kind == dateToken && t.n > 2 && (t.text == "m" || t.text == "d") {
			return true
		}
	}
	return false
}

// momentOf finds the parts. A time of day is cut off behind the last part that shows, so that it
// is never shown too early; only with a day, and less than half a second before the next, it is
// that day. A duration is rounded.
func (s *formatSection) momentOf(v float64, e epoch) (m moments, ok bool) {
	hasDay, hasTime, digits := s.shows(&m)
	switch {
	case math.Abs(v) >= 3e6 && (hasDay || m.elapsed):
		return m, false
	case m.elapsed:
		m.negative = v < 0
		m.seconds = roundAt(math.Abs(v)*secondsPerDay, digits)
		return m, true
	}
	days := math.Floor(v)
	m.seconds = roundAt((v-days)*secondsPerDay, noise(v, hasDay, hasTime))
	if m.seconds >= secondsPerDay || hasDay && hasTime && roundAt(m.seconds, digits) >= secondsPerDay {
		days, m.seconds = days+1, 0
	}
	if !hasDay {
		return m, true
	}
	start := time.Date(1899, time.December, 30, 0, 0, 0, 0, time.UTC)
	if e == epoch1904 {
		start = time.Date(1904, time.January, 1, 0, 0, 0, 0, time.UTC)
	}
	m.day = start.AddDate(0, 0, int(days))
	return m, m.day.Year() >= 1 && m.day.Year() <= 9999
}

// noise is how many digits of a second mean something: fewer beside days.
func noise(v float64, hasDay, hasTime bool) int {
	switch {
	case !hasTime:
		return 3
	case hasDay || math.Abs(v) >= 1:
		return 5
	}
	return 7
}

// roundAt rounds to so many places, as one would who reads the number with 15 digits.
func roundAt(v float64, places int) float64 {
	if v == math.Trunc(v) && math.Abs(v) < 1e15 {
		return v // as of every day without a time
	}
	rounded, _ := strconv.ParseFloat(decimalOf(v).rounded(places).plain(), 64) // plain writes a number
	return rounded
}

// shows tells what the section has: parts of a day, parts of a time, digits of split seconds.
func (s *formatSection) shows(m *moments) (day, clock bool, digits int) {
	m.day = time.Date(1900, time.January, 1, 0, 0, 0, 0, time.UTC)
	for _, t := range s.tokens {
		switch {
		case t.kind == elapsedToken:
			m.elapsed = true
		case t.kind == halfToken:
			m.half, clock = true, true
		case t.kind == splitToken:
			digits = t.n
		case t.kind == dateToken && strings.Contains("his", t.text):
			clock = true
		case t.kind == dateToken:
			day = true
		}
	}
	return day, clock, digits
}

// part is one of a date or a time of day; behind elapsed hours there are minutes below 60 and so on.
func (m moments) part(t formatToken, elapsed string) string {
	switch t.text {
	case "y":
		if t.n <= 2 {
			return padded(m.day.Year()%100, 2)
		}
		return padded(m.day.Year(), 4)
	case "m":
		return m.month(t.n)
	case "d":
		return m.dayOf(t.n)
	case "h":
		hours := int(m.seconds) / 3600 % 24
		if m.half {
			hours = (hours+11)%12 + 1
		}
		return padded(hours, min(t.n, 2))
	case "i":
		return padded(int(m.seconds)/60%60, min(t.n, 2))
	default:
		if elapsed == "s" {
			return padded(int(m.seconds), min(t.n, 2))
		}
		return padded(int(m.seconds)%60, min(t.n, 2))
	}
}

func (m moments) month(letters int) string {
	name := m.day.Month().String()
	switch letters {
	case 1, 2:
		return padded(int(m.day.Month()), letters)
	case 3:
		return name[:3]
	case 5:
		return name[:1]
	}
	return name
}

func (m moments) dayOf(letters int) string {
	name := m.day.Weekday().String()
	switch letters {
	case 1, 2:
		return padded(m.day.Day(), letters)
	case 3:
		return name[:3]
	}
	return name
}

// total is all of a duration in one unit.
func (m moments) total(t formatToken) string {
	unit := map[string]int64{"h": 3600, "i": 60, "s": 1}[t.text]
	return padded(int64(m.seconds)/unit, t.n)
}

func (m moments) halfOfDay(as string) string {
	if as == "A/P" {
		as = "a/p"
	}
	first, second, _ := strings.Cut(as, "/")
	if int(m.seconds)/3600%24 < 12 {
		return first
	}
	return second
}

// split is the fraction of a second. It is rounded, unless that would make a whole second of it.
func split(seconds float64, digits int) string {
	unit := math.Pow10(digits)
	part := seconds - math.Floor(seconds)
	return padded(int64(min(math.Floor(part*unit+0.5), unit-1)), digits)
}

func padded[N int | int64](n N, width int) string {
	if width == 2 && n >= 0 && n < 10 {
		return "00010203040506070809"[2*n : 2*n+2]
	}
	text := strconv.FormatInt(int64(n), 10)
	return strings.Repeat("0", max(0, width-len(text))) + text
}
