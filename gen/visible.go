package gen

import (
	"fmt"
	"go/types"
	"slices"
	"strings"
)

// nameable reports whether a program at outPath can name obj.
func nameable(obj *types.TypeName, outPath string) bool {
	pkg := obj.Pkg()
	return pkg == nil || pkg.Path() == outPath || obj.Exported() && importable(pkg.Path(), outPath)
}

// importable reports whether a package at from may import the one at path: what is below a directory called internal is
// for the tree that this directory is in, and the standard library's vendored packages are for itself.
func importable(path, from string) bool {
	if strings.HasPrefix(path, "vendor/") {
		return false
	}
	padded := "/" + path + "/"
	k := strings.LastIndex(padded, "/internal/")
	if k < 0 {
		return true
	}
	parent := padded[:k] // with a slash in front
	return parent != "" && strings.HasPrefix("/"+from+"/", parent+"/")
}

// spelling returns t as a program at outPath can write it: as it is, or with the names of aliases that it must not use
// replaced by what they stand for. It returns nil if there is no way.
func spelling(t types.Type, outPath string) types.Type {
	if spellable(t, outPath) {
		return t
	}
	switch t := t.(type) {
	case *types.Alias:
		return spelling(t.Rhs(), outPath)
	case *types.Pointer:
		if elem := spelling(t.Elem(), outPath); elem != nil {
			return types.NewPointer(elem)
		}
	case *types.Slice:
		if elem := spelling(t.Elem(), outPath); elem != nil {
			return types.NewSlice(elem)
		}
	case *types.Array:
		if elem := spelling(t.Elem(), outPath); elem != nil {
			return types.NewArray(elem, t.Len())
		}
	case *types.Map:
		if key, elem := spelling(t.Key(), outPath), spelling(t.Elem(), outPath); key != nil && elem != nil {
			return types.NewMap(key, elem)
		}
	case *types.Named:
		if nameable(t.Obj(), outPath) {
			return spellInstance(t, outPath)
		}
	case *types.Struct:
		return spellStruct(t, outPath)
	}
	return nil
}

// spellInstance is spelling for an instance of a generic type that has a name.
func spellInstance(t *types.Named, outPath string) types.Type {
	var args []types.Type
	for arg := range t.TypeArgs().Types() {
		s := spelling(arg, outPath)
		if s == nil {
			return nil
		}
		args = append(args, s)
	}
	instance, err := types.Instantiate(nil, t.Origin(), args, false)
	if err != nil {
		return nil // unreachable: the arguments are as many as before
	}
	return instance
}

// spellStruct is spelling for a struct type without a name. An embedded field is called as its type is spelled, so that
// spelling must stay.
func spellStruct(t *types.Struct, outPath string) types.Type {
	if !hasTidyTags(t) {
		return nil
	}
	var (
		fields []*types.Var
		tags   []string
	)
	for k := range t.NumFields() {
		f := t.Field(k)
		s := spelling(f.Type(), outPath)
		if s == nil || !f.Exported() && f.Pkg().Path() != outPath || f.Embedded() && s != f.Type() {
			return nil
		}
		fields = append(fields, types.NewField(f.Pos(), f.Pkg(), f.Name(), s, f.Embedded()))
		tags = append(tags, t.Tag(k))
	}
	return types.NewStruct(fields, tags)
}

// reportUnspellable reports that the type t, met at u, has no spelling. The place to edit is the declaration of the name
// that is not exported, where that is the user's own.
func (ty *typer) reportUnspellable(u use, t types.Type) {
	switch culprit := ty.culprit(t).(type) {
	case *types.Named:
		obj := culprit.Obj()
		switch {
		case obj.Exported():
			ty.reportUse(u, Misfit{Msg: ty.unspellable(t)})
		case ty.editable(obj):
			ty.found = append(ty.found, Diagnostic{
				Pos: ty.declared(obj),
				Msg: obj.Name() + ": not exported, so the generated program cannot name it",
				Notes: []string{
					fmt.Sprintf("%s: used by handler %s as %s", ty.position(u.root), u.handler.Func, u.path),
					"export it, or make this a package main",
				},
			})
		default:
			ty.reportUse(u, Misfit{Msg: ty.unspellable(t)})
		}
	default:
		ty.reportUse(u, Misfit{ty.unspellable(t), "give the struct type an exported name"})
	}
}

// unspellable says why t has no spelling.
func (ty *typer) unspellable(t types.Type) string {
	culprit, ok := ty.culprit(t).(*types.Named)
	switch s, isStruct := ty.culprit(t).(*types.Struct); {
	case isStruct && !hasTidyTags(s):
		return "vet would complain of the tags of a struct type without a name where the generated program spells them"
	case !ok:
		return "the generated program cannot spell a struct type without a name that has fields which are not exported"
	case culprit.Obj().Exported():
		return fmt.Sprintf("the generated program, %s, may not import %s", ty.outPath, culprit.Obj().Pkg().Path())
	}
	return ty.typeString(culprit) + " is not exported, so the generated program cannot name it"
}

// culprit returns the innermost type because of which t has no spelling: a named type, or a struct type without a name
// that has fields which are not exported.
func (ty *typer) culprit(t types.Type) types.Type {
	var parts []types.Type
	switch t := t.(type) {
	case *types.Alias:
		parts = []types.Type{t.Rhs()}
	case *types.Named:
		if nameable(t.Obj(), ty.outPath) {
			parts = slices.Collect(t.TypeArgs().Types())
		}
	case *types.Map:
		parts = []types.Type{t.Key(), t.Elem()}
	case interface{ Elem() types.Type }: // pointer, slice, array
		parts = []types.Type{t.Elem()}
	case *types.Struct:
		for f := range t.Fields() {
			parts = append(parts, f.Type())
		}
	}
	for _, part := range parts {
		if spelling(part, ty.outPath) == nil {
			return ty.culprit(part)
		}
	}
	return types.Unalias(t)
}
