package gen

import (
	"fmt"
	"go/types"
	"slices"
	"strings"

	"github.com/owgen/owgen/internal/typo"
)

// This file warns of struct tags that encoding/json reads without a word, and otherwise than they look.

// A slip is such a tag, or a part of one.
type slip struct{ msg, hint string }

// jsonWords are the options that a json tag may have.
var jsonWords = []string{"omitempty", "omitzero", "string"}

// warnSlips warns of the tag of a field of the user's.
func (in *inspector) warnSlips(text string, v *types.Var, u use) {
	if text == "" || !in.editable(v) {
		return
	}
	for _, s := range slips(text, v) {
		in.warnUse(u, v.Name()+": "+s.msg, s.hint)
	}
}

// slips returns what is doubtful in the tag of v.
func slips(text string, v *types.Var) []slip {
	var all []slip
	pairs, rest := tagPairs(text)
	for _, pair := range pairs {
		if want := keyMeant(pair.key); want != "" {
			all = append(all, slip{fmt.Sprintf("the key %s of its tag has no effect", pair.key), fmt.Sprintf("write %s:%q", want, pair.value)})
		}
	}
	k := slices.IndexFunc(pairs, func(p tagPair) bool { return p.key == "json" })
	if k < 0 || pairs[k].value == "-" {
		return all
	}
	if strings.HasPrefix(rest, ",") || strings.Contains(rest, "omit") {
		all = append(all, slip{fmt.Sprintf("what stands behind its json tag, %s, has no effect", rest),
			fmt.Sprintf("write it between the quotes: json:%q", pairs[k].value+","+strings.Trim(rest, ` ,"`))})
	}
	if isHidden(v) {
		return append(all, slip{"not exported, so its json tag has no effect", "export it, or remove the tag"})
	}
	name, options, _ := strings.Cut(pairs[k].value, ",")
	all = append(all, nameSlips(name, options, pairs[k].value)...)
	for word := range strings.SplitSeq(options, ",") {
		all = append(all, wordSlips(word, name, v)...)
	}
	return all
}

// nameSlips returns what is doubtful in the name that a json tag gives.
func nameSlips(name, options, value string) []slip {
	switch {
	case name == "omitempty" || name == "omitzero":
		return []slip{{"its name in JSON is " + name, fmt.Sprintf("for the option, write json:%q", ","+value)}}
	case strings.Contains(name, "omitempty") || strings.Contains(name, "omitzero"):
		return []slip{{fmt.Sprintf("its name in JSON is %q", name), "put a comma between the name and the option"}}
	case name == "-" && options != "":
		return []slip{{`its name in JSON is "-"`, `to leave it out, write json:"-"`}}
	case strings.TrimSpace(name) != name:
		return []slip{{fmt.Sprintf("its name in JSON is %q, with the space", name), "remove the space"}}
	}
	return nil
}

// wordSlips returns what is doubtful in an option of a json tag.
func wordSlips(word, name string, v *types.Var) []slip {
	_, isPointer := v.Type().Underlying().(*types.Pointer)
	flat := embeddedStruct(v) != nil && name == ""
	switch known := slices.Contains(jsonWords, word); {
	case word == "" || flat && (word == "inline" || word == "omitempty" && isPointer):
		return nil // it says what is done anyway
	case known && flat:
		return []slip{{fmt.Sprintf("the option %s has no effect on an embedded struct, whose fields are members like others", word),
			"tag its fields, or give it a name"}}
	case known:
		return nil
	case word == "required":
		return []slip{{"the option required has no effect", `write ow:"required"`}}
	}
	msg, hint := "the option "+word+" has no effect", "the options are omitempty, omitzero and string"
	if strings.ContainsAny(word, " \t") {
		msg = fmt.Sprintf("the option %q, with the space, has no effect", word)
	}
	if near := typo.Meant(word, jsonWords); near != "" {
		hint = "write " + near
	}
	return []slip{{msg, hint}}
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

// checkRequired warns of required fields of results, unless they are those of parameters too. Another package may use a type
// otherwise, so the types of other packages are left alone.
func (in *inspector) checkRequired() {
	isParam := map[*types.Var]bool{}
	for _, u := range in.required {
		if u.role == "Params" {
			isParam[u.innermost()] = true
		}
	}
	for _, u := range in.required {
		if field := u.innermost(); u.role == "Result" && !isParam[field] && field.Pkg() == in.pkg.Types {
			in.warnUse(u, u.path+`: the tag ow:"required" has no effect in a result`, "remove it")
		}
	}
}
