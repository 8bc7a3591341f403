package main

import (
	"os/exec"
	"regexp"
	"strings"
	"testing"
)

var consoleBlock = regexp.MustCompile("(?s)```console\n(.*?)```")

// Every example in README.md is run, one after the other in one folder, and must print what README.md
// says. A line … stands for any lines.
func TestReadmeExamplesAreReal(t *testing.T) {
	readme := string(readFile(t, "../../README.md"))
	work := t.TempDir() // opframe is found in PATH, where TestMain put it
	examples := 0
	for _, block := range consoleBlock.FindAllStringSubmatch(readme, -1) {
		for _, part := range strings.Split("\n"+block[1], "\n$ ")[1:] {
			examples++
			example(t, work, part)
		}
	}
	if examples < len(verbs) {
		t.Errorf("README.md has %d examples for %d verbs", examples, len(verbs))
	}
}

func example(t *testing.T, work, part string) {
	t.Helper()
	command, want, _ := strings.Cut(part, "\n")
	c := exec.Command("sh", "-c", command)
	c.Dir = work
	out, err := c.CombinedOutput()
	if _, exit := err.(*exec.ExitError); err != nil && !exit {
		t.Fatalf("%s: %v", command, err)
	}
	if want = strings.TrimRight(want, "\n"); want != "" {
		want += "\n"
	}
	pattern := "^" + strings.ReplaceAll(regexp.QuoteMeta(want), "…\n", "(?s:.*)") + "$"
	if !regexp.MustCompile(pattern).MatchString(string(out)) {
		t.Errorf("$ %s\nprints\n%s\nREADME.md says\n%s", command, out, want)
	}
}
