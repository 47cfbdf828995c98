package ow

import (
	"cmp"
	"context"
	"errors"
	"strconv"
	"sync/atomic"
	"time"
)

// faas answers plain invocations, as OpenFaaS, Knative and users of curl make them: the body holds the parameters, the
// answer is the result, and errors have statuses.
type faas struct {
	actions  registry
	named    string // the action that OWGEN_ACTION names
	platform platform
	limits   *limits
	gate     *gate
	failures *failures
	running  atomic.Int64 // handlers; counted only if there is a limit
}

// serve answers c, and reports whether c may be reused.
func (f *faas) serve(c *call) bool {
	if c.method != "POST" && c.method != "GET" {
		c.refuseMethod("GET, POST")
		return true
	}
	if isUnasked(c.method, c.path) {
		c.refuse(404, "there is nothing at "+c.path)
		return true
	}
	if !f.enter(c) {
		return true
	}
	if f.limits.exec > 0 {
		return f.serveWithin(c, f.limits.exec)
	}
	defer f.leave()
	defer f.answer(c)
	if err := f.prepare(c); err != nil {
		c.fail(err)
		return true
	}
	c.do((*call).invokeText)
	return true
}

// serveWithin is serve with a time limit for the handler. After that time the caller gets an answer and the context
// ends. The handler cannot be stopped, so it keeps c, and max_inflight still counts it.
func (f *faas) serveWithin(c *call, limit time.Duration) (reusable bool) {
	if err := f.prepare(c); err != nil {
		defer f.leave()
		c.fail(err)
		f.answer(c)
		return true
	}
	c.keepHeader()
	wire, names := c.wire, c.names()
	deadline := time.Now().Add(limit)
	c.activation.Deadline = deadline
	timer := time.NewTimer(limit)
	defer timer.Stop()
	var over atomic.Bool // set by what comes first, the end of the handler or of its time, which is what the caller sees
	done := make(chan struct{})
	go func() {
		defer f.leave()
		defer close(done)
		defer func() {
			if late := over.Swap(true); late && (c.err == errPanicked || c.err == errVanished) {
				c.report()
			}
		}()
		c.do((*call).invokeText)
	}()
	timeout := func() {
		text := "the function took longer than " + limit.String()
		f.failures.log.event(text, "", names...)
		wire.respond(answer{status: 504, internal: true, body: errorBody(text)})
	}
	select {
	case <-done:
	case <-timer.C:
		if !over.Swap(true) {
			timeout()
			return false
		}
		<-done
	}
	if errors.Is(c.err, context.DeadlineExceeded) && !time.Now().Before(deadline) {
		timeout() // the handler saw its context end, and was faster than the timer
	} else {
		f.answer(c)
	}
	return true
}

// enter counts c in, or refuses it. The texts and headers are the watchdog's, since by them OpenFaaS's queue worker
// decides what to retry. (openfaas/of-watchdog: pkg/watchdog.go; openfaas/faas-middleware: concurrency-limiter)
func (f *faas) enter(c *call) bool {
	if !f.gate.enter() {
		c.note("the function is shutting down")
		c.wire.respond(answer{status: 503, internal: true, body: errorBody("the function is shutting down")})
		return false
	}
	if limit := f.limits.inflight; limit > 0 && f.running.Add(1) > limit {
		f.leave()
		c.wire.respond(answer{status: 429, internal: true, plain: true, body: []byte(
			"Concurrent request limit exceeded. Max concurrent requests: " + strconv.FormatInt(limit, 10) + "\n")})
		return false
	}
	return true
}

func (f *faas) leave() {
	if f.limits.inflight > 0 {
		f.running.Add(-1)
	}
	f.gate.leave()
}

// full reports whether the next invocation would be refused.
func (f *faas) full() bool {
	return f.limits.inflight > 0 && f.running.Load() >= f.limits.inflight
}

// prepare finds the action that c calls, and reads its body.
func (f *faas) prepare(c *call) (err error) {
	c.activation.Platform = f.platform.reported()
	if c.action, err = f.choose(c.path); err != nil {
		return &refusal{404, err.Error()}
	}
	if c.method == "GET" && c.length != 0 {
		return &refusal{400, "GET carries no parameters here; use POST"}
	}
	return c.read(f.limits.body, f.limits.read)
}

// choose returns the action that OWGEN_ACTION names, else the one for the path.
func (f *faas) choose(path string) (*Action, error) {
	if f.named != "" {
		return f.actions.choose(f.named, byVariable)
	}
	return f.actions.byPath(path)
}

// answer sends the outcome of c.
func (f *faas) answer(c *call) {
	a := answer{status: 200, body: c.out}
	if c.err != nil {
		a.status = cmp.Or(c.status, 500)
		a.last = c.err == errVanished
	}
	if a.status >= 500 {
		c.report()
	}
	c.wire.respond(a)
}
