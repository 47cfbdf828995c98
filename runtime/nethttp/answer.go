package nethttp

import (
	"errors"
	"net/http"
	"strconv"
	"sync"

	"github.com/owgen/owgen/runtime/transport"
)

// An answer is what has become of an answer. A handler that ran out of time may still write to it.
type answer struct {
	mu    sync.Mutex
	begun bool
	ended bool // by Respond
	over  bool // the exchange is
	cut   bool
	left  int64 // of the announced length; -1: none was announced

	status  int   // that a handler has begun with
	written int64 // by the handler
}

// Answered returns the status and the size of the body of what an http.Handler has answered so far; the status is 0 before
// it has begun.
func (x *exchange) Answered() (status int, body int64) {
	x.mu.Lock()
	defer x.mu.Unlock()
	return x.status, x.written
}

var errOver = errors.New("nethttp: an answer is written when it is over")

// Begin implements transport.Exchange.
func (x *exchange) Begin(a transport.Answer, length int64) {
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.begun || x.over {
		return
	}
	x.begun, x.left = true, length
	x.conn.EnableFullDuplex()
	x.setFields(a)
	if length >= 0 {
		x.w.Header()["Content-Length"] = []string{strconv.FormatInt(length, 10)}
	}
	x.w.WriteHeader(a.FinalStatus())
	x.write(a.Body)
}

// Write implements transport.Exchange.
func (x *exchange) Write(p []byte) (int, error) {
	x.mu.Lock()
	defer x.mu.Unlock()
	if !x.begun || x.ended || x.over || x.cut {
		return 0, errOver
	}
	return x.write(p)
}

func (x *exchange) write(p []byte) (int, error) {
	n, err := x.w.Write(p)
	if x.left >= 0 {
		x.left -= int64(n)
	}
	if err == http.ErrBodyNotAllowed || x.r.Method == http.MethodHead {
		return len(p), nil
	}
	x.cut = x.cut || err != nil
	return n, err
}

// Flush implements transport.Exchange.
func (x *exchange) Flush() error {
	x.mu.Lock()
	defer x.mu.Unlock()
	if !x.begun || x.ended || x.over || x.cut {
		return errOver
	}
	return http.NewResponseController(x.w).Flush()
}

// Cut implements transport.Exchange.
func (x *exchange) Cut() {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.cut = true
}

// end lets nobody write any more. It reports whether the answer is incomplete.
func (x *exchange) end() (cut bool) {
	x.mu.Lock()
	defer x.mu.Unlock()
	if !x.begun && !x.cut { // the handler is at fault
		x.setFields(transport.Answer{Close: true})
		x.w.WriteHeader(http.StatusInternalServerError)
	}
	x.over = true
	x.gone.Store(true)
	return x.cut || x.begun && !x.ended && x.left > 0 && x.r.Method != http.MethodHead
}
