package invoke

import (
	"net/http"

	"github.com/owgen/owgen/gen"
	"github.com/owgen/owgen/internal/params"
	"github.com/owgen/owgen/internal/ways"
)

// The header of a call that is a request.
const (
	contentType = "Content-Type"
	jsonType    = "application/json"
	eventType   = "application/cloudevents+json"
)

// call returns the call that a handler is sent.
func (i *Invocation) call(h *gen.Handler, document []byte) (call ways.Call, err error) {
	types := params.Types{Schema: h.Input, Exact: h.Exact}
	if h.Form == "event" {
		call.Header = http.Header{contentType: {eventType}}
		call.Body, err = event(document, i.Params, types)
	} else {
		call.Body, err = filled(document, i.Params, types)
	}
	if len(i.Ways) > 1 {
		return ways.Comparable(h, call), err
	}
	return ways.For(h, call), err
}

// filled returns the parameters: those of the document, as they are if no text is to change them.
func filled(document []byte, texts []string, types params.Types) ([]byte, error) {
	switch {
	case len(texts) > 0:
		return params.Fill(document, texts, types)
	case document == nil:
		return []byte("{}"), nil
	}
	return document, nil
}
