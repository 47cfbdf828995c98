package gen

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"unicode"
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

// addOwn adds to t what the key ow of a struct tag says. Problem says what is wrong with it, and hint what to type.
func (t *tag) addOwn(text string) (problem, hint string) {
	value, found := reflect.StructTag(text).Lookup("ow")
	preset, hasDefault := strings.CutPrefix(value, "default=")
	switch {
	case !found:
		return "", ""
	case strings.HasPrefix(value, "required,default="):
		return "a required field cannot have a default, which would make it optional", "write one of the two"
	case value != "required" && !hasDefault:
		return fmt.Sprintf("unknown ow tag %q", value), "write ow:\"required\" or ow:\"default=VALUE\", or remove it"
	case t.skip && hasDefault:
		return "a field that is left out of JSON cannot have a default", "remove one of the two tags"
	case t.skip:
		return "a field that is left out of JSON cannot be required", "remove one of the two tags"
	}
	t.required, t.hasDefault, t.defaultText = !hasDefault, hasDefault, preset
	return "", ""
}

// jsonTag returns the value of the key json in a struct tag of the conventional form `key:"value" key:"value"`.
func jsonTag(text string) (value, problem string) {
	for rest := strings.TrimLeft(text, " "); rest != ""; rest = strings.TrimLeft(rest, " ") {
		key, quoted, _ := strings.Cut(rest, ":")
		literal, err := strconv.QuotedPrefix(quoted)
		if err != nil || literal[0] != '"' || key == "" || strings.ContainsFunc(key, isNotKey) {
			if strings.Contains(rest, "json") {
				return "", "malformed struct tag"
			}
			return "", "" // the rest is malformed, but nothing in it is for encoding/json
		}
		if key == "json" {
			value, err := strconv.Unquote(literal)
			if err != nil {
				return "", "malformed struct tag"
			}
			return value, ""
		}
		rest = quoted[len(literal):]
	}
	return "", ""
}

// isNotKey reports whether a rune cannot be part of a key of a struct tag.
func isNotKey(r rune) bool { return r <= ' ' || r == '"' || r == 0x7f }

// badRune returns the first rune of a name for which encoding/json ignores the name.
func badRune(name string) (rune, bool) {
	for _, r := range name {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("!#$%&()*+-./:;<=>?@[]^_{|}~ ", r) {
			return r, true
		}
	}
	return 0, false
}
