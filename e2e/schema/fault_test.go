package schema

import (
	"fmt"
	"slices"
	"strings"
)

// wrongValue writes a value that breaks one keyword of s, or "" if there is none to break.
func (w *writer) wrongValue(s map[string]any) string {
	if s["enum"] != nil && w.chance(50) {
		return w.wrongChoice(s)
	}
	var wrong []string
	add := func(text string) {
		if text != "" {
			wrong = append(wrong, text)
		}
	}
	switch kindOf(s) {
	case "boolean":
		add(w.pick("0", `"true"`))
	case "integer", "number":
		add(w.pick("true", `"x"`, "[]"))
		add(w.wrongNumber(s))
	case "string":
		add(w.pick("12", "false", "{}"))
		add(w.wrongText(s))
	case "array":
		add(w.pick("3", "{}", `"a"`))
		add(w.wrongArray(s))
	case "object":
		add(w.pick("3", "[]", `"a"`))
		add(w.wrongObject(s))
	case "null":
		add("1")
	}
	return w.pick(wrong...)
}

// wrongChoice writes a value that is not listed.
func (w *writer) wrongChoice(s map[string]any) string {
	if kindOf(s) == "string" {
		return `"not listed"`
	}
	return "77"
}

func (w *writer) wrongText(s map[string]any) string {
	var wrong []string
	if p, ok := s["pattern"].(string); ok {
		known, _ := find(slices.Concat(patterns, printed), p)
		wrong = append(wrong, known.bad...)
	}
	if f, ok := s["format"].(string); ok {
		known, _ := find(formats, f)
		wrong = append(wrong, known.bad...)
	}
	if least := count(s, "minLength", 0); least > 0 {
		wrong = append(wrong, strings.Repeat("\U0001f600", least-1))
	}
	if most := count(s, "maxLength", -1); most >= 0 {
		wrong = append(wrong, strings.Repeat("\u00e9", most+1))
	}
	if len(wrong) == 0 {
		return ""
	}
	return quote(w.pick(wrong...))
}

func (w *writer) wrongArray(s map[string]any) string {
	least, most := count(s, "minItems", 0), count(s, "maxItems", -1)
	var wrong []string
	if least > 0 && least != most {
		wrong = append(wrong, w.items(s, least-1))
	}
	if most >= 0 && least != most {
		wrong = append(wrong, w.items(s, most+1))
	}
	if s["uniqueItems"] != nil && most != 1 {
		item := w.value(s["items"])
		wrong = append(wrong, "["+item+","+item+"]")
	}
	return w.pick(wrong...)
}

func (w *writer) wrongObject(s map[string]any) string {
	var wrong []string
	without := func(name string) string {
		properties, _ := s["properties"].(map[string]any)
		required, _ := s["required"].([]any)
		var members []string
		for _, other := range sortedKeys(properties) {
			if other != name && slices.Contains(required, any(other)) {
				members = append(members, quote(other)+":"+w.value(properties[other]))
			}
		}
		return strings.Join(members, ",")
	}
	required, _ := s["required"].([]any)
	for _, name := range required {
		wrong = append(wrong, "{"+without(name.(string))+"}")
	}
	if s["additionalProperties"] == false {
		comma := ""
		if len(required) > 0 {
			comma = ","
		}
		wrong = append(wrong, "{"+without("")+comma+`"zz":1}`)
	}
	if extra, ok := s["additionalProperties"].(map[string]any); ok && s["propertyNames"] != nil {
		wrong = append(wrong, fmt.Sprintf(`{"no key":%s}`, w.value(extra)))
	}
	return w.pick(wrong...)
}
