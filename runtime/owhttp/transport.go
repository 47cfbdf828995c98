package owhttp

import (
	"net/http"

	ow "github.com/owgen/owgen/runtime"
)

// Transport returns a transport that hands the trace of a call on: requests whose context belongs to a call get its
// traceparent and tracestate, as they came. Use it for the client of a handler:
//
//	var client = &http.Client{Transport: owhttp.Transport(nil)}
//
//	r, err := http.NewRequestWithContext(ctx, "GET", url, nil)
//	resp, err := client.Do(r)
//
// A request that has a traceparent already is left alone: whoever set it, such as OpenTelemetry, knows of a later span.
// next sends the requests; nil is http.DefaultTransport.
func Transport(next http.RoundTripper) http.RoundTripper {
	if next == nil {
		next = http.DefaultTransport
	}
	return tracing{next}
}

type tracing struct{ next http.RoundTripper }

// RoundTrip implements http.RoundTripper, which must not change the request.
func (t tracing) RoundTrip(r *http.Request) (*http.Response, error) {
	if a := ow.FromContext(r.Context()); a.TraceParent != "" && r.Header.Get("Traceparent") == "" {
		r = r.Clone(r.Context())
		if r.Header == nil {
			r.Header = http.Header{}
		}
		r.Header.Set("Traceparent", a.TraceParent)
		r.Header.Del("Tracestate") // of nothing
		if a.TraceState != "" {
			r.Header.Set("Tracestate", a.TraceState)
		}
	}
	return t.next.RoundTrip(r)
}

// CloseIdleConnections lets http.Client.CloseIdleConnections reach the transport that has them.
func (t tracing) CloseIdleConnections() {
	if c, ok := t.next.(interface{ CloseIdleConnections() }); ok {
		c.CloseIdleConnections()
	}
}
