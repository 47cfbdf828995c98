package ow

import (
	"cmp"
	"context"
	"errors"
	"strconv"
	"sync/atomic"
	"time"
)

// A plain answers plain invocations, as OpenFaaS, Knative and everybody with curl make them: the body is the parameters,
// the answer is the result, and errors have statuses.
type plain struct {
	actions  registry
	named    string // the action that OWGEN_ACTION names
	platform platform
	limits   *limits
	gate     *gate
	failures *failures
	running  atomic.Int64 // handlers; counted where there is a limit
}

// serve answers c, and reports whether c may be reused.
func (p *plain) serve(c *call) bool {
	if c.method != "POST" && c.method != "GET" {
		c.refuseMethod("GET, POST")
		return true
	}
	if isUnasked(c.method, c.path) {
		c.refuse(404, "there is nothing at "+c.path)
		return true
	}
	if !p.enter(c) {
		return true
	}
	if p.limits.exec > 0 {
		return p.serveWithin(c, p.limits.exec)
	}
	defer p.leave()
	defer p.answer(c)
	if err := p.prepare(c); err != nil {
		c.fail(err)
		return true
	}
	c.do((*call).invokeText)
	return true
}

// serveWithin is serve for handlers that get so much time. After it the caller has an answer and the context is at its
// end; the handler cannot be stopped, so it keeps c for itself, and its place among those max_inflight counts.
func (p *plain) serveWithin(c *call, limit time.Duration) (reusable bool) {
	if err := p.prepare(c); err != nil {
		defer p.leave()
		c.fail(err)
		p.answer(c)
		return true
	}
	c.keepHeader()
	wire, names := c.wire, c.names()
	deadline := time.Now().Add(limit)
	c.activation.Deadline = deadline
	timer := time.NewTimer(limit)
	defer timer.Stop()
	var over atomic.Bool // what comes first, the end of the handler or that of its time, is what the caller sees
	done := make(chan struct{})
	go func() {
		defer p.leave()
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
		p.failures.log.event(text, "", names...)
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
		p.answer(c)
	}
	return true
}

// enter counts c in, or refuses it. The texts and headers are the watchdog's, since OpenFaaS's queue worker decides by
// them what to try again. (openfaas/of-watchdog: pkg/watchdog.go; openfaas/faas-middleware: concurrency-limiter)
func (p *plain) enter(c *call) bool {
	if !p.gate.enter() {
		c.note("the function is shutting down")
		c.wire.respond(answer{status: 503, internal: true, body: errorBody("the function is shutting down")})
		return false
	}
	if limit := p.limits.inflight; limit > 0 && p.running.Add(1) > limit {
		p.leave()
		c.wire.respond(answer{status: 429, internal: true, plain: true, body: []byte(
			"Concurrent request limit exceeded. Max concurrent requests: " + strconv.FormatInt(limit, 10) + "\n")})
		return false
	}
	return true
}

func (p *plain) leave() {
	if p.limits.inflight > 0 {
		p.running.Add(-1)
	}
	p.gate.leave()
}

// full reports whether the next invocation would be refused.
func (p *plain) full() bool {
	return p.limits.inflight > 0 && p.running.Load() >= p.limits.inflight
}

// prepare finds out what c calls, and reads its body.
func (p *plain) prepare(c *call) (err error) {
	c.activation.Platform = p.platform.reported()
	if c.action, err = p.choose(c.path); err != nil {
		return &refusal{404, err.Error()}
	}
	if c.method == "GET" && c.length != 0 {
		return &refusal{400, "GET carries no parameters here; use POST"}
	}
	return c.read(p.limits.body, p.limits.read)
}

// choose returns the action that OWGEN_ACTION names, else the one for the path.
func (p *plain) choose(path string) (*Action, error) {
	if p.named != "" {
		return p.actions.choose(p.named, byVariable)
	}
	return p.actions.byPath(path)
}

// answer sends what became of c.
func (p *plain) answer(c *call) {
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
