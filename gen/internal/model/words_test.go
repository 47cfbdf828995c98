package model

import (
	"testing"
	"unicode"

	"github.com/owgen/owgen/runtime/codec"
)

// The generator and the runtime fold names each by its own code, and generated switches rely on them to agree.
func TestFoldingIsThatOfTheRuntime(t *testing.T) {
	var d codec.Dec
	for r := range rune(unicode.MaxRune) {
		if name := string(r); FoldName(name) != string(d.Fold(name)) {
			t.Fatalf("%U folds to %q, and at run time to %q", r, FoldName(name), d.Fold(name))
		}
	}
}
