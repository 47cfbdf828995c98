package inspect

import (
	"fmt"
	"go/types"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/owgen/owgen/gen/internal/constraint"
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
	keys      []constraint.Key
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
	if m := lostKey(text); m.Msg != "" && problem == "" {
		remarks = append(remarks, remark{Misfit: m, reading: true})
	}
	if m := t.addOwn(text, v); m.Msg != "" {
		remarks = append(remarks, remark{Misfit: m})
	}
	if m := t.addKeys(text, v); m.Msg != "" {
		remarks = append(remarks, remark{Misfit: m, reading: true})
	}
	if text != "" {
		for _, m := range slips(text, v) {
			remarks = append(remarks, remark{Misfit: m, slip: true})
		}
		for _, m := range t.foreignKeys(text, v) {
			remarks = append(remarks, remark{Misfit: m, slip: true, reading: true})
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

// ownKey finds what was meant as a key that owgen reads.
var ownKey = regexp.MustCompile(`\b(ow|` + strings.Join(constraint.Names(), "|") + `) *[:=]`)

// lostKey returns what is wrong with a key of owgen's own in what package reflect cannot read, or takes for another key.
func lostKey(text string) source.Misfit {
	split := splitTag(text)
	lost := split.rest
	for _, name := range split.unread {
		lost += " " + name + ":"
	}
	for _, pair := range split.pairs {
		if strings.ContainsRune(",;", rune(pair.Name[0])) { // a separator in place of the space
			lost += " " + pair.Name + ":"
		}
	}
	key := ownKey.FindStringSubmatch(lost)
	if key == nil {
		return source.Misfit{}
	}
	hint := `json:"name" ` + key[1] + `:"…"`
	if key[1] == "ow" {
		hint = `json:"name" ow:"required"`
	}
	return source.Misfit{Msg: "malformed struct tag: `" + text + "`", Hint: "write it like `" + hint + "`"}
}

// addOwn adds to t what the key ow of the struct tag of v says, or returns what is wrong with that.
func (t *tag) addOwn(text string, v *types.Var) source.Misfit {
	value, found := reflect.StructTag(text).Lookup("ow")
	apart := t.apart(v)
	switch {
	case !found || formerDefault(value) != "": // see addKeys
		return source.Misfit{}
	case value != "required":
		return source.Misfit{Msg: fmt.Sprintf("unknown ow tag %q", value), Hint: "write ow:\"required\", or remove it"}
	case apart.Msg != "":
		return source.Misfit{Msg: "a field that " + apart.Msg + " cannot be required", Hint: apart.Hint}
	}
	t.required = true
	return source.Misfit{}
}

// addKeys adds to t the keys about values, or says why there are none for v.
func (t *tag) addKeys(text string, v *types.Var) source.Misfit {
	t.keys = constraint.Of(splitTag(text).pairs)
	if instead := formerDefault(reflect.StructTag(text).Get("ow")); instead != "" {
		return source.Misfit{Msg: "a default has a key of its own", Hint: "write " + instead}
	}
	if apart := t.apart(v); apart.Msg != "" && t.keys != nil {
		key := t.keys[0].Name
		t.keys = nil
		return source.Misfit{Msg: "a field that " + apart.Msg + " cannot have the key " + key, Hint: apart.Hint}
	}
	return source.Misfit{}
}

// formerDefault returns the key for the default in ow:"default=VALUE", which used to declare it; "" if there is none.
func formerDefault(value string) string {
	preset, found := strings.CutPrefix(strings.TrimPrefix(value, "required,"), "default=")
	if !found {
		return ""
	}
	if text, err := strconv.Unquote(preset); err == nil {
		preset = text
	}
	return fmt.Sprintf("default:%q", preset)
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
	split := splitTag(text)
	for _, pair := range split.pairs {
		if pair.Name == "json" {
			return pair.Value, ""
		}
	}
	if strings.Contains(split.rest, "json") || slices.Contains(split.unread, "json") {
		return "", "malformed struct tag"
	}
	return "", "" // the rest is malformed, but nothing in it is for encoding/json
}

// A tagParts is a struct tag in its parts.
type tagParts struct {
	pairs  []constraint.Key
	unread []string // keys whose values are no strings of Go, as in re:"\d": package reflect finds nothing there, and reads on
	rest   string   // what does not have the conventional form
}

// splitTag splits a struct tag of the conventional form, as package reflect reads it.
func splitTag(text string) tagParts {
	var split tagParts
	for split.rest = strings.TrimLeft(text, " "); split.rest != ""; split.rest = strings.TrimLeft(split.rest, " ") {
		key, quoted, _ := strings.Cut(split.rest, ":")
		literal := quotedPrefix(quoted)
		if literal == "" || key == "" || strings.ContainsFunc(key, model.IsNotKey) {
			return split
		}
		switch value, err := strconv.Unquote(literal); {
		case slices.Contains(split.unread, key): // the first counts
		case err == nil:
			split.pairs = append(split.pairs, constraint.Key{Name: key, Value: value})
		case !slices.ContainsFunc(split.pairs, func(pair constraint.Key) bool { return pair.Name == key }):
			split.unread = append(split.unread, key)
		}
		split.rest = quoted[len(literal):]
	}
	return split
}

// quotedPrefix returns what text begins with from one double quote to the next that has no backslash before it, or "".
func quotedPrefix(text string) string {
	if !strings.HasPrefix(text, `"`) {
		return ""
	}
	for k := 1; k < len(text); k++ {
		switch text[k] {
		case '\\':
			k++
		case '"':
			return text[:k+1]
		}
	}
	return ""
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
