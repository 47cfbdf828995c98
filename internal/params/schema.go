package params

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
)

// A kind is what the values in a place are.
type kind int

const (
	free       kind = iota // any JSON
	text                   // a string
	quotedText             // a string that holds a JSON string: that of the option string of a json tag
	boolean
	integer
	number
	list
	record     // an object whose members are known
	dictionary // an object whose members have names of all sorts
)

// A shape is what a schema says of values. Types that hold themselves have shapes that do.
type shape struct {
	kind    kind
	elem    slot // of a list or a dictionary
	members []member
}

// A slot is a place for values of a shape, or also for null.
type slot struct {
	*shape
	nullable bool
}

// A member is a field of a record.
type member struct {
	name string
	slot
}

// A keywords is the part of a schema that says what kind a value is.
type keywords struct {
	Ref                  string                     `json:"$ref"`
	AnyOf                []json.RawMessage          `json:"anyOf"`
	Type                 json.RawMessage            `json:"type"`
	Pattern              string                     `json:"pattern"`
	Properties           json.RawMessage            `json:"properties"`
	AdditionalProperties json.RawMessage            `json:"additionalProperties"`
	Items                json.RawMessage            `json:"items"`
	Defs                 map[string]json.RawMessage `json:"$defs"`
}

// quotedTextPattern is that of a string in a JSON string, as package schema of gen writes it.
const quotedTextPattern = `^"([^"\\\x00-\x1f]|\\(["\\/bfnrt]|u[0-9a-fA-F]{4}))*"$`

// A reader reads a schema.
type reader struct {
	root   json.RawMessage
	defs   map[string]json.RawMessage
	shapes map[string]*shape // by reference
}

// readSchema returns what a document describes. Nothing describes any JSON.
func readSchema(document json.RawMessage) (slot, error) {
	var k keywords
	if len(document) == 0 {
		return slot{shape: &shape{}}, nil
	}
	err := json.Unmarshal(document, &k)
	var s slot
	if err == nil {
		r := &reader{document, k.Defs, map[string]*shape{}}
		s, err = r.read(document)
	}
	if err != nil {
		return slot{}, fmt.Errorf("reading the schema of the parameters: %w", err)
	}
	return s, nil
}

// read reads a schema.
func (r *reader) read(document json.RawMessage) (slot, error) {
	if document = bytes.TrimSpace(document); len(document) == 0 || document[0] != '{' { // true and false
		return slot{shape: &shape{}}, nil
	}
	var k keywords
	if err := json.Unmarshal(document, &k); err != nil {
		return slot{}, err
	}
	switch {
	case k.Ref != "":
		return r.follow(k.Ref)
	case len(k.AnyOf) > 0:
		return r.readAny(k.AnyOf)
	}
	name, nullable := typeOf(k.Type)
	s := slot{&shape{}, nullable}
	return s, r.fill(s.shape, name, &k)
}

// fill makes a shape that of a type.
func (r *reader) fill(s *shape, name string, k *keywords) (err error) {
	switch name {
	case "string":
		s.kind = text
		if k.Pattern == quotedTextPattern {
			s.kind = quotedText
		}
	case "boolean":
		s.kind = boolean
	case "integer":
		s.kind = integer
	case "number":
		s.kind = number
	case "array":
		s.kind = list
		s.elem, err = r.read(k.Items)
	case "object":
		return r.readObject(k, s)
	}
	return err
}

// follow returns what a reference is to. What it describes may hold the same reference.
func (r *reader) follow(ref string) (slot, error) {
	if known := r.shapes[ref]; known != nil {
		return slot{shape: known}, nil
	}
	known := new(shape)
	r.shapes[ref] = known
	target := r.root
	if name, ok := strings.CutPrefix(ref, "#/$defs/"); ok {
		target = r.defs[strings.NewReplacer("~1", "/", "~0", "~").Replace(name)]
	}
	s, err := r.read(target)
	if err == nil {
		*known = *s.shape
	}
	return slot{known, s.nullable}, err
}

// readAny reads alternatives, of which one may be null. With several others anything may come.
func (r *reader) readAny(schemas []json.RawMessage) (s slot, err error) {
	s.shape = &shape{}
	var others []json.RawMessage
	nullable := false
	for _, document := range schemas {
		var k keywords
		if err := json.Unmarshal(document, &k); err != nil {
			return s, err
		}
		if string(k.Type) == `"null"` {
			nullable = true
		} else {
			others = append(others, document)
		}
	}
	if len(others) == 1 {
		s, err = r.read(others[0])
	}
	s.nullable = s.nullable || nullable
	return s, err
}

// readObject reads a record, or else a dictionary.
func (r *reader) readObject(k *keywords, s *shape) (err error) {
	if len(k.AdditionalProperties) > 0 && k.AdditionalProperties[0] == '{' {
		s.kind = dictionary
		s.elem, err = r.read(k.AdditionalProperties)
		return err
	}
	s.kind = record
	properties, err := readObject(k.Properties)
	if err != nil {
		return err
	}
	for _, p := range properties.entries {
		of, err := r.read(p.text)
		if err != nil {
			return err
		}
		s.members = append(s.members, member{p.name, of})
	}
	return nil
}

// typeOf returns a type, and whether null is another one. Several are as good as none.
func typeOf(text json.RawMessage) (name string, nullable bool) {
	var names []string
	if json.Unmarshal(text, &name) == nil {
		return name, false
	}
	if json.Unmarshal(text, &names) != nil {
		return "", false
	}
	for _, n := range names {
		switch {
		case n == "null":
			nullable = true
		case name != "":
			return "", nullable
		default:
			name = n
		}
	}
	return name, nullable
}
