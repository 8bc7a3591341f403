package site

import (
	"errors"
	"fmt"
	"io/fs"

	"golang.org/x/sys/unix"
)

// swap puts the folder staging in the place of out and says where the last one is now, "" where there was none. Both
// change places in one step. Another build may put its site there at the same moment: then that one is the last.
func swap(staging, out string) (old string, err error) {
	for range 100 {
		err = unix.Renameat2(unix.AT_FDCWD, staging, unix.AT_FDCWD, out, unix.RENAME_EXCHANGE)
		if err == nil {
			return staging, nil
		}
		if errors.Is(err, fs.ErrNotExist) {
			err = unix.Renameat2(unix.AT_FDCWD, staging, unix.AT_FDCWD, out, unix.RENAME_NOREPLACE)
			if err == nil {
				return "", nil
			}
		}
		if errors.Is(err, unix.EINVAL) || errors.Is(err, unix.ENOSYS) || errors.Is(err, unix.EOPNOTSUPP) {
			return swapInTwo(staging, out) // the file system cannot
		}
		if !errors.Is(err, fs.ErrExist) && !errors.Is(err, fs.ErrNotExist) {
			break
		}
	}
	return "", fmt.Errorf("%s: the site that was built cannot be put in its place: %w", out, err)
}
