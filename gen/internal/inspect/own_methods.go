package inspect

import (
	"fmt"
	"go/types"
	"strings"

	"github.com/owgen/owgen/gen/internal/model"
	"github.com/owgen/owgen/gen/internal/source"
)

// This file warns of structs whose fields look as if they mattered, though a method reads or writes the whole: in encoding/json as
// here.

// methodNames are the methods by which a type reads and writes itself.
var methodNames = map[model.Method][2]string{
	model.ByJSON: {"UnmarshalJSON", "MarshalJSON"},
	model.ByText: {"UnmarshalText", "MarshalText"},
}

// warnOwnMethods warns of fields of the struct type t, met at u, to which its method pays no heed, or may pay none.
func (ty *typer) warnOwnMethods(t types.Type, method model.Method, u use) {
	fields, isStruct := t.Underlying().(*types.Struct)
	names, byMethod := methodNames[method]
	if !isStruct || !byMethod {
		return
	}
	name := names[0]
	if u.mode != model.Reading {
		name = names[1]
	}
	members := ty.objectOf(t).members
	if embedded := promoter(t, fields, name); embedded != nil {
		ty.warnPromoted(t, embedded, name, members, u)
		return
	}
	for _, m := range members {
		for _, key := range keysOf(m.tag) {
			if u.mode == model.Reading && ty.Editable(m.field()) {
				ty.warnUse(u.member(m), source.Misfit{Msg: fmt.Sprintf("%s is left to %s of %s, which reads the whole", key, name, ty.TypeString(t)),
					Hint: "check there, or in Validate of the parameters"})
			}
		}
	}
}

// promoter returns the embedded field that the struct type t has a method from, or nil if the method is its own.
func promoter(t types.Type, fields *types.Struct, method string) *types.Var {
	_, index, _ := types.LookupFieldOrMethod(t, true, nil, method)
	if len(index) < 2 {
		return nil
	}
	return fields.Field(index[0])
}

// warnPromoted warns of the other fields of a struct that has a method from an embedded one: they are no part of its JSON.
func (ty *typer) warnPromoted(t types.Type, embedded *types.Var, method string, members []candidate, u use) {
	var others []string
	for _, m := range members {
		if m.path[0] != embedded {
			others = append(others, m.field().Name())
		}
	}
	if len(others) == 0 || !ty.Editable(embedded) {
		return
	}
	const most = 3
	if len(others) > most {
		others = append(others[:most], "…")
	}
	done := "read"
	if u.mode != model.Reading {
		done = "written"
	}
	ty.warnUse(u.field([]*types.Var{embedded}), source.Misfit{
		Msg: fmt.Sprintf("%s has %s of the embedded %s, so it is %s as one, without %s", ty.TypeString(t), method,
			ty.TypeString(embedded.Type()), done, strings.Join(others, ", ")),
		Hint: fmt.Sprintf("name the field: %s %s", embedded.Name(), ty.TypeString(embedded.Type())),
	})
}

// keysOf are the keys of a tag that say what a caller may send and leave out.
func keysOf(t tag) []string {
	var keys []string
	if t.required {
		keys = append(keys, `ow:"required"`)
	}
	for _, key := range t.keys {
		if key.Checks() || key.Name == "default" {
			keys = append(keys, key.Name)
		}
	}
	return keys
}
