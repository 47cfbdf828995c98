package constraint

import (
	"testing"

	"github.com/owgen/owgen/gen/internal/model"
)

// There are 2^64 ways to the innermost struct: nobody can take each of them.
func TestStructsWithoutMembersAreFollowedOnce(t *testing.T) {
	inner := &model.Type{Kind: model.Struct}
	for range 64 {
		inner = &model.Type{Kind: model.Struct, Fields: []model.Field{{Name: "a", Type: inner}, {Name: "b", Type: inner}}}
	}
	params := &model.Type{Kind: model.Struct, Fields: []model.Field{{Name: "p", Type: inner, Default: "{}"}}}
	if Endless(params, 0) {
		t.Error("a default ends in itself, want none that does")
	}
}
