package emit

import (
	"go/types"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/dave/jennifer/jen"

	"github.com/owgen/owgen/gen/internal/model"
)

// A bug of ours must be told with the source that shows it, line by line.
func TestSourceThatDoesNotParseIsShownWithNumbers(t *testing.T) {
	n := newNames(&model.Package{Place: model.Place{Name: "p"}, Types: types.NewPackage("example.com/p", "p"), OutPath: "example.com/p/cmd/p"})
	_, err := n.render("/somewhere/codec.go", GoHeader, func(f *jen.File) {
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

// Whatever type a package hides, the runtime has another name for it.
func TestPredeclaredTypesHaveOtherNames(t *testing.T) {
	source, err := os.ReadFile("../../../runtime" + model.PredeclaredStep + "/predeclared.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range types.Universe.Names() {
		if _, isType := types.Universe.Lookup(name).(*types.TypeName); isType && name != "comparable" {
			if !regexp.MustCompile(`\t` + model.Title(name) + ` += ` + name + `\n`).Match(source) {
				t.Errorf("package predeclared has no other name for %s", name)
			}
		}
	}
}
