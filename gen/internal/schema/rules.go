package schema

import (
	"slices"
	"strings"

	"github.com/owgen/owgen/gen/internal/model"
)

// This file says in words what a caller has to know and no keyword of OpenAPI says.

// rules are those of all functions, in paragraphs.
func (b *builder) rules() string {
	all := []string{b.routing()}
	if slices.ContainsFunc(b.Handlers, hasParameters) {
		all = append(all, "Where the JSON is an object, but not the data of an event, its members also come from the query, and from a form in place of "+
			"the JSON: filter.city is the member city of the object filter. Of a name that is there several times each value becomes an "+
			"element of an array, or else the last one counts. Empty text counts as absent, except for strings. Names that mean nothing are "+
			"ignored. A member of the body hides the parameters of its name.")
	}
	if slices.ContainsFunc(b.Handlers, takesJSON) {
		all = append(all, "A body that begins with { or [ is JSON, whatever its Content-Type. No body counts as an empty object or array. "+
			"null counts as absent where the schema does not list it. But in place of base64, of a map (additionalProperties) or of an array "+
			"whose length is not fixed, and as a value in a map or an array, it is an empty value, of which nothing is required or "+
			"checked. Names of members count in any case. Those that the schema does not list are ignored. Of a member that is there twice "+
			"both values are checked, and the last one counts. Integers have no fraction and no exponent.")
	}
	if b.reads(model.Array) {
		all[len(all)-1] += " An array of a fixed length may be shorter, and is filled up with empty values, or longer, and is cut off."
	}
	if b.reads(model.Number) {
		all[len(all)-1] += " A number without a format may stand in a string."
	}
	if slices.ContainsFunc(b.Handlers, func(h *model.Handler) bool { return takesJSON(h) && exceptions(h) != "" }) {
		all[len(all)-1] += " Where a request body is described otherwise, that holds."
	}
	return strings.Join(all, "\n\n")
}

// routing says which function a path calls. (runtime/naming.go)
func (b *builder) routing() string {
	if len(b.Handlers) == 1 {
		return "Any path calls the function."
	}
	const named = "The last element of a path is the name of a function, in any case. A path without such a name "
	if k := slices.IndexFunc(b.Handlers, func(h *model.Handler) bool { return h.Unnamed }); k >= 0 {
		return named + "calls " + b.Handlers[k].Name + ", but one that is like another name is answered with 404."
	}
	return named + "is answered with 404."
}

// takesJSON reports whether h takes JSON.
func takesJSON(h *model.Handler) bool { return h.TakesParams && h.Input.JSON() != nil }

// hasParameters reports whether texts become members of what h takes. (runtime/parameters.go)
func hasParameters(h *model.Handler) bool {
	t := h.Input.Params()
	return takesJSON(h) && t != nil && t.Method == model.ByKind && (t.Kind == model.Struct || t.Kind == model.Map)
}

// reads reports whether there are values of the kind in what callers send.
func (b *builder) reads(kind model.Kind) bool {
	seen := map[*model.Type]bool{}
	var within func(*model.Type) bool
	within = func(t *model.Type) bool {
		if t == nil || seen[t] {
			return false
		}
		seen[t] = true
		return t.Kind == kind && t.Method == model.ByKind || within(t.Elem) || within(t.Inside) ||
			slices.ContainsFunc(t.Fields, func(f model.Field) bool { return within(f.Type) })
	}
	return slices.ContainsFunc(b.Handlers, func(h *model.Handler) bool { return takesJSON(h) && within(h.Input.JSON()) })
}

// served says with which methods h is called.
func served(h *model.Handler) string {
	const others = " Other methods are answered with 405."
	switch {
	case h.Input.Has(model.Request):
		return "GET, HEAD, POST, PUT, PATCH, DELETE and OPTIONS call the function, which sees the method." + others
	case h.Input.Has(model.Event):
		return "POST and PUT call the function." + others + " An event that lacks attributes is answered with 400, and with a text that names them. " +
			"Where an event is a document, the paths in errors begin with data."
	}
	return "GET and POST call the function. A GET with a body is answered with 400." + others
}

// exceptions says what is otherwise than by the rules when h reads JSON, or "".
func exceptions(h *model.Handler) string {
	var all []string
	switch o := h.Options; {
	case o.RejectUnknown && o.ExactCase:
		all = append(all, "Members whose names the schema does not list, in the same case, are refused.")
	case o.RejectUnknown:
		all = append(all, "Members that the schema does not list are refused.")
	case o.ExactCase:
		all = append(all, "Names of members count in their own case only.")
	}
	if h.Options.RejectDuplicates {
		all = append(all, "A member that is there twice is refused.")
	}
	return strings.Join(all, " ")
}

// given says what a caller gets of h.
func given(h *model.Handler) string {
	switch {
	case h.Output.Has(model.Stream):
		return "The values, each sent as it comes. Accept chooses the form; the first one is that of callers who name none. " +
			"An error after the first value is the last line of JSON or the last event, {\"error\":…}, and cuts anything else off."
	case h.SaysStatus(), h.Output.Has(model.Response) && h.Output.Has(model.RawBody, model.Reader):
		return "The result. The function may choose another media type."
	}
	return "The result."
}
