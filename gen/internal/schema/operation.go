package schema

import (
	"go/doc"
	"slices"

	"github.com/owgen/owgen/gen/internal/model"
)

// path is what can be done at the path of h. All is posted; a request whose parameters can stand in a query can be made without a
// body, too. Of a handler of package net/http nothing is known.
func (b *builder) path(h *model.Handler) object {
	if h.Input.IsHTTP() {
		return b.operations(h)
	}
	return append(object{{"description", served(h)}}, b.operations(h)...)
}

func (b *builder) operations(h *model.Handler) object {
	if h.Input.IsHTTP() {
		answers := object{{"default", object{{"description", "What the handler answers."}}}}
		return object{
			{"get", append(b.operation(h, b.queried(h)), member{"responses", answers})},
			{"post", append(b.operation(h, h.Name), member{"responses", answers})},
		}
	}
	post := b.operation(h, h.Name)
	if h.Input.Has(model.Event) {
		post = append(post, member{"parameters", attributeHeaders()})
	}
	body := b.request(h)
	if body != nil {
		post = append(post, member{"requestBody", body})
	}
	posted := member{"post", append(post, member{"responses", b.answers(h, body != nil)})}
	if !h.Input.Has(model.Request) {
		return object{posted}
	}
	get := b.operation(h, b.queried(h))
	switch parameters := b.queryOf(h); {
	case parameters != nil:
		get = append(get, member{"parameters", parameters})
	case !h.Input.Has(model.NoBody):
		return object{posted}
	}
	return object{{"get", append(get, member{"responses", b.answers(h, false)})}, posted}
}

// queried is the name of the operation without a body, which no other one has.
func (b *builder) queried(h *model.Handler) string {
	id := h.Name + "_get"
	for slices.ContainsFunc(b.Handlers, func(other *model.Handler) bool { return other.Name == id }) {
		id += "_"
	}
	return id
}

// operation begins an operation with what the comment on h says.
func (b *builder) operation(h *model.Handler, id string) object {
	o := object{{"operationId", id}}
	comment := b.comments.Text(h.Pos, h.Func)
	if comment == "" {
		return o
	}
	o = append(o, member{"summary", new(doc.Package).Synopsis(comment)}, member{"description", comment})
	if deprecates(comment) {
		o = append(o, member{"deprecated", true})
	}
	return o
}

// request is the body that h takes, or nil.
func (b *builder) request(h *model.Handler) object {
	if !h.TakesParams {
		return nil
	}
	bodies := b.bodies(h, h.Input)
	if h.Input.Has(model.Request) {
		bodies = append(bodies, b.form(h)...)
	}
	var o object
	if t := h.Input.JSON(); t != nil {
		if words := exceptions(h); words != "" {
			o = object{{"description", words}}
		}
		if _, required := b.whole(h, t).resolved()["required"]; required {
			o = append(o, member{"required", true})
		}
	}
	if bodies == nil {
		return nil
	}
	return append(o, member{"content", bodies})
}

// answers are what h may answer, to a request with a body or to one without.
func (b *builder) answers(h *model.Handler, hasBody bool) object {
	answer := object{{"description", given(h)}}
	if h.Output.Has(model.Event) {
		answer = append(answer, member{"headers", attributesSent()})
	}
	results := b.answered(h)
	if results != nil {
		answer = append(answer, member{"content", results})
	}
	answers := object{{"200", answer}}
	if h.Output.Pointer && h.Output.Has(model.Response, model.Event) {
		answers = append(answers, member{"204", object{{"description", "Nothing."}}})
	}
	if choosesStatus(h) {
		other := append(object{{"description", "The result, with another status that the function has chosen."}}, answer[1:]...)
		onward := append(object{{"description", "The function sends the caller on."}}, answer[1:]...)
		answers = append(answers, member{"2XX", other}, member{"3XX", onward})
	}
	for _, f := range failures {
		if f.meets == nil || hasBody && f.meets(h) {
			answers = append(answers, member{f.status, b.failed(h, f, results)})
		}
	}
	return answers
}

// choosesStatus reports whether h may give a result any status from 200 to 599.
func choosesStatus(h *model.Handler) bool { return h.Output.Has(model.Response) || h.SaysStatus() }

// answered are the media types of what h gives.
func (b *builder) answered(h *model.Handler) object {
	if h.SaysStatus() {
		return b.said(h)
	}
	return b.bodies(h, h.Output)
}
