package main

import (
	"os"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"sync/atomic"
)

// heapRoom is how large a heap may become, in bytes, before garbage is collected at all. The runtime would collect it
// from 4 MB on, and whenever there is as much of it as of what is in use: with the few megabytes that a round takes,
// that is every other submission, and a third of the time of a check.
const heapRoom = 32 << 20

// collector has garbage collected when the heap reaches heapRoom, or where more than half of that is in use, when there
// is a share of it as garbage. A nil collector leaves everything to the runtime, as GOGC in the environment asks for.
type collector struct {
	share atomic.Int64 // percent
	usual int64
}

// collect begins to.
func collect(share int64) *collector {
	if os.Getenv("GOGC") != "" {
		return nil
	}
	c := &collector{usual: share}
	c.share.Store(share)
	c.set(4 << 20) // which the runtime takes for a heap at least
	c.watch()
	return c
}

// watch adjusts after each collection.
func (c *collector) watch() {
	garbage := new([64]byte) // what the next collection finds
	runtime.AddCleanup(garbage, func(c *collector) {
		c.set(inUse())
		c.watch()
	}, c)
}

func (c *collector) set(live int64) {
	debug.SetGCPercent(int(max(c.share.Load(), 100*(heapRoom-live)/max(live, 1<<20))))
}

// often makes the share a smaller one until seldom is called: for work that needs much memory and little time.
func (c *collector) often() { c.change(12) }

// seldom makes the share the usual one again.
func (c *collector) seldom() {
	if c != nil {
		c.change(c.usual)
	}
}

func (c *collector) change(share int64) {
	if c == nil {
		return
	}
	c.share.Store(share)
	c.set(inUse())
}

// inUse is how many bytes of the heap the last collection found in use.
func inUse() int64 {
	s := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(s)
	return int64(s[0].Value.Uint64())
}
