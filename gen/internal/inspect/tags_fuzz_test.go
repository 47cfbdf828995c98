package inspect

import (
	"reflect"
	"testing"

	"github.com/owgen/owgen/gen/internal/constraint"
)

// FuzzSCH1TagsAreReadAsReflectReadsThem compares what owgen and package reflect find in a struct tag, whatever is in it.
func FuzzSCH1TagsAreReadAsReflectReadsThem(f *testing.F) {
	for _, seed := range []string{
		`json:"a,omitempty" minimum:"1"`, `re:"^\d+$" json:"a"`, "doc:\"two\nlines\" enum:\"a,b\"", `json:"\q" json:"a"`, `json:"a" json:"\q"`,
		`a:"\" json:"b"`, `json:"a`, `json:"a\`, `json:`, `:"a" json:"b"`, `x json:"a"`, `pattern:"\\d" pattern:"a"`, "json:\"\xff\"", "\x7f:\"a\" json:\"b\"",
		`minimum:"1"maximum:"2"`, `ow:"required" default:"\""`, "é:\"a\"\tjson:\"b\"", `  json:"a"`, `json:"a",enum:"b"`,
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		tag := reflect.StructTag(text)
		if got, _ := jsonTag(text); got != tag.Get("json") {
			t.Errorf("%q: the key json is %q, and %q to reflect", text, got, tag.Get("json"))
		}
		found := map[string]string{}
		for _, key := range constraint.Of(splitTag(text).pairs) {
			if _, again := found[key.Name]; !again { // of two the first counts
				found[key.Name] = key.Value
			}
		}
		for _, name := range constraint.Names() {
			want, known := tag.Lookup(name)
			if got, ok := found[name]; ok != known || got != want {
				t.Errorf("%q: the key %s is %q (%v), and %q (%v) to reflect", text, name, got, ok, want, known)
			}
		}
	})
}
