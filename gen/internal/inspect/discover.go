package inspect

import (
	"fmt"
	"go/ast"
	"go/types"
	"slices"
	"strings"

	"github.com/owgen/owgen/gen/internal/source"
	"github.com/owgen/owgen/internal/typo"
)

// lookUp returns the functions with the names, and the variables that are handlers of package net/http, in the order of the
// sources.
func (fd *finder) lookUp(names []string) []types.Object {
	var chosen []types.Object
	missing := map[string]bool{}
	for k, name := range names {
		missing[name] = true
		if slices.Contains(names[:k], name) {
			fd.warnTwice(name)
		}
	}
	for obj := range fd.named {
		if slices.Contains(names, obj.Name()) {
			chosen = append(chosen, obj)
			missing[obj.Name()] = false
		}
	}
	for _, name := range names {
		if !missing[name] {
			continue
		}
		if obj := fd.Types.Scope().Lookup(name); obj != nil {
			fd.Report(obj.Pos(), fmt.Sprintf("handler %s: not a function", name), "have "+types.ObjectString(obj, fd.Qualifier), wantHandler)
			continue
		}
		fd.Report(fd.PackageClause(), fmt.Sprintf("package %s has no function %s", fd.Name, name), fd.similar(name))
	}
	return chosen
}

// named yields the functions that have no receiver, and the variables.
func (fd *finder) named(yield func(types.Object) bool) {
	for decl, fn := range fd.Functions {
		if decl.Recv == nil && !yield(fn) {
			return
		}
	}
	for v := range fd.Variables {
		if !yield(v) {
			return
		}
	}
}

// warnTwice warns of a name that -func has twice: perhaps another one was meant.
func (fd *finder) warnTwice(name string) {
	if fn := fd.Types.Scope().Lookup(name); fn != nil {
		fd.Warn(source.Diagnostic{
			Pos: fd.Position(fn.Pos()), Msg: "-func names " + name + " twice", Notes: []string{"name it once"},
		})
	}
}

// similar suggests the function that was probably meant by a name, or else all that could be.
func (fd *finder) similar(name string) string {
	var all []string
	for obj := range fd.named {
		v, isVar := obj.(*types.Var)
		if (!isVar || httpForm(v) != nil) && (fd.nameable(obj) || strings.EqualFold(obj.Name(), name)) {
			all = append(all, obj.Name())
		}
	}
	near := typo.Meant(name, all)
	switch {
	case near != "":
		return "did you mean " + near + "?"
	case all == nil:
		return ""
	}
	return "it has " + strings.Join(all, ", ")
}

// nameable reports whether the generated program can use the function or the variable.
func (fd *finder) nameable(obj types.Object) bool {
	switch obj.Name() {
	case "main", "init", "_":
		return false
	}
	return fd.Name == "main" || obj.Exported()
}

// implicit returns the only function that looks like a handler: see miss. That there is none, or that there are several, is
// reported.
func (fd *finder) implicit() []types.Object {
	var candidates []types.Object
	var misses []string
	consider := func(obj types.Object, name, miss string) {
		if miss == "" {
			candidates = append(candidates, obj)
		} else {
			misses = append(misses, fmt.Sprintf("%s: %s: %s", fd.Position(obj.Pos()), name, miss))
		}
	}
	for decl, fn := range fd.Functions {
		if miss, meant := fd.miss(fn); meant {
			consider(fn, funcName(decl), miss)
		}
	}
	for v := range fd.Variables {
		if httpForm(v) != nil && fd.nameable(v) {
			consider(v, v.Name(), "an http.Handler"+nevertheless(v))
		}
	}
	switch len(candidates) {
	case 0:
		fd.Report(fd.PackageClause(), fmt.Sprintf("package %s has no handler", fd.Name), append(misses, "a handler is "+handlerForm)...)
		return nil
	case 1:
		return candidates
	}
	fd.reportSeveral(candidates)
	return nil
}

// reportSeveral reports that the functions all look like the handler.
func (fd *finder) reportSeveral(candidates []types.Object) {
	var names []string
	first := fd.Position(candidates[0].Pos())
	for _, obj := range candidates {
		pos := fd.Position(obj.Pos())
		where := fmt.Sprintf("%d:%d", pos.Line, pos.Column)
		if pos.Filename != first.Filename {
			where = pos.String()
		}
		names = append(names, fmt.Sprintf("%s (%s)", obj.Name(), where))
	}
	fd.Report(candidates[0].Pos(),
		fmt.Sprintf("%d functions could be the handler: %s", len(candidates), strings.Join(names, ", ")),
		"choose with -func, for example: owgen -func "+candidates[0].Name())
}

// miss says why rule 3 passes over a function: "" if it does not. Nobody would take one for a handler that is not meant.
//
// The rule takes what is hardly anything but a handler. That is func([context.Context,] Params) (Result, error), where Params
// is a struct or a pointer to one, or any function that also says whether it failed and has a form of owgen's own: an ow type,
// or a stream.
func (fd *finder) miss(fn *types.Func) (why string, meant bool) {
	s, problem := fd.shapeOf(fn.Signature())
	perfect := problem.Msg == "" && s.givesError() && s.isTelling()
	isMethod := fn.Signature().Recv() != nil
	switch {
	case isMethod && perfect && fn.Exported():
		return "a method", true
	case isMethod || !perfect && !fd.nameable(fn), fn.Name() == "_":
		return "", false
	case perfect && fd.nameable(fn):
		return "", true
	case perfect:
		return "not exported", true
	case httpForm(fn) != nil:
		return "a handler of net/http" + nevertheless(fn), true
	case problem.Msg != "":
		return problem.Msg, true
	case s.params == nil:
		return "no Params" + nevertheless(fn), true
	case s.result == nil:
		return "no Result" + nevertheless(fn), true
	case !s.givesError():
		return "no error" + nevertheless(fn), true
	case !s.takesStruct():
		return "the parameter is " + fd.TypeString(s.params.Type()) + ", not a struct" + nevertheless(fn), true
	}
	return "the result is " + fd.TypeString(s.result.Type()) + ", not a struct" + nevertheless(fn), true
}

// nevertheless says how to serve what rule 3 passes over.
func nevertheless(obj types.Object) string {
	return "; to serve it nevertheless: owgen -func " + obj.Name()
}

// funcName is a function's name as in its documentation: Hello, Server.Hello.
func funcName(decl *ast.FuncDecl) string {
	if decl.Recv == nil || len(decl.Recv.List) != 1 {
		return decl.Name.Name
	}
	receiver := decl.Recv.List[0].Type
	if star, ok := receiver.(*ast.StarExpr); ok {
		receiver = star.X
	}
	return strings.TrimPrefix(types.ExprString(receiver)+"."+decl.Name.Name, ".")
}
