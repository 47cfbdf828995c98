package inspect

import (
	"cmp"
	"fmt"
	"go/ast"
	"go/types"
	"path/filepath"
	"slices"
	"strings"

	"github.com/owgen/owgen/gen/internal/model"
	"github.com/owgen/owgen/gen/internal/source"
)

// handlers returns the functions to serve, by name. Which they are is decided by the first of these rules that applies:
//
//  1. those that the user names,
//  2. those that carry the directive //owgen:action,
//  3. the only one that looks like a handler: see implicit.
func (fd *finder) handlers() []*model.Handler {
	marked := fd.directives()
	var chosen []*ast.FuncDecl
	switch {
	case len(fd.Funcs) > 0:
		chosen = fd.lookUp(fd.Funcs)
	case len(marked) > 0:
		for decl, fn := range fd.Functions {
			if _, ok := marked[fn]; ok {
				chosen = append(chosen, decl)
			}
		}
	default:
		chosen = fd.implicit()
	}
	fd.noteExcluded()
	var handlers []*model.Handler
	for _, decl := range chosen {
		fn := fd.TypesInfo.Defs[decl.Name].(*types.Func)
		d, ok := marked[fn]
		if !ok {
			d.options = fd.Options
		}
		if h := fd.handler(fn, d); h != nil {
			handlers = append(handlers, h)
		}
	}
	if len(chosen) > 0 {
		fd.checkMain()
	}
	fd.checkNames(handlers)
	fd.typer.bindDefaults(handlers)
	fd.typer.checkRequired()
	if fd.Err() == nil {
		fd.typer.tellDetours()
	}
	markUnnamed(handlers, fd.Funcs)
	slices.SortFunc(handlers, func(a, b *model.Handler) int { return strings.Compare(a.Name, b.Name) })
	return handlers
}

// handler returns the model of a chosen function, or nil if it cannot be served; why is reported then.
func (fd *finder) handler(fn *types.Func, d directive) *model.Handler {
	h := &model.Handler{
		Name: cmp.Or(d.name, fn.Name()), Func: fn.Name(), Pos: fn.Pos(), Options: d.options,
		File: filepath.Base(fd.Fset.PositionFor(fn.Pos(), false).Filename), // whatever a //line says
	}
	sig := fn.Signature()
	s, problem := fd.shapeOf(sig)
	switch {
	case sig.Recv() != nil:
		fd.Report(fn.Pos(), fmt.Sprintf("handler %s: a method", fn.Name()),
			"have "+fd.TypeString(sig), s.want(), "write a function that calls it")
		return nil
	case fn.Name() == "_" || fn.Name() == "init" || fn.Name() == "main":
		fd.Report(fn.Pos(), fmt.Sprintf("handler %s: cannot be called", fn.Name()), "give it another name")
		return nil
	case fd.Name != "main" && !fn.Exported():
		fd.Report(fn.Pos(), fmt.Sprintf("handler %s: not exported", fn.Name()), "export it, or make this a package main")
		return nil
	case problem.Msg != "":
		fd.Report(fn.Pos(), fmt.Sprintf("handler %s: wrong signature", fn.Name()),
			"have "+fd.TypeString(sig), s.want(), problem.Hint)
		return nil
	}
	h.TakesContext, h.GivesError = s.context, s.err
	nothing := types.NewVar(fn.Pos(), fn.Pkg(), "", types.NewStruct(nil, nil))
	if h.TakesParams = s.params != nil; h.TakesParams {
		_, h.TakesPointer = s.params.Type().Underlying().(*types.Pointer)
	}
	h.Params = fd.root(h, model.Reading, cmp.Or(s.params, nothing))
	h.GivesResult = s.result != nil
	h.Result = fd.root(h, model.Writing, cmp.Or(s.result, nothing))
	fd.warnErrorMember(h)
	return h
}

// root returns the model of a handler's parameter or result, or nil if there is something wrong with it.
func (fd *finder) root(h *model.Handler, mode model.Mode, v *types.Var) *model.Type {
	u := use{handler: h, root: v.Pos(), mode: mode}
	u.path, u.json = u.role(), strings.ToLower(u.role())
	t := v.Type()
	p, ok := t.Underlying().(*types.Pointer)
	if ok && mode == model.Reading {
		t = p.Elem() // the runtime makes a new one for each call and passes a pointer to it
	}
	if obj := typeName(t); obj != nil {
		u.path = obj.Name()
	} else if ok && typeName(p.Elem()) != nil {
		u.path = typeName(p.Elem()).Name()
	}
	return fd.typer.root(t, u)
}

// warnErrorMember warns of results that OpenWhisk takes for failures: an object with a member error is one.
func (fd *finder) warnErrorMember(h *model.Handler) {
	t := h.Result
	if t != nil && t.Kind == model.Pointer {
		t = t.Elem
	}
	if t == nil {
		return
	}
	for _, f := range t.Fields {
		if f.Name != "error" || f.OmitEmpty || f.OmitZero || len(f.Embeds) > 0 {
			continue
		}
		pos := f.Pos
		if obj := typeName(t.Go); obj != nil && !fd.Editable(obj) {
			pos = h.Pos
		}
		fd.Warn(source.Diagnostic{
			Pos:   fd.Position(pos),
			Msg:   fmt.Sprintf("each result of %s has the member error, so OpenWhisk takes each for a failure", h.Func),
			Notes: []string{"tag it `json:\"error,omitempty\"`, or return the error as the second result"},
		})
	}
}

// checkMain reports a func main in a package main of handlers, since owgen writes that.
func (fd *finder) checkMain() {
	if fn, ok := fd.Types.Scope().Lookup("main").(*types.Func); ok && fd.Name == "main" {
		fd.Report(fn.Pos(), "package main has a func main, and owgen writes another one",
			"remove it, or move the handlers to a package of their own")
	}
}

// checkNames reports handlers that a caller could not tell apart. Actions are also found by names in another case.
func (fd *finder) checkNames(handlers []*model.Handler) {
	for k, h := range handlers {
		for _, other := range handlers[:k] {
			if strings.EqualFold(h.Name, other.Name) {
				msg := fmt.Sprintf("handler %s: its action is called %s, as that of %s is", h.Func, h.Name, other.Func)
				if h.Name != other.Name {
					msg = fmt.Sprintf("handler %s: its action is called %s, and that of %s %s: only case tells them apart",
						h.Func, h.Name, other.Func, other.Name)
				}
				fd.Report(h.Pos, msg, fd.Position(other.Pos).String()+": handler "+other.Func,
					"give it a name of its own: "+directivePrefix+"action name")
				break
			}
		}
	}
}

// markUnnamed marks the handler for calls that name none: the only one, else the one called main, else the first that the
// user named.
func markUnnamed(handlers []*model.Handler, named []string) {
	for _, h := range handlers {
		if len(handlers) == 1 || h.Name == "main" {
			h.Unnamed = true
			return
		}
	}
	for _, h := range handlers {
		h.Unnamed = len(named) > 0 && h.Func == named[0]
	}
}
