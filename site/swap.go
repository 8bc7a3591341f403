package site

import (
	"errors"
	"io/fs"
	"os"
)

// swapInTwo swaps in two steps: for a moment between them there is no site. Where the second fails, the last one is
// put back.
func swapInTwo(staging, out string) (old string, err error) {
	old = staging + oldSuffix
	err = os.Rename(out, old)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return "", err
	}
	replaced := err == nil
	if err := os.Rename(staging, out); err != nil {
		if replaced {
			err = errors.Join(err, os.Rename(old, out))
		}
		return "", err
	}
	if !replaced {
		return "", nil
	}
	return old, nil
}
