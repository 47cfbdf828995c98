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

// A declaredDefault is a field that declares a default.
type declaredDefault struct {
	owner types.Type // the struct
	model *Type      // of the struct
	field int        // which of its fields
	text  string
	at    use
}

// bindDefaults gives the fields of the model their defaults. It reports those that a field cannot be read from, and warns of
// those that nothing can bind, since the fields are no parameters themselves.
func (ty *typer) bindDefaults(handlers []*Handler) {
	var params typeutil.Map
	for _, h := range handlers {
		if h.Params != nil {
			params.Set(h.Params.Go, true)
		}
	}
	for _, d := range ty.defaults {
		if d.at.mode == Reading {
			ty.bindDefault(d)
		}
		if params.At(d.owner) == nil {
			ty.warnUse(d.at, Misfit{"the default has no effect: only members of Params are parameters that can be bound", "remove the tag"})
		}
	}
}

// bindDefault gives a field its default as JSON, or reports that the field cannot be read from that.
func (ty *typer) bindDefault(d declaredDefault) {
	f := &d.model.Fields[d.field]
	var value any
	err := parseJSON(d.text, &value)
	if _, isText := value.(string); !isText && textual(*f) {
		value, err = d.text, nil // a string without its quotes
	}
	if err == nil && value != nil && ty.fitsField(*f, value) {
		var buf bytes.Buffer
		e := json.NewEncoder(&buf)
		e.SetEscapeHTML(false)
		if e.Encode(value) == nil {
			f.Default = strings.TrimSpace(buf.String())
			return
		}
	}
	have := ty.typeString(f.Type.Go)
	if f.Quoted {
		have += " in a string"
	}
	ty.reportUse(d.at, Misfit{fmt.Sprintf("the default %s is no %s", d.text, have), "write JSON that the field can be read from, or remove the tag"})
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
func (ty *typer) fitsField(f Field, value any) bool {
	if !f.Quoted || value == nil {
		return ty.fits(f.Type, value)
	}
	text, ok := value.(string)
	var quoted any
	return ok && parseJSON(text, &quoted) == nil && ty.fits(f.Type, quoted)
}

// fits is fitsField for a value of type t. Null stands for absence wherever it is no value.
func (ty *typer) fits(t *Type, value any) bool {
	t = t.form()
	switch _, isText := value.(string); {
	case value == nil || t.Method == ByJSON || t.Method == ByFallback || t.Kind == Any || t.Kind == Raw:
		return true // methods alone know what they take
	case t.Method == ByText:
		return isText
	case t.Kind == Pointer:
		return ty.fits(t.Elem, value)
	}
	switch value := value.(type) {
	case bool:
		return t.Kind == Bool
	case json.Number:
		return ty.fitsNumber(t, string(value))
	case string:
		return fitsString(t, value)
	case []any:
		return (t.Kind == Slice || t.Kind == Array) && ty.fitAll(t.Elem, value)
	case map[string]any:
		return t.Kind == Struct && ty.fitsStruct(t, value) || t.Kind == Map && ty.fitsMap(t, value)
	}
	return false
}

func (ty *typer) fitsNumber(t *Type, text string) bool {
	bits := func() int { return 8 * int(ty.pkg.TypesSizes.Sizeof(t.Go)) }
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

func (ty *typer) fitAll(t *Type, values []any) bool {
	for _, v := range values {
		if !ty.fits(t, v) {
			return false
		}
	}
	return true
}

// fitsStruct refuses members that the struct does not have, too: a decoder skips them, but nobody declares them on purpose.
func (ty *typer) fitsStruct(t *Type, object map[string]any) bool {
	known := 0
	for _, f := range t.Fields {
		value, ok := object[f.Name]
		if f.Required && (!ok || value == nil && !f.Type.nullable()) || ok && !ty.fitsField(f, value) {
			return false
		}
		if ok {
			known++
		}
	}
	return known == len(object)
}

func (ty *typer) fitsMap(t *Type, object map[string]any) bool {
	for key, value := range object {
		number := t.Key.Method == ByKind && t.Key.Kind != String
		if number && !ty.fitsNumber(t.Key, key) || !ty.fits(t.Elem, value) {
			return false
		}
	}
	return true
}
