package model

import (
	"go/types"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Title raises the first letter: item → Item.
func Title(s string) string {
	for k, r := range s {
		return string(unicode.ToUpper(r)) + s[k+len(string(r)):]
	}
	return s
}

// PackageOf returns the package that declares the named type or alias t, or nil.
func PackageOf(t types.Type) *types.Package {
	switch t := t.(type) {
	case *types.Alias:
		return t.Obj().Pkg()
	case *types.Named:
		return t.Obj().Pkg()
	}
	return nil
}

// LastStep returns the last field of a selector: Base.ID → ID.
func LastStep(selector string) string { return selector[strings.LastIndexByte(selector, '.')+1:] }

// FoldName folds a JSON name as encoding/json does when it ignores case: ASCII letters to upper case, any other rune to
// the smallest one that simple folding makes equal to it (so ſ counts as S, and the Kelvin sign as K).
func FoldName(name string) string {
	return strings.Map(func(r rune) rune {
		if r < utf8.RuneSelf {
			return unicode.ToUpper(r)
		}
		least := r
		for next := unicode.SimpleFold(r); next != r; next = unicode.SimpleFold(next) {
			least = min(least, next)
		}
		return least
	}, name)
}
