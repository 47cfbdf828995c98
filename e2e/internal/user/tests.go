package user

import (
	"fmt"
	"os"
	"testing"
)

// RunTests prepares what all tests of a package share, in a directory that goes with them, runs them, and returns the exit
// code.
func RunTests(m *testing.M, prepare func(dir string) error) (exit int) {
	dir, err := os.MkdirTemp("", "owgen-e2e")
	if err == nil {
		defer os.RemoveAll(dir)
		err = prepare(dir)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return m.Run()
}
