package constraint

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/owgen/owgen/gen/internal/model"
	"github.com/owgen/owgen/internal/plainjson"
)

// Value reads the value of the key default or example of f, and returns it as JSON, or says what is wrong with it. For
// strings the value is the text itself, and for all else JSON, where the quotes around a string may be missing.
func (w World) Value(f model.Field, key Key) (string, Problem) {
	var value any
	err := parseJSON(key.Value, &value)
	switch _, isText := value.(string); {
	case isString(f.Type) && f.Quoted:
		value, err = Quote(key.Value), nil
	case isString(f.Type):
		value, err = key.Value, nil
	case !isText && f.Textual():
		value, err = key.Value, nil
	}
	switch {
	case err != nil:
		return "", Problem{key.Name, key.Value + " is no JSON", jsonInstead(key, Target(f.Type))}
	case value == nil:
		return "", Problem{key.Name, "null is what an absent member is anyway", "remove it"}
	}
	if why := w.judgeField(f, value); why != "" {
		text := key.Value
		if text == "" {
			text = `""`
		}
		return "", Problem{key.Name, text + " " + why, "write a value that callers could send, or remove the key"}
	}
	return asJSON(value), Problem{}
}

// jsonInstead is what to write in place of a value for type t that is no JSON.
func jsonInstead(key Key, t *model.Type) string {
	if hint := nanoseconds(key, t); hint != "" {
		return hint
	}
	if isList(t) && isString(t.Elem) && !strings.ContainsAny(key.Value, `[]"`) {
		return "write a JSON array: " + asArray(key, Target(t.Elem))
	}
	return "write JSON that the field can be read from, or remove the key"
}

// isString reports whether values of t are strings, for which a tag has the text itself.
func isString(t *model.Type) bool {
	t = Target(t)
	return t.Kind == model.String && t.Method == model.ByKind
}

// parseJSON reads one document. Numbers are kept as they are written.
func parseJSON(text string, value *any) error {
	d := json.NewDecoder(strings.NewReader(text))
	d.UseNumber()
	if err := d.Decode(value); err != nil {
		return err
	}
	if _, err := d.Token(); err != io.EOF {
		return errors.New("something stands behind the value")
	}
	return nil
}

// asJSON is a value that came of JSON, with HTML as it is.
func asJSON(value any) string { return string(plainjson.Must(value)) }

// judgeField says why the decoder of f refuses a value, as encoding/json decodes it into any; "" if it takes it.
func (w World) judgeField(f model.Field, value any) string {
	if !f.Quoted || value == nil {
		return w.judge(f.Type, f.Constraints, f.ElemConstraints, value)
	}
	text, ok := value.(string)
	var quoted any
	if !ok || parseJSON(text, &quoted) != nil || w.judge(f.Type, nil, nil, quoted) != "" {
		return "is no " + w.Spell(f.Type.Go) + " in a string"
	}
	return ""
}

// judge is judgeField for a value of type t with constraints. Null stands for absence wherever it is no value.
func (w World) judge(t *model.Type, own, elem *model.Constraints, value any) string {
	misfit := "is no " + w.Spell(t.Go)
	t = t.AsJSON()
	if t.Kind == model.Pointer && t.Method == model.ByKind && value != nil {
		return w.judge(t.Elem, own, elem, value)
	}
	_, isText := value.(string)
	switch {
	case value == nil || t.Method == model.ByJSON || t.Method == model.ByFallback || t.Kind == model.Any || t.Kind == model.Raw:
		return "" // methods alone know what they take
	case t.Method == model.ByText && isText:
		return ""
	case t.Method != model.ByText && w.isOfKind(t, value):
		return w.judgeParts(t, own, elem, value)
	}
	return misfit
}

// isOfKind reports whether a value is of the kind that t is read from.
func (w World) isOfKind(t *model.Type, value any) bool {
	switch value := value.(type) {
	case bool:
		return t.Kind == model.Bool
	case json.Number:
		return w.isNumber(t, string(value))
	case string:
		return isTextOf(t, value)
	case []any:
		return t.Kind == model.Slice || t.Kind == model.Array
	}
	return t.Kind == model.Struct || t.Kind == model.Map
}

func (w World) isNumber(t *model.Type, text string) bool {
	var err error
	switch t.Kind {
	case model.Int:
		_, err = strconv.ParseInt(text, 10, w.bits(t))
	case model.Uint:
		_, err = strconv.ParseUint(text, 10, w.bits(t))
	case model.Float:
		_, err = strconv.ParseFloat(text, w.bits(t))
	default:
		return t.Kind == model.Number
	}
	return err == nil
}

func isTextOf(t *model.Type, text string) bool {
	var err error
	switch t.Kind {
	case model.Bytes:
		_, err = base64.StdEncoding.DecodeString(text)
	case model.Time:
		err = new(time.Time).UnmarshalText([]byte(text))
	default:
		return t.Kind == model.String
	}
	return err == nil
}

// judgeParts judges a value that is of the kind of t by its constraints and by its parts.
func (w World) judgeParts(t *model.Type, own, elem *model.Constraints, value any) string {
	if own == nil {
		own = &model.Constraints{}
	}
	switch value := value.(type) {
	case json.Number:
		return w.judgeScalar(t, own, string(value))
	case string:
		return w.judgeScalar(t, own, Quote(value))
	case []any:
		var items []string
		for _, item := range value {
			if why := w.judge(t.Elem, elem, nil, item); why != "" {
				return "has the element " + asJSON(item) + ", which " + why
			}
			items = append(items, asJSON(item))
		}
		if key := w.brokenList(own, t.Elem, items); key == "uniqueItems" {
			return "breaks uniqueItems"
		} else if key != "" {
			return "breaks " + key + ": it " + own.Text(key)
		}
	case map[string]any:
		if t.Kind == model.Map {
			return w.judgeMap(t, value)
		}
		return w.judgeStruct(t, value)
	}
	return ""
}

// judgeScalar judges a number or a string, which is JSON.
func (w World) judgeScalar(t *model.Type, c *model.Constraints, value string) string {
	if key := w.broken(c, t, value); key != "" {
		return "breaks " + key + ": it " + c.Text(key)
	}
	if t.Enum != nil && !slices.ContainsFunc(t.Enum, func(other string) bool { return w.same(t, other, value) }) {
		return "is no constant of type " + w.Spell(t.Go)
	}
	return ""
}

// judgeStruct refuses members that the struct does not have, too: a decoder skips them, but nobody declares them on purpose.
func (w World) judgeStruct(t *model.Type, object map[string]any) string {
	known := map[string]bool{}
	for _, f := range t.Fields {
		value, ok := object[f.Name]
		known[f.Name] = true
		if f.Required && (!ok || value == nil && !f.Type.Nullable()) {
			return "lacks the member " + f.Name
		}
		if ok {
			if why := w.judgeField(f, value); why != "" {
				return "has the member " + f.Name + ", which " + why
			}
		}
	}
	for _, name := range slices.Sorted(maps.Keys(object)) {
		if !known[name] {
			return "has the member " + name + ", for which there is no field"
		}
	}
	return ""
}

func (w World) judgeMap(t *model.Type, object map[string]any) string {
	for _, key := range slices.Sorted(maps.Keys(object)) {
		isText := t.Key.Kind == model.String || t.Key.Method != model.ByKind
		name := key
		if isText {
			name = Quote(key)
		} else if !w.isNumber(t.Key, key) {
			return fmt.Sprintf("has the name %q, which is no %s", key, w.Spell(t.Key.Go))
		}
		if why := w.judgeScalar(t.Key, &model.Constraints{}, name); t.Key.Method == model.ByKind && why != "" {
			return fmt.Sprintf("has the name %q, which %s", key, why)
		}
		if why := w.judge(t.Elem, nil, nil, object[key]); why != "" {
			return "has the member " + key + ", which " + why
		}
	}
	return ""
}
