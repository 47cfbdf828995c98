package gen

import (
	"context"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/owgen/owgen/gen/internal/inspect"
	"github.com/owgen/owgen/gen/internal/model"
	"github.com/owgen/owgen/gen/internal/source"
)

const webArchive = `
-- hello.go --
package hello

import (
	"context"
	"io"
	"iter"
	"net/http"

	ow "github.com/owgen/owgen/runtime"
)

type Params struct{ Name string }

type Result struct{ Text string }

type Text string

type Hook = ow.Request[Params]

type Reply[T any] = *ow.Response[T]

func Plain(ctx context.Context, p *Params) (*Result, error) { panic(0) }

func Bytes(b []byte) ([]byte, error) { panic(0) }

func Texts(t Text) string { panic(0) }

func Requests(h *Hook) (Reply[[]Result], error) { panic(0) }

func Reads(r ow.Request[io.Reader]) (ow.Response[io.Reader], error) { panic(0) }

func Empty(r ow.Request[struct{}]) ow.Response[struct{}] { panic(0) }

func Events(e *ow.Event[Params]) (*ow.Event[[]byte], error) { panic(0) }

func Streams(h Hook) iter.Seq2[Result, error] { panic(0) }

func Chunks() (iter.Seq2[Text, error], error) { panic(0) }

func Nothing(p struct{}) struct{} { panic(0) }

func Web(w http.ResponseWriter, r *http.Request) {}

func New() *http.ServeMux { panic(0) }

// Mux is documented.
var Mux = New()

var Func http.HandlerFunc = Web

var Literal = func(w http.ResponseWriter, r *http.Request) {}
`

// formNames are what tests call forms.
var formNames = map[model.FormKind]string{
	model.NoBody: "nothing", model.JSON: "JSON", model.RawBody: "raw", model.Reader: "reader", model.Request: "request",
	model.Response: "response", model.Event: "event", model.Stream: "stream",
	model.HTTPFunc: "HTTP function", model.HTTPHandler: "HTTP handler", model.HTTPNew: "HTTP constructor",
}

// formOf is a form in words: *request of JSON.
func formOf(f *model.Form) string {
	var words []string
	for g := range f.Chain() {
		word := formNames[g.Kind]
		if g.Pointer {
			word = "*" + word
		}
		words = append(words, word)
	}
	return strings.Join(words, " of ")
}

func TestWEB1Forms(t *testing.T) {
	dir := t.TempDir()
	unpack(t, dir, txtar.Parse([]byte(webArchive)))
	for name, want := range map[string]string{
		"Plain":    "*JSON → JSON",
		"Bytes":    "raw → raw",
		"Texts":    "raw → raw",
		"Requests": "*request of JSON → *response of JSON",
		"Reads":    "request of reader → response of reader",
		"Empty":    "request of nothing → response of nothing",
		"Events":   "*event of JSON → *event of raw",
		"Streams":  "request of JSON → stream of JSON",
		"Chunks":   "JSON → stream of raw",
		"Nothing":  "JSON → JSON",
	} {
		if got := formsOf(t, dir, name); got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
}

// Forms become calls, one in the other.
func TestWEB1WhatMainSays(t *testing.T) {
	dir := t.TempDir()
	unpack(t, dir, txtar.Parse([]byte(webArchive)))
	c := Config{Selection: inspect.Selection{Funcs: []string{
		"Plain", "Bytes", "Texts", "Requests", "Reads", "Empty", "Events", "Streams", "Chunks", "Nothing", "Web", "New", "Mux", "Func", "Literal",
	}}}
	main := string(generate(t, dir, c)["cmd/hello/main.go"])
	for _, line := range []string{
		`ow.Default(ow.BindContextPointer("Plain", `,
		`ow.Bind("Bytes", ow.Raw[[]byte](), hello.Bytes, ow.RawResult[[]byte]()),`,
		`ow.Bind("Texts", ow.Raw[hello.Text](), callTexts, ow.RawResult[string]()),`,
		`hello.Requests, ow.Optional(ow.ResponseOf(ow.Result(encodeRequestsReply)))),`,
		`ow.Bind("Reads", ow.RequestOf(ow.Reader()), hello.Reads, ow.ResponseOf(ow.ReaderResult())),`,
		`ow.Bind("Empty", ow.RequestOf(ow.Nothing()), callEmpty, ow.ResponseOf(ow.NoResult())),`,
		`hello.Events, ow.Optional(ow.EventResult(ow.RawResult[[]byte]()))),`,
		`callStreams, ow.Stream(ow.Result(encodeResult))),`,
		`callChunks, ow.Stream(ow.RawResult[hello.Text]())),`,
		`owhttp.Handler("Web", http.HandlerFunc(hello.Web)),`,
		`owhttp.Constructor("New", hello.New),`,
		`owhttp.Handler("Mux", hello.Mux),`,
		`owhttp.Handler("Func", hello.Func),`,
		`owhttp.Handler("Literal", http.HandlerFunc(hello.Literal)),`,
	} {
		if !strings.Contains(main, line) {
			t.Errorf("main.go does not say %s", line)
		}
	}
	if t.Failed() {
		t.Log(main)
	}
}

func TestWEB39Forms(t *testing.T) {
	dir := t.TempDir()
	unpack(t, dir, txtar.Parse([]byte(webArchive)))
	for name, want := range map[string]string{
		"Web": "HTTP function → ", "New": "HTTP constructor → ", "Mux": "HTTP handler → ", "Func": "HTTP handler → ", "Literal": "HTTP function → ",
	} {
		if got := formsOf(t, dir, name); got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
}

// formsOf returns the forms of a function in the package in dir, which -func names.
func formsOf(t *testing.T, dir, name string) string {
	t.Helper()
	c := Config{Query: source.Query{Dir: dir}, Selection: inspect.Selection{Funcs: []string{name}}}
	p, _, err := inspected(context.Background(), c)
	if err != nil {
		t.Fatal(err)
	}
	return formOf(p.Handlers[0].Input) + " → " + formOf(p.Handlers[0].Output)
}

// Without directive or -func, functions with an ow type or a stream are handlers, others with a struct alone.
func TestWEB1OnlyHandler(t *testing.T) {
	for _, test := range []struct{ name, signature string }{
		{"a request", "(r ow.Request[[]byte]) error"},
		{"a pointer to a request", "(ctx context.Context, r *ow.Request[Params]) (string, error)"},
		{"a response", "() (ow.Response[string], error)"},
		{"an event", "(e ow.Event[Params]) error"},
		{"a response to text", "(s string) (*ow.Response[Params], error)"},
		{"a stream", "(p Params) iter.Seq2[Params, error]"},
		{"a stream that may fail to begin", "() (iter.Seq2[string, error], error)"},
	} {
		t.Run(test.name, func(t *testing.T) {
			dir := t.TempDir()
			unpack(t, dir, txtar.Parse([]byte(`
-- hello.go --
package hello

import (
	"context"
	"iter"

	ow "github.com/owgen/owgen/runtime"
)

type Params struct{ Name string }

type (
	_ context.Context
	_ iter.Seq[int]
	_ ow.Activation
)

func Version() string { return "1" }

func Handle`+test.signature+` { panic(0) }
`)))
			p, _, err := inspected(context.Background(), Config{Query: source.Query{Dir: dir}})
			if err != nil {
				t.Fatal(err)
			}
			if got := p.Handlers[0].Func; got != "Handle" {
				t.Errorf("the handler is %s", got)
			}
		})
	}
}

// Manifests are told which handlers take requests, and which take bodies as they are.
func TestWEB41Description(t *testing.T) {
	dir := t.TempDir()
	unpack(t, dir, txtar.Parse([]byte(webArchive)))
	type facts struct {
		raw, request    bool
		params, results int
	}
	for name, want := range map[string]facts{
		"Plain":    {params: 1, results: 1},
		"Bytes":    {raw: true},
		"Requests": {raw: true, request: true, params: 1},
		"Reads":    {raw: true, request: true},
		"Empty":    {raw: true, request: true},
		"Events":   {raw: true},
		"Streams":  {raw: true, request: true, params: 1},
		"Chunks":   {},
		"Web":      {raw: true, request: true},
		"New":      {raw: true, request: true},
		"Mux":      {raw: true, request: true},
	} {
		d, err := Describe(context.Background(), Config{Query: source.Query{Dir: dir}, Selection: inspect.Selection{Funcs: []string{name}}})
		if err != nil {
			t.Fatal(err)
		}
		a := d.Actions[0]
		if got := (facts{a.Raw, a.Request, len(a.Params), len(a.Result)}); got != want {
			t.Errorf("%s: %+v, want %+v", name, got, want)
		}
		if name == "Mux" && a.Doc != "Mux is documented." {
			t.Errorf("Mux is documented as %q", a.Doc)
		}
	}
}
