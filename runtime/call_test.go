package ow

import (
	"testing"

	"github.com/owgen/owgen/runtime/codec"
)

// decodeStrict has the shape of what is generated with the option unknown=reject for a struct without fields.
func decodeStrict(d *codec.Dec, s string, i int, _ *struct{}) int {
	var k string
	for i = d.Object(s, i); i >= 0; i = d.Next(s, d.UnknownParam(s, i, k)) {
		if k, i = d.Key(s, i); i < 0 {
			return -1
		}
	}
	return codec.End(i)
}

// A handler that refuses unknown parameters takes those that OpenWhisk adds to the ones of a web action.
func TestWhatWebActionsAddIsNoUnknownParameter(t *testing.T) {
	strict := Bind("Strict", JSON(decodeStrict), func(struct{}) (raw, error) { return raw("{}"), nil }, Result(encodeRaw))
	for document, want := range map[string]string{
		`{}`: "",
		`{"__ow_method":"get","__ow_headers":{"a":"b"}}`: "",
		`{"__ow_method":"get","x":1}`:                    "params.x: unknown field at offset 21",
		`{"__o":1}`:                                      "params.__o: unknown field at offset 1",
	} {
		c := &call{invocation: invocation{action: &strict}}
		c.text = codec.Text([]byte(document))
		got := ""
		if err := c.invokeBody(); err != nil {
			got = err.Error()
		}
		if got != want {
			t.Errorf("%s: got %q, want %q", document, got, want)
		}
	}
}
