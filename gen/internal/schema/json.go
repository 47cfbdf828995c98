package schema

import (
	"bytes"
	"encoding/json"
	"slices"
	"strconv"
	"strings"
)

// What a document is made of, besides strings, numbers and booleans.
type (
	// A raw is JSON as it is.
	raw string
	// A list is an array.
	list []any
	// An object has its members in their order.
	object []member
	member struct {
		name  string
		value any
	}
)

// sorted sorts the members by name.
func (o object) sorted() object {
	slices.SortFunc(o, func(a, b member) int { return strings.Compare(a.name, b.name) })
	return o
}

// text formats a value: two spaces for each level, and a newline at the end. Refs tells how a definition is referred to.
func text(v any, refs func(*def) string) []byte {
	var b bytes.Buffer
	if err := json.Indent(&b, appendValue(nil, v, refs), "", "  "); err != nil {
		panic(err) // unreachable: all that comes from tags and directives was read as JSON
	}
	b.WriteByte('\n')
	return b.Bytes()
}

func appendValue(b []byte, v any, refs func(*def) string) []byte {
	switch v := v.(type) {
	case raw:
		return append(b, v...)
	case bool:
		return strconv.AppendBool(b, v)
	case int:
		return strconv.AppendInt(b, int64(v), 10)
	case int64:
		return strconv.AppendInt(b, v, 10)
	case string:
		return appendString(b, v)
	case *def:
		return appendString(b, refs(v))
	case list:
		return appendList(b, v, refs)
	case object:
		return appendObject(b, v, refs)
	case schema:
		return appendObject(b, v.ordered(), refs)
	}
	panic("schema: a document holds no such value")
}

func appendList(b []byte, l list, refs func(*def) string) []byte {
	b = append(b, '[')
	for k, v := range l {
		if k > 0 {
			b = append(b, ',')
		}
		b = appendValue(b, v, refs)
	}
	return append(b, ']')
}

func appendObject(b []byte, o object, refs func(*def) string) []byte {
	b = append(b, '{')
	for k, m := range o {
		if k > 0 {
			b = append(b, ',')
		}
		b = append(appendString(b, m.name), ':')
		b = appendValue(b, m.value, refs)
	}
	return append(b, '}')
}

// appendString leaves <, > and & as they are: documents are read by people.
func appendString(b []byte, s string) []byte {
	buf := bytes.NewBuffer(b)
	e := json.NewEncoder(buf)
	e.SetEscapeHTML(false)
	if err := e.Encode(s); err != nil {
		panic(err) // unreachable: it is a string
	}
	return bytes.TrimSuffix(buf.Bytes(), []byte("\n"))
}

// A schema is an object of keywords, which have one order in all documents.
type schema map[string]any

// keywords are in the order in which they are printed.
var keywords = []string{
	"$schema", "$ref", "anyOf", "title", "description", "type", "enum", "const", "format", "contentEncoding",
	"minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf",
	"minLength", "maxLength", "pattern", "minItems", "maxItems", "uniqueItems", "maxProperties",
	"properties", "required", "additionalProperties", "unevaluatedProperties", "propertyNames", "items", "not",
	"default", "examples", "deprecated", "$defs",
}

// ordered returns the keywords in their order. Those that only users write come last, by name.
func (s schema) ordered() object {
	var o, others object
	for _, keyword := range keywords {
		if v, ok := s[keyword]; ok {
			o = append(o, member{keyword, v})
		}
	}
	for keyword, v := range s {
		if !slices.Contains(keywords, keyword) {
			others = append(others, member{keyword, v})
		}
	}
	return append(o, others.sorted()...)
}

// orNull makes a schema one that null is valid under as well.
func (s schema) orNull() schema {
	kind, single := s["type"].(string)
	switch {
	case len(s) == 0 || s.allowsNull():
		return s
	case !single:
		return schema{"anyOf": list{s, schema{"type": "null"}}}
	}
	s["type"] = list{kind, "null"}
	if values, ok := s["enum"].(list); ok {
		s["enum"] = append(values, raw("null"))
	}
	return s
}

// allowsNull reports whether orNull has made the schema, or might as well have.
func (s schema) allowsNull() bool {
	_, several := s["type"].(list)
	_, either := s["anyOf"].(list)
	return several || either || s["type"] == "null"
}
