//go:build !linux

package site

// swap puts the folder staging in the place of out and says where the last one is now, "" where there was none.
func swap(staging, out string) (old string, err error) { return swapInTwo(staging, out) }
