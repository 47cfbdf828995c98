package gen

import (
	"fmt"
	"go/ast"
	"go/types"
	"slices"
	"strings"

	"github.com/owgen/owgen/internal/typo"
)

// lookUp returns the functions with the names, in the order of the sources.
func (in *inspector) lookUp(names []string) []*ast.FuncDecl {
	var chosen []*ast.FuncDecl
	missing := map[string]bool{}
	for k, name := range names {
		missing[name] = true
		if slices.Contains(names[:k], name) {
			in.warnTwice(name)
		}
	}
	for decl := range in.functions {
		if name := decl.Name.Name; decl.Recv == nil && slices.Contains(names, name) {
			chosen = append(chosen, decl)
			missing[name] = false
		}
	}
	for _, name := range names {
		if !missing[name] {
			continue
		}
		if obj := in.pkg.Types.Scope().Lookup(name); obj != nil {
			have := types.ObjectString(obj, types.RelativeTo(in.pkg.Types))
			in.report(obj.Pos(), fmt.Sprintf("handler %s: not a function", name), "have "+have, wantHandler)
			continue
		}
		in.report(in.packageClause(), fmt.Sprintf("package %s has no function %s", in.pkg.Name, name), in.similar(name))
	}
	return chosen
}

// warnTwice warns of a name that -func has twice: perhaps another one was meant.
func (in *inspector) warnTwice(name string) {
	if fn := in.pkg.Types.Scope().Lookup(name); fn != nil {
		in.warnings = append(in.warnings, Diagnostic{
			Pos: in.position(fn.Pos()), Msg: "-func names " + name + " twice", Notes: []string{"name it once"},
		})
	}
}

// similar suggests the function that was probably meant by a name, or else all that could be.
func (in *inspector) similar(name string) string {
	var all []string
	for decl := range in.functions {
		if decl.Recv == nil && (in.nameableFunc(decl) || strings.EqualFold(decl.Name.Name, name)) {
			all = append(all, decl.Name.Name)
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

// nameableFunc reports whether the generated program can call the function.
func (in *inspector) nameableFunc(decl *ast.FuncDecl) bool {
	switch decl.Name.Name {
	case "main", "init", "_":
		return false
	}
	return in.pkg.Name == "main" || decl.Name.IsExported()
}

// implicit returns the only function of the form func([context.Context,] Params) (Result, error) where Params is a
// struct or a pointer to one. It must be exported, except in a package main. That there is none, or that there are several, is reported.
func (in *inspector) implicit() []*ast.FuncDecl {
	var candidates []*ast.FuncDecl
	var misses []string
	for decl, fn := range in.functions {
		miss := in.miss(decl, fn.Signature())
		switch {
		case miss == "":
			candidates = append(candidates, decl)
		case miss != notMeant:
			misses = append(misses, fmt.Sprintf("%s: %s: %s", in.position(decl.Name.Pos()), funcName(decl), miss))
		}
	}
	switch len(candidates) {
	case 0:
		in.report(in.packageClause(), fmt.Sprintf("package %s has no handler", in.pkg.Name), append(misses, "a handler is "+handlerForm)...)
		return nil
	case 1:
		return candidates
	}
	var names []string
	first := in.position(candidates[0].Name.Pos())
	for _, decl := range candidates {
		pos := in.position(decl.Name.Pos())
		where := fmt.Sprintf("%d:%d", pos.Line, pos.Column)
		if pos.Filename != first.Filename {
			where = pos.String()
		}
		names = append(names, fmt.Sprintf("%s (%s)", decl.Name.Name, where))
	}
	in.report(candidates[0].Name.Pos(),
		fmt.Sprintf("%d functions could be the handler: %s", len(candidates), strings.Join(names, ", ")),
		"choose with -func, for example: owgen -func "+candidates[0].Name.Name)
	return nil
}

// notMeant is the reason for passing over a function that nobody would take for a handler.
const notMeant = "not meant as a handler"

// miss says why rule 3 passes over a function: "" if it does not.
func (in *inspector) miss(decl *ast.FuncDecl, sig *types.Signature) string {
	s, problem := in.shapeOf(sig)
	perfect := problem.Msg == "" && s.err && s.result != nil && s.params != nil && (isStruct(pointee(s.params.Type())) || isInvalid(s.params.Type()))
	switch {
	case decl.Recv != nil && perfect && decl.Name.IsExported():
		return "a method"
	case decl.Recv != nil || !perfect && !in.nameableFunc(decl), decl.Name.Name == "_":
		return notMeant
	case perfect && in.nameableFunc(decl):
		return ""
	case perfect:
		return "not exported"
	case problem.Msg != "":
		return problem.Msg
	case s.params == nil:
		return "no Params; to serve it nevertheless: owgen -func " + decl.Name.Name
	case s.result == nil:
		return "no Result; to serve it nevertheless: owgen -func " + decl.Name.Name
	case !s.err:
		return "no error; to serve it nevertheless: owgen -func " + decl.Name.Name
	}
	return fmt.Sprintf("the parameter is %s, not a struct; to serve it nevertheless: owgen -func %s",
		in.typeString(s.params.Type()), decl.Name.Name)
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
