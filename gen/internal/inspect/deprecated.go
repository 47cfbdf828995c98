package inspect

import (
	"go/types"
	"strings"

	"github.com/owgen/owgen/gen/internal/model"
	"github.com/owgen/owgen/gen/internal/source"
)

// findDeprecated looks for names that generated code cannot avoid and whose declarations say that they are deprecated.
func findDeprecated(src *source.Package, p *model.Package) model.Deprecated {
	s := namesSearch{src: src, outPath: p.OutPath, deprecations: src.Deprecations(), seen: map[*model.Type]bool{}}
	var found model.Deprecated
	for _, h := range p.Handlers {
		served := s.isDeprecated(src.Types.Scope().Lookup(h.Func))
		found.Main = found.Main || served && h.Bindable() // else codec.go has a function that calls it
		found.Codec = found.Codec || served || s.inForm(h.Input) || s.inForm(h.Output)
	}
	return found
}

// A namesSearch looks at what generated code names.
type namesSearch struct {
	src          *source.Package
	outPath      string // of the program
	deprecations source.Deprecations
	seen         map[*model.Type]bool
}

// isDeprecated reports whether obj is deprecated where the program names it: a package may use its own names, whatever it
// says of them.
func (s namesSearch) isDeprecated(obj types.Object) bool {
	if obj == nil || obj.Pkg() == nil || obj.Pkg().Path() == s.outPath {
		return false
	}
	return s.deprecations.Includes(obj)
}

// inForm looks at what is said of a form.
func (s namesSearch) inForm(form *model.Form) bool {
	found := false
	for f := range form.Chain() {
		found = s.inType(f.Go) || s.inModel(f.Type) || found
	}
	return found
}

// inModel looks at the functions for t, and at those that they call.
func (s namesSearch) inModel(t *model.Type) bool {
	if t == nil || s.seen[t] {
		return false
	}
	s.seen[t] = true
	found := s.inType(t.Go) || s.inModel(t.Key) || s.inModel(t.Elem)
	if fields, ok := t.Go.Underlying().(*types.Struct); ok && t.Kind == model.Struct && t.Method == model.ByKind { // spelled by a guard
		for f := range fields.Fields() {
			found = found || s.inType(f.Type())
		}
	}
	for _, f := range t.Fields {
		found = s.inField(t.Go, f) || s.inModel(f.Type) || found
	}
	return found
}

// inField looks at the selector of a field of the struct type t, and at the method that it may be asked by.
func (s namesSearch) inField(t types.Type, f model.Field) bool {
	steps := strings.Split(f.Go, ".")
	if f.OmitZero && f.Type.Zero == model.ZeroMethod {
		steps = append(steps, "IsZero")
	}
	for _, step := range steps {
		obj, _, _ := types.LookupFieldOrMethod(t, true, s.src.Types, step)
		if obj == nil {
			return false // unreachable: the program selects it
		}
		if s.isDeprecated(obj) {
			return true
		}
		t = obj.Type()
	}
	return false
}

// inType looks at the names in the spelling of t.
func (s namesSearch) inType(t types.Type) bool {
	inArgs := func(args *types.TypeList) bool {
		for arg := range args.Types() {
			if s.inType(arg) {
				return true
			}
		}
		return false
	}
	switch t := t.(type) {
	case *types.Alias:
		return s.isDeprecated(t.Obj()) || inArgs(t.TypeArgs())
	case *types.Named:
		return s.isDeprecated(t.Obj()) || inArgs(t.TypeArgs())
	case *types.Map:
		return s.inType(t.Key()) || s.inType(t.Elem())
	case interface{ Elem() types.Type }: // pointer, slice, array
		return s.inType(t.Elem())
	case *types.Struct:
		for f := range t.Fields() {
			if s.inType(f.Type()) {
				return true
			}
		}
	}
	return false
}
