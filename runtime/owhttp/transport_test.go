package owhttp

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"

	ow "github.com/owgen/owgen/runtime"
)

func TestOPS9RequestsCarryTheTrace(t *testing.T) {
	const parent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
	const other = "00-11111111111111111111111111111111-2222222222222222-00"
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		io.WriteString(w, r.Header.Get("Traceparent")+" "+r.Header.Get("Tracestate"))
	}))
	defer s.Close()
	client := &http.Client{Transport: Transport(nil)}
	for name, c := range map[string]struct {
		activation ow.Activation
		header     http.Header
		want       string
	}{
		"both":       {ow.Activation{TraceParent: parent, TraceState: "a=1"}, http.Header{}, parent + " a=1"},
		"parent":     {ow.Activation{TraceParent: parent}, http.Header{}, parent + " "},
		"no trace":   {ow.Activation{}, http.Header{}, " "},
		"set":        {ow.Activation{TraceParent: parent, TraceState: "a=1"}, http.Header{"Traceparent": {other}}, other + " "},
		"stray":      {ow.Activation{TraceParent: parent}, http.Header{"Tracestate": {"b=2"}}, parent + " "},
		"no headers": {ow.Activation{TraceParent: parent}, nil, parent + " "},
	} {
		r, err := http.NewRequestWithContext(ow.NewContext(context.Background(), c.activation, nil), "GET", s.URL, nil)
		if err != nil {
			t.Fatal(err)
		}
		r.Header = c.header
		before := len(r.Header)
		resp, err := client.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		body, _ := io.ReadAll(resp.Body)
		resp.Body.Close()
		if string(body) != c.want || len(r.Header) != before {
			t.Errorf("%s: sent %q; the caller's header is %v", name, body, r.Header)
		}
	}
	resp, err := client.Get(s.URL) // of no call
	if err != nil {
		t.Fatal(err)
	}
	if body, _ := io.ReadAll(resp.Body); string(body) != " " {
		t.Errorf("outside of calls: %q", body)
	}
	resp.Body.Close()
	client.CloseIdleConnections()
}

// closed is a transport that is told to close.
type closed struct {
	http.RoundTripper
	times int
}

func (c *closed) CloseIdleConnections() { c.times++ }

func TestOPS9TheTransportBelowIsUsed(t *testing.T) {
	below := &closed{}
	(&http.Client{Transport: Transport(below)}).CloseIdleConnections()
	if below.times != 1 {
		t.Errorf("closed %d times", below.times)
	}
}
