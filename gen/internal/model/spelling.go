package model

import (
	"go/types"
	"slices"
	"strings"
)

// nameable reports whether a program at OutPath can name obj.
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

// Spelling returns t as a program at OutPath can write it: as it is, or with the names of aliases that it must not use
// replaced by what they stand for. It returns nil if there is no way.
func Spelling(t types.Type, outPath string) types.Type {
	if Spellable(t, outPath) {
		return t
	}
	switch t := t.(type) {
	case *types.Alias:
		return Spelling(t.Rhs(), outPath)
	case *types.Pointer:
		if elem := Spelling(t.Elem(), outPath); elem != nil {
			return types.NewPointer(elem)
		}
	case *types.Slice:
		if elem := Spelling(t.Elem(), outPath); elem != nil {
			return types.NewSlice(elem)
		}
	case *types.Array:
		if elem := Spelling(t.Elem(), outPath); elem != nil {
			return types.NewArray(elem, t.Len())
		}
	case *types.Map:
		if key, elem := Spelling(t.Key(), outPath), Spelling(t.Elem(), outPath); key != nil && elem != nil {
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
		s := Spelling(arg, outPath)
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
	if !HasTidyTags(t) {
		return nil
	}
	var (
		fields []*types.Var
		tags   []string
	)
	for k := range t.NumFields() {
		f := t.Field(k)
		s := Spelling(f.Type(), outPath)
		if s == nil || !f.Exported() && f.Pkg().Path() != outPath || f.Embedded() && s != f.Type() {
			return nil
		}
		fields = append(fields, types.NewField(f.Pos(), f.Pkg(), f.Name(), s, f.Embedded()))
		tags = append(tags, t.Tag(k))
	}
	return types.NewStruct(fields, tags)
}

// Spellable reports whether typeExpr can spell t where a program at OutPath may: every package in it may be imported
// there, all names in it are exported or at home there, and vet says nothing of its tags.
func Spellable(t types.Type, outPath string) bool {
	switch t := t.(type) {
	case *types.Alias:
		return nameable(t.Obj(), outPath) && allSpellable(t.TypeArgs(), outPath)
	case *types.Named:
		return nameable(t.Obj(), outPath) && allSpellable(t.TypeArgs(), outPath)
	case *types.Basic:
		return t.Kind() != types.UnsafePointer
	case *types.Pointer:
		return Spellable(t.Elem(), outPath)
	case *types.Slice:
		return Spellable(t.Elem(), outPath)
	case *types.Array:
		return Spellable(t.Elem(), outPath)
	case *types.Map:
		return Spellable(t.Key(), outPath) && Spellable(t.Elem(), outPath)
	case *types.Interface:
		return t.Empty()
	case *types.Struct:
		for f := range t.Fields() {
			if !f.Exported() && f.Pkg().Path() != outPath || !Spellable(f.Type(), outPath) {
				return false
			}
		}
		return HasTidyTags(t)
	}
	return false
}

func allSpellable(args *types.TypeList, outPath string) bool {
	for arg := range args.Types() {
		if !Spellable(arg, outPath) {
			return false
		}
	}
	return true
}

// Culprit returns the innermost type because of which t has no spelling: a named type, a struct type without a name that has
// fields which are not exported, or a function, a channel and the like.
func Culprit(t types.Type, outPath string) types.Type {
	var parts []types.Type
	switch t := t.(type) {
	case *types.Alias:
		parts = []types.Type{t.Rhs()}
	case *types.Named:
		if nameable(t.Obj(), outPath) {
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
		if Spelling(part, outPath) == nil {
			return Culprit(part, outPath)
		}
	}
	return types.Unalias(t)
}
