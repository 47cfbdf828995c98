package transport

import (
	"context"
	"io"
	"iter"
	"net"
	"time"
)

// A Server carries requests to a handler and its answers back.
type Server interface {
	// Serve serves the connections of l until Shutdown, and returns nil then. Errors of l that pass, such as having no
	// descriptor left, are waited out; another one is returned.
	Serve(l net.Listener) error
	// Shutdown closes the listeners, and connections once they have been quiet for QuietTime, waits for the calls that run, and
	// cuts what is left when ctx ends.
	Shutdown(ctx context.Context)
}

// Config says whom a Server serves, and how long it waits. A time of 0 is no bound.
type Config struct {
	// Handle answers a request before it returns. It reports whether it is done with the exchange: false says that a
	// goroutine it started may still be using it. Such a goroutine gets errors from Read and Write, and must not look at the
	// header: that is what Keep is for.
	Handle func(Exchange) (done bool)

	Header time.Duration // for a head to arrive, from its first byte on; on a new connection, from the beginning
	Read   time.Duration // for head and body to arrive, unless ReadWithin says otherwise
	Idle   time.Duration // between an answer and the next request
	Write  time.Duration // for each write, not for all of an answer

	// Connections is how many are open at once; 0 is no bound. Who comes later waits in the system's queue.
	Connections int
	// Log is told of what goes wrong without an answer that says so: listening, a panic in Handle. It is nil where nobody
	// wants to know.
	Log func(line string)
}

// Some clients read nothing before they have sent everything, and would not see an answer that comes earlier. So what they
// send is read though nobody wants it: who sends DiscardSize within DiscardTime may send on, up to DiscardMost.
const (
	DiscardTime = time.Second
	DiscardSize = 1 << 20
	DiscardMost = 128 << 20
)

// An Exchange is one request and the answer to it. It may be used until Handle returns, by one goroutine at a time, but
// for Read, which another one may call meanwhile: a body can be read while the answer to it is being written.
type Exchange interface {
	Method() string
	// Path is the path, percent-decoded. It may be empty in an absolute target, is "*" for an asterisk, and what follows the
	// colon, as sent, in a target like x:hello.
	Path() string
	// Query is what follows the question mark, as sent.
	Query() string
	// Host is the authority of an absolute target, else the field Host.
	Host() string
	Header
	// Keep returns the header in a form that stays when the exchange is over.
	Keep() Header
	// Context ends when the caller goes away, or with the exchange. A caller is watched from the first call of Context on,
	// but not before the body is read.
	Context() context.Context

	// Length is that of the body, or -1 where only its end will tell.
	Length() int64
	// Read reads the body. The error is io.ErrUnexpectedEOF when the caller leaves before its end.
	io.Reader
	// ReadWithin bounds the time for the rest of the body, from now on; 0 is no bound. It ends with the body, so that no
	// long call is cancelled by it.
	ReadWithin(d time.Duration)

	// Respond sends an answer with its length, once. Its parts may be reused afterwards.
	Respond(Answer)
	// Begin begins an answer that is written in pieces, of which a.Body is the first. It has length bytes; -1: as many as
	// are written until Handle returns. An answer that ends with another length than announced is cut.
	Begin(a Answer, length int64)
	// Write adds to an answer that was begun. What is written is sent in large pieces, or by Flush.
	io.Writer
	// Flush sends what was written.
	Flush() error
	// Cut ends the connection with the answer as far as it has been sent, so that the caller sees that it is incomplete.
	Cut()
}

// A Header finds the header fields of a request, but for Host and Transfer-Encoding.
type Header interface {
	// Get returns the first value of a field, "" if there is none.
	Get(name string) string
	// Has reports whether there is a field, whatever its values: the first of several can be empty.
	Has(name string) bool
	// Fields are all lines. Spelling and order of names are the transport's.
	Fields() iter.Seq2[string, string]
}

// An Answer is a response.
type Answer struct {
	Status int // see FinalStatus
	// Fields are the header fields. Content-Length, Transfer-Encoding and Connection belong to the transport. What is no
	// field, because its name is no token, is not sent; line breaks in values are sent as blanks.
	Fields []Field
	// Body is not sent where there must be none: HEAD, 204, 304.
	Body []byte
	// Close ends the connection with this answer, which is sent even if Handle does not return.
	Close bool
}

// FinalStatus is the status that is sent: 500 for one that ends no exchange, below 200 or above 999. A client that was sent
// 1xx would take the answer to its next request for the one to this. (RFC 9110, 15.2)
func (a *Answer) FinalStatus() int {
	if a.Status < 200 || a.Status > 999 {
		return 500
	}
	return a.Status
}

// A Field is a line of a header.
type Field struct{ Name, Value string }
