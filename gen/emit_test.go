package gen

import (
	"go/types"
	"strings"
	"testing"

	"github.com/dave/jennifer/jen"
)

// A bug of ours must be told with the source that shows it, line by line.
func TestSourceThatDoesNotParseIsShownWithNumbers(t *testing.T) {
	n := newNames(&Package{Types: types.NewPackage("example.com/p", "p"), OutPath: "example.com/p/cmd/p"})
	_, err := render(n, "/somewhere/codec.go", goHeader, func(f *jen.File) {
		f.Var().Id("a").Int()
		f.Var().Id("b").Op("=").Op("=")
	})
	if err == nil {
		t.Fatal("no error")
	}
	for _, want := range []string{"internal error: codec.go does not parse: 7:9:", "\n   6  var a int\n   7  var b = ="} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("%q is not in\n%v", want, err)
		}
	}
}
