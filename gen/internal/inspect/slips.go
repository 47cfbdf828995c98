package inspect

import (
	"fmt"
	"go/types"
	"slices"
	"strings"

	"github.com/owgen/owgen/gen/internal/constraint"
	"github.com/owgen/owgen/gen/internal/source"
	"github.com/owgen/owgen/internal/typo"
)

// This file warns of struct tags that encoding/json reads without a word, and otherwise than they look.

// jsonWords are the options that a json tag may have.
var jsonWords = []string{"omitempty", "omitzero", "string"}

// slips returns what is doubtful in the tag of v. Messages are about the field, whose name stands before them.
func slips(text string, v *types.Var) []source.Misfit {
	var all []source.Misfit
	split := splitTag(text)
	pairs, rest := split.pairs, split.rest
	for _, pair := range pairs {
		if want := keyMeant(pair.Name); want != "" {
			all = append(all, source.Misfit{Msg: fmt.Sprintf("the key %s of its tag has no effect", pair.Name), Hint: fmt.Sprintf("write %s:%q", want, pair.Value)})
		}
	}
	k := slices.IndexFunc(pairs, func(p constraint.Key) bool { return p.Name == "json" })
	if k < 0 || pairs[k].Value == "-" {
		return all
	}
	if strings.HasPrefix(rest, ",") || strings.Contains(rest, "omit") {
		all = append(all, source.Misfit{Msg: fmt.Sprintf("what stands behind its json tag, %s, has no effect", rest),
			Hint: fmt.Sprintf("write it between the quotes: json:%q", pairs[k].Value+","+strings.Trim(rest, ` ,"`))})
	}
	if isHidden(v) {
		return append(all, source.Misfit{Msg: "not exported, so its json tag has no effect", Hint: "export it, or remove the tag"})
	}
	name, options, _ := strings.Cut(pairs[k].Value, ",")
	all = append(all, nameSlips(name, options, pairs[k].Value)...)
	for word := range strings.SplitSeq(options, ",") {
		all = append(all, wordSlips(word, name, v)...)
	}
	return all
}

// nameSlips returns what is doubtful in the name that a json tag gives.
func nameSlips(name, options, value string) []source.Misfit {
	switch {
	case name == "omitempty" || name == "omitzero":
		return []source.Misfit{{Msg: "its name in JSON is " + name, Hint: fmt.Sprintf("for the option, write json:%q", ","+value)}}
	case strings.Contains(name, "omitempty") || strings.Contains(name, "omitzero"):
		return []source.Misfit{{Msg: fmt.Sprintf("its name in JSON is %q", name), Hint: "put a comma between the name and the option"}}
	case name == "-" && options != "":
		return []source.Misfit{{Msg: `its name in JSON is "-"`, Hint: `to leave it out, write json:"-"`}}
	case strings.TrimSpace(name) != name:
		return []source.Misfit{{Msg: fmt.Sprintf("its name in JSON is %q, with the space", name), Hint: "remove the space"}}
	}
	return nil
}

// wordSlips returns what is doubtful in an option of a json tag.
func wordSlips(word, name string, v *types.Var) []source.Misfit {
	_, isPointer := v.Type().Underlying().(*types.Pointer)
	flat := embeddedStruct(v) != nil && name == ""
	switch known := slices.Contains(jsonWords, word); {
	case word == "" || flat && (word == "inline" || word == "omitempty" && isPointer):
		return nil // it says what is done anyway
	case known && flat:
		return []source.Misfit{{Msg: fmt.Sprintf("the option %s has no effect on an embedded struct, whose fields are members like others", word),
			Hint: "tag its fields, or give it a name"}}
	case known:
		return nil
	case word == "required":
		return []source.Misfit{{Msg: "the option required has no effect", Hint: `write ow:"required"`}}
	}
	msg, hint := "the option "+word+" has no effect", "the options are omitempty, omitzero and string"
	if strings.ContainsAny(word, " \t") {
		msg = fmt.Sprintf("the option %q, with the space, has no effect", word)
	}
	if near := typo.Meant(word, jsonWords); near != "" {
		hint = "write " + near
	}
	return []source.Misfit{{Msg: msg, Hint: hint}}
}

// keyMeant returns the key that was meant by one of a struct tag, or "" if it is none of those that are read here.
func keyMeant(key string) string {
	for _, known := range []string{"json", "ow"} {
		if key != known && strings.EqualFold(key, known) {
			return known
		}
	}
	if strings.EqualFold(key, "owgen") {
		return "ow"
	}
	return ""
}
