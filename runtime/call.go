package ow

import (
	"context"
	"errors"
	"sync/atomic"

	"github.com/owgen/owgen/runtime/codec"
)

// A call is one invocation, and what is kept from one to the next. Transports reuse calls, except those whose handler may
// still be running.
type call struct {
	failures *failures
	dec      codec.Dec // for the parameters
	outer    codec.Dec // for what is around the parameters
	enc      codec.Enc
	merge    *merge     // parameters and body put together; nil until a call has parameters
	vars     []variable // activation as OpenWhisk's environment variables
	out      []byte     // the encoded result, or the error as JSON
	logged   []byte     // its line of the access log
	lines    []variable // of a header, while it is made
	invocation
}

// An invocation is a request, the action that serves it, and the outcome.
type invocation struct {
	request
	seen       sighting
	action     *Action               // what was called, nil until that is known
	activation Activation            // copied for the handler, since a call is reused
	traced     atomic.Pointer[trace] // that an event names, nil for none
	digital    bool                  // DigitalOcean's form of a request counts
	document   string                // what a platform made of the request: the parameters, or a document around them
	start      int                   // where in document the parameters start; -1: nowhere

	reply  reply       // what the handler answered
	finish func(*call) // ends an answer that has begun while the handler was running; nil for most
	cut    bool        // such an answer is not complete, and stdout cannot tell
	pace   *pace       // that such an answer keeps to; nil for most
	err    error       // why there is no result
	reason string      // what err says, or what the handler panicked with
	stack  string      // of a panic
	hidden bool        // the answer tells the id instead of the reason
	status int         // the HTTP status that err carries, or 0
}

func newCall(f *failures, o *observer) *call {
	c := &call{failures: f}
	c.begin(o)
	return c
}

// begin makes c one that an observer will be told of.
func (c *call) begin(o *observer) {
	c.invocation = invocation{}
	c.seen.observer, c.start = o, -1
}

// A variable is one of the environment.
type variable struct{ name, value string }

// do runs work, which may call user code. Afterwards c.out is set whatever user code did, and a panic has ended here.
// runtime.Goexit ends the goroutine in any case, but runs deferred functions: so front ends answer in deferred
// functions.
func (c *call) do(work func(*call) error) {
	c.err = errVanished
	defer c.settle()
	if err := work(c); err != nil {
		c.fail(err) // which calls methods of the user's error
	} else {
		c.err = nil
	}
}

// invokeBody makes the parameters of the request, whose body is in c.text, and calls the action.
func (c *call) invokeBody() error {
	params, err := c.action.read(c)
	if err != nil {
		return err
	}
	return c.invoke(params)
}

// invoke calls the handler with params and leaves its result in c.reply and c.out.
func (c *call) invoke(params any) error {
	ctx := context.Background()
	if c.action.context != nil {
		var cancel context.CancelFunc
		ctx, cancel = c.action.context(c)
		defer cancel()
	}
	c.run(1)
	defer c.run(-1)
	if err := c.action.invoke(ctx, params, c); err != nil {
		if errors.Is(err, errNilError) {
			return message(c.action.name + " returned a nil *ow.Error as its error; where there is none, it must return nil itself")
		}
		return err
	}
	if err := c.enc.Err("result"); err != nil {
		return resultError{err}
	}
	if c.reply.run != nil {
		return c.reply.run(c, ctx)
	}
	if c.reply.isOwn() {
		return nil
	}
	if len(c.out) == 0 || c.out[0] != '{' && c.out[0] != '[' {
		return errNotContainer
	}
	return nil
}

// largestKept bounds the result buffers that wait for the next call.
const largestKept = 64 << 10

// reset readies c for another call. Nothing of the last one is kept but the buffers.
func (c *call) reset() {
	c.dec.Reset()
	c.outer.Reset()
	c.enc.Reset()
	if c.merge != nil {
		c.merge.reset()
	}
	clear(c.vars)
	c.vars = c.vars[:0]
	if c.out = c.out[:0]; cap(c.out) > largestKept {
		c.out = nil
	}
	c.begin(c.seen.observer)
}
