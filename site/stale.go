package site

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// sweep removes what killed builds of the site at out have left beside it. The last site, which Commit
// moves aside for a moment, stays unless there is one at its place.
func sweep(out string) error {
	entries, err := os.ReadDir(filepath.Dir(out))
	if err != nil {
		return err
	}
	var faults []error
	for _, e := range entries {
		dir := filepath.Join(filepath.Dir(out), e.Name())
		if !e.IsDir() || !strings.HasPrefix(e.Name(), stagingPrefix(out)) || !abandoned(dir) {
			continue
		}
		if _, err := os.Stat(out); strings.HasSuffix(dir, oldSuffix) && errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err := os.RemoveAll(dir); err != nil {
			faults = append(faults, fmt.Errorf("%s: a build that was killed left it, and it cannot be removed: remove it by hand: %w", dir, err))
		}
	}
	return errors.Join(faults...)
}

// stagingPrefix begins the names of the directories in which a site is built.
func stagingPrefix(out string) string { return "." + filepath.Base(out) + ".new-" }

// oldSuffix is put behind the name of a staging directory for the site it replaces.
const oldSuffix = ".old"
