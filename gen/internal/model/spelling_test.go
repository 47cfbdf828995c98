package model

import "testing"

func TestImportable(t *testing.T) {
	for _, test := range []struct {
		path, from string
		want       bool
	}{
		{"example.com/a", "example.com/b", true},
		{"example.com/a/internal", "example.com/a/cmd/a", true},
		{"example.com/a/internal/b", "example.com/a", true},
		{"example.com/a/internal/b", "example.com/ab/c", false},
		{"example.com/a/b/internal/c", "example.com/a/d", false},
		{"example.com/internal/a/internal/b", "example.com/internal/a/cmd", true},
		{"example.com/internal/a/internal/b", "example.com/cmd", false},
		{"example.com/internals/a", "example.com/b", true},
		{"internal/poll", "example.com/a", false},
		{"vendor/golang.org/x/net/idna", "example.com/a", false},
	} {
		if got := importable(test.path, test.from); got != test.want {
			t.Errorf("importable(%q, %q) = %v", test.path, test.from, got)
		}
	}
}
