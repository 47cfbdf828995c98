// Package ruled is the medium document of package docs with rules for its values. Owgen and huma read them from the same
// tags; the tag rule says the same to go-playground/validator. Owgen generates package codecs from the handlers.
package ruled

//go:generate go run ../docs/generate codecs

//owgen:action
func HandleEvent(d Event) (Event, error) { return d, nil }

//owgen:action
func HandleLines(d Lines) (Lines, error) { return d, nil }
