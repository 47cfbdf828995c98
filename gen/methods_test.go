package gen

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/tools/txtar"

	"github.com/owgen/owgen/runtime/codec"
)

// Types that share parts must not be looked at once for each way to them: here there are a million.
func TestSharedPartsAreLookedAtOnce(t *testing.T) {
	var source strings.Builder
	source.WriteString("-- hello.go --\npackage hello\n\ntype S0 struct{ X int }\n")
	for k := range 20 {
		fmt.Fprintf(&source, "type S%d struct{ A, B S%d }\n", k+1, k)
	}
	source.WriteString("type Params struct{}\ntype Result struct{ M map[string]S20 }\n")
	source.WriteString("func Hello(p Params) (Result, error) { return Result{}, nil }\n")
	dir := t.TempDir()
	unpack(t, dir, txtar.Parse([]byte(source.String())))
	if _, _, err := inspect(context.Background(), Config{Dir: dir}); err != nil {
		t.Error(err)
	}
}

// The generator and the runtime fold names each by its own code, and generated switches rely on them to agree.
func TestFoldingIsThatOfTheRuntime(t *testing.T) {
	var d codec.Dec
	for r := range rune(unicode.MaxRune) {
		if name := string(r); foldName(name) != string(d.Fold(name)) {
			t.Fatalf("%U folds to %q, and at run time to %q", r, foldName(name), d.Fold(name))
		}
	}
}
