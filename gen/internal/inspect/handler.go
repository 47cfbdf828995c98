package inspect

import (
	"cmp"
	"fmt"
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
	chosen := fd.choose(marked)
	fd.noteExcluded()
	var handlers []*model.Handler
	for _, obj := range chosen {
		d := fd.directiveOf(obj, marked)
		if h := fd.handler(obj, d); h != nil {
			fd.warnUnused(h, d)
			handlers = append(handlers, h)
		}
	}
	if len(chosen) > 0 {
		fd.checkMain()
	}
	fd.checkNames(handlers)
	fd.typer.readKeys()
	fd.typer.checkRequired()
	if fd.Err() == nil {
		fd.typer.tellDetours()
	}
	markUnnamed(handlers, fd.Funcs)
	slices.SortFunc(handlers, func(a, b *model.Handler) int { return strings.Compare(a.Name, b.Name) })
	return handlers
}

// choose returns what is to be served by the first rule that applies.
func (fd *finder) choose(marked markings) []types.Object {
	switch {
	case len(fd.Funcs) > 0:
		return fd.lookUp(fd.Funcs)
	case len(marked.order) > 0:
		return marked.order
	}
	return fd.implicit()
}

// directiveOf returns what the directive of obj says. Without one, it is what is said for all.
func (fd *finder) directiveOf(obj types.Object, marked markings) directive {
	d, ok := marked.of[obj]
	if !ok {
		d.options = fd.Options
	}
	return d
}

// handler returns the model of a chosen function or variable, or nil if it cannot be served; why is reported then.
func (fd *finder) handler(obj types.Object, d directive) *model.Handler {
	h := &model.Handler{
		Name: cmp.Or(d.name, obj.Name()), Func: obj.Name(), Pos: obj.Pos(), Options: d.options,
		File: filepath.Base(fd.Fset.PositionFor(obj.Pos(), false).Filename), // whatever a //line says
	}
	fn, isFunc := obj.(*types.Func)
	switch {
	case isFunc && fn.Signature().Recv() != nil:
		s, _ := fd.shapeOf(fn.Signature())
		fd.Report(obj.Pos(), fmt.Sprintf("handler %s: a method", obj.Name()),
			"have "+fd.TypeString(obj.Type()), s.want(), "write a function that calls it")
		return nil
	case obj.Name() == "_" || obj.Name() == "init" || obj.Name() == "main":
		fd.Report(obj.Pos(), fmt.Sprintf("handler %s: cannot be called", obj.Name()), "give it another name")
		return nil
	case fd.Name != "main" && !obj.Exported():
		fd.Report(obj.Pos(), fmt.Sprintf("handler %s: not exported", obj.Name()), "export it, or make this a package main")
		return nil
	}
	if h.Input = httpForm(obj); h.Input != nil {
		return h
	}
	if !isFunc {
		fd.Report(obj.Pos(), fmt.Sprintf("handler %s: neither a function nor an http.Handler", obj.Name()), "have "+types.ObjectString(obj, fd.Qualifier), wantHandler)
		return nil
	}
	return fd.function(h, fn)
}

// function adds to h what the function takes and gives. It returns nil if there is something wrong with that.
func (fd *finder) function(h *model.Handler, fn *types.Func) *model.Handler {
	s, problem := fd.shapeOf(fn.Signature())
	if problem.Msg != "" {
		fd.Report(fn.Pos(), fmt.Sprintf("handler %s: wrong signature", fn.Name()),
			"have "+fd.TypeString(fn.Type()), s.want(), problem.Hint)
		return nil
	}
	h.TakesContext, h.GivesError = s.context, s.err
	h.TakesParams, h.GivesResult = s.params != nil, s.result != nil
	nothing := types.NewVar(fn.Pos(), fn.Pkg(), "", types.NewStruct(nil, nil))
	h.Input = fd.complete(h, s.input, cmp.Or(s.params, nothing), model.Reading)
	h.Output = fd.complete(h, s.output, cmp.Or(s.result, nothing), model.Writing)
	if t := h.Input.JSON(); t != nil {
		h.Validates = hasMethod(types.NewPointer(t.Go), "Validate", validates)
	}
	fd.warnErrorMember(h)
	return h
}

// complete adds to the form of v, a parameter or a result of h, what is to be known of its types. What is wrong with them is
// reported. No form stands for that of nothing.
func (fd *finder) complete(h *model.Handler, form *model.Form, v *types.Var, mode model.Mode) *model.Form {
	if form == nil {
		form = &model.Form{Kind: model.JSON, Go: v.Type()}
	}
	for f := range form.Chain() {
		u := use{handler: h, root: v.Pos(), mode: mode}
		u.path, u.json = u.role(), strings.ToLower(u.role())
		if obj := typeName(f.Go); obj != nil {
			u.path = obj.Name()
		} else if obj := typeName(pointee(f.Go)); obj != nil {
			u.path = obj.Name()
		}
		spelled := model.Spelling(f.Go, fd.typer.outPath)
		switch {
		case f.Kind == model.JSON:
			if f.Type = fd.typer.root(f.Go, u); f.Type != nil {
				f.Go = f.Type.Go
			}
		case spelled != nil:
			f.Go = spelled
		case f.Of == nil:
			fd.typer.reportUnspellable(u, f.Go)
		}
	}
	return form
}

// warnErrorMember warns of results that OpenWhisk takes for failures: an object with a member error is one.
func (fd *finder) warnErrorMember(h *model.Handler) {
	t := h.Result()
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
	if fd.hasMain() {
		fd.Report(fd.Types.Scope().Lookup("main").Pos(), mainTwice, "remove it, or move the handlers to a package of their own")
	}
}

const mainTwice = "package main has a func main, and owgen writes another one"

// hasMain reports whether the package is a program already.
func (fd *finder) hasMain() bool {
	_, ok := fd.Types.Scope().Lookup("main").(*types.Func)
	return ok && fd.Name == "main"
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
