// Package ci decides whether a test runs: one that lacks something on this machine, and one that takes long.
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

// Long skips a test, for a reason, unless OWGEN_CI or OWGEN_LONG is 1: what it shows is not worth the wait each time that
// somebody runs the tests.
func Long(t *testing.T, reason string) {
	t.Helper()
	if os.Getenv("OWGEN_CI") != "1" && os.Getenv("OWGEN_LONG") != "1" {
		t.Skip(reason + "; OWGEN_LONG=1 runs it, and so does CI")
	}
}
