package ow

import (
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/owgen/owgen/runtime/transport"
)

// A carrier leads the exchanges of a transport to a site.
type carrier struct {
	site  *site
	calls sync.Pool // of *call
}

func newCarrier(s *site, f *failures, o *observer) *carrier {
	t := &carrier{site: s}
	t.calls.New = func() any { return newCall(f, o) }
	return t
}

// handle answers x. A call is not reused when serve does not return, or says so.
func (t *carrier) handle(x transport.Exchange) (done bool) {
	c := t.calls.Get().(*call)
	c.method, c.path, c.query, c.header, c.stream, c.length = x.Method(), x.Path(), x.Query(), x, x, x.Length()
	c.wire.exchange, c.wire.draining = x, &t.site.draining
	if !t.site.serve(c) || c.streamed && !c.stream.(*liveBody).close() {
		return false
	}
	c.reset()
	t.calls.Put(c)
	return true
}

// A wire is the way back to whoever sent a request.
type wire struct {
	exchange transport.Exchange
	draining *atomic.Bool
}

// readWithin bounds the time for reading the body from now on; 0 is no bound. Before it is called the bound is readTime,
// from the first byte of the request on. It ends with the body, so that no long call is cancelled by it.
func (w wire) readWithin(d time.Duration) { w.exchange.ReadWithin(d) }

// respond sends the answer, once. The body may be reused afterwards.
//
// While the process drains, each answer ends its connection: a gateway that kept it would send a call on it at the very moment
// when shutting down closes it.
func (w wire) respond(a answer) {
	last := a.last || w.draining.Load()
	w.exchange.Respond(transport.Answer{Status: a.status, Fields: a.header(), Body: a.body, Close: last})
}

var (
	jsonFields  = []transport.Field{{Name: "Content-Type", Value: "application/json"}}
	plainFields = []transport.Field{{Name: "Content-Type", Value: "text/plain; charset=utf-8"}}
)

// header returns the header fields of an answer. Those of most are there already.
func (a *answer) header() []transport.Field {
	fields := jsonFields
	switch {
	case a.fields != nil:
		fields = a.fields
	case a.plain:
		fields = plainFields
	}
	fields = slices.Clip(fields)
	if a.allow != "" {
		fields = append(fields, transport.Field{Name: "Allow", Value: a.allow})
	}
	if a.internal {
		fields = append(fields, transport.Field{Name: "X-Openfaas-Internal", Value: "owgen"})
	}
	return fields
}
