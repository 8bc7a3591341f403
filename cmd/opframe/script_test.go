package main

import (
	"context"
	"os"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"opframe/render/golden"
)

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) != "" {
		main()
	}
	testscript.Main(tidy{m}, map[string]func(){
		"opframe": func() { os.Exit(run(context.Background(), os.Args[1:], os.Stdout, os.Stderr)) },
	})
}

// tidy takes away what tests share once all have run.
type tidy struct{ *testing.M }

func (m tidy) Run() int {
	defer os.RemoveAll(sampleDir)
	return m.M.Run()
}

// The verbs as a person types them, with the files they make: a script each.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		UpdateScripts:       golden.Update(),
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits":  exits,
			"sample": sampleTo,
		},
	})
}

// exits runs a command and holds that it ends with a code: exits 3 opframe check FILE.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE COMMAND [ARG …]")
	}
	code := "0"
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		if exit, ok := err.(interface{ ExitCode() int }); ok {
			code = string(rune('0' + exit.ExitCode()))
		} else {
			ts.Fatalf("%s: %v", args[1], err)
		}
	}
	if code != args[0] {
		ts.Fatalf("%s %v ends with exit code %s, want %s", args[1], args[2:], code, args[0])
	}
}
