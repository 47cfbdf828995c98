package ow

import (
	"bytes"
	"context"
	"errors"
	"io"
	"sync"
	"time"

	"github.com/owgen/owgen/runtime/transport"
)

// This file is about answers that are sent while they are made: values of a stream, and what a reader yields. What makes
// them is user code, so it runs within call.do, as the handler does, and its context lives as long. An error before the
// first piece is answered like any other; after it the answer has begun, and can only be ended.

// A streaming is what a platform needs for such answers. Programs without them do not link it.
type streaming struct {
	post     func(l *lambdaLoop) poster
	keepPace func(c *call, limit time.Duration, timer *time.Timer)
	end      func(p *pace, body []byte) (begun bool)
}

var flows = &streaming{newLambdaStream, (*call).keepPace, (*pace).end}

// A flow is such an answer. Where the platform takes a document, it is collected instead.
type flow struct {
	ctx    context.Context
	out    sink // nil: it is collected
	head   transport.Answer
	length int64 // -1: not known
	// failed appends the end of an answer that is not complete, with the JSON of an error; nil: it can only be cut.
	failed func(b, body []byte) []byte

	turn sync.Mutex // held while the handler makes a piece and has it sent
	over bool       // it makes no other one

	mu    sync.Mutex // held while something is sent
	begun bool
	gone  bool  // nobody wants more
	fault error // of the handler, by which there is no more
	ended bool
	size  int
	last  []byte // the end of an answer of known length, which is sent when the call is over
	all   []byte // what was collected
	pace  *pace  // nil: it takes any time

	rest    *time.Timer // of rested
	resting bool        // a piece was flushed just now
	waiting bool        // another one came since
}

// restTime is how long a flow waits for more pieces after it was flushed. Pieces that come more slowly are flushed each, and
// at once. Those that come faster take one system call for many of them, which is most of what a piece costs.
const restTime = time.Millisecond

// A sink is where a flow goes: an exchange, an answer to AWS Lambda, or stdout.
type sink interface {
	Begin(a transport.Answer, length int64)
	io.Writer
	Flush() error
	Cut()
}

// newFlow returns a flow for the answer of c. ctx is the handler's, if it has one.
func (c *call) newFlow(ctx context.Context) *flow {
	if c.action.context == nil {
		ctx = c.context()
	}
	f := &flow{ctx: ctx, length: -1, pace: c.pace}
	switch {
	case c.sink != nil:
		f.out = c.sink
	case c.direct:
		f.out = c.wire.exchange
	case c.pipe != nil && (c.headless || !c.web):
		f.out = pipe{c}
	}
	return f
}

// send sends a piece, and reports whether there is to be another one.
func (f *flow) send(c *call, piece []byte, flush bool) bool {
	if f.pace != nil {
		if !f.pace.pause() {
			return false
		}
		defer f.pace.resume()
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.gone = f.gone || f.ctx.Err() != nil; f.gone {
		return false
	}
	if f.fault = f.overflow(c, len(piece)); f.fault != nil {
		return false
	}
	if f.out == nil {
		f.all = append(f.all, piece...)
		return true
	}
	f.begin(c)
	f.size += len(piece)
	if f.isWhole() {
		piece, flush = f.keepLast(piece), false
	}
	var err error
	if len(piece) > 0 {
		_, err = f.out.Write(piece)
	}
	if err == nil && flush {
		err = f.flush()
	}
	f.gone = err != nil || c.web && c.method == "HEAD"
	return !f.gone
}

// isWhole reports whether there is all of an answer of known length.
func (f *flow) isWhole() bool { return int64(f.size+len(f.all)) == f.length }

// keepLast keeps the end of the last piece, and returns what is in front of it. A caller that knows the length has the whole
// answer with that piece, and may call again before the handler has returned and been counted out.
func (f *flow) keepLast(piece []byte) []byte {
	const most = 1 << 10 // which transports put together with what ends the answer
	from := max(len(piece)-most, 0)
	f.last = append(f.last, piece[from:]...)
	return piece[:from]
}

// flush sends what was written: now, or when f has rested.
func (f *flow) flush() error {
	if f.resting {
		f.waiting = true
		return nil
	}
	f.resting = true
	if f.rest == nil {
		f.rest = time.AfterFunc(restTime, f.rested)
	} else {
		f.rest.Reset(restTime)
	}
	return f.out.Flush()
}

// rested sends what came while f was resting.
func (f *flow) rested() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.resting = f.waiting
	if f.waiting && !f.ended {
		f.waiting = false
		f.rest.Reset(restTime)
		f.gone = f.out.Flush() != nil || f.gone
	}
}

// overflow returns why n more bytes are too many, nil if they are not.
func (f *flow) overflow(c *call, n int) error {
	switch {
	case f.out == nil && int64(len(f.all)+n) > c.mostOut:
		return badReply("the body of the answer is larger than OWGEN_MAX_BODY")
	case f.out != nil && f.length >= 0 && int64(f.size+n) > f.length:
		return badReply("the body of the answer is longer than its Content-Length")
	}
	return nil
}

// begin sends the head, once.
func (f *flow) begin(c *call) {
	if f.begun {
		return
	}
	f.begun = true
	if c.direct && c.sink == nil {
		f.head.Close = c.wire.draining.Load()
	}
	f.out.Begin(f.head, f.length)
	c.finish = f.finish
	if f.pace != nil {
		f.pace.failed = f.fail
	}
}

// finish ends an answer that has begun, with an error if there is one.
func (f *flow) finish(c *call) {
	if c.err != nil {
		if c.direct && c.plainStatus() >= 500 {
			c.report()
		}
		f.fail(c.out)
	} else {
		f.succeed(c.web && c.method == "HEAD")
	}
	c.end(f.head.Status, f.size, false)
}

// succeed ends the answer, which is complete unless its caller has gone. That to HEAD is complete with its head.
func (f *flow) succeed(complete bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.ended = true
	switch {
	case !f.gone:
		f.out.Write(f.last)
	case !complete:
		f.out.Cut()
	}
}

// fail ends the answer with an error, whose JSON body is, or so that it cannot be taken for complete.
func (f *flow) fail(body []byte) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.ended = true
	if !f.gone {
		if f.failed != nil {
			f.out.Write(f.failed(nil, body))
		}
		f.out.Flush() // with what came before the error
	}
	if f.gone || f.failed == nil {
		f.out.Cut()
	}
}

// stop waits for the piece that is being made, and lets no other one come: what a handler has left behind may go on making
// pieces, and the call will be another one's. It reports whether all of them were wanted.
func (f *flow) stop() (complete bool) {
	f.turn.Lock()
	defer f.turn.Unlock()
	complete = !f.over
	f.over = true
	return complete
}

// stopped returns why a flow has ended early, if somebody is to be told: nobody is where the caller has gone.
func (f *flow) stopped() error {
	if f.out == nil && f.ctx.Err() != nil {
		return f.ctx.Err()
	}
	return f.fault
}

// failure returns err, which what makes the pieces has ended with, if somebody is to be told. When the caller has gone, the
// context says so to whoever makes them, and often comes back as the error: that is how it should end.
func (f *flow) failure(err error) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if !f.begun || context.Cause(f.ctx) != context.Canceled || !errors.Is(err, context.Canceled) {
		return err
	}
	f.gone = true
	return nil
}

// A pipe is stdout, where there is no place for a head.
type pipe struct{ call *call }

func (p pipe) Begin(a transport.Answer, _ int64) { p.call.pipe.Write(a.Body) }

func (p pipe) Write(b []byte) (int, error) { return p.call.pipe.Write(b) }

// Flush implements sink. Nothing waits.
func (p pipe) Flush() error { return nil }

// Cut implements sink. The exit code tells.
func (p pipe) Cut() { p.call.cut = true }

// appendData appends the lines of an event of a server: one for each line of text, which a carriage return ends as well.
// (WHATWG HTML, 9.2.6)
func appendData(b, text []byte) []byte {
	for {
		b = append(b, "data: "...)
		end := bytes.IndexAny(text, "\r\n")
		if end < 0 {
			return append(append(b, text...), "\n\n"...)
		}
		b = append(append(b, text[:end]...), '\n')
		if bytes.HasPrefix(text[end:], []byte("\r\n")) {
			end++
		}
		text = text[end+1:]
	}
}
