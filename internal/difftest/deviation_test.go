package difftest_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/owgen/owgen/gen"
	"github.com/owgen/owgen/internal/difftest"
	"github.com/owgen/owgen/runtime/codec"
)

// root is the directory of the repository.
const root = "../.."

// demonstrations do, for each deviation, what its examples say: each returns what owgen and encoding/json make of the
// input.
var demonstrations = map[string]func(t *testing.T, input string) (ours, their string){
	"D1": generate,
	"D2": func(t *testing.T, input string) (ours, their string) {
		ours, oursErr := read(input)
		their, theirErr := readByJSON(input)
		if oursErr != nil || theirErr != nil {
			t.Error(oursErr, theirErr)
		}
		return ours, their
	},
	"D3": generate,
	"D4": func(_ *testing.T, input string) (ours, their string) {
		ours, oursErr := read(input)
		their, theirErr := readByJSON(input)
		return fmt.Sprintf("%v, %s", oursErr, ours), fmt.Sprintf("%v, %s", theirErr, their)
	},
	"D5": func(t *testing.T, input string) (ours, their string) {
		var n int
		if _, err := fmt.Sscanf(input, "%d slices", &n); err != nil {
			t.Fatal(err)
		}
		var v any = []any{nil}
		for range n - 1 {
			v = []any{v}
		}
		text, err := json.Marshal(v)
		if err != nil {
			t.Error(err)
		}
		var e codec.Enc
		codec.AppendAny(&e, nil, &v)
		return e.Err("").Msg, fmt.Sprintf("%d bytes", len(text))
	},
}

func TestDeviationsAreAsListed(t *testing.T) {
	for _, d := range difftest.Deviations {
		show := demonstrations[d.Name]
		if show == nil || len(d.Examples) == 0 {
			t.Errorf("nothing shows %s", d.Name)
			continue
		}
		for _, e := range d.Examples {
			ours, their := show(t, e.Input)
			if ours != e.Ours || their != e.Their || ours == their {
				t.Errorf("%s: %s\n got %s\n and %s\nwant %s\n and %s", d.Name, e.Input, ours, their, e.Ours, e.Their)
			}
		}
	}
}

func TestDeviationsAreDocumented(t *testing.T) {
	text, err := os.ReadFile(root + "/runtime/codec/doc.go")
	if err != nil {
		t.Fatal(err)
	}
	if want := difftest.Documentation(); !strings.Contains(string(text), want) {
		t.Errorf("runtime/codec/doc.go should contain\n%s", want)
	}
}

// Only what a deviation needs is allowed: other documents and types must give equal values.
func TestDeviationsAllowNoMoreThanTheyMust(t *testing.T) {
	const twice, once = `{"tags":["a"],"Tags":[null]}`, `{"tags":["a"],"items":[{"price":1},{"price":1}]}`
	if !difftest.MayDiffer[basket]([]byte(twice)) || !difftest.MayDiffer[struct{ Tags []byte }]([]byte(twice)) {
		t.Error("D2 does not allow for a slice whose key stands twice")
	}
	if difftest.MayDiffer[basket]([]byte(once)) || difftest.MayDiffer[item]([]byte(twice)) || difftest.MayDiffer[json.RawMessage]([]byte(twice)) {
		t.Error("D2 allows for a document without repeated keys, or for types without slices")
	}
}

// A basket is read and written in the examples.
type basket struct {
	Items []item   `json:"items,omitempty"`
	Tags  []string `json:"tags,omitempty"`
	Note  string   `json:"note,omitempty"`
}

type item struct {
	Price float64 `json:"price,omitempty"`
	Count int     `json:"qty,omitempty"`
}

func decodeBasket(d *codec.Dec, s string, i int, v *basket) int {
	var k string
	for i = d.Object(s, i); i >= 0; i = d.Next(s, i) {
		if k, i = d.Key(s, i); i < 0 {
			return -1
		}
		switch k {
		case "items":
			i = codec.Slice(d, s, i, &v.Items, decodeItem)
		case "tags":
			i = codec.Strings(d, s, i, &v.Tags)
		case "note":
			i = codec.String(d, s, i, &v.Note)
		}
	}
	return codec.End(i)
}

func decodeItem(d *codec.Dec, s string, i int, v *item) int {
	var k string
	for i = d.Object(s, i); i >= 0; i = d.Next(s, i) {
		if k, i = d.Key(s, i); i < 0 {
			return -1
		}
		switch k {
		case "price":
			i = codec.Float(d, s, i, &v.Price)
		case "qty":
			i = codec.Int(d, s, i, &v.Count)
		}
	}
	return codec.End(i)
}

// read returns the basket in a document as encoding/json writes it, and what is wrong with the document.
func read(document string) (string, error) {
	var d codec.Dec
	var v basket
	s := codec.Text([]byte(document))
	var failed error
	if i := decodeBasket(&d, s, 0, &v); i < 0 || d.Document(s, i) < 0 {
		failed = d.Err(s, 0, "params")
	}
	text, err := json.Marshal(v)
	return string(text), errors.Join(failed, err)
}

// readByJSON is read by encoding/json.
func readByJSON(document string) (string, error) {
	var v basket
	failed := json.Unmarshal([]byte(document), &v)
	text, err := json.Marshal(v)
	return string(text), errors.Join(failed, err)
}

// generate lets owgen generate code for a struct, and encoding/json write one. It returns what they say.
func generate(t *testing.T, source string) (ours, their string) {
	module, err := filepath.Abs(root)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for name, text := range map[string]string{
		"go.mod": "module example.com/hello\n\ngo 1.26.0\n\nrequire github.com/owgen/owgen v0.0.0\n\n" +
			"replace github.com/owgen/owgen => " + module + "\n",
		"hello.go": "package hello\n\ntype Params " + source + "\n\nfunc Hello(p Params) (any, error) { return nil, nil }\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	var c gen.Config
	c.Dir = dir
	_, err = gen.Generate(context.Background(), c)
	var found gen.Diagnostics
	if !errors.As(err, &found) || len(found) != 1 {
		t.Fatalf("%s: %v", source, err)
	}
	value, ok := values[source]
	if !ok {
		t.Fatalf("%s is none of the values", source)
	}
	text, err := json.Marshal(value)
	if err != nil {
		return found[0].Msg, err.Error()
	}
	return found[0].Msg, string(text)
}

// values holds values of the types in examples that are Go source.
var values = map[string]any{
	"struct { Name string `json:name` }":     tagged("json:name"),
	"struct { Name string `json:\"it's\"` }": tagged(`json:"it's"`),
	"struct { Done chan int }":               struct{ Done chan int }{},
	"struct { Roots []complex128 }":          struct{ Roots []complex128 }{[]complex128{1}},
}

// tagged returns a struct with a field called Name. Go vet does not look at its tag.
func tagged(tag string) any {
	field := reflect.StructField{Name: "Name", Type: reflect.TypeFor[string](), Tag: reflect.StructTag(tag)}
	return reflect.New(reflect.StructOf([]reflect.StructField{field})).Interface()
}
