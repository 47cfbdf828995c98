package emit

import (
	"go/types"
	"testing"

	"github.com/owgen/owgen/gen/internal/model"
)

// line is a plan in one line: what is called, for which element, and whether codec.go has a function for it.
func (p *plan) line() string {
	s := p.call.name
	if p.elem != nil {
		s += "(" + p.elem.line() + ")"
	}
	switch {
	case p.always:
		s += "!"
	case p.own:
		s += "+"
	}
	return s
}

// TestPlans: a + is for a function that codec.go has where one is to be passed, a ! for one that is always called.
func TestPlans(t *testing.T) {
	number := func(mode model.Mode) *model.Type {
		return &model.Type{Kind: model.Int, Mode: mode, Go: types.Typ[types.Int]}
	}
	of := func(kind model.Kind, elem *model.Type) *model.Type {
		return &model.Type{Kind: kind, Mode: elem.Mode, Elem: elem, Key: &model.Type{Kind: model.String}, Go: types.NewSlice(elem.Go)}
	}
	item := func(mode model.Mode) *model.Type {
		return &model.Type{Kind: model.Struct, Mode: mode, Go: types.NewStruct(nil, nil)}
	}
	r, w := model.Reading, model.Writing
	for _, test := range []struct {
		name string
		typ  *model.Type
		want string
	}{
		{"a number", number(r), "Int"},
		{"a number, written", number(w), "AppendInt"},
		{"numbers, which are counted first", of(model.Slice, number(r)), "Ints"},
		{"numbers, written", of(model.Slice, number(w)), "AppendSlice(AppendInt)+"},
		{"structs", of(model.Slice, item(r)), "Slice(!)+"},
		{"slices of structs", of(model.Slice, of(model.Slice, item(r))), "Slice(Slice(!)+)+"},
		{"a map", of(model.Map, number(r)), "Map(Int)+"},
		{"a map, written", of(model.Map, number(w)), "(AppendInt)!"},
		{"what encoding/json writes", &model.Type{Kind: model.Struct, Method: model.ByFallback, Mode: w}, "Append"},
		{"the same without an address", &model.Type{Kind: model.Struct, Method: model.ByFallback, Mode: model.WritingCopy}, "AppendCopy"},
		{"what reads itself", &model.Type{Kind: model.Struct, Method: model.ByText, Mode: r}, "UnmarshalText"},
		{"an any", &model.Type{Kind: model.Any, Mode: r, Go: types.Universe.Lookup("any").Type().Underlying()}, "Any"},
	} {
		if got := (planner{}).plan(test.typ).line(); got != test.want {
			t.Errorf("%s: %s, want %s", test.name, got, test.want)
		}
	}
}

func TestATypeHasOnePlan(t *testing.T) {
	node := &model.Type{Kind: model.Struct, Go: types.NewStruct(nil, nil)}
	next := &model.Type{Kind: model.Pointer, Go: types.NewPointer(node.Go), Elem: node}
	node.Fields = []model.Field{{Name: "next", Go: "Next", Type: next}}
	pl := planner{}
	if p := pl.plan(node); p.fields[0].elem != p || p.fields[0] != pl.plan(next) {
		t.Error("a type that holds itself has several plans")
	}
}
