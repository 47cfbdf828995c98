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

// lookUp returns the functions with the names, in the order of the sources.
func (fd *finder) lookUp(names []string) []*ast.FuncDecl {
	var chosen []*ast.FuncDecl
	missing := map[string]bool{}
	for k, name := range names {
		missing[name] = true
		if slices.Contains(names[:k], name) {
			fd.warnTwice(name)
		}
	}
	for decl := range fd.Functions {
		if name := decl.Name.Name; decl.Recv == nil && slices.Contains(names, name) {
			chosen = append(chosen, decl)
			missing[name] = false
		}
	}
	for _, name := range names {
		if !missing[name] {
			continue
		}
		if obj := fd.Types.Scope().Lookup(name); obj != nil {
			have := types.ObjectString(obj, types.RelativeTo(fd.Types))
			fd.Report(obj.Pos(), fmt.Sprintf("handler %s: not a function", name), "have "+have, wantHandler)
			continue
		}
		fd.Report(fd.PackageClause(), fmt.Sprintf("package %s has no function %s", fd.Name, name), fd.similar(name))
	}
	return chosen
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
	for decl := range fd.Functions {
		if decl.Recv == nil && (fd.nameableFunc(decl) || strings.EqualFold(decl.Name.Name, name)) {
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
func (fd *finder) nameableFunc(decl *ast.FuncDecl) bool {
	switch decl.Name.Name {
	case "main", "init", "_":
		return false
	}
	return fd.Name == "main" || decl.Name.IsExported()
}

// implicit returns the only function of the form func([context.Context,] Params) (Result, error) where Params is a
// struct or a pointer to one. It must be exported, except in a package main. That there is none, or that there are several, is reported.
func (fd *finder) implicit() []*ast.FuncDecl {
	var candidates []*ast.FuncDecl
	var misses []string
	for decl, fn := range fd.Functions {
		switch miss, meant := fd.miss(decl, fn.Signature()); {
		case !meant:
		case miss == "":
			candidates = append(candidates, decl)
		default:
			misses = append(misses, fmt.Sprintf("%s: %s: %s", fd.Position(decl.Name.Pos()), funcName(decl), miss))
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
func (fd *finder) reportSeveral(candidates []*ast.FuncDecl) {
	var names []string
	first := fd.Position(candidates[0].Name.Pos())
	for _, decl := range candidates {
		pos := fd.Position(decl.Name.Pos())
		where := fmt.Sprintf("%d:%d", pos.Line, pos.Column)
		if pos.Filename != first.Filename {
			where = pos.String()
		}
		names = append(names, fmt.Sprintf("%s (%s)", decl.Name.Name, where))
	}
	fd.Report(candidates[0].Name.Pos(),
		fmt.Sprintf("%d functions could be the handler: %s", len(candidates), strings.Join(names, ", ")),
		"choose with -func, for example: owgen -func "+candidates[0].Name.Name)
}

// miss says why rule 3 passes over a function: "" if it does not. Nobody would take one for a handler that is not meant.
func (fd *finder) miss(decl *ast.FuncDecl, sig *types.Signature) (why string, meant bool) {
	s, problem := fd.shapeOf(sig)
	perfect := problem.Msg == "" && s.err && s.result != nil && s.params != nil && (isStruct(pointee(s.params.Type())) || isInvalid(s.params.Type()))
	nevertheless := "; to serve it nevertheless: owgen -func " + decl.Name.Name
	switch {
	case decl.Recv != nil && perfect && decl.Name.IsExported():
		return "a method", true
	case decl.Recv != nil || !perfect && !fd.nameableFunc(decl), decl.Name.Name == "_":
		return "", false
	case perfect && fd.nameableFunc(decl):
		return "", true
	case perfect:
		return "not exported", true
	case problem.Msg != "":
		return problem.Msg, true
	case s.params == nil:
		return "no Params" + nevertheless, true
	case s.result == nil:
		return "no Result" + nevertheless, true
	case !s.err:
		return "no error" + nevertheless, true
	}
	return "the parameter is " + fd.TypeString(s.params.Type()) + ", not a struct" + nevertheless, true
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
