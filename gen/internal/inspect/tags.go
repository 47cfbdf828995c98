package inspect

import (
	"fmt"
	"go/types"
	"reflect"
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"github.com/owgen/owgen/gen/internal/model"
	"github.com/owgen/owgen/gen/internal/source"
)

// A tag is what a struct tag says about a field's JSON.
type tag struct {
	name      string // "" if it gives none
	skip      bool   // json:"-"
	omitEmpty bool
	omitZero  bool
	quoted    bool // the option string
	required  bool // ow:"required"

	hasDefault  bool // ow:"default=VALUE"
	defaultText string
}

// readTag reads the tag of a field, and returns what there is to say of it. The tag says to skip the field if that is hidden.
func readTag(text string, v *types.Var) (t tag, remarks []remark) {
	t, problem := parseTag(text)
	if isHidden(v) {
		t, problem = tag{skip: true}, ""
	}
	if problem != "" {
		remarks = append(remarks, remark{Misfit: source.Misfit{Msg: problem + ": `" + text + "`", Hint: "write it like `json:\"name,omitempty\"`"}})
	}
	if m := t.addOwn(text, v); m.Msg != "" {
		remarks = append(remarks, remark{Misfit: m})
	}
	if text != "" {
		for _, m := range slips(text, v) {
			remarks = append(remarks, remark{Misfit: m, slip: true})
		}
	}
	return t, remarks
}

// parseTag reads a struct tag as encoding/json does. Where that silently ignores what was meant for it, problem says what
// is wrong.
func parseTag(text string) (t tag, problem string) {
	value, problem := jsonTag(text)
	if value == "-" {
		return tag{skip: true}, ""
	}
	name, options, _ := strings.Cut(value, ",")
	if r, bad := badRune(name); bad {
		problem = fmt.Sprintf("%q cannot stand in the name of a json tag", r)
	} else {
		t.name = name
	}
	for option := range strings.SplitSeq(options, ",") {
		switch option {
		case "omitempty":
			t.omitEmpty = true
		case "omitzero":
			t.omitZero = true
		case "string":
			t.quoted = true
		}
	}
	return t, problem
}

// ownKey finds what was meant as the key ow.
var ownKey = regexp.MustCompile(`\bow *[:=]`)

// addOwn adds to t what the key ow of the struct tag of v says, or returns what is wrong with that.
func (t *tag) addOwn(text string, v *types.Var) source.Misfit {
	value, found := reflect.StructTag(text).Lookup("ow")
	preset, hasDefault := strings.CutPrefix(value, "default=")
	apart := t.apart(v)
	switch {
	case !found:
		if _, rest := tagPairs(text); ownKey.MatchString(rest) {
			return source.Misfit{Msg: "malformed struct tag: `" + text + "`", Hint: "write it like `json:\"name\" ow:\"required\"`"}
		}
		return source.Misfit{}
	case strings.HasPrefix(value, "required,default="):
		return source.Misfit{Msg: "a required field cannot have a default, which would make it optional", Hint: "write one of the two"}
	case value != "required" && !hasDefault:
		return source.Misfit{Msg: fmt.Sprintf("unknown ow tag %q", value), Hint: "write ow:\"required\" or ow:\"default=VALUE\", or remove it"}
	case apart.Msg != "" && hasDefault:
		return source.Misfit{Msg: "a field that " + apart.Msg + " cannot have a default", Hint: apart.Hint}
	case apart.Msg != "":
		return source.Misfit{Msg: "a field that " + apart.Msg + " cannot be required", Hint: apart.Hint}
	}
	t.required, t.hasDefault, t.defaultText = !hasDefault, hasDefault, preset
	return source.Misfit{}
}

// apart is why there is no member for the field v, and what to do about it.
func (t *tag) apart(v *types.Var) source.Misfit {
	switch {
	case isHidden(v):
		return source.Misfit{Msg: "is not exported", Hint: "export it, or remove the tag"}
	case t.skip:
		return source.Misfit{Msg: "is left out of JSON", Hint: "remove one of the two tags"}
	case t.name == "" && embeddedStruct(v) != nil:
		return source.Misfit{Msg: "is an embedded struct, whose fields are the members,", Hint: "tag its fields, or give it a name"}
	}
	return source.Misfit{}
}

// jsonTag returns the value of the key json in a struct tag of the conventional form `key:"value" key:"value"`.
func jsonTag(text string) (value, problem string) {
	pairs, rest := tagPairs(text)
	for _, pair := range pairs {
		if pair.key == "json" {
			return pair.value, ""
		}
	}
	if strings.Contains(rest, "json") {
		return "", "malformed struct tag"
	}
	return "", "" // the rest is malformed, but nothing in it is for encoding/json
}

// A tagPair is one key:"value" of a struct tag.
type tagPair struct{ key, value string }

// tagPairs splits a struct tag of the conventional form, as package reflect reads it. Rest is what does not have that form.
func tagPairs(text string) (pairs []tagPair, rest string) {
	for rest = strings.TrimLeft(text, " "); rest != ""; rest = strings.TrimLeft(rest, " ") {
		key, quoted, _ := strings.Cut(rest, ":")
		literal, err := strconv.QuotedPrefix(quoted)
		if err != nil || literal[0] != '"' || key == "" || strings.ContainsFunc(key, model.IsNotKey) {
			return pairs, rest
		}
		value, err := strconv.Unquote(literal)
		if err != nil {
			return pairs, rest
		}
		pairs = append(pairs, tagPair{key, value})
		rest = quoted[len(literal):]
	}
	return pairs, ""
}

// badRune returns the first rune of a name for which encoding/json ignores the name.
func badRune(name string) (rune, bool) {
	for _, r := range name {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("!#$%&()*+-./:;<=>?@[]^_{|}~ ", r) {
			return r, true
		}
	}
	return 0, false
}
