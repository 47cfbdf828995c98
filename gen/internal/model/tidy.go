package model

import (
	"go/types"
	"reflect"
	"strconv"
	"strings"
)

// This file is about struct tags that vet complains of: code that spells them would be blamed for them. (golang.org/x/tools:
// go/analysis/passes/structtag)

// WithoutTags returns t without the tags of the struct types that are spelled out in it.
func WithoutTags(t types.Type) types.Type {
	switch t := t.(type) {
	case *types.Pointer:
		return types.NewPointer(WithoutTags(t.Elem()))
	case *types.Slice:
		return types.NewSlice(WithoutTags(t.Elem()))
	case *types.Array:
		return types.NewArray(WithoutTags(t.Elem()), t.Len())
	case *types.Map:
		return types.NewMap(WithoutTags(t.Key()), WithoutTags(t.Elem()))
	case *types.Struct:
		var fields []*types.Var
		for f := range t.Fields() {
			fields = append(fields, types.NewField(f.Pos(), f.Pkg(), f.Name(), WithoutTags(f.Type()), f.Embedded()))
		}
		return types.NewStruct(fields, nil)
	}
	return t
}

// HasTidyTags reports whether vet has nothing to say of the tags of the struct types that are spelled out in t.
func HasTidyTags(t types.Type) bool {
	switch t := t.(type) {
	case *types.Map:
		return HasTidyTags(t.Key()) && HasTidyTags(t.Elem())
	case *types.Pointer, *types.Slice, *types.Array:
		return HasTidyTags(t.(interface{ Elem() types.Type }).Elem())
	case *types.Struct:
		for k := range t.NumFields() {
			if !isTidy(t.Tag(k), t.Field(k)) || !HasTidyTags(t.Field(k).Type()) {
				return false
			}
		}
		return !repeatsNames(t, "json") && !repeatsNames(t, "xml")
	}
	return true
}

// isTidy reports whether a tag has the form of key:"value" pairs with spaces between, and is of use to the field.
func isTidy(tag string, field *types.Var) bool {
	for rest := strings.TrimLeft(tag, " "); rest != ""; {
		key, quoted, _ := strings.Cut(rest, ":")
		literal, err := strconv.QuotedPrefix(quoted)
		if err != nil || literal[0] != '"' || key == "" || strings.ContainsFunc(key, IsNotKey) {
			return false
		}
		value, _ := strconv.Unquote(literal) // it is quoted
		if _, options, _ := strings.Cut(value, ","); strings.Contains(options, " ") || key == "xml" && strings.Contains(value, " ") {
			return false
		}
		if (key == "json" || key == "xml") && value != "" && value != "-" && !field.Exported() && !field.Embedded() {
			return false
		}
		after := quoted[len(literal):]
		if rest = strings.TrimLeft(after, " "); rest != "" && rest == after {
			return false // no space
		}
	}
	return true
}

// repeatsNames reports whether two fields give themselves one name under the key, of those that are as deep in embedded
// structs.
func repeatsNames(t *types.Struct, key string) bool {
	type place struct {
		depth int
		name  string
	}
	seen := map[place]bool{}
	var repeats func(t *types.Struct, depth int) bool
	repeats = func(t *types.Struct, depth int) bool {
		for k := range t.NumFields() {
			f, value := t.Field(k), reflect.StructTag(t.Tag(k)).Get(key)
			name, _, _ := strings.Cut(value, ",")
			switch under, isStruct := f.Type().Underlying().(*types.Struct); {
			case value == "-", depth > 0 && !f.Exported():
			case name != "" && seen[place{depth, name}]:
				return true
			case name != "":
				seen[place{depth, name}] = true
			case isStruct && f.Embedded() && repeats(under, depth+1):
				return true
			}
		}
		return false
	}
	return repeats(t, 0)
}

// IsNotKey reports whether a rune cannot be part of a key of a struct tag.
func IsNotKey(r rune) bool { return r <= ' ' || r == '"' || r == 0x7f }
