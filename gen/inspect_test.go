package gen

import (
	"context"
	"fmt"
	"go/token"
	"go/types"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/tools/txtar"
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

// inspect loads the package that c names, and inspects it.
func inspect(ctx context.Context, c Config) (*Package, Diagnostics, error) {
	requests, err := load(ctx, c.Dir, []Config{c})
	if err != nil {
		return nil, nil, err
	}
	return requests[0].inspect(resolveRuntime(ctx, c.Dir, []Config{c})())
}

// describe tells what is known of the handlers, one a line.
func describe(p *Package) string {
	var b strings.Builder
	for _, h := range p.Handlers {
		fmt.Fprintf(&b, "%s=%s %s:", h.Name, h.Func, h.File)
		for _, fact := range []struct {
			holds bool
			name  string
		}{
			{h.Default, "default"}, {h.TakesContext, "context"}, {h.TakesParams, "params"}, {h.TakesPointer, "pointer"},
			{h.GivesResult, "result"}, {h.GivesError, "error"},
		} {
			if fact.holds {
				b.WriteString(" " + fact.name)
			}
		}
		fmt.Fprintf(&b, " %v→%v\n", h.Params.Go, h.Result.Go)
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
			p, warnings, err := inspect(context.Background(), Config{Dir: dir, Funcs: test.funcs})
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
func outline(t *Type, seen map[*Type]bool) string {
	kinds := []string{"bool", "int", "uint", "float", "string", "number", "bytes", "raw", "time", "any", "interface", "struct", "map", "slice", "array", "pointer"}
	s := kinds[t.Kind] + [...]string{"", "?nil", "?method", "?says", "?reflect"}[t.Zero]
	switch {
	case t.Kind == Map:
		return s + "[" + outline(t.Key, seen) + "]" + outline(t.Elem, seen)
	case t.Kind == Array:
		return fmt.Sprintf("%s[%d]%s", s, t.Len, outline(t.Elem, seen))
	case t.Elem != nil:
		return s + "·" + outline(t.Elem, seen)
	case t.Kind != Struct:
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
	p, _, err := inspect(context.Background(), Config{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	h := p.Handlers[0]
	item := "struct?reflect{id=Base.ID+Base int; price=Price float; Parts=Parts slice?nil·struct?reflect{…}}"
	want := "struct?reflect{items=Items slice?nil·" + item +
		"; Boxes=Boxes,omitzero array?reflect[3]struct?reflect{Value=Value struct?reflect{…}}; " +
		"stock=Stock,omitempty,omitzero map?nil[string]pointer?nil·struct?reflect{…}; Raw=Raw raw?nil; When=When pointer?method·time?method; " +
		"For=For int; Data=Data bytes?nil·uint; Digits=Digits array[4]uint; Any=Any any?nil; Num=Num struct{F=F float; U=U uint; B=B bool}}"
	if got := outline(h.Params, map[*Type]bool{}); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if boxed := h.Params.Fields[1].Type.Elem.Fields[0].Type; boxed != h.Params.Fields[0].Type.Elem || boxed == h.Result {
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
	p, _, err := inspect(context.Background(), Config{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(p.Tags, []string{"special"}) {
		t.Errorf("tags %q", p.Tags)
	}
	if _, _, err := inspect(context.Background(), Config{Dir: dir, Tags: []string{"other"}}); err == nil {
		t.Error("the tags of the configuration do not replace those of GOFLAGS")
	}
}

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

// Under GOEXPERIMENT=jsonv2 the package json declares type RawMessage = jsontext.Value.
func TestRawMessageMayBeAnAlias(t *testing.T) {
	text, json := types.NewPackage("encoding/json/jsontext", "jsontext"), types.NewPackage("encoding/json", "json")
	value := types.NewNamed(types.NewTypeName(token.NoPos, text, "Value", nil), types.NewSlice(types.Typ[types.Byte]), nil)
	raw := types.NewAlias(types.NewTypeName(token.NoPos, json, "RawMessage", nil), value)
	if kind, misfit := classify(raw, Reading); kind != Raw || misfit.Msg != "" {
		t.Errorf("kind %v, %q", kind, misfit.Msg)
	}
}

func TestMessagesOfTheGoCommand(t *testing.T) {
	for _, test := range []struct{ msg, want string }{
		{"err: exit status 1: stderr: go: updates to go.mod needed; to update it:\n\tgo mod tidy\n", "go.mod needs updating; run: go get ./shop"},
		{"err: exit status 1: stderr: go: downloading x v1\ngo: downloading y v1\ngo: no such tool\n", "no such tool"},
		{"no Go files in /x", "no Go files in /x"},
	} {
		if got := goMessage(test.msg, "./shop"); got != test.want {
			t.Errorf("goMessage(%q) = %q, want %q", test.msg, got, test.want)
		}
	}
	const newer = "the go command is newer than the one that built owgen: use go tool owgen"
	for msg, want := range map[string]string{
		`could not import fmt (cannot import "fmt" (…), export data is newer version - update tool)`: newer,
		"package requires newer Go version go1.99 (application built with go1.26)":                   newer,
		"This application uses version go1.26 of the source-processing packages but runs …":          newer,
		"undefined: x": "",
	} {
		if got := loadHint(msg); got != want {
			t.Errorf("loadHint(%q) = %q, want %q", msg, got, want)
		}
	}
}

func TestSlowLoadingIsAnnounced(t *testing.T) {
	said := make(chan string, 1)
	done := announce(func(line string) { said <- line }, time.Millisecond, "compiling")
	if line := <-said; line != "compiling" {
		t.Errorf("said %q", line)
	}
	done()

	done = announce(func(line string) { t.Error("said something") }, time.Hour, "compiling")
	done()
	announce(nil, 0, "")()
}

func TestDiagnosticsAreSortedAndSaidOnce(t *testing.T) {
	at := func(file string, line, column int) token.Position {
		return token.Position{Filename: file, Line: line, Column: column}
	}
	ds := Diagnostics{
		{Pos: at("b.go", 1, 1), Msg: "four"},
		{Pos: at("a.go", 10, 1), Msg: "three", Notes: []string{"first come", "first kept"}},
		{Pos: at("a.go", 9, 2), Msg: "two"},
		{Msg: "one", Broken: "hello"},
		{Pos: at("a.go", 10, 1), Msg: "three"},
	}
	const want = "one\na.go:9:2: two\na.go:10:1: three\n\tfirst come\n\tfirst kept\nb.go:1:1: four"
	if got := ds.Sorted().Error(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if got := ds.Verdict(); got != "package hello does not compile; nothing was written" {
		t.Error(got)
	}
}

func TestPositionsFromText(t *testing.T) {
	in := &inspector{env: &environment{dir: filepath.FromSlash("/x")}}
	for text, want := range map[string]string{
		"/x/a.go:1:2": "a.go:1:2", "/x/a.go:7": "a.go:7", "-": "-", "": "-", "/x/odd:3:4:5": "odd:3:4:5",
	} {
		if got := filepath.ToSlash(in.parsePosition(text).String()); got != want {
			t.Errorf("parsePosition(%q) = %s, want %s", text, got, want)
		}
	}
}

func TestInspectingStopsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, _, err := inspect(ctx, Config{Dir: "testdata/embedding"}); err == nil {
		t.Error("no error")
	}
}
