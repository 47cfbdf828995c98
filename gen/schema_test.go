package gen

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/owgen/owgen/gen/internal/model"
	"github.com/owgen/owgen/gen/internal/schema"
	"github.com/owgen/owgen/gen/internal/source"
)

// schemas is the directory of packages and what owgen schema and owgen openapi must print for each. A file called flags is as
// in golden.
const schemas = "../testdata/schema"

// TestSCH24SCH25SCH26SCH27SCH28DocumentsAreTheGoldens compares all documents of each case, byte for byte.
func TestSCH24SCH25SCH26SCH27SCH28DocumentsAreTheGoldens(t *testing.T) {
	entries, err := os.ReadDir(schemas)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		t.Run(e.Name(), func(t *testing.T) {
			t.Parallel()
			dir := filepath.Join(schemas, e.Name())
			want := documentsIn(t, dir)
			got := documents(t, dir)
			if *update {
				replaceDocuments(t, dir, want, got)
				return
			}
			compareFiles(t, want, got)
		})
	}
}

// TestSCH23TheSameSourcesGiveTheSameBytes wherever they are, and however often.
func TestSCH23TheSameSourcesGiveTheSameBytes(t *testing.T) {
	root := t.TempDir()
	copyTree(t, schemas, filepath.Join(root, "testdata", "schema"))
	for _, name := range []string{"go.mod", "go.sum"} {
		copyFile(t, filepath.Join("..", name), filepath.Join(root, name))
	}
	for _, name := range []string{"names", "shop"} {
		want := documentsIn(t, filepath.Join(schemas, name))
		for range 2 {
			compareFiles(t, want, documents(t, filepath.Join(root, "testdata", "schema", name)))
		}
	}
}

// TestSCH7DescriptionsAreComments of the module's packages: those of a field or else of its type, without directives.
func TestSCH7DescriptionsAreComments(t *testing.T) {
	dir := t.TempDir()
	unpack(t, dir, txtar.Parse([]byte(`
-- go.mod --
module example.com/shop

go 1.26.0
-- shop.go --
package shop

import (
	"image"

	"example.com/shop/stock"
)

// Params is what
// Buy takes.
//
//go:generate true
//
// It has a second paragraph.
type Params struct {
	Above     stock.Part // is said behind, too
	// Both is said above.
	Both      stock.Part // not this
	Behind    stock.Part // is said behind
	Nowhere   stock.Part
	InPlace   stock.Number
	Own       stock.Number // counts for more
	A, B      int          // for both
	image.Point
	*stock.Embedded `+"`json:\"embedded\"`"+` // too
}

type (
	// a group
	Group struct{ N int }
)

//owgen:action
func Buy(p Params) error { return nil }
-- stock/stock.go --
// Package stock is another one.
package stock

// Part is a part.
//
// Deprecated: there are none.
type Part struct {
	N int // how many
}

// Number is a number.
type Number int

// Embedded is embedded.
type Embedded struct{ C int }
`)))
	c := Config{Query: source.Query{Dir: dir}}
	text, _, err := c.Schema(context.Background(), false)
	if err != nil {
		t.Fatal(err)
	}
	var got struct {
		Description string
		Properties  map[string]struct{ Description string }
		Defs        map[string]struct {
			Description string
			Deprecated  bool
			Properties  map[string]struct{ Description string }
		} `json:"$defs"`
	}
	if err := json.Unmarshal(text, &got); err != nil {
		t.Fatal(err)
	}
	if want := "Params is what Buy takes.\n\nIt has a second paragraph."; got.Description != want {
		t.Errorf("the root is described as %q, want %q", got.Description, want)
	}
	for name, want := range map[string]string{
		"Above": "is said behind, too", "Both": "Both is said above.", "Behind": "is said behind", "Nowhere": "",
		"InPlace": "Number is a number.", "Own": "counts for more", "A": "for both", "B": "for both", "X": "", "embedded": "too",
	} {
		if p, ok := got.Properties[name]; !ok || p.Description != want {
			t.Errorf("%s is described as %q, want %q", name, p.Description, want)
		}
	}
	part := got.Defs["stock.Part"]
	if !part.Deprecated || part.Properties["N"].Description != "how many" || got.Defs["stock.Embedded"].Description != "Embedded is embedded." {
		t.Errorf("the definitions are %+v", got.Defs)
	}
}

// documentsIn returns the documents that a case holds, by name.
func documentsIn(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*.json"))
	if err != nil {
		t.Fatal(err)
	}
	all := map[string][]byte{}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		all[filepath.Base(file)] = data
	}
	return all
}

// documents makes the documents of a case: openapi.json, schemas of the JSON that each handler takes and gives, and catalog.json,
// which has all but these schemas.
func documents(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	ctx := context.Background()
	c := caseConfig(t, dir)
	c.Dir = dir
	text, _, err := c.OpenAPI(ctx, "", "")
	if err != nil {
		t.Fatal(err)
	}
	all := map[string][]byte{"openapi.json": text}
	p, src, err := c.load(ctx)
	if err != nil {
		t.Fatal(err)
	}
	for _, h := range p.Handlers {
		for name, of := range map[string]*model.Type{"params": h.Input.JSON(), "result": h.Output.JSON()} {
			if of != nil {
				all[h.Func+"."+name+".json"] = schema.Document(p, h, of, src.Comments())
			}
		}
	}
	all["catalog.json"] = listing(t, catalogFor(t, c))
	return all
}

func replaceDocuments(t *testing.T, dir string, old, documents map[string][]byte) {
	t.Helper()
	for name := range old {
		if documents[name] == nil {
			if err := os.Remove(filepath.Join(dir, name)); err != nil {
				t.Error(err)
			}
		}
	}
	for name, text := range documents {
		if err := os.WriteFile(filepath.Join(dir, name), text, 0o666); err != nil {
			t.Error(err)
		}
	}
}
