package front

import (
	"context"
	"io"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/owgen/owgen/internal/dev/record"
)

// A kept is the beginning of a body, as far as it is kept.
type kept struct {
	mu   sync.Mutex // the body of a request may be read by others until the call is over, and after it
	data []byte
	size int64
}

func (k *kept) add(p []byte) {
	k.mu.Lock()
	k.size += int64(len(p))
	k.data = append(k.data, p[:min(len(p), record.KeptBody-len(k.data))]...)
	k.mu.Unlock()
}

// message returns the message that it is the body of.
func (k *kept) message(h http.Header) record.Message {
	k.mu.Lock()
	defer k.mu.Unlock()
	return record.NewMessage(h, k.data[:len(k.data):len(k.data)], k.size)
}

// A sentBody is the body of a request on its way to the program.
type sentBody struct {
	io.Reader
	kept
	length int64 // as announced, or -1
	ended  bool
	failed error // why it could not be read
}

func newSentBody(r *http.Request) *sentBody {
	b := &sentBody{Reader: r.Body, length: r.ContentLength}
	if n := min(r.ContentLength, record.KeptBody); n > 0 {
		b.data = make([]byte, 0, n)
	}
	return b
}

func (b *sentBody) Read(p []byte) (int, error) {
	n, err := b.Reader.Read(p)
	b.add(p[:n])
	if err != nil {
		b.mu.Lock()
		defer b.mu.Unlock()
		if b.ended = err == io.EOF; !b.ended {
			b.failed = err
		}
	}
	return n, err
}

// fault is why the body could not be read, or nil.
func (b *sentBody) fault() error {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.failed
}

// Close does nothing: who serves the request closes its body.
func (b *sentBody) Close() error { return nil }

// whole reports whether all of the body has been read.
func (b *sentBody) whole() bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.ended || b.size == b.length
}

// A taking is a call while it is taken down.
type taking struct {
	*record.Call
	front  *Front
	answer kept
	hidden bool // it is a question to the program, and no call
}

// begin takes down that a call begins. Sent is the beginning of its parameters, as far as it is known.
func (f *Front) begin(from, handler, method, path string, sent []byte) *taking {
	t := &taking{front: f, hidden: from == "http" && strings.HasPrefix(path, "/_/"), Call: &record.Call{Row: record.Row{
		ID: record.NewID(), At: time.Now(), From: from, Handler: handler, Method: method, Path: path, Params: record.Beginning(sent),
	}}}
	if !t.hidden {
		f.hub.call(t.Row)
	}
	return t
}

// since returns the milliseconds since a call began, in thousandths.
func (t *taking) since() float64 { return since(t.At) }

func since(t time.Time) float64 { return float64(time.Since(t).Microseconds()) / 1000 }

// end takes down what was sent, and the answer. An error is why the answer is not whole.
func (t *taking) end(ctx context.Context, request record.Message, answer http.Header, err error) {
	if t.hidden {
		return
	}
	t.MS, t.Request = t.since(), request
	t.Params = record.Beginning(request.Bytes())
	t.Answer = t.answer.message(answer)
	t.Size = t.Answer.Size
	switch {
	case err != nil && ctx.Err() != nil:
		t.Outcome = record.Cancelled
	case err != nil:
		t.Outcome = record.Broken
	case t.Status >= 400:
		t.Outcome = record.Error
	default:
		t.Outcome = record.OK
	}
	t.front.History.Add(t.Call)
	t.front.hub.call(t.Row)
}

// handlerOf returns the name of the handler that a path calls, as a program finds it: by the last element.
func handlerOf(s State, path string) string {
	path, _, _ = strings.Cut(path, "?")
	path = strings.TrimRight(path, "/")
	last, name := path[strings.LastIndexByte(path, '/')+1:], ""
	for k := range s.Handlers {
		h := &s.Handlers[k]
		if strings.EqualFold(h.Name, last) {
			return h.Name
		}
		if h.Default || len(s.Handlers) == 1 {
			name = h.Name
		}
	}
	return name
}
