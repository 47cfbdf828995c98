package gocmd

import (
	"errors"
	"testing"
)

func TestOfTheGoCommandItselfNoNameStandsInFront(t *testing.T) {
	exit := errors.New("exit status 1")
	for stderr, want := range map[string]string{
		"go: go.mod file not found":        "go.mod file not found",
		"hello.go:1:1: expected 'package'": "go list: hello.go:1:1: expected 'package'",
		"":                                 "go list: exit status 1",
	} {
		if got := (&Error{[]string{"list", "-m"}, stderr, exit}).Error(); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}
