package gen

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/owgen/owgen/gen/internal/inspect"
	"github.com/owgen/owgen/gen/internal/model"
	"github.com/owgen/owgen/gen/internal/source"
	"github.com/owgen/owgen/internal/build"
)

const shapesArchive = `
-- hello.go --
package hello

import (
	"context"
	"encoding/json"
)

type Params struct{ Name string }

type Result struct{ Text string }

// Full is named by its directive.
//
//owgen:action main
func Full(ctx context.Context, p Params) (Result, error) { return Result{}, nil }

//owgen:action
func Bare() {}

//owgen:action a.b-c@2
func Pointers(p *Params) (*Result, error) { return nil, nil }

func Raw(p json.RawMessage) (interface{}, error) { return nil, nil }

func Map(p map[string]interface{}) map[string]interface{} { return nil }

func List(p []Params) [2]Result { return [2]Result{} }

func OnlyContext(context.Context) error { return nil }

//line hello.y:1
func RawOut(p Params) json.RawMessage { return nil }
`

// inspected loads the package that c names, and inspects it.
func inspected(ctx context.Context, c Config) (*model.Package, source.Diagnostics, error) {
	flags, err := build.ReadGoflags(ctx, c.Dir)
	if err != nil {
		return nil, nil, err
	}
	answers, err := source.Load(ctx, c.Dir, flags, []source.Query{c.Query})
	if err != nil {
		return nil, nil, err
	}
	p, err := c.inspect(ctx, answers[0])
	if err == nil {
		err = check(ctx, p, answers[0].Package, source.ResolveRuntime(ctx, c.Dir, flags, []source.Query{c.Query})())
	}
	if err != nil {
		return nil, nil, err
	}
	return p, answers[0].Package.Warnings.Sorted(), nil
}

// describe tells what is known of the handlers, one a line.
func describe(p *model.Package) string {
	var b strings.Builder
	for _, h := range p.Handlers {
		fmt.Fprintf(&b, "%s=%s %s:", h.Name, h.Func, h.File)
		for _, fact := range []struct {
			holds bool
			name  string
		}{
			{h.Unnamed, "default"}, {h.TakesContext, "context"}, {h.TakesParams, "params"}, {h.Input.Pointer, "pointer"},
			{h.GivesResult, "result"}, {h.GivesError, "error"},
		} {
			if fact.holds {
				b.WriteString(" " + fact.name)
			}
		}
		fmt.Fprintf(&b, " %v→%v\n", h.Input.Go, h.Output.Go)
	}
	return strings.NewReplacer("example.com/hello.", "", "encoding/json.", "json.").Replace(b.String())
}

func TestHandlersAreFoundInEachShape(t *testing.T) {
	dir := t.TempDir()
	unpack(t, dir, txtar.Parse([]byte(shapesArchive)))
	for _, test := range []struct {
		name  string
		funcs []string
		want  string
	}{
		{"directives", nil, `
Bare=Bare hello.go: struct{}→struct{}
a.b-c@2=Pointers hello.go: params pointer result error Params→*Result
main=Full hello.go: default context params result error Params→Result
`},
		{"chosen", []string{"Raw", "Map", "List", "OnlyContext", "RawOut", "Pointers"}, `
List=List hello.go: params result []Params→[2]Result
Map=Map hello.go: params result map[string]interface{}→map[string]interface{}
OnlyContext=OnlyContext hello.go: context error struct{}→struct{}
Raw=Raw hello.go: default params result error json.RawMessage→interface{}
RawOut=RawOut hello.go: params result Params→json.RawMessage
a.b-c@2=Pointers hello.go: params pointer result error Params→*Result
`},
		{"single", []string{"Map"}, `
Map=Map hello.go: default params result map[string]interface{}→map[string]interface{}
`},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			p, warnings, err := inspected(context.Background(), Config{Query: source.Query{Dir: dir}, Selection: inspect.Selection{Funcs: test.funcs}})
			if err != nil || len(warnings) > 0 {
				t.Fatal(err, warnings)
			}
			if got := describe(p); got != test.want[1:] {
				t.Errorf("got\n%swant%s", got, test.want)
			}
			if p.Module != "example.com/hello" || p.Dir != dir || p.Main() {
				t.Errorf("module %q, directory %q, main %v", p.Module, p.Dir, p.Main())
			}
		})
	}
}

const modelArchive = `
-- shop.go --
package shop

import (
	"encoding/json"
	"time"
)

type Params struct {
	Items   []Item           ` + "`json:\"items\"`" + `
	Boxes   [3]Box[Alias]    ` + "`json:\",omitzero\"`" + `
	Stock   map[Key]*Item    ` + "`json:\"stock,omitempty,omitzero\"`" + `
	Raw     json.RawMessage
	When    *time.Time
	For     time.Duration
	Data    Blob
	Digits  [4]byte
	Any     any
	Num     struct{ F float32; U uintptr; B bool }
}

type Item struct {
	*Base
	Price float64 ` + "`json:\"price\"`" + `
	Parts []Item
}

type Base struct{ ID int64 ` + "`json:\"id\"`" + ` }

type Box[T any] struct{ Value T }

type Alias = Item

type Key string

type Blob []byte

func Total(p Params) (Item, error) { return Item{}, nil }
`

// outline tells what a type is made of. A struct type is spelled out once.
func outline(t *model.Type, seen map[*model.Type]bool) string {
	kinds := []string{"bool", "int", "uint", "float", "string", "number", "bytes", "raw", "time", "any", "interface", "struct", "map", "slice", "array", "pointer"}
	s := kinds[t.Kind] + [...]string{"", "?nil", "?method", "?says", "?reflect"}[t.Zero]
	switch {
	case t.Kind == model.Map:
		return s + "[" + outline(t.Key, seen) + "]" + outline(t.Elem, seen)
	case t.Kind == model.Array:
		return fmt.Sprintf("%s[%d]%s", s, t.Len, outline(t.Elem, seen))
	case t.Elem != nil:
		return s + "·" + outline(t.Elem, seen)
	case t.Kind != model.Struct:
		return s
	}
	if seen[t] {
		return s + "{…}"
	}
	seen[t] = true
	var fields []string
	for _, f := range t.Fields {
		text := f.Name + "=" + f.Go
		for _, e := range f.Embeds {
			text += "+" + e.Go
		}
		if f.OmitEmpty {
			text += ",omitempty"
		}
		if f.OmitZero {
			text += ",omitzero"
		}
		fields = append(fields, text+" "+outline(f.Type, seen))
	}
	return s + "{" + strings.Join(fields, "; ") + "}"
}

func TestModelOfTypes(t *testing.T) {
	dir := t.TempDir()
	unpack(t, dir, txtar.Parse([]byte(modelArchive)))
	p, _, err := inspected(context.Background(), Config{Query: source.Query{Dir: dir}})
	if err != nil {
		t.Fatal(err)
	}
	h := p.Handlers[0]
	item := "struct?reflect{id=Base.ID+Base int; price=Price float; Parts=Parts slice?nil·struct?reflect{…}}"
	want := "struct?reflect{items=Items slice?nil·" + item +
		"; Boxes=Boxes,omitzero array?reflect[3]struct?reflect{Value=Value struct?reflect{…}}; " +
		"stock=Stock,omitempty,omitzero map?nil[string]pointer?nil·struct?reflect{…}; Raw=Raw raw?nil; When=When pointer?method·time?method; " +
		"For=For int; Data=Data bytes?nil·uint; Digits=Digits array[4]uint; Any=Any any?nil; Num=Num struct{F=F float; U=U uint; B=B bool}}"
	if got := outline(h.Input.JSON(), map[*model.Type]bool{}); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if boxed := h.Input.Type.Fields[1].Type.Elem.Fields[0].Type; boxed != h.Input.Type.Fields[0].Type.Elem || boxed == h.Output.Type {
		t.Error("a type has several models in one mode, or one for both")
	}
}

func TestTagsOfTheUserAreMerged(t *testing.T) {
	dir := t.TempDir()
	unpack(t, dir, txtar.Parse([]byte(`
-- hello.go --
//go:build special && owgen

package hello

func Hello(p struct{ A int }) (any, error) { return nil, nil }
`)))
	t.Setenv("GOFLAGS", "-tags=special -buildvcs=false")
	p, _, err := inspected(context.Background(), Config{Query: source.Query{Dir: dir}})
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(p.Tags, []string{"special"}) {
		t.Errorf("tags %q", p.Tags)
	}
	if _, _, err := inspected(context.Background(), Config{Query: source.Query{Dir: dir, Tags: []string{"other"}}}); err == nil {
		t.Error("the tags of the configuration do not replace those of GOFLAGS")
	}
}
