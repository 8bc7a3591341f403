package cells

import (
	"fmt"
	"math"
	"time"

	"opframe/data/date"
)

// epoch is where a workbook counts its days from.
type epoch uint8

const (
	epoch1900 epoch = iota // 1 is 1 January 1900
	epoch1904              // 0 is 1 January 1904
)

const secondsPerDay = 24 * 60 * 60

// moment is the day and the seconds into it that a serial stands for. Some serials stand for no
// day: those below 1 with a count from 1900, which are times of day; 60 there, the 29 February 1900
// that never was but that is counted for the sake of Lotus 1-2-3; those behind the year 9999.
func (e epoch) moment(serial float64) (d date.Date, seconds int, ok bool) {
	if !(serial >= 0 && serial < 3e6) {
		return date.Date{}, 0, false
	}
	days := int(serial)
	// Rounded, because twelve o'clock and the like are no exact fractions.
	seconds = int(math.Round((serial - math.Floor(serial)) * secondsPerDay))
	if seconds == secondsPerDay {
		days, seconds = days+1, 0
	}
	switch {
	case e == epoch1904:
		d = date.Date{Year: 1904, Month: time.January, Day: 1}
	case days == 0 || days == 60:
		return date.Date{}, 0, false
	case days < 60:
		d = date.Date{Year: 1899, Month: time.December, Day: 31}
	default:
		d = date.Date{Year: 1899, Month: time.December, Day: 30}
	}
	d = d.AddDays(days)
	return d, seconds, d.Year <= 9999
}

// serial is the number that stands for a moment: the inverse of moment.
func (e epoch) serial(d date.Date, seconds int) float64 {
	start := date.Date{Year: 1899, Month: time.December, Day: 30}
	switch {
	case e == epoch1904:
		start = date.Date{Year: 1904, Month: time.January, Day: 1}
	case d.Before(date.Date{Year: 1900, Month: time.March, Day: 1}):
		start = date.Date{Year: 1899, Month: time.December, Day: 31}
	}
	days := d.Time().Sub(start.Time()) / (24 * time.Hour)
	return float64(days) + float64(seconds)/secondsPerDay
}

// dateText is YYYY-MM-DD, with HH:MM if it is not midnight.
func dateText(d date.Date, seconds int) string {
	if seconds == 0 {
		return d.String()
	}
	return fmt.Sprintf("%s %02d:%02d", d, seconds/3600, seconds/60%60)
}

// isoLayouts are the ways a cell of type d says its moment. Go reads fractions of a second with them too.
var isoLayouts = [...]string{"2006-01-02", "2006-01-02T15:04:05", "2006-01-02T15:04", "2006-01-02T15:04:05Z07:00", "15:04:05"}

// parseISO reads the day and the seconds into it, as they are written: a zone changes nothing.
func parseISO(s string) (d date.Date, seconds int, ok bool) {
	for _, layout := range isoLayouts {
		if t, err := time.Parse(layout, s); err == nil {
			return date.Of(t), t.Hour()*3600 + t.Minute()*60 + t.Second(), true
		}
	}
	return date.Date{}, 0, false
}

// isTimeOfDay says that what parseISO read is no day: a time alone, or with the days that programs
// count as number 0.
func isTimeOfDay(d date.Date) bool {
	return d.Year == 0 || d.Year == 1899 && d.Month == time.December && d.Day >= 30
}
