package gen

import (
	"context"
	"errors"
	"path/filepath"
	"reflect"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/owgen/owgen/gen/internal/inspect"
	"github.com/owgen/owgen/gen/internal/recipe"
	"github.com/owgen/owgen/gen/internal/source"
)

const describedArchive = `
-- shop.go --
package shop

type Base struct {
	// ID is a number.
	ID int
}

type Item struct {
	SKU string ` + "`ow:\"required\"`" + `
}

// Params is not described itself.
type Params struct {
	*Base
	// Name is whom it is for. There is more to say.
	Name, Other string
	Count  int ` + "`json:\",string\" default:\"3\"`" + ` // how many
	First  Item
	Extra  struct{ X *Item }
	Raw    any
	Prices map[string]float64 ` + "`json:\"prices\" default:\"{ \\\"a\\\" : 1e3 }\"`" + `
}

// Buy buys. Then
// it sells.
//
//owgen:action
func Buy(p *Params) (*Base, error) { return nil, nil }

//owgen:action main
func List(p map[string]int) []int { return nil }
`

func TestDescribe(t *testing.T) {
	dir := t.TempDir()
	unpack(t, dir, txtar.Parse([]byte(describedArchive)))
	got, err := Describe(context.Background(), Config{Query: source.Query{Dir: dir}})
	if err != nil {
		t.Fatal(err)
	}
	want := &Description{Name: "shop", Context: filepath.Join(dir, "image"), Actions: []Action{
		{Name: "Buy", Doc: "Buy buys.",
			Params: []Member{
				{Name: "ID", Type: "integer", Doc: "ID is a number."},
				{Name: "Name", Type: "string", Doc: "Name is whom it is for."},
				{Name: "Other", Type: "string", Doc: "Name is whom it is for."},
				{Name: "Count", Type: "string", Doc: "how many", Default: `"3"`},
				{Name: "First", Type: "object"},
				{Name: "Extra", Type: "object"},
				{Name: "Raw"},
				{Name: "prices", Type: "object", Default: `{"a":1e3}`},
			},
			Result: []Member{{Name: "ID", Type: "integer", Doc: "ID is a number."}},
		},
		{Name: "main", Default: true},
	}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got\n%+v, want\n%+v", got, want)
	}
}

func TestDescribeReportsWhatGenerateReports(t *testing.T) {
	dir := t.TempDir()
	unpack(t, dir, txtar.Parse([]byte("-- shop.go --\npackage shop\n\nfunc Buy(c chan int) (any, error) { return nil, nil }\n")))
	config := Config{Query: source.Query{Dir: dir}, Selection: inspect.Selection{Funcs: []string{"Buy"}}, Settings: recipe.Settings{Dockerfile: "none"}}
	_, want := Generate(context.Background(), config)
	_, got := Describe(context.Background(), config)
	if _, ok := errors.AsType[source.Diagnostics](got); !ok || got.Error() != want.Error() {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestDescribeTellsWhatGoesThroughEncodingJSON(t *testing.T) {
	dir := t.TempDir()
	unpack(t, dir, txtar.Parse([]byte(`
-- shop.go --
package shop

type base struct{ ID int }

type Params struct {
	*base
	Name string `+"`deprecated:\"true\"`"+`
}

func Buy(p Params) (any, error) { return nil, nil }
`)))
	got, err := Describe(context.Background(), Config{Query: source.Query{Dir: dir}})
	if err != nil {
		t.Fatal(err)
	}
	want := []Member{{Name: "ID", Type: "integer"}, {Name: "Name", Type: "string"}}
	if !reflect.DeepEqual(got.Actions[0].Params, want) {
		t.Errorf("got %+v, want %+v", got.Actions[0].Params, want)
	}
}

// A default is checked when all that the type is made of is known, which may be the type itself.
func TestADefaultMayHoldAValueOfTheTypeThatItIsIn(t *testing.T) {
	dir := t.TempDir()
	unpack(t, dir, txtar.Parse([]byte(`
-- shop.go --
package shop

type Params struct {
	Next *Params `+"`default:\"{\\\"Name\\\":\\\"Ada\\\",\\\"Next\\\":null}\"`"+`
	Name string
}

func Buy(p Params) (any, error) { return nil, nil }
`)))
	got, err := Describe(context.Background(), Config{Query: source.Query{Dir: dir}})
	if err != nil {
		t.Fatal(err)
	}
	if got := got.Actions[0].Params[0].Default; got != `{"Name":"Ada","Next":null}` {
		t.Errorf("the default is %s", got)
	}
}
