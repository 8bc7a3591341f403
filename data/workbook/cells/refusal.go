package cells

import (
	"errors"
	"fmt"
	"strconv"
)

// Refusal is why a file was not read: one reason, and what its sender can do about it.
type Refusal struct {
	Name string // of the file, as given to Open
	Why  string // a clause: "the file is empty"
	Do   string // a sentence without its full stop: "Save it as .xlsx and send it again"
}

// Error is "NAME: WHY. DO."
func (r *Refusal) Error() string { return r.Name + ": " + r.Why + ". " + r.Do + "." }

// What people can do. Most faults go away when a spreadsheet program saves the file anew.
const (
	doSaveAnew = "Open it in a spreadsheet program, check it, save it as .xlsx and send that"
	doSendAnew = "Send the file again; if that does not help, open it in a spreadsheet program and save it as a new .xlsx"
	doShrink   = "Remove what does not belong in it, save it as .xlsx and send it again"
)

// refuse makes a Refusal without the name, which Open fills in.
func refuse(do, why string, args ...any) error {
	return &Refusal{Why: fmt.Sprintf(why, args...), Do: do}
}

// named gives a refusal the name of the file. Every error of this package is a refusal; another
// one would be a fault of the package and is passed on as damage, not hidden.
func named(name string, err error) *Refusal {
	var r *Refusal
	if !errors.As(err, &r) {
		return &Refusal{Name: name, Why: err.Error(), Do: doSendAnew}
	}
	return &Refusal{Name: name, Why: r.Why, Do: r.Do}
}

// shown prints a word from the file so that it cannot disturb a message: short ones of plain
// characters as they are, others quoted and cut off.
func shown[T ~string | ~[]byte](word T) string {
	const most = 80
	s := string(word[:min(len(word), most)])
	if len(word) > most {
		return strconv.QuoteToASCII(s) + "…"
	}
	for _, r := range s {
		if r <= ' ' || r == '"' || r > '~' {
			return strconv.Quote(s)
		}
	}
	return s
}

// thousands prints n as 1,048,576.
func thousands[N ~int | ~int64](n N) string {
	s := strconv.FormatInt(int64(n), 10)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
