package model

import "slices"

// Bindable reports whether h has the form that one of the runtime's Bind functions takes.
func (h *Handler) Bindable() bool {
	return h.Input.IsHTTP() || h.TakesParams && h.GivesResult && h.GivesError && !h.Validates
}

// TakesRequest reports whether h sees requests as a whole: the method, the path, the header.
func (h *Handler) TakesRequest() bool { return h.Input.Has(Request) || h.Input.IsHTTP() }

// Result is the type of the JSON object or array that h answers with, or nil: that in a Response, an Event or a Stream is only a
// part of the answer.
func (h *Handler) Result() *Type {
	if h.Output == nil {
		return nil
	}
	return h.Output.Type
}

// WrapsParams reports whether the parameters of h have a decoder of their own.
func (h *Handler) WrapsParams() bool { return h.Input.JSON() != nil && h.HasOptions(Reading) }

// WrapsResult reports whether the result of h has an encoder of its own.
func (h *Handler) WrapsResult() bool {
	return h.Output.JSON() != nil && (h.Nilable() || h.HasOptions(Writing))
}

// Nilable reports whether h may return nil where a platform wants an object or an array.
func (h *Handler) Nilable() bool {
	t := h.Output.JSON()
	return t != nil && (t.Kind == Map || t.Kind == Slice || t.Kind == Pointer)
}

// SaysStatus reports whether the result of h is a struct with a member statusCode, by which OpenWhisk tells the result of a web
// action that says what HTTP clients get.
func (h *Handler) SaysStatus() bool {
	t := h.Result()
	if t != nil && t.Kind == Pointer {
		t = t.Elem
	}
	return t != nil && t.Kind == Struct && slices.ContainsFunc(t.Fields, func(f Field) bool { return f.Name == "statusCode" })
}

// HasOptions reports whether there are options for a whole value in the mode.
func (h *Handler) HasOptions(mode Mode) bool {
	for opt := range h.Options.Given(mode) {
		if opt.Codec != "" {
			return true
		}
	}
	return false
}
