package gen

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"go/types"
	"io"
	"strconv"
	"strings"
	"time"

	"golang.org/x/tools/go/types/typeutil"
)

// This file is about the tag ow:"default=VALUE". A default is a value of the deployment: a manifest binds it to a parameter,
// and the platform then sends it where a caller does not. Decoders know nothing of it.

// A preset is a field that declares a default.
type preset struct {
	owner types.Type // the struct
	at    use
}

// checkPresets warns of defaults that nothing can bind: those of fields that are no parameters themselves.
func (in *inspector) checkPresets(handlers []*Handler) {
	var params typeutil.Map
	for _, h := range handlers {
		if h.Params != nil {
			params.Set(h.Params.Go, true)
		}
	}
	for _, p := range in.presets {
		if params.At(p.owner) == nil {
			in.warnUse(p.at, p.at.path+": the default has no effect: only members of Params are parameters that can be bound", "remove the tag")
		}
	}
}

// defaultOf returns, as JSON, the default that a tag declares for f. One that f cannot be read from is reported.
func (in *inspector) defaultOf(f Field, text string, u use) string {
	if u.role != "Params" {
		return "" // see checkPresets
	}
	var value any
	err := parseJSON(text, &value)
	if _, isText := value.(string); !isText && textual(f) {
		value, err = text, nil // a string without its quotes
	}
	if err == nil && value != nil && in.fitsField(f, value) {
		var buf bytes.Buffer
		e := json.NewEncoder(&buf)
		e.SetEscapeHTML(false)
		if e.Encode(value) == nil {
			return strings.TrimSpace(buf.String())
		}
	}
	have := in.typeString(f.Type.Go)
	if f.Quoted {
		have += " in a string"
	}
	in.reportUse(u, fmt.Sprintf("the default %s is no %s", text, have), "write JSON that the field can be read from, or remove the tag")
	return ""
}

// parseJSON reads one document. Numbers are kept as they are written.
func parseJSON(text string, value *any) error {
	d := json.NewDecoder(strings.NewReader(text))
	d.UseNumber()
	if err := d.Decode(value); err != nil {
		return err
	}
	if _, err := d.Token(); err != io.EOF {
		return fmt.Errorf("something stands behind the value")
	}
	return nil
}

// textual reports whether JSON strings, and nothing else, stand for values of f.
func textual(f Field) bool {
	t := scalar(f.Type)
	return f.Quoted || t.Method == ByText || t.Method == ByKind && (t.Kind == String || t.Kind == Bytes || t.Kind == Time)
}

// fitsField reports whether the decoder of f takes a value, as encoding/json decodes it into any.
func (in *inspector) fitsField(f Field, value any) bool {
	if !f.Quoted || value == nil {
		return in.fits(f.Type, value)
	}
	text, ok := value.(string)
	var quoted any
	return ok && parseJSON(text, &quoted) == nil && in.fits(f.Type, quoted)
}

// fits is fitsField for a value of type t. Null stands for absence wherever it is no value.
func (in *inspector) fits(t *Type, value any) bool {
	t = t.form()
	switch _, isText := value.(string); {
	case value == nil || t.Method == ByJSON || t.Method == ByFallback || t.Kind == Any || t.Kind == Raw:
		return true // methods alone know what they take
	case t.Method == ByText:
		return isText
	case t.Kind == Pointer:
		return in.fits(t.Elem, value)
	}
	switch value := value.(type) {
	case bool:
		return t.Kind == Bool
	case json.Number:
		return in.fitsNumber(t, string(value))
	case string:
		return fitsString(t, value)
	case []any:
		return (t.Kind == Slice || t.Kind == Array) && in.fitAll(t.Elem, value)
	case map[string]any:
		return t.Kind == Struct && in.fitsStruct(t, value) || t.Kind == Map && in.fitsMap(t, value)
	}
	return false
}

func (in *inspector) fitsNumber(t *Type, text string) bool {
	bits := func() int { return 8 * int(in.pkg.TypesSizes.Sizeof(t.Go)) }
	var err error
	switch t.Kind {
	case Int:
		_, err = strconv.ParseInt(text, 10, bits())
	case Uint:
		_, err = strconv.ParseUint(text, 10, bits())
	case Float:
		_, err = strconv.ParseFloat(text, bits())
	default:
		return t.Kind == Number
	}
	return err == nil
}

func fitsString(t *Type, text string) bool {
	var err error
	switch t.Kind {
	case Bytes:
		_, err = base64.StdEncoding.DecodeString(text)
	case Time:
		err = new(time.Time).UnmarshalText([]byte(text))
	default:
		return t.Kind == String
	}
	return err == nil
}

func (in *inspector) fitAll(t *Type, values []any) bool {
	for _, v := range values {
		if !in.fits(t, v) {
			return false
		}
	}
	return true
}

// fitsStruct refuses members that the struct does not have, too: a decoder skips them, but nobody declares them on purpose.
func (in *inspector) fitsStruct(t *Type, object map[string]any) bool {
	known := 0
	for _, f := range t.Fields {
		value, ok := object[f.Name]
		if f.Required && (!ok || value == nil && !f.Type.nullable()) || ok && !in.fitsField(f, value) {
			return false
		}
		if ok {
			known++
		}
	}
	return known == len(object)
}

func (in *inspector) fitsMap(t *Type, object map[string]any) bool {
	for key, value := range object {
		number := t.Key.Method == ByKind && t.Key.Kind != String
		if number && !in.fitsNumber(t.Key, key) || !in.fits(t.Elem, value) {
			return false
		}
	}
	return true
}
