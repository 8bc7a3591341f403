package main

import (
	"context"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"

	"opframe/data/sample/bulk"
)

// mostAProduct is how many bytes more a build may hold at any moment for each product more in the round. It takes two
// thirds of that.
const mostAProduct = 8 << 10

// A build of thousands of products holds little of each. What is counted is what is in use at the end of each collection
// of garbage, so that neither the machine nor what it does besides changes it.
func TestBuildHoldsLittleOfEachProduct(t *testing.T) {
	few, many := 100, 1100
	first, last := inUseAtMost(t, few), inUseAtMost(t, many)
	each := (last - first) / int64(many-few)
	t.Logf("in use at most: %d products %d KiB, %d products %d KiB, each %d bytes", few, first>>10, many, last>>10, each)
	if each > mostAProduct {
		t.Errorf("a build holds %d bytes more for each product, and should hold no more than %d", each, mostAProduct)
	}
	if each < 1<<10 {
		t.Errorf("a build holds %d bytes more for each product: what is measured is not what it holds", each)
	}
}

// inUseAtMost builds a round of n products with short questionnaires in a process of its own, and tells how much of its
// heap was in use at most.
func inUseAtMost(t *testing.T, n int) int64 {
	t.Helper()
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	c := exec.Command(program, "-test.run", "^TestMeasuredBuild$", "-test.v")
	// Garbage is collected often, so that nearly every moment is seen, and while nothing else runs: what is made meanwhile
	// would count as in use, and that is the more the less of the machine is free.
	c.Env = append(os.Environ(), "GOGC=20", "GOMAXPROCS=2", "GODEBUG=gcstoptheworld=1", "OPFRAME_MEASURED="+shortRound(t, n))
	out, err := c.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	_, after, _ := strings.Cut(string(out), "in use at most ")
	figure, _, _ := strings.Cut(after, " ")
	most, err := strconv.ParseInt(figure, 10, 64)
	if err != nil {
		t.Fatalf("it does not tell how much was in use:\n%s", out)
	}
	return most
}

// TestMeasuredBuild is the build of inUseAtMost.
func TestMeasuredBuild(t *testing.T) {
	round := os.Getenv("OPFRAME_MEASURED")
	if round == "" {
		t.Skip("it is run by TestBuildHoldsLittleOfEachProduct, in a process of its own")
	}
	var most atomic.Int64
	watchUse(&most)
	if code := run(context.Background(), []string{"build", round, "-o", filepath.Join(round, "..", "site"), "--no-wasm", "--formats", "html"}, io.Discard, io.Discard); code != exitDone && code != exitProblems {
		t.Fatalf("build ends with exit code %d", code)
	}
	t.Logf("in use at most %d bytes", most.Load())
}

// watchUse notes after each collection how much is in use, if it is more than ever.
func watchUse(most *atomic.Int64) {
	garbage := new([64]byte) // what the next collection finds
	runtime.AddCleanup(garbage, func(most *atomic.Int64) {
		most.Store(max(most.Load(), inUse()))
		watchUse(most)
	}, most)
}

// shortRound writes a round of n products that were asked three questions each.
func shortRound(t *testing.T, n int) string {
	t.Helper()
	return writtenRound(t, bulk.Questions()[:3], n)
}
