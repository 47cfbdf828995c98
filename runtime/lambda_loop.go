package ow

import (
	"os"
	"time"

	"github.com/owgen/owgen/runtime/codec"
	"github.com/owgen/owgen/runtime/http1"
	"github.com/owgen/owgen/runtime/internal/logstyle"
)

// A lambdaLoop serves one event after the other, over a connection of its own.
type lambdaLoop struct {
	*lambda
	client  http1.Client
	call    *call
	event   lambdaHead
	refused error   // why the event is none for the handler
	via     gateway // that the event is a web request through
	kind    string  // of the error that the call ended with
	stream  poster  // for answers that are sent while they are made; nil: the answer is none
	stopped bool
}

// A poster posts an answer while it is made.
type poster interface {
	sink
	hasBegun() bool
	finish()       // ends an answer that has begun
	post(a answer) // one that is made
}

const (
	runtimePath    = "/2018-06-01/runtime/"
	errorTypeField = "Lambda-Runtime-Function-Error-Type"
	jsonLine       = "Content-Type: application/json\r\n"
)

func (l *lambda) newLoop() *lambdaLoop {
	return &lambdaLoop{lambda: l, client: l.client(), call: newCall(l.failures, l.observer)}
}

// run serves event after event. If a handler ends its goroutine, which is this one, another one takes over.
func (l *lambdaLoop) run() {
	returned := false
	defer func() {
		if !returned {
			go l.run()
		}
	}()
	for !l.stopped && l.next() {
		l.serve()
	}
	returned = true
	if l.stopped {
		l.failed <- struct{}{}
	}
}

// next waits for an event, and counts it in. It reports whether there is one to be served.
func (l *lambdaLoop) next() bool {
	if l.gate.closed.Load() {
		return false
	}
	l.call.reset()
	if err := l.receive(); err != nil {
		l.log.fail(err.Error())
		l.stopped = true
		return false
	}
	return l.gate.enter()
}

// serve answers the event.
func (l *lambdaLoop) serve() {
	defer l.gate.leave()
	c := l.call
	c.appear()
	c.action, c.mostOut = l.action, l.limits.body
	l.describe(&c.activation)
	if l.alone {
		setTrace(c.activation.TraceID)
	}
	defer l.answer()
	c.do(l.work)
}

// setTrace says which trace what the handler calls belongs to. (AWS Lambda Developer Guide: runtimes-custom)
func setTrace(id string) {
	const name = "_X_AMZN_TRACE_ID"
	if id != "" {
		setenv(name, id)
	} else if os.Getenv(name) != "" {
		os.Unsetenv(name)
	}
}

// emptyPause is how long to wait where an emulator answers that there is no event, instead of waiting for one.
const emptyPause = 20 * time.Millisecond

// receive waits for an event, and reads it.
func (l *lambdaLoop) receive() error {
	for {
		reply, err := l.accept(l.client.Do(&http1.Request{Line: "GET " + l.base + runtimePath + "invocation/next"}))
		if err != nil {
			return err
		}
		if reply.Status != 204 { // of cargo lambda alone
			return l.read(reply)
		}
		reply.Done()
		time.Sleep(emptyPause)
	}
}

// read reads an event. One that is too large is read to its end, for the next one is behind it.
func (l *lambdaLoop) read(reply *http1.Reply) error {
	c := l.call
	if c.activation.header = nil; l.action.context != nil { // else nobody sees it
		c.activation.header = reply.Header()
	}
	for k, name := range lambdaFields {
		l.event[k] = reply.Get(name)
	}
	if !isToken(l.event[requestID]) {
		return message("the runtime API sent an event without an id")
	}
	l.refused = nil
	if reply.Length > l.limits.body {
		l.refused = tooLarge(l.limits.body)
	} else if block, n, err := readBlock(reply, reply.Length, l.limits.body); err == nil {
		c.text, c.length = codec.Own(block, n), int64(n)
	} else if l.refused = err; statusOf(err) != 413 {
		return message("the runtime API sent a part of the event " + l.event[requestID])
	}
	reply.Done()
	return nil
}

// work makes the call of the event.
func (l *lambdaLoop) work(c *call) error {
	err := l.refused
	l.via, l.kind, l.stream = noGateway, "", nil
	if err == nil {
		err = l.invoke(c)
	}
	if err != nil {
		l.kind = errorType(err)
	}
	return err
}

func (l *lambdaLoop) invoke(c *call) error {
	var err error
	if l.via, err = c.openWebEvent(); err != nil {
		return err
	}
	if l.streams && c.action.streams != nil && l.via < viaALB {
		l.stream = c.action.streams.post(l)
		c.sink, c.direct = l.stream, true
	}
	if l.via == noGateway {
		return c.invokeBody()
	}
	return c.invokeOverHTTP()
}

// answer posts what became of the event.
func (l *lambdaLoop) answer() {
	c := l.call
	switch {
	case c.err == errPanicked:
		l.kind = "Panic"
	case c.err == errVanished:
		l.kind = "Error"
	}
	switch {
	case l.stream != nil && l.stream.hasBegun():
		l.stream.finish()
	case c.err == nil && l.via == noGateway:
		c.asDocument()
		l.end(200, c.out)
		l.post("response", "", c.out)
	case l.via == noGateway, c.err == errPanicked, c.err == errVanished:
		c.reportActivation()
		text := c.lambdaMessage()
		body := []byte(errorDocument(text, l.kind))
		l.end(c.plainStatus(), body)
		l.post("error", l.errorHead(text), body)
	default:
		l.answerWeb(c.plainAnswer())
	}
}

// end says that the call is about to be answered.
func (l *lambdaLoop) end(status int, body []byte) { l.call.end(status, len(body), false) }

// post posts the answer to the event.
func (l *lambdaLoop) post(what, head string, body []byte) {
	_, err := l.accept(l.client.Do(l.request(what, jsonLine+head, body)))
	l.posted(err)
}

// request returns a request that is an answer.
func (l *lambdaLoop) request(what, head string, body []byte) *http1.Request {
	if id := l.event[invocationID]; id != "" {
		head += lambdaFields[invocationID] + ": " + id + "\r\n"
	}
	return &http1.Request{Line: "POST " + l.base + runtimePath + "invocation/" + l.event[requestID] + "/" + what, Head: head, Body: body}
}

// posted tells of an answer that was not taken. The caller has one in any case. After 4xx the function goes on, after anything
// worse the platform wants the process to end. (AWS Lambda Developer Guide: runtimes-api)
func (l *lambdaLoop) posted(err error) {
	if err == nil {
		return
	}
	l.log.event(logstyle.Error, err.Error(), "", l.call)
	r, ok := err.(*refusal)
	l.stopped = !ok || r.status >= 500 || r.status < 400
}
