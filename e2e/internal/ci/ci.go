// Package ci decides whether a test runs that needs something this machine lacks, or that takes long.
package ci

import (
	"os"
	"testing"
)

// Skip skips a test for a reason. If OWGEN_CI is 1 nothing may be lacking: then the test fails, so that no test is
// skipped unnoticed.
func Skip(t *testing.T, format string, args ...any) {
	t.Helper()
	if os.Getenv("OWGEN_CI") == "1" {
		t.Fatalf("OWGEN_CI=1, so this may not be skipped: "+format, args...)
	}
	t.Skipf(format, args...)
}

// Long skips a test, for a reason, unless OWGEN_CI or OWGEN_LONG is 1: the test is not worth the wait each time that
// somebody runs the tests.
func Long(t *testing.T, reason string) {
	t.Helper()
	if os.Getenv("OWGEN_CI") != "1" && os.Getenv("OWGEN_LONG") != "1" {
		t.Skip(reason + "; OWGEN_LONG=1 runs it, and so does CI")
	}
}
