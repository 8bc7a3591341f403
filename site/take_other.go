//go:build !linux

package site

import (
	"errors"
	"os"
)

// take gives nil: here names may differ in case alone, or no two folders can change places in one step.
func take(string) *os.File { return nil }

// onto is not asked for anything where nothing is taken.
func onto(dir, empty string) error { return errors.ErrUnsupported }

func survey(string) (*stock, error) { return nil, errors.ErrUnsupported }
