package gen

import (
	"bytes"
	"context"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/owgen/owgen/gen/internal/source"
)

// TestSCH28ComponentsAreReferredTo expects no component that nothing refers to, of which linters complain.
func TestSCH28ComponentsAreReferredTo(t *testing.T) {
	for _, c := range []struct{ handler, components string }{
		{`func Serve(w http.ResponseWriter, r *http.Request) {}`, ``},
		{`func Now() string { return "" }`, `responses/BadRequest responses/Failed schemas/Error`},
		{`func Read(r ow.Request[io.Reader]) error { return nil }`, `responses/BadRequest responses/Failed schemas/Error`},
		{`func Sum(n []int) []int { return n }`, `responses/BadRequest responses/Failed responses/TooLarge responses/UnsupportedMediaType schemas/Error`},
		{`func See(n []int) ow.Response[[]int] { return ow.Response[[]int]{} }`, `schemas/Error`},
	} {
		t.Run(c.handler, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			unpack(t, dir, txtar.Parse([]byte(`
-- hello.go --
package hello

import (
	"io"
	"net/http"

	ow "github.com/owgen/owgen/runtime"
)

var (
	_ io.Reader
	_ http.Handler
	_ ow.Header
)

//owgen:action
`+c.handler+"\n")))
			config := Config{Query: source.Query{Dir: dir}}
			text, _, err := config.OpenAPI(context.Background(), "", "")
			if err != nil {
				t.Fatal(err)
			}
			var document struct {
				Components map[string]map[string]json.RawMessage
			}
			if err := json.Unmarshal(text, &document); err != nil {
				t.Fatal(err)
			}
			var all []string
			for kind, named := range document.Components {
				for name := range named {
					component := kind + "/" + name
					all = append(all, component)
					if !bytes.Contains(text, []byte(`"#/components/`+component+`"`)) {
						t.Errorf("nothing refers to %s", component)
					}
				}
			}
			slices.Sort(all)
			if got := strings.Join(all, " "); got != c.components {
				t.Errorf("the components are %s\nwant %s", got, c.components)
			}
		})
	}
}
