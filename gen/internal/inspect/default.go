package inspect

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

	"github.com/owgen/owgen/gen/internal/model"
	"github.com/owgen/owgen/gen/internal/source"
)

// This file is about the tag ow:"default=VALUE". A default is a value of the deployment: a manifest binds it to a parameter,
// and the platform then sends it where a caller does not. Decoders know nothing of it.

// A declaredDefault is a field that declares a default.
type declaredDefault struct {
	owner types.Type  // the struct
	model *model.Type // of the struct
	field int         // which of its fields
	text  string
	at    use
}

// bindDefaults gives the fields of the model their defaults. It reports those that a field cannot be read from, and warns of
// those that nothing can bind, since the fields are no parameters themselves.
func (ty *typer) bindDefaults(handlers []*model.Handler) {
	var params typeutil.Map
	for _, h := range handlers {
		if t := h.Input.Params(); t != nil {
			params.Set(t.Go, true)
		}
	}
	for _, d := range ty.defaults {
		if d.at.mode == model.Reading {
			ty.bindDefault(d)
		}
		if params.At(d.owner) == nil {
			ty.warnUse(d.at, source.Misfit{Msg: "the default has no effect: only members of Params are parameters that can be bound", Hint: "remove the tag"})
		}
	}
}

// bindDefault gives a field its default as JSON, or reports that the field cannot be read from that.
func (ty *typer) bindDefault(d declaredDefault) {
	f := &d.model.Fields[d.field]
	var value any
	err := parseJSON(d.text, &value)
	if _, isText := value.(string); !isText && f.Textual() {
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
	have := ty.TypeString(f.Type.Go)
	if f.Quoted {
		have += " in a string"
	}
	ty.reportUse(d.at, source.Misfit{Msg: fmt.Sprintf("the default %s is no %s", d.text, have), Hint: "write JSON that the field can be read from, or remove the tag"})
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

// fitsField reports whether the decoder of f takes a value, as encoding/json decodes it into any.
func (ty *typer) fitsField(f model.Field, value any) bool {
	if !f.Quoted || value == nil {
		return ty.fits(f.Type, value)
	}
	text, ok := value.(string)
	var quoted any
	return ok && parseJSON(text, &quoted) == nil && ty.fits(f.Type, quoted)
}

// fits is fitsField for a value of type t. Null stands for absence wherever it is no value.
func (ty *typer) fits(t *model.Type, value any) bool {
	t = t.Form()
	switch _, isText := value.(string); {
	case value == nil || t.Method == model.ByJSON || t.Method == model.ByFallback || t.Kind == model.Any || t.Kind == model.Raw:
		return true // methods alone know what they take
	case t.Method == model.ByText:
		return isText
	case t.Kind == model.Pointer:
		return ty.fits(t.Elem, value)
	}
	switch value := value.(type) {
	case bool:
		return t.Kind == model.Bool
	case json.Number:
		return ty.fitsNumber(t, string(value))
	case string:
		return fitsString(t, value)
	case []any:
		return (t.Kind == model.Slice || t.Kind == model.Array) && ty.fitAll(t.Elem, value)
	case map[string]any:
		return t.Kind == model.Struct && ty.fitsStruct(t, value) || t.Kind == model.Map && ty.fitsMap(t, value)
	}
	return false
}

func (ty *typer) fitsNumber(t *model.Type, text string) bool {
	bits := func() int { return 8 * int(ty.TypesSizes.Sizeof(t.Go)) }
	var err error
	switch t.Kind {
	case model.Int:
		_, err = strconv.ParseInt(text, 10, bits())
	case model.Uint:
		_, err = strconv.ParseUint(text, 10, bits())
	case model.Float:
		_, err = strconv.ParseFloat(text, bits())
	default:
		return t.Kind == model.Number
	}
	return err == nil
}

func fitsString(t *model.Type, text string) bool {
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

func (ty *typer) fitAll(t *model.Type, values []any) bool {
	for _, v := range values {
		if !ty.fits(t, v) {
			return false
		}
	}
	return true
}

// fitsStruct refuses members that the struct does not have, too: a decoder skips them, but nobody declares them on purpose.
func (ty *typer) fitsStruct(t *model.Type, object map[string]any) bool {
	known := 0
	for _, f := range t.Fields {
		value, ok := object[f.Name]
		if f.Required && (!ok || value == nil && !f.Type.Nullable()) || ok && !ty.fitsField(f, value) {
			return false
		}
		if ok {
			known++
		}
	}
	return known == len(object)
}

func (ty *typer) fitsMap(t *model.Type, object map[string]any) bool {
	for key, value := range object {
		number := t.Key.Method == model.ByKind && t.Key.Kind != model.String
		if number && !ty.fitsNumber(t.Key, key) || !ty.fits(t.Elem, value) {
			return false
		}
	}
	return true
}
