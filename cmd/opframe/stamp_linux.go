package main

import (
	"io/fs"
	"syscall"
)

// stampOf is the stamp of a file. The time of its last change, which nobody can set, is known here.
func stampOf(info fs.FileInfo) (stamp, bool) {
	s, ok := info.Sys().(*syscall.Stat_t)
	if !ok || !info.Mode().IsRegular() {
		return stamp{}, false
	}
	return stamp{info.Size(), info.ModTime().UnixNano(), syscall.TimespecToNsec(s.Ctim), uint64(s.Ino)}, true
}
