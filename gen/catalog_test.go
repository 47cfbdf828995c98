package gen

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/owgen/owgen/gen/internal/source"
)

// catalogFor returns the catalog of the package that c names, and checks that it is the same whether or not files are
// generated.
func catalogFor(t *testing.T, c Config) *Catalog {
	t.Helper()
	ctx := context.Background()
	inspected, err := Inspect(ctx, c.Dir, []Config{c})
	if err != nil {
		t.Fatal(err)
	}
	got, err := inspected[0].Catalog()
	if err != nil {
		t.Fatal(err)
	}
	generated, err := GenerateAll(ctx, c.Dir, []Config{c})
	if err != nil {
		t.Fatal(err)
	}
	if again, err := generated[0].Catalog(); err != nil || !reflect.DeepEqual(again, got) {
		t.Errorf("the catalog of what is generated is %+v, %v; without it is %+v", again, err, got)
	}
	return got
}

// TestTheCatalogHasTheSchemasThatSchemaPrints for each handler, and nothing where that prints nothing.
func TestTheCatalogHasTheSchemasThatSchemaPrints(t *testing.T) {
	for _, name := range []string{"kinds", "options", "recursive", "shop", "web"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := caseConfig(t, filepath.Join(schemas, name))
			c.Dir = filepath.Join(schemas, name)
			documents := documentsIn(t, c.Dir)
			delete(documents, "openapi.json")
			delete(documents, "catalog.json")
			for _, h := range catalogFor(t, c).Handlers {
				for kind, text := range map[string]json.RawMessage{"params": h.Input, "result": h.Output} {
					file := h.Func + "." + kind + ".json"
					if !bytes.Equal(documents[file], text) {
						t.Errorf("the catalog has %s for %s", text, file)
					}
					delete(documents, file)
				}
			}
			for file := range documents {
				t.Errorf("the catalog does not have %s", file)
			}
		})
	}
}

// listing is a catalog as JSON without its schemas.
func listing(t *testing.T, c *Catalog) []byte {
	t.Helper()
	short := *c
	short.Dir = filepath.Base(c.Dir)
	short.Handlers = slices.Clone(c.Handlers)
	for k := range short.Handlers {
		short.Handlers[k].Input, short.Handlers[k].Output = nil, nil
	}
	text, err := json.MarshalIndent(short, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	return append(text, '\n')
}

const questionable = `
-- go.mod --
module example.com/shop

go 1.26.0
-- a.go --
package shop

import (
	"context"
	"net/http"
)

type Params struct{ SKU string }

type Server struct{}

// Buy buys.
func Buy(ctx context.Context, p Params) (*Params, error) { return &p, nil }

func Total(a, b int) int { return a + b }

func Wait(p Params) (chan int, error) { return nil, nil }

func Count(p Params) map[string]int { return nil }

func Serve(w http.ResponseWriter, r *http.Request) {}

func (s *Server) Buy(p Params) (Params, error) { return p, nil }

func (s *Server) Close() error { return nil }

func helper(a, b int) {}
-- b.go --
package shop

type Worse struct {
	Done  func()
	Items []Params
}

func Odd(p Worse) (*Params, error) { return nil, nil }
`

// TestTheCatalogSaysWhyTheOthersAreNone in the words of the diagnostics, of each function the first reason.
func TestTheCatalogSaysWhyTheOthersAreNone(t *testing.T) {
	for _, test := range []struct {
		name  string
		flags []string // functions
		edit  []string // old, new
		want  []string // handlers, and the lines of those that are none
	}{
		{"two that could be it", nil, nil, []string{
			"a.go:13:6: Buy: 2 functions could be the handler: Buy (13:6), Odd (b.go:8:6)",
			"a.go:15:6: Total: 2 parameters, want 1",
			"a.go:17:6: Wait: chan int is not served",
			"a.go:19:6: Count: no error; to serve it nevertheless: owgen -func Count",
			"a.go:21:6: Serve: a handler of net/http; to serve it nevertheless: owgen -func Serve",
			"a.go:23:18: Server.Buy: a method",
			"b.go:8:6: Odd: 2 functions could be the handler: Buy (13:6), Odd (b.go:8:6)",
		}},
		{"named, one of them wrong", []string{"Odd", "Buy", "Serve"}, nil, []string{
			"Buy",
			"Serve",
			"a.go:15:6: Total: 2 parameters, want 1",
			"a.go:17:6: Wait: chan int is not served",
			"a.go:19:6: Count: -func does not name it",
			"a.go:23:18: Server.Buy: a method",
			"b.go:8:6: Odd: Worse.Done: func() cannot come from JSON",
		}},
		{"marked, one of them wrong", nil, []string{
			"// Buy buys.", "//owgen:action", "func Count", "//owgen:action count size=9\nfunc Count", "func Total", "//owgen:action a b\nfunc Total",
		}, []string{
			"Buy",
			"a.go:16:6: Total: 2 parameters, want 1",
			"a.go:18:6: Wait: chan int is not served",
			`a.go:21:6: Count: no option is called "size"`,
			"a.go:23:6: Serve: others carry //owgen:action, and it does not",
			"a.go:25:18: Server.Buy: a method",
			"b.go:8:6: Odd: others carry //owgen:action, and it does not",
		}},
		{"marked alike", nil, []string{"// Buy buys.", "//owgen:action", "func Count", "//owgen:action buy\nfunc Count"}, []string{
			"Buy",
			"a.go:15:6: Total: 2 parameters, want 1",
			"a.go:17:6: Wait: chan int is not served",
			"a.go:20:6: Count: its action is called buy, and that of Buy Buy: only case tells them apart",
			"a.go:22:6: Serve: others carry //owgen:action, and it does not",
			"a.go:24:18: Server.Buy: a method",
			"b.go:8:6: Odd: others carry //owgen:action, and it does not",
		}},
		{"named, and they do not exist or are no functions", []string{"Nothing", "Server"}, []string{"func Buy", "func buy"}, []string{
			"a.go:15:6: Total: 2 parameters, want 1",
			"a.go:17:6: Wait: chan int is not served",
			"a.go:19:6: Count: -func does not name it",
			"a.go:21:6: Serve: -func does not name it",
			"a.go:23:18: Server.Buy: a method",
			"b.go:8:6: Odd: -func does not name it",
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			unpack(t, dir, txtar.Parse([]byte(strings.NewReplacer(test.edit...).Replace(questionable))))
			c := Config{Query: source.Query{Dir: dir}}
			c.Funcs = test.flags
			var got []string
			catalog := catalogFor(t, c)
			for _, h := range catalog.Handlers {
				got = append(got, h.Func)
			}
			for _, r := range catalog.Rejected {
				got = append(got, fmt.Sprintf("%s: %s: %s", r.Pos, r.Func, r.Reason))
			}
			if !slices.Equal(got, test.want) {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(test.want, "\n"))
			}
		})
	}
}

// TestThereIsNoCatalogOfWhatDoesNotCompile and the error is that of the compiler.
func TestThereIsNoCatalogOfWhatDoesNotCompile(t *testing.T) {
	dir := t.TempDir()
	unpack(t, dir, txtar.Parse([]byte(strings.ReplaceAll(questionable, "map[string]int { return nil }", "map[string]int { return one }"))))
	c := Config{Query: source.Query{Dir: dir}}
	c.Funcs = []string{"Buy"}
	results, err := Inspect(context.Background(), dir, []Config{c, {Query: source.Query{Dir: dir, Pattern: "./none"}}})
	if err != nil {
		t.Fatal(err)
	}
	_, err = results[0].Catalog()
	if found, ok := errors.AsType[Diagnostics](err); !ok || len(found) != 1 || found[0].String() != "a.go:19:46: undefined: one" {
		t.Errorf("the error is %v", err)
	}
	if _, err := results[1].Catalog(); err == nil || err != results[1].Err {
		t.Errorf("the error is %v, want %v", err, results[1].Err)
	}
}
