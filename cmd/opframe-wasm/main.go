//go:build !(js && wasm)

package main

import (
	"fmt"
	"os"
)

// main elsewhere than in a browser says what to do.
func main() {
	fmt.Fprintln(os.Stderr, "opframe-wasm runs in a browser: `make bin/opframe-wasm` builds it for that. Here, use `opframe check FILE`.")
	os.Exit(1)
}
