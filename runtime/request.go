package ow

import (
	"context"
	"io"
	"iter"
	"time"

	"github.com/owgen/owgen/runtime/codec"
	"github.com/owgen/owgen/runtime/transport"
)

// A request is what a front end gives a call: all that is known of what the caller sent. Neither front ends nor handlers
// know the transport behind it.
type request struct {
	web    bool // the caller made an HTTP request, and what follows is of it
	method string
	path   string // percent-decoded
	query  string // as sent
	host   string // where it is not in header; only for actions that see the head
	header header
	stream io.Reader // of the body
	length int64     // of stream; -1: not known
	text   string    // the body when it has been read, padded as package codec wants it; "" for none
	bytes  []byte    // the body in place of text, for handlers to which it is bytes
	wire   wire      // empty where no connection is behind the request
	live   bool      // the handler answers on wire by itself

	streamed bool            // the handler reads stream itself
	direct   bool            // an answer that is sent while it is made goes to the caller: to wire, or else to sink
	sink     sink            // nil for most
	parent   context.Context // ends before the caller goes away where time is up; nil for most
	pipe     io.Writer       // stdout, where such an answer may go there; nil where it may not
	mostOut  int64           // how much of such an answer is collected

	headless bool // an answer has no header: a watchdog passes on the body alone

	// OpenWhisk has parameters that are not the caller's, and mixes those of a query with those of a body.
	bound  string // a JSON object, padded: parameters that count more than those in query and body; "" for none
	parsed bool   // the parameters that have been mixed are at start in the document
	merged bool   // text is what of them may be of a body, and strings in it may be of a query or of a form
}

// A header is that of a request.
type header interface {
	// Get returns the first value of a field, "" if there is none. Names have any case.
	Get(name string) string
	// Fields are all lines.
	Fields() iter.Seq2[string, string]
}

// context returns a context that ends when the caller goes away.
func (r *request) context() context.Context {
	if r.parent != nil {
		return r.parent
	}
	if r.wire.exchange == nil {
		return context.Background()
	}
	return r.wire.exchange.Context()
}

// keepHeader lets the header be looked at when the request is over.
func (c *call) keepHeader() {
	if x := c.wire.exchange; x != nil && c.header == header(x) {
		c.header = x.Keep()
		c.activation.header = c.header
	}
}

// An answer is a response. Transports write it at once and with its length, because the invoker of OpenWhisk takes a
// response without Content-Length for no response. (apache/openwhisk: ApacheBlockingContainerClient.execute)
type answer struct {
	status   int
	body     []byte
	plain    bool              // the body is text and not JSON
	fields   []transport.Field // all of the header; nil: one for the body as it is
	allow    string            // methods, for status 405
	internal bool              // the fault is not the function's: X-OpenFaaS-Internal
	last     bool              // the goroutine ends with this answer, and the connection with it
}

// A refusal is the reason why a request was not passed to a handler, with the status of the answer.
type refusal struct {
	status int
	text   string
}

func (r *refusal) Error() string { return r.text }

func (r *refusal) StatusCode() int { return r.status }

// A wrongMethod is why a request with a method that the action does not serve is refused.
type wrongMethod struct{ allow string }

func (w *wrongMethod) Error() string { return "use " + w.allow }

func (w *wrongMethod) StatusCode() int { return 405 }

// refuse answers with an error.
func (c *call) refuse(status int, text string) {
	if status >= 500 {
		c.note(text)
	}
	c.respond(answer{status: status, body: errorBody(text)})
}

// refuseMethod answers a request whose method is none of those allowed.
func (c *call) refuseMethod(allow string) {
	c.respond(answer{status: 405, allow: allow, body: errorBody("use " + allow)})
}

// readBody reads the body into c.text. A body that is too long, or does not arrive in time, is a refusal.
func (c *call) readBody(limit int64, within time.Duration) error {
	block, n, err := c.receive(limit, within)
	if block != nil {
		c.text = codec.Own(block, n)
	}
	return err
}

// readBytes is readBody for handlers that may write to the body, which is theirs.
func (c *call) readBytes(l *limits) (err error) {
	block, n, err := c.receive(l.body, l.read)
	c.bytes = block[:n:n]
	return err
}

// receive reads the body as readBlock does. The block is nil if there is no body.
func (c *call) receive(limit int64, within time.Duration) (block []byte, n int, err error) {
	if c.length == 0 {
		return nil, 0, nil
	}
	if c.length > limit {
		return nil, 0, tooLarge(limit)
	}
	if within != readTime {
		c.wire.readWithin(within)
	}
	return readBlock(c.stream, c.length, limit)
}

// A caller gets firstBlock of memory for merely declaring the length of a body, and then a multiple of what it has sent:
// many that declare and do not send are not to fill the memory of a container.
const (
	firstBlock     = 128 << 10
	declaredGrowth = 16
)

// coming tells of a body without a length how much of it is announced. A chunk of 100 kB then gets its memory in one piece, and
// a little more, so that reading its end does not take another one.
type coming interface{ Coming() int64 }

const forItsEnd = 512

// readBlock reads r to its end, or to length if that is known, into a block of its own with codec.Pad bytes to spare.
// The block belongs to the values decoded from it: strings are parts of it. It is never reused.
func readBlock(r io.Reader, length, limit int64) (block []byte, n int, err error) {
	size, growth, most := int64(4096), int64(2), limit+1
	if length >= 0 {
		size, growth, most = min(length, firstBlock), declaredGrowth, length
	}
	block = make([]byte, size+codec.Pad)
	for {
		if n == len(block)-codec.Pad {
			if int64(n) == length {
				return block, n, nil
			}
			if int64(n) > limit {
				return nil, 0, tooLarge(limit)
			}
			next := growth * int64(n)
			if c, ok := r.(coming); ok && length < 0 {
				next = max(next, min(int64(n)+c.Coming()+forItsEnd, max(firstBlock, declaredGrowth*int64(n))))
			}
			larger := make([]byte, min(next, most)+codec.Pad)
			copy(larger, block[:n])
			block = larger
		}
		var m int
		m, err = r.Read(block[n : len(block)-codec.Pad])
		n += m
		switch {
		case err == nil:
		case err == io.EOF && length <= int64(n) && int64(n) <= limit:
			return block, n, nil
		case int64(n) > limit:
			return nil, 0, tooLarge(limit)
		default:
			return nil, 0, unreadable(err)
		}
	}
}

// unreadable says why a body could not be read.
func unreadable(err error) error {
	if r, ok := err.(*refusal); ok {
		return r
	}
	if t, ok := err.(interface{ Timeout() bool }); ok && t.Timeout() {
		return &refusal{408, "the body did not arrive in time"}
	}
	return errCutBody
}

// errCutBody says that a body ended early: its sender is gone, or breaks the protocol.
var errCutBody = &refusal{400, "the body could not be read"}
