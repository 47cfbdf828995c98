package gen

import (
	"bytes"
	"encoding/json"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/owgen/owgen/gen/internal/source"
)

const hinted = `
-- go.mod --
module example.com/shop

go 1.26.0
-- shop.go --
package shop

import (
	"time"

	"example.com/shop/stock"
)

type Size string

const (
	Small Size = "S"
	Large Size = "L"
	Tall       = Large
)

type Level int8

const (
	Low Level = iota - 1
	High
)

//owgen:enum
type Color string

const Red Color = "red"

type Tree struct {
	Left, Right *Tree
	Leaves      map[string][]Tree ` + "`json:\"a b\"`" + `
}

type Params struct {
	Size    Size
	Sizes   []Size
	Level   *Level ` + "`json:\",string\"`" + `
	Color   Color
	Wait    time.Duration
	Kind    stock.Kind
	Tree    Tree
	Address struct{ City string }
}

func Buy(p *Params) (any, error) { return nil, nil }
-- stock/stock.go --
package stock

type Kind uint64

const Odd Kind = 1<<64 - 1
`

func TestHintsAreWhatASchemaCannotSay(t *testing.T) {
	dir := t.TempDir()
	unpack(t, dir, txtar.Parse([]byte(hinted)))
	catalog := catalogFor(t, Config{Query: source.Query{Dir: dir}})
	got, err := json.MarshalIndent(catalog.Handlers[0].Hints, "", "")
	if err != nil {
		t.Fatal(err)
	}
	want := `{
"$": {"go": "Params"},
"Address": {"go": "struct{City string}"},
"Address.City": {"go": "string"},
"Color": {"go": "Color"},
"Kind": {"go": "stock.Kind", "constants": [18446744073709551615]},
"Level": {"go": "*Level", "constants": ["-1", "0"]},
"Size": {"go": "Size", "constants": ["S", "L"]},
"Sizes": {"go": "[]Size"},
"Sizes[]": {"go": "Size", "constants": ["S", "L"]},
"Tree": {"go": "Tree"},
"Tree.Left": {"go": "*Tree", "like": "Tree"},
"Tree.Right": {"go": "*Tree", "like": "Tree"},
"Tree[\"a b\"]": {"go": "map[string][]Tree"},
"Tree[\"a b\"][]": {"go": "[]Tree"},
"Tree[\"a b\"][][]": {"go": "Tree", "like": "Tree"},
"Wait": {"go": "time.Duration"}
}`
	var a, b bytes.Buffer
	if json.Compact(&a, got) != nil || json.Compact(&b, []byte(want)) != nil || a.String() != b.String() {
		t.Errorf("the hints are\n%s", got)
	}
}
