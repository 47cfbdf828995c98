package emit

import (
	"testing"

	"github.com/owgen/owgen/gen/internal/model"
)

// There are 2^64 ways to the innermost struct: nobody can take each of them.
func TestStructsAreAskedForDefaultsOnce(t *testing.T) {
	inner := &model.Type{Kind: model.Struct}
	for range 64 {
		inner = &model.Type{Kind: model.Struct, Fields: []model.Field{{Go: "A", Type: inner}, {Go: "B", Type: inner}}}
	}
	c := &coder{presetting: map[*model.Type]bool{}}
	if c.hasPresets(inner) || len(c.presetting) != 65 {
		t.Errorf("%d structs were looked at, want 65, none of which has a default", len(c.presetting))
	}
}
