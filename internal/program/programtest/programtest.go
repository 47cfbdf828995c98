// Package programtest has what tests of programs have in common.
package programtest

import (
	"testing"

	"github.com/owgen/owgen/internal/program"
)

// Port returns a port of this machine for a program, upon which nobody else comes by chance before the test ends.
func Port(t testing.TB) int {
	t.Helper()
	port, release, err := program.ReservePort()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(release)
	return port
}
