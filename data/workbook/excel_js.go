//go:build js && wasm

package workbook

import (
	"errors"
	"io"
)

// printPages writes nothing in a browser, where questionnaires are read only: what writes workbooks would make
// the checker half as large again.
func printPages(io.Writer, []page, about) error {
	return errors.New("workbooks are not written in a browser")
}
