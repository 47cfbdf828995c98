package ow

import (
	"context"
	"iter"
	"runtime"

	"github.com/owgen/owgen/runtime/transport"
)

// Stream is for a handler that gives values one after the other. Over HTTP each is sent at once: as an event if the caller
// accepts those, as a line of JSON, or as an element of an array. What a caller cannot be told after the first one ends the
// stream. In a document all of it is an array, and must fit into OWGEN_MAX_BODY.
func Stream[T any](item Out[T]) Out[iter.Seq2[T, error]] {
	return Out[iter.Seq2[T, error]]{streams: flows, give: func(c *call, r *iter.Seq2[T, error]) error {
		values := *r
		c.reply = reply{run: func(c *call, ctx context.Context) error {
			s := c.newStream(ctx, item.kind)
			defer s.stop()  // also when values panics
			value := new(T) // one for all, or each would be allocated
			if values != nil {
				values(func(v T, err error) bool {
					s.takeTurn()
					defer s.turn.Unlock()
					if err == nil && !s.over {
						*value = v
						err = item.give(c, value)
					}
					return s.next(c, err)
				})
			}
			s.stop()
			return s.end(c)
		}}
		return nil
	}}
}

// A stream is a flow of values.
type stream struct {
	*flow
	kind    kind
	framing framing
	buffer  []byte
	count   int
	err     error // that ended it
}

// A framing says what is between values.
type framing struct {
	fields              []transport.Field
	open, before, after string
	close               string
	event, array        bool
}

// vary says that answers differ by what callers accept.
var vary = transport.Field{Name: "Vary", Value: "Accept"}

var (
	asEvents = framing{event: true, fields: []transport.Field{
		{Name: "Content-Type", Value: "text/event-stream"}, {Name: "Cache-Control", Value: "no-cache"}, vary,
		{Name: "X-Accel-Buffering", Value: "no"}, // nginx would collect them
	}}
	asArray = framing{open: "[", before: ",", close: "]", array: true, fields: []transport.Field{jsonFields[0], vary}}
	asLines = framing{after: "\n", fields: []transport.Field{{Name: "Content-Type", Value: "application/x-ndjson"}, vary}}
	asText  = framing{fields: []transport.Field{plainFields[0], vary}}
	asBytes = framing{fields: []transport.Field{typeFields[kindBytes][0], vary}}
)

// newStream returns a stream of values of a kind, in the form that the caller of c accepts.
func (c *call) newStream(ctx context.Context, k kind) *stream {
	s := &stream{flow: c.newFlow(ctx), kind: k}
	events, array, lines := c.accepts("text/event-stream"), c.accepts("application/json"), c.accepts("application/x-ndjson")
	others := max(array, lines)
	if k != kindJSON {
		others = c.accepts(mediaType(k.contentType()))
	}
	switch {
	case s.out == nil && k == kindJSON:
		s.framing = asArray
	case s.out == nil:
	case events > 0 && events >= others:
		s.framing = asEvents
	case k == kindText:
		s.framing = asText
	case k == kindBytes:
		s.framing = asBytes
	case c.direct && array > lines:
		s.framing = asArray
	default:
		s.framing = asLines
	}
	s.head = transport.Answer{Status: 200, Fields: s.framing.fields}
	switch {
	case s.framing.event:
		s.failed = func(b, body []byte) []byte { return appendData(append(b, "event: error\n"...), body) }
	case k == kindJSON && !s.framing.array:
		s.failed = func(b, body []byte) []byte { return append(append(b, body...), '\n') }
	}
	return s
}

// takeTurn locks s.turn for its caller, who yields. A value whose method MarshalJSON yields would wait for itself.
func (s *stream) takeTurn() {
	if s.turn.TryLock() {
		return
	}
	callers := make([]uintptr, 256)
	callers = callers[:runtime.Callers(2, callers)]
	for _, at := range callers[1:] {
		if runtime.FuncForPC(at-1).Entry() == runtime.FuncForPC(callers[0]-1).Entry() {
			panic("a value is yielded while another one is being written, by its MarshalJSON or the like")
		}
	}
	s.turn.Lock()
}

// next sends the value that is in c, unless err says that there is none. It reports whether there is to be another one.
func (s *stream) next(c *call, err error) bool {
	if s.over {
		return false
	}
	if err == nil {
		if e := c.enc.Err("result"); e != nil {
			err = resultError{e}
		}
	}
	if err != nil {
		s.err, s.over = err, true
		return false
	}
	body := c.out
	if s.kind == kindBytes {
		body = c.reply.bytes
	}
	s.over = !s.send(c, s.frame(body), true)
	s.count++
	return !s.over
}

// frame returns a value with what is around it.
func (s *stream) frame(body []byte) []byte {
	f := &s.framing
	if f.event {
		s.buffer = appendData(s.buffer[:0], body)
		return s.buffer
	}
	if s.kind != kindJSON {
		return body
	}
	between := f.before
	if s.count == 0 {
		between = f.open
	}
	s.buffer = append(append(append(s.buffer[:0], between...), body...), f.after...)
	return s.buffer
}

// end ends the stream, with the error that a value came with if there is one.
func (s *stream) end(c *call) error {
	if s.err != nil {
		return s.failure(s.err)
	}
	if err := s.stopped(); err != nil {
		return err
	}
	tail := s.framing.close
	if s.count == 0 {
		tail = s.framing.open + tail
	}
	if tail != "" || s.out != nil {
		s.send(c, []byte(tail), true)
	}
	if s.out == nil {
		s.collected(c)
	}
	return nil
}

// collected makes the reply of c of all values.
func (s *stream) collected(c *call) {
	c.reply = reply{}
	if s.kind != kindJSON {
		c.reply = reply{terms: webTerms, kind: s.kind, bytes: s.all}
	}
	c.out = append(c.out[:0], s.all...)
}
