package inspect

import (
	"fmt"
	"go/types"

	"github.com/owgen/owgen/gen/internal/model"
	"github.com/owgen/owgen/gen/internal/source"
)

// reportUnspellable reports that the type t, met at u, has no spelling. The place to edit is the declaration of the name
// that is not exported, where that is the user's own.
func (ty *typer) reportUnspellable(u use, t types.Type) {
	switch c := model.Culprit(t, ty.outPath).(type) {
	case *types.Named:
		obj := c.Obj()
		switch {
		case obj.Exported():
			ty.reportUse(u, source.Misfit{Msg: ty.unspellable(t)})
		case ty.Editable(obj):
			ty.Add(source.Diagnostic{
				Pos: ty.Declared(obj),
				Msg: obj.Name() + ": not exported, so the generated program cannot name it",
				Notes: []string{
					fmt.Sprintf("%s: used by handler %s as %s", ty.Position(u.root), u.handler.Func, u.path),
					"export it, or make this a package main",
				},
			})
		default:
			ty.reportUse(u, source.Misfit{Msg: ty.unspellable(t)})
		}
	default:
		ty.reportUse(u, source.Misfit{Msg: ty.unspellable(t), Hint: "give the struct type an exported name"})
	}
}

// unspellable says why t has no spelling.
func (ty *typer) unspellable(t types.Type) string {
	c := model.Culprit(t, ty.outPath)
	named, ok := c.(*types.Named)
	switch s, isStruct := c.(*types.Struct); {
	case isStruct && !model.HasTidyTags(s):
		return "vet would complain of the tags of a struct type without a name where the generated program spells them"
	case !ok && !isStruct:
		return "the generated program cannot spell " + ty.TypeString(c) + " in a type without a name"
	case !ok:
		return "the generated program cannot spell a struct type without a name that has fields which are not exported"
	case named.Obj().Exported():
		return fmt.Sprintf("the generated program, %s, may not import %s", ty.outPath, named.Obj().Pkg().Path())
	}
	return ty.TypeString(named) + " is not exported, so the generated program cannot name it"
}
