package inspect

import (
	"cmp"
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"github.com/owgen/owgen/gen/internal/model"
	"github.com/owgen/owgen/gen/internal/source"
)

// A Rejected is an exported function that is no handler, and the first reason that has to be mended.
type Rejected struct {
	Func   string
	Pos    token.Pos // of its name
	Reason string
}

// Judge says of each exported function of p, the package src, what it is: a handler, or why it is none. A fault of one handler
// does not keep another from being one, though nothing can be generated for the two. Both are in the order of the sources. What
// is found is not added to the findings of src.
func Judge(src *source.Package, s Selection, p *model.Package) Verdict {
	j := &judge{finder: newFinder(src.Apart(), s, p), src: src, pkg: p, broken: map[types.Object]string{}}
	j.marked = j.directives()
	j.explicit = len(s.Funcs) > 0 || len(j.marked.order) > 0
	j.chosen = j.choose(j.marked)
	return Verdict{j.handlers(), j.rejected(), j.explicit}
}

// A Verdict is what Judge says.
type Verdict struct {
	Handlers []*model.Handler
	Rejected []Rejected
	Explicit bool // somebody has named or marked the handlers
}

// A judge is a finder that goes on after it has found a fault.
type judge struct {
	*finder
	src      *source.Package
	pkg      *model.Package
	marked   markings
	explicit bool
	chosen   []types.Object
	broken   map[types.Object]string // those of the chosen that cannot be served, and why
}

// handlers returns those of the chosen that can be served.
func (j *judge) handlers() []*model.Handler {
	var all []*model.Handler
	for _, obj := range j.chosen {
		h := j.known(obj)
		if h == nil {
			h = j.alone(obj)
		}
		all = append(all, h)
	}
	markUnnamed(all, j.Funcs)
	all = slices.DeleteFunc(all, func(h *model.Handler) bool { return j.broken[j.objectAt(h.Pos)] != "" })
	slices.SortFunc(all, func(a, b *model.Handler) int { return j.compare(a.Pos, b.Pos) })
	return all
}

// known returns the handler as it was found, if there is nothing wrong in the whole package.
func (j *judge) known(obj types.Object) *model.Handler {
	k := slices.IndexFunc(j.pkg.Handlers, func(h *model.Handler) bool { return h.Pos == obj.Pos() })
	if k < 0 || j.src.Err() != nil {
		return nil
	}
	return j.pkg.Handlers[k]
}

// alone returns the handler as if it were the only one. If it cannot be served it is among the broken, and there is nothing but
// names in it.
func (j *judge) alone(obj types.Object) *model.Handler {
	fd := newFinder(j.src.Apart(), j.Selection, j.pkg)
	d := j.directiveOf(obj, j.marked)
	h := fd.handler(obj, d)
	fd.typer.readKeys()
	fd.typer.checkRequired()
	if reason := j.fault(obj, fd.Problems); reason != "" {
		j.broken[obj] = reason
		return &model.Handler{Name: cmp.Or(d.name, obj.Name()), Func: obj.Name(), Pos: obj.Pos()}
	}
	return h
}

// fault is the first thing that is wrong with obj: with its form, with what it takes and gives, with its name among the others.
func (j *judge) fault(obj types.Object, problems source.Diagnostics) string {
	if fn, ok := obj.(*types.Func); ok && fn.Signature().Recv() == nil && httpForm(fn) == nil {
		if _, m := j.shapeOf(fn.Signature()); m.Msg != "" {
			return m.Msg
		}
	}
	if misspelled := j.misspelled(obj); misspelled != "" {
		return misspelled
	}
	if len(problems) == 0 && j.hasMain() {
		return mainTwice
	}
	if at := j.Position(obj.Pos()); len(problems) == 0 {
		problems = slices.DeleteFunc(slices.Clone(j.src.Problems), func(d source.Diagnostic) bool { return d.Pos != at })
	}
	if len(problems) == 0 {
		return ""
	}
	return strings.TrimPrefix(problems.Sorted()[0].Msg, "handler "+obj.Name()+": ")
}

func (j *judge) objectAt(pos token.Pos) types.Object {
	return j.chosen[slices.IndexFunc(j.chosen, func(obj types.Object) bool { return obj.Pos() == pos })]
}

// rejected returns the exported functions that are no handlers, and the chosen ones that cannot be served, whatever they are.
func (j *judge) rejected() []Rejected {
	var all []Rejected
	for decl, fn := range j.Functions {
		if reason := j.reason(decl, fn); reason != "" {
			all = append(all, Rejected{funcName(decl), fn.Pos(), reason})
		}
	}
	for v := range j.Variables {
		if j.broken[v] != "" {
			all = append(all, Rejected{v.Name(), v.Pos(), j.broken[v]})
		}
	}
	slices.SortFunc(all, func(a, b Rejected) int { return j.compare(a.Pos, b.Pos) })
	return all
}

// reason is why a function is no handler, or "" if it is one or nobody would ask.
func (j *judge) reason(decl *ast.FuncDecl, fn *types.Func) string {
	switch isChosen := slices.Contains(j.chosen, types.Object(fn)); {
	case isChosen && (j.explicit || fn.Exported()):
		return j.broken[fn]
	case isChosen || !fn.Exported():
		return ""
	}
	miss, meant := j.miss(fn)
	if fn.Signature().Recv() != nil {
		return miss // "" unless its form is that of a handler
	}
	if _, m := j.shapeOf(fn.Signature()); m.Msg != "" && httpForm(fn) == nil {
		return m.Msg
	}
	switch {
	case j.misspelled(fn) != "":
		return j.misspelled(fn)
	case len(j.Funcs) > 0:
		return "-func does not name it"
	case len(j.marked.order) > 0:
		return "others carry " + directivePrefix + "action, and it does not"
	case meant && miss == "" && len(j.Problems) > 0:
		return j.Problems[len(j.Problems)-1].Msg // that there are several
	}
	return miss
}

// misspelled is what is wrong with the directive in the comment of a function or a variable, or "".
func (j *judge) misspelled(obj types.Object) string {
	doc := j.comment(obj)
	if doc == nil {
		return ""
	}
	from, to := j.Position(doc.Pos()), j.Position(doc.End())
	for _, d := range j.Problems {
		if d.Pos.Filename == from.Filename && from.Line <= d.Pos.Line && d.Pos.Line <= to.Line {
			return d.Msg
		}
	}
	return ""
}

// comment returns the comment above a function or a variable, or nil.
func (j *judge) comment(obj types.Object) *ast.CommentGroup {
	for decl, fn := range j.Functions {
		if fn == obj {
			return decl.Doc
		}
	}
	for v, doc := range j.Variables {
		if v == obj {
			return doc
		}
	}
	return nil
}

// compare orders positions by file and line, as diagnostics are.
func (j *judge) compare(a, b token.Pos) int {
	p, q := j.Position(a), j.Position(b)
	return cmp.Or(cmp.Compare(p.Filename, q.Filename), cmp.Compare(p.Line, q.Line), cmp.Compare(p.Column, q.Column))
}
