package model

// Bindable reports whether h has the form that one of the runtime's Bind functions takes.
func (h *Handler) Bindable() bool { return h.TakesParams && h.GivesResult && h.GivesError }

// WrapsParams reports whether the parameters of h have a decoder of their own.
func (h *Handler) WrapsParams() bool { return h.HasOptions(Reading) }

// WrapsResult reports whether the result of h has an encoder of its own.
func (h *Handler) WrapsResult() bool { return h.Nilable() || h.HasOptions(Writing) }

// Nilable reports whether h may return nil where a platform wants an object or an array.
func (h *Handler) Nilable() bool {
	return h.Result.Kind == Map || h.Result.Kind == Slice || h.Result.Kind == Pointer
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
