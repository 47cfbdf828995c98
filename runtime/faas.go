package ow

import (
	"cmp"
	"context"
	"strconv"
	"sync/atomic"
	"time"

	"github.com/owgen/owgen/runtime/internal/logstyle"
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
	unknown := f.choose(c)
	if !f.takes(c) {
		return true
	}
	if !f.enter(c) {
		return true
	}
	if f.limits.exec > 0 {
		return f.serveWithin(c, unknown, f.limits.exec)
	}
	defer f.gate.leave()
	defer f.answer(c)
	defer f.rest()
	if err := f.prepare(c, unknown); err != nil {
		c.fail(err)
		return true
	}
	c.do((*call).invokeOverHTTP)
	return true
}

// takes refuses requests that are not for the action of c. Where there is no action, the answer to others says so.
func (f *faas) takes(c *call) bool {
	n := needs{allow: plainMethods}
	if c.action != nil {
		n = c.action.needs
	}
	switch {
	case !n.serves(c.method):
		c.refuseMethod(n.allow)
		return false
	case !n.head && isUnasked(c.method, c.path):
		c.refuse(404, "there is nothing at "+c.path)
		return false
	}
	return true
}

// serveWithin is serve with a time limit for the handler. After that time the caller gets an answer and the context
// ends. The handler cannot be stopped, so it keeps c, and max_inflight still counts it.
func (f *faas) serveWithin(c *call, unknown error, limit time.Duration) (reusable bool) {
	if err := f.prepare(c, unknown); err != nil {
		defer f.gate.leave()
		c.fail(err)
		f.rest()
		f.answer(c)
		return true
	}
	c.keepHeader()
	c.identify()
	deadline := time.Now().Add(limit)
	timer := time.NewTimer(limit)
	defer timer.Stop()
	streams := c.action.streams
	switch {
	case streams != nil:
		streams.keepPace(c, limit, timer)
	case c.action.within != nil:
		c.activation.Deadline = deadline
		var cancel context.CancelFunc
		c.parent, cancel = c.action.within(c.context(), deadline)
		defer cancel()
	}
	var over atomic.Bool // set by what comes first, the end of the handler or of its time, which is what the caller sees
	var late bool        // the handler ended after its time, of which only done tells
	done := make(chan struct{})
	go func() {
		defer f.gate.leave()
		defer close(done)
		defer f.rest()
		defer func() {
			// A handler that has seen its context end may be faster than the timer. Which of the two is must not matter.
			late = over.Swap(true) || streams == nil && !time.Now().Before(deadline)
			if late && (c.err == errPanicked || c.err == errVanished) {
				c.report()
			}
		}()
		c.do((*call).invokeOverHTTP)
	}()
	select {
	case <-done:
	case <-timer.C:
		if !over.Swap(true) {
			f.timeOut(c, true)
			return false
		}
		<-done
	}
	if late {
		f.timeOut(c, false)
	} else {
		f.answer(c)
	}
	return true
}

// timeOut answers c when the time of its handler is over. A handler that is left behind keeps what it has not read of the body,
// and so the connection.
func (f *faas) timeOut(c *call, leftBehind bool) {
	text := "the function took longer than " + f.limits.exec.String()
	f.failures.log.event(logstyle.Error, text, "", c)
	if streams := c.action.streams; streams == nil && c.parent != nil {
		<-c.parent.Done() // by now, or the end of the exchange would end it as if the caller had gone
	} else if streams != nil && streams.end(c.pace, errorBody(text)) {
		c.end(504, 0, true)
		return
	}
	c.respond(answer{status: 504, internal: true, body: errorBody(text), last: leftBehind && c.streamed && c.length != 0})
	if c.live && c.hasAnswered() {
		c.wire.exchange.Cut() // even if there is no more to come: it has not begun and ended in time
	}
}

// enter counts c in, or refuses it. The texts and headers are the watchdog's, since by them OpenFaaS's queue worker
// decides what to retry. (openfaas/of-watchdog: pkg/watchdog.go; openfaas/faas-middleware: concurrency-limiter)
func (f *faas) enter(c *call) bool {
	if !f.gate.enter() {
		c.note("the function is shutting down")
		c.respond(answer{status: 503, internal: true, body: errorBody("the function is shutting down")})
		return false
	}
	if limit := f.limits.inflight; limit > 0 && f.running.Add(1) > limit {
		f.rest()
		defer f.gate.leave()
		c.respond(answer{status: 429, internal: true, plain: true, body: []byte(
			"Concurrent request limit exceeded. Max concurrent requests: " + strconv.FormatInt(limit, 10) + "\n")})
		return false
	}
	return true
}

// rest says that a handler is over. It comes before the answer, because a caller that has it may call again at once.
func (f *faas) rest() {
	if f.limits.inflight > 0 {
		f.running.Add(-1)
	}
}

// full reports whether the next invocation would be refused.
func (f *faas) full() bool {
	return f.limits.inflight > 0 && f.running.Load() >= f.limits.inflight
}

// choose finds the action that c calls: the one that OWGEN_ACTION names, else the one for the path.
func (f *faas) choose(c *call) (unknown error) {
	if f.named != "" {
		c.action, unknown = f.actions.choose(f.named, byVariable)
	} else {
		c.action, unknown = f.actions.byPath(c.path)
	}
	return unknown
}

// prepare readies c for its action, and reads its body.
func (f *faas) prepare(c *call, unknown error) error {
	c.activation.Platform = f.platform.reported()
	if unknown != nil {
		return &refusal{404, unknown.Error()}
	}
	c.web, c.direct = true, true
	if c.action.needs.head {
		c.host = c.wire.exchange.Host()
	} else if c.method == "GET" && c.length != 0 {
		return errGETBody
	}
	if ready := c.action.needs.ready; ready != nil {
		return ready(c, f.limits)
	}
	return c.readBody(f.limits.body, f.limits.read)
}

// invokeOverHTTP calls the action, and makes the reply what an HTTP client gets.
func (c *call) invokeOverHTTP() error {
	if err := c.invokeBody(); err != nil || c.reply.overHTTP == nil {
		return err
	}
	return c.reply.overHTTP(c)
}

// answer sends the outcome of c.
func (f *faas) answer(c *call) {
	if c.finish != nil {
		c.finish(c)
		return
	}
	c.respond(c.plainAnswer())
}

// plainAnswer returns what an HTTP client gets of what became of c. The operator is told first if that was not meant for
// callers.
func (c *call) plainAnswer() answer {
	a := answer{status: 200, body: c.out}
	switch {
	case c.err != nil:
		a.status = c.plainStatus()
		a.last = c.err == errVanished
	case c.reply.isOwn():
		a = c.reply.terms.answer(&c.reply, c.out)
	}
	if a.status >= 500 && c.err != nil {
		c.report()
	}
	return a
}

// plainStatus returns the status that an HTTP client gets of what became of c.
func (c *call) plainStatus() int {
	if c.err != nil {
		return cmp.Or(c.status, 500)
	}
	return cmp.Or(c.reply.status, 200)
}
