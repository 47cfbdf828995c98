package constraint

import (
	"strings"
	"testing"
)

func TestSCH6WhatUsersWriteCompilesAsJSONSchema(t *testing.T) {
	for _, text := range []string{
		`{}`, `{"type":"string","pattern":"^#[0-9a-f]{6}$"}`, `{"type":["object","null"],"properties":{"a":true},"required":["a"],"additionalProperties":false}`,
		`{"anyOf":[{"const":1},{"minimum":2.5,"multipleOf":0.1}],"$comment":"x","x-other":[1]}`, `{"prefixItems":[{}],"items":false,"minItems":0,"uniqueItems":true}`,
		`{"$ref":"https://example.com/color"}`, `{"$id":"https://example.com/color","$ref":"#/$defs/a","$defs":{"a":{"items":{"$ref":"#"}}}}`,
		`{"properties":{"a":{"$ref":"#b"},"b":{"$anchor":"b","dependentRequired":{"a":["b"]}}}}`, `{"patternProperties":{"^a":true}}`,
	} {
		if wrong := CheckSchema(text); wrong != "" {
			t.Errorf("%s %s", text, wrong)
		}
	}
	for text, want := range map[string]string{
		``: "is no JSON", `{"type":"string"`: "is no JSON", `{} {}`: "is no JSON", `true`: "is no JSON object", `[]`: "is no JSON object",
		`{"type":"text"}`: "type", `{"type":[]}`: "type", `{"type":["string",1]}`: "type", `{"minLength":-1}`: "minLength", `{"minLength":1.5}`: "minLength", `{"maximum":"1"}`: "maximum",
		`{"multipleOf":0}`: "multipleOf", `{"pattern":"("}`: "pattern", `{"enum":1}`: "enum", `{"required":[1]}`: "required", `{"items":[{}]}`: "where a schema must be",
		`{"anyOf":[]}`: "anyOf", `{"properties":{"a":{"type":1}}}`: "type", `{"properties":[]}`: "properties", `{"$defs":{"a":5}}`: "where a schema must be", `{"title":1}`: "title", `{"allOf":[{"not":3}]}`: "where a schema must be",
		`{"$ref":"#/$defs/a","$defs":{"a":{}}}`: "$ref", `{"items":{"$ref":"#"}}`: "$ref", `{"$defs":{"a":{"$id":"x"}},"$dynamicRef":"#"}`: "$dynamicRef",
		`{"multipleOf":0.0}`: "multipleOf", `{"multipleOf":-1}`: "multipleOf", `{"required":["a","a"]}`: "required", `{"type":["null","null"]}`: "type",
		`{"dependentRequired":{"a":1}}`: "dependentRequired", `{"dependentRequired":[]}`: "dependentRequired", `{"patternProperties":{"(":true}}`: "patternProperties",
	} {
		if wrong := CheckSchema(text); !strings.Contains(wrong, want) {
			t.Errorf("%s %q, want %q", text, wrong, want)
		}
	}
}
