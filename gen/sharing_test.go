package gen

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/owgen/owgen/gen/internal/source"
)

// Types that share parts must not be looked at once for each way to them: here there are a million.
func TestSharedPartsAreLookedAtOnce(t *testing.T) {
	var text strings.Builder
	text.WriteString("-- hello.go --\npackage hello\n\ntype S0 struct{ X int }\n")
	for k := range 20 {
		fmt.Fprintf(&text, "type S%d struct{ A, B S%d }\n", k+1, k)
	}
	text.WriteString("type Params struct{}\ntype Result struct{ M map[string]S20 }\n")
	text.WriteString("func Hello(p Params) (Result, error) { return Result{}, nil }\n")
	dir := t.TempDir()
	unpack(t, dir, txtar.Parse([]byte(text.String())))
	if _, _, err := inspected(context.Background(), Config{Query: source.Query{Dir: dir}}); err != nil {
		t.Error(err)
	}
}
