package inspect

import (
	"cmp"
	"fmt"
	"go/types"
	"slices"
	"strings"

	"github.com/owgen/owgen/gen/internal/constraint"
	"github.com/owgen/owgen/gen/internal/source"
	"github.com/owgen/owgen/internal/typo"
)

// This file warns of keys in struct tags that nothing reads here, because they are mistyped, or because other packages check
// or fill the field by them. Without a word the field would hold any value, or none.

// foreignKeys returns those keys in the text of t, the tag of v, and what to write instead of them.
func (t tag) foreignKeys(text string, v *types.Var) []source.Misfit {
	var all []source.Misfit
	for _, pair := range splitTag(text).pairs {
		if hint := t.insteadOf(pair, v); hint != "" {
			all = append(all, source.Misfit{Msg: fmt.Sprintf("the key %s of its tag has no effect", pair.Name), Hint: hint})
		}
	}
	return all
}

// insteadOf says what to write instead of a key in the tag of v, or "" if it is read here or is about something else.
func (t tag) insteadOf(key constraint.Key, v *types.Var) string {
	if slices.Contains(constraint.Names(), key.Name) {
		return ""
	}
	switch strings.ToLower(key.Name) {
	case "required":
		return `write ow:"required"`
	case "validate", "binding":
		return "write a key for each rule, such as minimum:\"1\" or format:\"email\", or a method Validate"
	case "min", "max", "minlen", "maxlen":
		return bound(strings.ToLower(key.Name[:3]), key.Value, v.Type())
	case "regex", "regexp":
		return fmt.Sprintf("write pattern:%q", key.Value)
	case "form", "query", "schema":
		return t.renamed(key.Value, v)
	case "path", "param", "uri":
		return "take ow.Request, whose Path has what a path says"
	case "header", "cookie":
		return "take ow.Request, whose Header has what a header says"
	}
	if meant := typo.Meant(key.Name, constraint.Names()); meant != "" && len(key.Name) > 3 {
		return fmt.Sprintf("write %s:%q", meant, key.Value)
	}
	return ""
}

// bound returns the key for values of type t that a short one, min or max, stands for: min:"3" → write minLength:"3".
func bound(side, value string, t types.Type) string {
	switch t := pointee(t).Underlying().(type) {
	case *types.Slice:
		return fmt.Sprintf("write %sItems:%q", side, value)
	case *types.Basic:
		if t.Info()&types.IsString != 0 {
			return fmt.Sprintf("write %sLength:%q", side, value)
		}
		if t.Info()&types.IsNumeric != 0 {
			return fmt.Sprintf("write %simum:%q", side, value)
		}
	}
	return ""
}

// renamed says how v is filled from a query or a form under the name in value, which may have options behind it, or "" if it
// is under its own.
func (t tag) renamed(value string, v *types.Var) string {
	name, _, _ := strings.Cut(value, ",")
	own := cmp.Or(t.name, v.Name())
	if name == "" || name == "-" || !t.skip && strings.EqualFold(name, own) {
		return ""
	}
	return fmt.Sprintf("its name in queries and forms is that in JSON: write json:%q", name)
}
