package nethttp

import (
	"context"
	"io"
	"maps"
	"net/http"
	"time"

	"github.com/owgen/owgen/runtime/transport"
)

// A Service is how an http.Handler serves an exchange.
type Service struct {
	Handler http.Handler
	Context context.Context // of the request that the handler gets; it comes from the exchange's
	Body    io.Reader       // that of the exchange, with whatever bounds it
	Last    func() bool     // reports, when the answer begins, whether the connection ends with it
}

// Serve lets a handler answer x, if x is an exchange of this package. It gets what net/http has made of the request, and
// answers through net/http, so that streams, trailers, and what an http.ResponseController asks for work as always. But a
// connection cannot be hijacked: nobody could wait for it when the process is to end.
//
// Once the answer has begun, Respond cuts it instead of sending another one. So does http.ErrAbortHandler, which other
// panics are not: they go on to the caller of Serve.
func (s Service) Serve(x transport.Exchange) (ok bool) {
	e, ok := x.(*exchange)
	if !ok {
		return false
	}
	if !e.hand(s) {
		return true // the time of the handler was over before it began
	}
	defer func() {
		if v := recover(); v == http.ErrAbortHandler {
			e.Cut()
		} else if v != nil {
			panic(v)
		}
	}()
	r := e.r.WithContext(s.Context)
	if r.Body != http.NoBody {
		r.Body = body{s.Body, e.r.Body}
	}
	defer removeFiles(r)
	s.Handler.ServeHTTP(responseWriter{e}, r)
	e.finish()
	return true
}

// removeFiles removes what a handler has had put into files of the parts of a form. net/http does so for the request that
// it has made, of which r is a copy.
func removeFiles(r *http.Request) {
	if r.MultipartForm != nil {
		r.MultipartForm.RemoveAll()
	}
}

// hand readies x for a handler. It reports whether there is still somebody to answer.
func (x *exchange) hand(s Service) bool {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.handed, x.last = http.Header{}, s.Last
	x.until, _ = s.Context.Deadline()
	return !x.begun && !x.over
}

// A body is that of a request, read with bounds.
type body struct {
	io.Reader
	io.Closer
}

// A responseWriter is what a handler answers through. It has a header of its own, since a handler that ran out of time may
// go on, while net/http sends another answer.
type responseWriter struct{ x *exchange }

// Header implements http.ResponseWriter.
func (w responseWriter) Header() http.Header { return w.x.handed }

// WriteHeader implements http.ResponseWriter.
func (w responseWriter) WriteHeader(status int) {
	w.x.mu.Lock()
	defer w.x.mu.Unlock()
	w.x.begin(status)
}

// Write implements http.ResponseWriter.
func (w responseWriter) Write(p []byte) (int, error) {
	w.x.mu.Lock()
	defer w.x.mu.Unlock()
	if !w.x.begin(http.StatusOK) {
		return 0, errOver
	}
	n, err := w.x.w.Write(p)
	w.x.written += int64(n)
	return n, err
}

// WriteString implements io.StringWriter.
func (w responseWriter) WriteString(s string) (int, error) {
	w.x.mu.Lock()
	defer w.x.mu.Unlock()
	if !w.x.begin(http.StatusOK) {
		return 0, errOver
	}
	n, err := io.WriteString(w.x.w, s)
	w.x.written += int64(n)
	return n, err
}

// Flush implements http.Flusher.
func (w responseWriter) Flush() { w.FlushError() }

// FlushError does what http.ResponseController wants.
func (w responseWriter) FlushError() error {
	w.x.mu.Lock()
	defer w.x.mu.Unlock()
	if !w.x.begin(http.StatusOK) {
		return errOver
	}
	return http.NewResponseController(w.x.w).Flush()
}

// SetReadDeadline does what http.ResponseController wants.
func (w responseWriter) SetReadDeadline(t time.Time) error {
	if w.x.gone.Load() {
		return errOver
	}
	w.x.pinned.Store(true)
	return w.x.conn.SetReadDeadline(t)
}

// SetWriteDeadline does what http.ResponseController wants.
func (w responseWriter) SetWriteDeadline(t time.Time) error {
	if w.x.gone.Load() {
		return errOver
	}
	return connOf(w.x.r).pin(t)
}

// EnableFullDuplex does what http.ResponseController wants.
func (w responseWriter) EnableFullDuplex() error {
	if w.x.gone.Load() {
		return errOver
	}
	w.x.duplex.Store(true)
	return w.x.conn.EnableFullDuplex()
}

// begin begins the answer of a handler, unless it has begun. It reports whether there is something to add to. An answer that
// begins when the time of the handler is over is none, whether or not anybody has noticed that yet. x.mu is locked.
func (x *exchange) begin(status int) (open bool) {
	if x.over || x.cut || x.ended {
		return false
	}
	if x.begun {
		return true
	}
	if !x.until.IsZero() && !time.Now().Before(x.until) {
		return false
	}
	h := x.w.Header()
	clear(h) // of what an informational answer had
	maps.Copy(h, x.handed)
	informs := 100 <= status && status <= 199 && status != http.StatusSwitchingProtocols
	if !informs && (x.last() || x.conns.MustEnd()) {
		h["Connection"] = closing
	}
	x.w.WriteHeader(status) // which panics for what is no status
	x.begun, x.left = !informs, -1
	if !informs {
		x.status = status
	}
	return true
}

// finish ends the answer of a handler that has returned. What it has put into the header since may be trailers.
func (x *exchange) finish() {
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.begin(http.StatusOK) {
		maps.Copy(x.w.Header(), x.handed)
		x.ended = true
		if x.duplex.Load() && x.unread.Load() {
			x.conn.Flush() // since the rest of the body is read before net/http would
		}
	}
}
