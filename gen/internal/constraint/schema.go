package constraint

import (
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
)

// This file checks that a text of a user's compiles as JSON Schema 2020-12. (json-schema-spec: jsonschema-core.md, section 10;
// jsonschema-validation.md, section 6)

// The keywords by what their values must be. What is not here may have any value.
var (
	subschemas = []string{"additionalProperties", "contains", "contentSchema", "else", "if", "items", "not", "propertyNames", "then",
		"unevaluatedItems", "unevaluatedProperties"}
	listsOfSchemas = []string{"allOf", "anyOf", "oneOf", "prefixItems"}
	mapsOfSchemas  = []string{"$defs", "dependentSchemas", "patternProperties", "properties"}
	texts          = []string{"$anchor", "$comment", "$dynamicAnchor", "$dynamicRef", "$id", "$ref", "$schema", "contentEncoding",
		"contentMediaType", "description", "format", "title"}
	flags   = []string{"deprecated", "readOnly", "uniqueItems", "writeOnly"}
	bounds  = []string{"exclusiveMaximum", "exclusiveMinimum", "maximum", "minimum"}
	lengths = []string{"maxContains", "maxItems", "maxLength", "maxProperties", "minContains", "minItems", "minLength", "minProperties"}
)

// typeNames are what the keyword type may say.
var typeNames = []string{"array", "boolean", "integer", "null", "number", "object", "string"}

// A resource is whether a schema stands in one that has an $id. References inside of it count from there, and else from the
// root of the document in which owgen prints the schema.
type resource bool

// CheckSchema says why text is no object of JSON Schema that can be printed anywhere, or "".
func CheckSchema(text string) string {
	var value any
	if err := parseJSON(text, &value); err != nil {
		return "is no JSON"
	}
	if _, ok := value.(map[string]any); !ok {
		return "is no JSON object"
	}
	return resource(false).checkSchema(value)
}

// checkSchema is CheckSchema for a schema anywhere, which may be true or false.
func (r resource) checkSchema(value any) string {
	if _, ok := value.(bool); ok {
		return ""
	}
	object, ok := value.(map[string]any)
	if !ok {
		return "has " + asJSON(value) + " where a schema must be"
	}
	if _, ok := object["$id"]; ok {
		r = true
	}
	for _, keyword := range slices.Sorted(maps.Keys(object)) {
		if wrong := r.checkKeyword(keyword, object[keyword]); wrong != "" {
			return wrong
		}
	}
	return ""
}

func (r resource) checkKeyword(keyword string, value any) string {
	ok := true
	switch {
	case slices.Contains(subschemas, keyword):
		return r.checkSchema(value)
	case slices.Contains(listsOfSchemas, keyword):
		return r.checkSchemas(keyword, value)
	case slices.Contains(mapsOfSchemas, keyword):
		return r.checkNamed(keyword, value)
	case slices.Contains(texts, keyword):
		var text string
		text, ok = value.(string)
		if isReference := keyword == "$ref" || keyword == "$dynamicRef"; isReference && bool(!r) && (text == "#" || strings.HasPrefix(text, "#/")) {
			return fmt.Sprintf("has the %s %s, but its own root is not that of the documents in which it is printed: repeat what it refers to, or give it an $id", keyword, text)
		}
	case slices.Contains(flags, keyword):
		_, ok = value.(bool)
	case slices.Contains(bounds, keyword):
		_, ok = value.(json.Number)
	case slices.Contains(lengths, keyword):
		n, isNumber := value.(json.Number)
		ok = isNumber && integer.MatchString(string(n)) && n[0] != '-'
	default:
		ok = isValueOf(keyword, value)
	}
	if !ok {
		return fmt.Sprintf("has %s as the value of %s", asJSON(value), keyword)
	}
	return ""
}

// isValueOf reports whether a keyword with a rule of its own can have the value.
func isValueOf(keyword string, value any) bool {
	switch keyword {
	case "type":
		if name, ok := value.(string); ok {
			return slices.Contains(typeNames, name)
		}
		names, ok := differentTexts(value)
		return ok && len(names) > 0 && !slices.ContainsFunc(names, func(name string) bool { return !slices.Contains(typeNames, name) })
	case "multipleOf":
		n, ok := value.(json.Number)
		return ok && n[0] != '-' && strings.ContainsAny(mantissa(string(n)), "123456789")
	case "pattern":
		text, ok := value.(string)
		_, err := regexp.Compile(text)
		return ok && err == nil
	case "enum", "examples":
		_, ok := value.([]any)
		return ok
	case "required":
		_, ok := differentTexts(value)
		return ok
	case "dependentRequired":
		object, ok := value.(map[string]any)
		for _, names := range object {
			if _, isList := differentTexts(names); !isList {
				return false
			}
		}
		return ok
	}
	return true
}

// differentTexts returns the strings of a list that has nothing but strings, and none twice.
func differentTexts(value any) (texts []string, ok bool) {
	values, ok := value.([]any)
	for _, value := range values {
		text, isText := value.(string)
		if !isText || slices.Contains(texts, text) {
			return nil, false
		}
		texts = append(texts, text)
	}
	return texts, ok
}

// mantissa is a number without its exponent.
func mantissa(number string) string {
	digits, _, _ := strings.Cut(strings.ToLower(number), "e")
	return digits
}

func (r resource) checkSchemas(keyword string, value any) string {
	list, ok := value.([]any)
	if !ok || len(list) == 0 {
		return "has " + asJSON(value) + " as the value of " + keyword
	}
	for _, schema := range list {
		if wrong := r.checkSchema(schema); wrong != "" {
			return wrong
		}
	}
	return ""
}

func (r resource) checkNamed(keyword string, value any) string {
	object, ok := value.(map[string]any)
	if !ok {
		return "has " + asJSON(value) + " as the value of " + keyword
	}
	for _, name := range slices.Sorted(maps.Keys(object)) {
		if _, err := regexp.Compile(name); keyword == "patternProperties" && err != nil {
			return fmt.Sprintf("has %q among the names of patternProperties", name)
		}
		if wrong := r.checkSchema(object[name]); wrong != "" {
			return wrong
		}
	}
	return ""
}
