package schema

import (
	"slices"

	"github.com/owgen/owgen/gen/internal/model"
)

// This file is about results that say themselves what an HTTP client gets: structs with a member statusCode. Of these the client
// sees the body alone. (runtime/webresult.go)

// said are the media types of what such a result of h says, or nil if it has no body. Without a Content-Type in its headers,
// text is HTML.
func (b *builder) said(h *model.Handler) object {
	t := h.Result()
	if t.Kind == model.Pointer {
		t = t.Elem
	}
	var alternatives list
	text := false
	if f, ok := memberOf(t, "body"); ok {
		u := useOf(h, f.Type)
		for u.Kind == model.Pointer && u.Method == model.ByKind {
			u = u.of(u.Elem)
		}
		isAny := u.isAny()
		if text = f.Quoted || isAny || u.isText(); !text || isAny {
			alternatives = append(alternatives, b.component(u))
		}
	}
	switch status, _ := memberOf(t, "statusCode"); {
	case !alwaysWritten(status):
		alternatives = append(alternatives, b.result(h, h.Result()))
	case h.Result().Kind == model.Pointer:
		alternatives = append(alternatives, schema{"type": "object", "maxProperties": 0})
	}
	var o object
	if alternatives != nil {
		o = media{jsonType, anyOf(alternatives)}.content()
	}
	if text {
		o = append(o, media{"text/html", schema{"type": "string"}}.content()...)
	}
	return o
}

func memberOf(t *model.Type, name string) (model.Field, bool) {
	if k := slices.IndexFunc(t.Fields, func(f model.Field) bool { return f.Name == name }); k >= 0 {
		return t.Fields[k], true
	}
	return model.Field{}, false
}

// isAny reports whether values of the type may become any JSON.
func (u use) isAny() bool {
	return u.Method == model.ByJSON || u.Method == model.ByFallback ||
		u.Method == model.ByKind && (u.Kind == model.Any || u.Kind == model.Raw || u.Kind == model.Interface)
}

// isText reports whether values of the type become strings.
func (u use) isText() bool {
	return u.Method == model.ByText ||
		u.Method == model.ByKind && (u.Kind == model.String || u.Kind == model.Bytes || u.Kind == model.Time)
}
