package gen

import "go/types"

// checkRequired warns of required fields of results, unless they are those of parameters too. Another package may use a type
// otherwise, so the types of other packages are left alone.
func (ty *typer) checkRequired() {
	isParam := map[*types.Var]bool{}
	for _, u := range ty.required {
		if u.role == "Params" {
			isParam[u.innermost()] = true
		}
	}
	for _, u := range ty.required {
		if field := u.innermost(); u.role == "Result" && !isParam[field] && field.Pkg() == ty.pkg.Types {
			ty.warnUse(u, Misfit{`the tag ow:"required" has no effect in a result`, "remove it"})
		}
	}
}
