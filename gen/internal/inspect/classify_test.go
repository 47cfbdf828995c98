package inspect

import (
	"go/token"
	"go/types"
	"testing"

	"github.com/owgen/owgen/gen/internal/model"
)

// Under GOEXPERIMENT=jsonv2 the package json declares type RawMessage = jsontext.Value.
func TestRawMessageMayBeAnAlias(t *testing.T) {
	text, json := types.NewPackage("encoding/json/jsontext", "jsontext"), types.NewPackage("encoding/json", "json")
	value := types.NewNamed(types.NewTypeName(token.NoPos, text, "Value", nil), types.NewSlice(types.Typ[types.Byte]), nil)
	raw := types.NewAlias(types.NewTypeName(token.NoPos, json, "RawMessage", nil), value)
	if kind, misfit := classify(raw, model.Reading); kind != model.Raw || misfit.Msg != "" {
		t.Errorf("kind %v, %q", kind, misfit.Msg)
	}
}
