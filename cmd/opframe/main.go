// Command opframe is a static report generator and review kit for an Operational Framework. It ties the
// rooms of the house together: flags, wiring, the clock, exit codes and progress live here and nowhere
// else, and nothing imports it.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"github.com/spf13/pflag"

	"opframe/data/date"
	"opframe/render/report"
)

// program is what documents and manifests say made them.
var program = report.This

// Exit codes, as README.md tells them.
const (
	exitDone     = 0
	exitFailed   = 1
	exitMisuse   = 2
	exitProblems = 3 // the input has problems, or something got worse and --fail-on says so; everything else was done
)

// errProblems says that the input has problems, which have been printed already.
var errProblems = errors.New("the input has problems")

// misuse is an error of the command line.
type misuse struct{ error }

func misused(format string, args ...any) error { return misuse{fmt.Errorf(format, args...)} }

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	a := newApp(ctx, os.Stdout, os.Stderr)
	a.garbage = collect(85)
	code := a.run(os.Args[1:])
	stop()
	os.Exit(code)
}

// app is what every verb is given of the world outside.
type app struct {
	ctx         context.Context
	out, err    io.Writer
	interactive bool // err is a terminal
	garbage     *collector
	hashed      *fileSums
	compiled    string // the framework of the last build, if there was one
}

// today is the only place where the clock is read; verbs ask for it where no date is given.
func today() date.Date { return date.Of(time.Now()) }

func newApp(ctx context.Context, out, errOut io.Writer) *app {
	return &app{ctx: ctx, out: out, err: errOut, interactive: isTerminal(errOut)}
}

func run(ctx context.Context, args []string, out, errOut io.Writer) int {
	return newApp(ctx, out, errOut).run(args)
}

func (a *app) run(args []string) int {
	err := a.dispatch(args)
	var m misuse
	switch {
	case err == nil || errors.Is(err, pflag.ErrHelp):
		return exitDone
	case errors.Is(err, errProblems):
		return exitProblems
	case errors.As(err, &m):
		fmt.Fprintf(a.err, "opframe: %v\n", err)
		return exitMisuse
	}
	fmt.Fprintf(a.err, "opframe: %v\n", err)
	return exitFailed
}

func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

// verb is one command.
type verb struct {
	name, args, short string
	run               func(*app, *flags) error
	flags             func(*flags)
}

// verbs in the order of the work: questionnaire out, answers in, reports out.
var verbs = []verb{
	{"init", "DIR", "write a sample round of fictional providers", (*app).init, nil},
	{"frameworks", "[lint [NAME|DIR…] | import FILE]", "list the frameworks there are, find their faults, or draft one", (*app).frameworks, importFlags},
	{"questionnaire", "-o FILE.xlsx", "write a questionnaire to be completed", (*app).questionnaire, questionnaireFlags},
	{"check", "FILE…", "say what is missing from completed questionnaires and what contradicts", (*app).check, checkFlags},
	{"assess", "FILE…", "assess completed questionnaires", (*app).assess, assessFlags},
	{"compare", "OLD NEW", "tell what changed and why, of products or rounds", (*app).compare, compareFlags},
	{"inspect", "FILE…", "tell what files carry besides answers", (*app).inspect, inspectFlags},
	{"review", "ROUND", "write the workbooks in which reviewers decide, or add what is new to them", (*app).reviewVerb, reviewFlags},
	{"enquiries", "ROUND", "propose who answers each open enquiry, and say why", (*app).enquiries, enquiriesFlags},
	{"build", "ROUND -o OUT", "build the four editions of a round", (*app).build, buildFlags},
	{"serve", "ROUND", "preview one edition, built again whenever a file changes", (*app).serve, serveFlags},
}

// flags are those of one verb, with the arguments after them.
type flags struct {
	*pflag.FlagSet
	verb                                                         verb
	framework, round, product, out, format, asOf, cells, mapping string
	edition, listen, target, reviewer, failOn, only, checker     string
	formats                                                      []string
	strict, open, noWASM                                         bool
}

func (a *app) dispatch(args []string) error {
	if len(args) == 0 {
		a.usage(a.err)
		return misused("a command is missing")
	}
	switch args[0] {
	case "help", "-h", "--help":
		a.usage(a.out)
		return nil
	case "version", "--version":
		fmt.Fprintln(a.out, program)
		return nil
	}
	for _, v := range verbs {
		if v.name == args[0] {
			return a.runVerb(v, args[1:])
		}
	}
	var names []string
	for _, v := range verbs {
		names = append(names, v.name)
	}
	return misused("%q is no command: there are %s, help and version", args[0], strings.Join(names, ", "))
}

func (a *app) runVerb(v verb, args []string) error {
	f := &flags{FlagSet: pflag.NewFlagSet(v.name, pflag.ContinueOnError), verb: v}
	f.SetOutput(io.Discard)
	f.SortFlags = false
	if v.flags != nil {
		v.flags(f)
	}
	err := f.Parse(args)
	if errors.Is(err, pflag.ErrHelp) {
		fmt.Fprintf(a.out, "opframe %s %s\n    %s\n", v.name, v.args, v.short)
		if u := f.FlagUsages(); u != "" {
			fmt.Fprintf(a.out, "\n%s", u)
		}
		return err
	}
	if err != nil {
		return misused("%s: %v; `opframe %s --help` lists the flags", v.name, err, v.name)
	}
	return v.run(a, f)
}

func (a *app) usage(w io.Writer) {
	fmt.Fprintf(w, "%s: report generator and review kit for an Operational Framework\n\n", program)
	for _, v := range verbs {
		fmt.Fprintf(w, "  opframe %-46s %s\n", v.name+" "+v.args, v.short)
	}
	fmt.Fprint(w, "\n`opframe COMMAND --help` lists the flags of a command.\n"+
		"Exit codes: 0 done, 1 failed, 2 misuse, 3 the input has problems, or something got worse that must not.\n")
}

// date is the day given by --as-of, or today.
func (f *flags) date() (date.Date, error) {
	if f.asOf == "" {
		return today(), nil
	}
	d, err := date.Parse(f.asOf)
	if err != nil {
		return d, misused("--as-of: %v", err)
	}
	return d, nil
}

// oneOf holds that a flag has one of its values.
func oneOf(flag, value string, known ...string) error {
	for _, k := range known {
		if value == k {
			return nil
		}
	}
	return misused("--%s is %s, not %q", flag, strings.Join(known, " or "), value)
}
