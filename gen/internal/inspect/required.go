package inspect

import (
	"go/types"

	"github.com/owgen/owgen/gen/internal/model"
	"github.com/owgen/owgen/gen/internal/source"
)

// checkRequired warns of required fields of results, unless they are those of parameters too. Another package may use a type
// otherwise, so the types of other packages are left alone.
func (ty *typer) checkRequired() {
	isParam := map[*types.Var]bool{}
	for _, u := range ty.required {
		if u.mode == model.Reading {
			isParam[u.innermost()] = true
		}
	}
	for _, u := range ty.required {
		if field := u.innermost(); u.mode != model.Reading && !isParam[field] && field.Pkg() == ty.Types {
			ty.warnUse(u, source.Misfit{Msg: `the tag ow:"required" has no effect in a result`, Hint: "remove it"})
		}
	}
}
