package constraint

import (
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
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

// CheckSchema says why text is no object of JSON Schema, or "".
func CheckSchema(text string) string {
	var value any
	if err := parseJSON(text, &value); err != nil {
		return "is no JSON"
	}
	if _, ok := value.(map[string]any); !ok {
		return "is no JSON object"
	}
	return checkSchema(value)
}

// checkSchema is CheckSchema for a schema anywhere, which may be true or false.
func checkSchema(value any) string {
	if _, ok := value.(bool); ok {
		return ""
	}
	object, ok := value.(map[string]any)
	if !ok {
		return "has " + asJSON(value) + " where a schema must be"
	}
	for _, keyword := range slices.Sorted(maps.Keys(object)) {
		if wrong := checkKeyword(keyword, object[keyword]); wrong != "" {
			return wrong
		}
	}
	return ""
}

func checkKeyword(keyword string, value any) string {
	ok := true
	switch {
	case slices.Contains(subschemas, keyword):
		return checkSchema(value)
	case slices.Contains(listsOfSchemas, keyword):
		return checkSchemas(keyword, value)
	case slices.Contains(mapsOfSchemas, keyword):
		return checkNamed(keyword, value)
	case slices.Contains(texts, keyword):
		_, ok = value.(string)
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
		names, ok := value.([]any)
		return ok && len(names) > 0 && !slices.ContainsFunc(names, func(name any) bool {
			text, isText := name.(string)
			return !isText || !slices.Contains(typeNames, text)
		})
	case "multipleOf":
		n, ok := value.(json.Number)
		return ok && n[0] != '-' && n != "0"
	case "pattern":
		text, ok := value.(string)
		_, err := regexp.Compile(text)
		return ok && err == nil
	case "enum", "examples":
		_, ok := value.([]any)
		return ok
	case "required":
		names, ok := value.([]any)
		return ok && !slices.ContainsFunc(names, func(name any) bool { _, isText := name.(string); return !isText })
	}
	return true
}

func checkSchemas(keyword string, value any) string {
	list, ok := value.([]any)
	if !ok || len(list) == 0 {
		return "has " + asJSON(value) + " as the value of " + keyword
	}
	for _, schema := range list {
		if wrong := checkSchema(schema); wrong != "" {
			return wrong
		}
	}
	return ""
}

func checkNamed(keyword string, value any) string {
	object, ok := value.(map[string]any)
	if !ok {
		return "has " + asJSON(value) + " as the value of " + keyword
	}
	for _, name := range slices.Sorted(maps.Keys(object)) {
		if wrong := checkSchema(object[name]); wrong != "" {
			return wrong
		}
	}
	return ""
}
