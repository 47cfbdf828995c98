package ow

import (
	"context"
	"math/rand/v2"
	"strconv"
)

// This file says which call a line of the log or a span is about.

// LogID returns the id by which lines of the log name the call: the activation id of OpenWhisk, else X-Call-Id, else
// X-Request-Id, else one that was made up for the call, of 16 hexadecimal digits. It is "" where there is no call.
func (a *Activation) LogID() string {
	switch {
	case a.ID != "":
		return a.ID
	case a.CallID != "":
		return a.CallID
	}
	if id := a.Header("X-Request-Id"); id != "" {
		return id
	}
	if a.seed == 0 {
		return ""
	}
	return strconv.FormatUint(a.seed, 16)
}

// identify completes what the activation says about c. It does nothing the second time, so that what names c can be read
// by one goroutine while another one runs the handler.
func (c *call) identify() {
	a := &c.activation
	if a.seed != 0 {
		return
	}
	a.seed = rand.Uint64() | 1<<63 // which makes 16 digits
	// What OpenFaaS calls the call. (openfaas/faas: gateway/handlers/callid_middleware.go)
	a.CallID = a.Header("X-Call-Id")
	a.TraceParent, _ = headerParent(a.header)
}

// handlerContext makes the context of c's handler, which may keep the activation in it.
func (c *call) handlerContext() (context.Context, context.CancelFunc) {
	c.keepHeader()
	c.identify()
	if e := c.activation.event; e != nil {
		e.complete(&c.activation)
	}
	a := c.activation
	a.Handler = c.action.name
	t := c.trace()
	a.TraceParent, a.TraceState = t.parent, t.state
	return withActivation(c.context(), a)
}

// id returns what the log calls c.
func (c *call) id() string {
	c.identify()
	return c.activation.LogID()
}

// randomID returns an id of 128 random bits, which nothing secret hangs on.
func randomID() string {
	return strconv.FormatUint(rand.Uint64(), 36) + strconv.FormatUint(rand.Uint64(), 36)
}

// nameIn adds what tells c from other calls to a line about it.
func (c *call) nameIn(ln *line) {
	ln.add("id", c.id())
	if c.action != nil {
		ln.add("action", c.action.name)
	}
	ln.add("namespace", c.activation.Namespace)
	ln.add("trace", traceID(c.traceParent()))
}
