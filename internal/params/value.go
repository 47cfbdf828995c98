package params

import (
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"strings"

	"github.com/owgen/owgen/internal/plainjson"
)

// Numbers, as JSON has them.
var (
	integers = regexp.MustCompile(`^-?(0|[1-9][0-9]*)$`)
	numbers  = regexp.MustCompile(`^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?$`)
)

// noun is what values are called.
func (s *shape) noun() string {
	switch s.kind {
	case text, quotedText:
		return "a string"
	case boolean:
		return "true or false"
	case integer:
		return "an integer"
	case number:
		return "a number"
	case list:
		return "a list"
	case record, dictionary:
		return "an object"
	}
	return "any value"
}

// wants says that a value is none for its place.
func (s slot) wants(path string) error {
	also := ""
	if s.nullable {
		also = " or null"
	}
	if s.kind == record || s.kind == dictionary {
		return fmt.Errorf("%s wants an object%s in JSON, or one of its members: %[1]s.%[3]s=…", path, also, s.someName())
	}
	return fmt.Errorf("%s wants %s%s", path, s.noun(), also)
}

// someName is a member of an object, as an example.
func (s *shape) someName() string {
	if len(s.members) == 0 {
		return "name"
	}
	return s.members[0].name
}

// value returns as JSON what is typed for a place that is no list.
func (s slot) value(path, typed string) (json.RawMessage, error) {
	asTyped := json.RawMessage(typed)
	if s.nullable && typed == "null" {
		return asTyped, nil
	}
	ok := false
	switch s.kind {
	case free:
		if json.Valid(asTyped) {
			return asTyped, nil
		}
		return plainjson.Must(typed), nil
	case text:
		return plainjson.Must(typed), nil
	case quotedText:
		return plainjson.Must(string(plainjson.Must(typed))), nil
	case boolean:
		ok = typed == "true" || typed == "false"
	case integer:
		ok = integers.MatchString(typed)
	case number:
		ok = numbers.MatchString(typed)
	case record, dictionary:
		if begins(typed, "{[") {
			return valid(path, typed)
		}
	case list:
		return s.list(path, typed)
	}
	if !ok {
		return nil, s.wants(path)
	}
	return asTyped, nil
}

// begins reports whether a text begins with one of the characters.
func begins(typed, with string) bool { return typed != "" && strings.Contains(with, typed[:1]) }

// valid returns what is typed as JSON.
func valid(path, typed string) (json.RawMessage, error) {
	if err := json.Unmarshal([]byte(typed), new(json.RawMessage)); err != nil {
		return nil, fmt.Errorf("%s is not JSON, though it begins so: %s", path, plain(err))
	}
	return json.RawMessage(typed), nil
}

// plain is what package json says, without what sounds like Go.
func plain(err error) string {
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		return fmt.Sprintf("%v, at byte %d", err, syntax.Offset)
	}
	return err.Error()
}

// list returns what is typed for a list in another one.
func (s slot) list(path, typed string) (json.RawMessage, error) {
	if !begins(typed, "[") {
		return nil, fmt.Errorf("%s wants lists in JSON", path)
	}
	return valid(path, typed)
}

// elements returns the elements that are typed for a list: those of a list in JSON, or else a single one. Instead there may be a
// whole: null.
func (s slot) elements(path, typed string) (elements []json.RawMessage, whole json.RawMessage, err error) {
	if s.nullable && typed == "null" {
		return nil, json.RawMessage(typed), nil
	}
	if !begins(typed, "[") {
		if k := s.elem.kind; (k == record || k == dictionary) && !begins(typed, "{") {
			return nil, nil, fmt.Errorf("%s wants objects in JSON, one with each -p %[1]s={…}", path)
		}
		one, err := s.elem.value(path, typed)
		return []json.RawMessage{one}, nil, err
	}
	if _, err := valid(path, typed); err != nil {
		return nil, nil, err
	}
	if err := json.Unmarshal([]byte(typed), &elements); err != nil {
		return nil, nil, err
	}
	if s.elem.kind == list && len(elements) > 0 { // [1,2] is an element of [[1,2],[3]]
		for _, e := range elements {
			if !begins(string(e), "[") {
				return []json.RawMessage{json.RawMessage(typed)}, nil, nil
			}
		}
	}
	return elements, nil, nil
}
