//go:build !linux

package main

import "io/fs"

// stampOf knows no stamp that can be trusted, so files are read.
func stampOf(fs.FileInfo) (stamp, bool) { return stamp{}, false }
