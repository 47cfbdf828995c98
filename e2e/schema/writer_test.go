package schema

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
)

// A writer writes documents of a schema. It avoids what docs/validation.md lists as exceptions: integers with fractions (S1) or out
// of range (S2), names in another case (S3, L2), null where it is absence (L1), other lengths of arrays (L3), numbers in strings
// for json.Number (L4), other spellings of numbers and times (L6, L7), floats next to a bound (S7, L8).
type writer struct {
	*rand.Rand
	root  any // that references are resolved in
	depth int
	// knownOnly leaves out optional values of which the schema says nothing: they may read themselves.
	knownOnly bool
	// places counts the values that are written. The one with the number wrong is not valid.
	places, wrong int
}

// chance is true in that percentage of cases.
func (w *writer) chance(percent int) bool { return w.IntN(100) < percent }

// pick returns one of the choices, or "" if there are none.
func (w *writer) pick(choices ...string) string {
	if len(choices) == 0 {
		return ""
	}
	return choices[w.IntN(len(choices))]
}

// document writes a document that is valid under s, or that has a fault in one place.
func (w *writer) document(s any, faulty bool) string {
	w.places, w.wrong, w.depth = 0, -1, 0
	text := w.value(s)
	if !faulty || w.places == 0 {
		return text
	}
	w.wrong, w.places = w.IntN(w.places), 0
	return w.value(s)
}

// value writes a value of s.
func (w *writer) value(schema any) string {
	s := w.resolved(schema)
	at := w.places
	w.places++
	if at == w.wrong {
		if text := w.wrongValue(s); text != "" {
			return text
		}
	}
	w.depth++
	defer func() { w.depth-- }()
	if only, ok := s["const"]; ok {
		return text(only)
	}
	if allowed, ok := s["enum"].([]any); ok {
		return text(allowed[w.IntN(len(allowed))])
	}
	switch {
	case s["anyOf"] != nil:
		choices := s["anyOf"].([]any)
		if w.depth > 6 || w.chance(30) {
			return "null"
		}
		return w.value(choices[0])
	case allowsNull(s) && (w.chance(15) || w.depth > 6):
		return "null"
	}
	switch kindOf(s) {
	case "boolean":
		return w.pick("true", "false")
	case "integer", "number":
		return w.number(s)
	case "string":
		return quote(w.text(s))
	case "array":
		return w.array(s)
	case "object":
		return w.object(s)
	case "null":
		return "null"
	}
	return w.pick("null", "1.50", `"x"`, `[1,{"a":null}]`, `{"b":[]}`)
}

// resolved follows references. What stands beside one counts as well.
func (w *writer) resolved(schema any) map[string]any {
	s, ok := schema.(map[string]any)
	if !ok {
		return map[string]any{}
	}
	ref, ok := s["$ref"].(string)
	if !ok {
		return s
	}
	target := w.root
	for step := range strings.SplitSeq(strings.TrimPrefix(strings.TrimPrefix(ref, "#"), "/"), "/") {
		if step != "" {
			target = target.(map[string]any)[step]
		}
	}
	all := map[string]any{}
	for keyword, v := range w.resolved(target) {
		all[keyword] = v
	}
	for keyword, v := range s {
		if keyword != "$ref" {
			all[keyword] = v
		}
	}
	return all
}

// kindOf is the type of a schema besides null.
func kindOf(s map[string]any) string {
	switch kind := s["type"].(type) {
	case string:
		return kind
	case []any:
		return kind[0].(string)
	}
	return ""
}

func allowsNull(s map[string]any) bool {
	kinds, ok := s["type"].([]any)
	return ok && slices.Contains(kinds, any("null"))
}

// text writes a value of a schema.
func text(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return string(b)
}

// text writes a text that is valid under s.
func (w *writer) text(s map[string]any) string {
	if p, ok := s["pattern"].(string); ok {
		known, _ := find(slices.Concat(patterns, printed), p)
		return w.pick(known.good...)
	}
	if f, ok := s["format"].(string); ok {
		known, _ := find(formats, f)
		return w.pick(known.good...)
	}
	if s["contentEncoding"] != nil {
		return base64.StdEncoding.EncodeToString([]byte(w.letters(0, 5)))
	}
	least, most := count(s, "minLength", 0), count(s, "maxLength", -1)
	if most < 0 {
		most = least + 4
	}
	return w.letters(least, most)
}

// letters writes some code points.
func (w *writer) letters(least, most int) string {
	letters := []rune("az09 \"\\\u00e9\u4e16\U0001f600\u2028<\x7f\t")
	var b strings.Builder
	for range least + w.IntN(most-least+1) {
		b.WriteRune(letters[w.IntN(len(letters))])
	}
	return b.String()
}

func count(s map[string]any, keyword string, otherwise int) int {
	n, ok := s[keyword].(json.Number)
	if !ok {
		return otherwise
	}
	k, _ := strconv.Atoi(string(n))
	return k
}

func (w *writer) array(s map[string]any) string {
	least, most := count(s, "minItems", 0), count(s, "maxItems", -1)
	switch {
	case most < 0 && (w.depth > 6 || !w.knows(s["items"])):
		most = least
	case most < 0:
		most = least + 3
	}
	return w.items(s, least+w.IntN(most-least+1))
}

// knows reports whether to write values of a schema.
func (w *writer) knows(schema any) bool {
	s := w.resolved(schema)
	return !w.knownOnly || kindOf(s) != "" || s["anyOf"] != nil
}

// items writes so many elements, different ones where they must be.
func (w *writer) items(s map[string]any, n int) string {
	var items []string
	for tries := 0; len(items) < n && tries < 50; tries++ {
		if item := w.value(s["items"]); s["uniqueItems"] == nil || !slices.Contains(items, item) {
			items = append(items, item)
		}
	}
	return "[" + strings.Join(items, ",") + "]"
}

// object writes members in any order.
func (w *writer) object(s map[string]any) string {
	var members []string
	properties, _ := s["properties"].(map[string]any)
	required, _ := s["required"].([]any)
	for _, name := range sortedKeys(properties) {
		must := slices.Contains(required, any(name))
		if must || w.depth <= 6 && w.chance(70) && w.knows(properties[name]) {
			members = append(members, quote(name)+":"+w.value(properties[name]))
		}
	}
	switch extra := s["additionalProperties"].(type) {
	case map[string]any:
		if w.depth <= 6 && w.knows(extra) {
			for _, key := range w.keys(s, w.IntN(3)) {
				members = append(members, quote(key)+":"+w.value(extra))
			}
		}
	case nil:
		if w.chance(15) {
			members = append(members, fmt.Sprintf(`"zz%d":%s`, w.IntN(100), w.pick("1", "{}", `"x"`)))
		}
	}
	w.Shuffle(len(members), func(i, k int) { members[i], members[k] = members[k], members[i] })
	return "{" + strings.Join(members, ",") + "}"
}

// keys writes at most n different names of members.
func (w *writer) keys(s map[string]any, n int) []string {
	names, _ := s["propertyNames"].(map[string]any)
	var keys []string
	for range n {
		key := w.letters(0, 4)
		if allowed, ok := names["enum"].([]any); ok {
			key = allowed[w.IntN(len(allowed))].(string)
		} else if p, ok := names["pattern"].(string); ok {
			known, _ := find(printed, p)
			key = w.pick(known.good...)
		}
		if !slices.Contains(keys, key) {
			keys = append(keys, key)
		}
	}
	return keys
}

func sortedKeys(m map[string]any) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
