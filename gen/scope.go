package gen

import "go/types"

// checkScope reports names of a package main that what is generated into it cannot do without: a user's type may not be
// called like a variable of generated functions, and nothing like what they use of Go's own names.
func (in *inspector) checkScope() {
	if in.pkg.Name != "main" {
		return
	}
	scope := in.pkg.Types.Scope()
	for _, name := range scope.Names() {
		if clashes(scope.Lookup(name)) {
			in.report(scope.Lookup(name).Pos(), "the generated code needs the name "+name+" for itself",
				"choose another name, or move the handlers to a package of their own")
		}
	}
}

// clashes reports whether generated code beside the declaration of obj would mean something else by its name.
func clashes(obj types.Object) bool {
	switch types.Universe.Lookup(obj.Name()).(type) {
	case *types.TypeName, *types.Nil:
		return true
	}
	switch obj.Name() {
	case "append", "len", "new":
		return true
	case "ctx", "p": // a handler of that name may be called from a function with that parameter
		return true
	}
	_, isType := obj.(*types.TypeName)
	return isType && isLocal[obj.Name()]
}
