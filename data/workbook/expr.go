package workbook

import "strings"

// expr is a formula that is true or false, with what it gives for the answers written now: a
// spreadsheet program shows that until something is changed.
type expr struct {
	formula string
	now     bool
}

var (
	always = expr{"TRUE()", true}
	never  = expr{"FALSE()", false}
)

func and(x, y expr) expr {
	switch {
	case x == never || y == never:
		return never
	case x == always:
		return y
	case y == always:
		return x
	}
	return expr{call("AND", x, y), x.now && y.now}
}

func or(x, y expr) expr {
	switch {
	case x == always || y == always:
		return always
	case x == never:
		return y
	case y == never:
		return x
	}
	return expr{call("OR", x, y), x.now || y.now}
}

// call adds y to the arguments of x where x calls the same function: nesting is limited to 64 calls.
// No formula here begins with a call and goes on after it.
func call(name string, x, y expr) string {
	if strings.HasPrefix(x.formula, name+"(") {
		return strings.TrimSuffix(x.formula, ")") + "," + y.formula + ")"
	}
	return name + "(" + x.formula + "," + y.formula + ")"
}

func not(x expr) expr {
	switch x {
	case always:
		return never
	case never:
		return always
	}
	return expr{"NOT(" + x.formula + ")", !x.now}
}

// literal is a text in a formula.
func literal(s string) string { return `"` + strings.ReplaceAll(s, `"`, `""`) + `"` }
