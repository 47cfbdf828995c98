package ow

import (
	"io"
	"sync"
	"sync/atomic"

	"github.com/owgen/owgen/runtime/internal/logstyle"
)

// openWhisk answers OpenWhisk's invoker: POST /init once, and then POST /run for each activation.
type openWhisk struct {
	actions    registry
	named      string // the action that OWGEN_ACTION names
	limits     *limits
	gate       *gate
	log        *logger
	stdout     io.Writer
	stderr     io.Writer
	concurrent bool // the operator allows several activations at once, and says so in __OW_ALLOW_CONCURRENT

	setup       sync.Mutex // held by /init
	initialized bool
	chosen      atomic.Pointer[Action] // by /init
	turn        sync.Mutex             // held by /run: the environment has room for one activation
	exported    exports
}

// init answers POST /init.
func (w *openWhisk) init(c *call) {
	if !w.admit(c) {
		return
	}
	defer w.gate.leave()
	defer w.answer(c)
	defer w.report(c)
	c.do(w.initialize)
}

// run answers POST /run. The sentinels come after everything that the handler and the report of a panic wrote, and
// before the first byte of the answer: after the answer the invoker collects the logs, and may freeze the process.
// (apache/openwhisk: Container.run, DockerContainer.logs)
func (w *openWhisk) run(c *call) {
	if !w.admit(c) {
		return
	}
	defer w.gate.leave()
	defer w.answer(c)
	unread := c.readBody(w.limits.body, readTime)
	var gone error
	if !w.concurrent {
		gone = w.takeTurn(c)
		defer w.turn.Unlock()
	}
	defer w.endLogs()
	defer w.conclude(c)
	if unread != nil {
		c.fail(unread)
		return
	}
	if gone != nil {
		c.fail(gone)
		return
	}
	c.do(w.activate)
}

// takeTurn locks w.turn. It returns an error if the caller went away meanwhile.
func (w *openWhisk) takeTurn(c *call) (gone error) {
	if w.turn.TryLock() {
		return nil
	}
	ctx := c.context()
	w.turn.Lock()
	return ctx.Err()
}

// admit refuses methods other than POST, and every call once the process is shutting down: after a 503 the invoker
// tries another container. (apache/openwhisk: ContainerResponse.shuttingDown)
func (w *openWhisk) admit(c *call) bool {
	if c.method != "POST" {
		c.refuseMethod("POST")
		return false
	}
	if !w.gate.enter() {
		c.refuse(503, "the action is shutting down")
		return false
	}
	return true
}

// activate does the work of /run.
func (w *openWhisk) activate(c *call) error {
	c.activation.Platform, c.mostOut = string(onOpenWhisk), w.limits.body
	if c.action = w.chosen.Load(); c.action == nil {
		var err error
		if c.action, err = w.actions.choose(w.named, byMain); err != nil {
			return &refusal{502, err.Error()}
		}
	}
	params, err := c.decodeEnvelope()
	if err != nil {
		return err
	}
	if !w.concurrent {
		w.exported.set(c.vars)
	}
	return c.invoke(params)
}

// sentinel ends the logs of an activation in each stream.
//
// It starts with a newline because the collector drops every line that contains the sentinel: without the newline, it
// would also drop a last line that the handler did not end. We cannot know whether the handler ended its last line,
// because it writes to the descriptor itself, and so do its children. Only a pipe in between would tell, at the price
// of copying all output, and of losing the last of it when the process dies, which is when it is needed most. So there
// is always a newline, and at worst an empty line, which the platform's tests and tools trim.
const sentinel = "\n" + logstyle.Sentinel + "\n"

// endLogs writes the sentinels, each with a single write, so that no other output comes between. An activation does not
// fail because a sentinel could not be written.
func (w *openWhisk) endLogs() {
	if _, err := io.WriteString(w.stdout, sentinel); err != nil {
		w.log.warn("the end of the logs could not be written: " + err.Error())
	}
	io.WriteString(w.stderr, sentinel)
}

// answer sends the outcome of c. Errors of the handler, or of its parameters, are answered with 200: the member error
// makes them errors for OpenWhisk, and any other status would cost the container. (apache/openwhisk:
// ActivationResponse.processRunResponseContent)
func (w *openWhisk) answer(c *call) {
	c.respond(answer{status: c.whiskStatus(), body: c.out, last: c.err == errVanished})
}

// conclude does what comes before the sentinels: it tells the operator, and forms the answer.
func (w *openWhisk) conclude(c *call) {
	w.report(c)
	c.asDocument()
	c.record(c.plainStatus(), len(c.out), false)
}

// whiskStatus returns the status of the answer to c. What is wrong with the request of a web action is for its caller, not
// for the invoker.
func (c *call) whiskStatus() int {
	switch err := c.err.(type) {
	case *refusal:
		if c.web {
			return 200
		}
		return err.status
	case message, resultError:
		return 502
	}
	return 200
}

// report tells the operator why c failed, unless its caller broke the protocol.
func (w *openWhisk) report(c *call) {
	if status := c.whiskStatus(); status == 200 || status >= 500 {
		c.reportActivation()
	}
}

// reportActivation is report for OpenWhisk, if c failed. A result that is not an object or array leaves no line: then
// the conformance tests want both streams to be empty, and the answer says it all. (apache/openwhisk:
// BasicActionRunnerTests.scala, testNotReturningJson)
func (c *call) reportActivation() {
	if c.err != nil && c.err != errNotContainer {
		c.report()
	}
}
