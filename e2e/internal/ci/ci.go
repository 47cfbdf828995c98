// Package ci decides what a test does that lacks something on this machine.
package ci

import (
	"os"
	"testing"
)

// Skip skips a test for a reason. Where OWGEN_CI is 1 nothing may be lacking: there the test fails, so that none is
// skipped unnoticed.
func Skip(t *testing.T, format string, args ...any) {
	t.Helper()
	if os.Getenv("OWGEN_CI") == "1" {
		t.Fatalf("OWGEN_CI=1, so this may not be skipped: "+format, args...)
	}
	t.Skipf(format, args...)
}
