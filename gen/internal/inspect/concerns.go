package inspect

import (
	"go/types"

	"golang.org/x/tools/go/types/typeutil"

	"github.com/owgen/owgen/gen/internal/model"
)

// concerns are, by option, the types on which it has an effect that encoding/json would not have. An option is not here where
// encoding/json is told, or what is wrong is found before.
var concerns = map[string]func(types.Type) bool{
	"unknown":    isStruct,
	"duplicates": isObject,
	"case":       isStruct,
	"nil":        isNilable,
	"any":        types.IsInterface,
}

// generated is what of o the functions for t in the mode are generated for: that which makes a difference to them.
func generated(o model.Options, t types.Type, mode model.Mode) model.Options {
	var g model.Options
	for opt := range o.Given(mode) {
		if opt.Suffix != "" && holds(t, concerns[opt.Name], mode) {
			opt.TurnOn(&g)
		}
	}
	return g
}

// ignored are the options in o that have no effect on values of type t which go through encoding/json.
func ignored(o model.Options, t types.Type, mode model.Mode) []string {
	var words []string
	for opt := range o.Given(mode) {
		if concerns[opt.Name] != nil && holds(t, concerns[opt.Name], mode) {
			words = append(words, opt.Name+"="+opt.Values[1])
		}
	}
	return words
}

// holds reports whether t, or a part of it, is one of the types in question. What methods of its own treat has no parts.
func holds(t types.Type, isOne func(types.Type) bool, mode model.Mode) bool {
	if mode == model.Writing {
		mode = model.WritingCopy // a part may be in a map, where fewer methods are called
	}
	var seen typeutil.Map
	var search func(types.Type) bool
	search = func(t types.Type) bool {
		if seen.Set(t, true) != nil || methodOf(t, mode) != model.ByKind {
			return false
		}
		switch under := t.Underlying().(type) {
		case *types.Struct:
			for f := range under.Fields() {
				if search(f.Type()) {
					return true
				}
			}
		case interface{ Elem() types.Type }: // pointer, slice, array, map
			if search(under.Elem()) {
				return true
			}
		}
		return isOne(t)
	}
	return search(t)
}

// isObject reports whether a value of type t may be read from an object.
func isObject(t types.Type) bool {
	switch t.Underlying().(type) {
	case *types.Struct, *types.Map, *types.Interface:
		return true
	}
	return false
}

// isNilable reports whether a value of type t may be a slice or a map that is nil.
func isNilable(t types.Type) bool {
	switch t.Underlying().(type) {
	case *types.Slice, *types.Map, *types.Interface:
		return true
	}
	return false
}
