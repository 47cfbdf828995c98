package constraint

import (
	"encoding/json"
	"fmt"
	"math/big"
	"slices"
	"strconv"
	"strings"

	"github.com/owgen/owgen/gen/internal/model"
)

// enum reads the values that are allowed: a,b,c, or a JSON array of them.
func (p Place) enum(key Key, t *model.Type, v *[]string) Problem {
	values, isArray := p.array(key.Value, t)
	if !isArray {
		var wrong string
		if looksLikeArray(key.Value) {
			return Problem{key.Name, key.Value + " is no JSON array of values that the field can hold", "write " + asArray(Key{key.Name, key.Value[1 : len(key.Value)-1]}, t)}
		}
		if values, wrong = commas(key.Value, t); wrong != "" {
			return Problem{key.Name, wrong, "write a JSON array: " + asArray(key, t)}
		}
	}
	if len(values) == 0 {
		return Problem{key.Name, "allows no value", "write those that are allowed"}
	}
	for k, value := range values {
		if t.Kind != model.String {
			if _, wrong := p.numeral(value, t); wrong != "" {
				return Problem{key.Name, value + " " + wrong, "write values that the field can hold"}
			}
		}
		if slices.ContainsFunc(values[:k], func(other string) bool { return p.same(t, other, value) }) {
			return Problem{key.Name, "has " + value + " twice", "write each value once"}
		}
		if t.Enum != nil && !slices.ContainsFunc(t.Enum, func(other string) bool { return p.same(t, other, value) }) {
			return Problem{key.Name, value + " is no constant of type " + p.Spell(t.Go), "write some of " + model.ListOf(t.Enum)}
		}
	}
	*v = values
	return Problem{}
}

// array reads a JSON array of values of type t, each as JSON.
func (p Place) array(text string, t *model.Type) (values []string, ok bool) {
	var raw []json.RawMessage
	if json.Unmarshal([]byte(text), &raw) != nil || raw == nil {
		return nil, false
	}
	for _, value := range raw {
		isText := value[0] == '"'
		if isText != (t.Kind == model.String) || !isText && !number.Match(value) {
			return nil, false
		}
		values = append(values, string(value))
	}
	return values, true
}

// looksLikeArray reports whether a text that is no array of the right values was probably meant as one.
func looksLikeArray(text string) bool {
	return len(text) > 2 && text[0] == '[' && text[len(text)-1] == ']'
}

// commas splits a text at its commas, or says what is doubtful in it.
func commas(text string, t *model.Type) (values []string, wrong string) {
	for value := range strings.SplitSeq(text, ",") {
		switch {
		case value == "":
			return nil, "has an empty value"
		case strings.TrimSpace(value) != value:
			return nil, fmt.Sprintf("has the value %q, with the space", value)
		case t.Kind == model.String:
			value = Quote(value)
		}
		values = append(values, value)
	}
	return values, ""
}

// asArray spells a key, whose values of type t are split at commas, with a JSON array: enum:"[\"a\",\"b\"]".
func asArray(key Key, t *model.Type) string {
	var values []string
	for value := range strings.SplitSeq(key.Value, ",") {
		if value = strings.TrimSpace(value); t.Kind == model.String && json.Unmarshal([]byte(value), new(string)) != nil {
			value = Quote(value)
		}
		values = append(values, value)
	}
	return key.Name + ":" + strconv.Quote("["+strings.Join(values, ",")+"]")
}

// same reports whether two values, as JSON, are the same as Go values of type t.
func (w World) same(t *model.Type, a, b string) bool {
	switch t.Kind {
	case model.Bool:
		return a == b
	case model.String:
		return unquote(a) == unquote(b)
	case model.Float:
		x, _ := strconv.ParseFloat(a, w.bits(t))
		y, _ := strconv.ParseFloat(b, w.bits(t))
		return x == y
	}
	x, _ := new(big.Int).SetString(a, 10) // -0 is 0
	y, _ := new(big.Int).SetString(b, 10)
	return x != nil && y != nil && x.Cmp(y) == 0
}

// Quote is text as JSON.
func Quote(text string) string { return asJSON(text) }

// unquote is what a JSON string stands for.
func unquote(value string) string {
	var text string
	if json.Unmarshal([]byte(value), &text) != nil {
		return value // unreachable: it was read as a string before
	}
	return text
}
