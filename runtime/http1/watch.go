package http1

import (
	"context"
	"io"
	"sync"
	"time"
)

// watchAfter is how long a handler runs before anybody looks whether its caller is still there. Most are faster.
const watchAfter = 5 * time.Millisecond

// A watch ends the context of a handler when its caller goes away. To see that, it reads from the connection while nobody
// else does: once the body is read, until the answer is written. Bytes that come are of the next request.
type watch struct {
	mu      sync.Mutex
	ctx     context.Context // nil: nobody asked for it
	cancel  context.CancelFunc
	free    bool        // the body is read: the connection is free to be watched
	gone    bool        // the caller is
	over    bool        // the answer is being written
	armed   bool        // the timer was started
	reading bool        // and has gone off
	timer   *time.Timer // reused, as is result
	result  chan glance // of the read
}

type glance struct {
	n   int
	err error
}

func (w *watch) begin(free bool) {
	w.ctx, w.cancel = nil, nil
	w.free, w.gone, w.over = free, false, false
}

// Context implements transport.Exchange.
func (x *exchange) Context() context.Context {
	w := &x.watch
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.ctx == nil {
		w.ctx, w.cancel = context.WithCancel(context.Background())
		switch {
		case w.gone || w.over:
			w.cancel()
		case w.free:
			x.arm()
		}
	}
	return w.ctx
}

// bodyEnded implements waiter.
func (x *exchange) bodyEnded(err error) {
	w := &x.watch
	if err != io.EOF {
		if !isTimeout(err) {
			w.leave()
		}
		return
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.free = true
	if w.ctx != nil && !w.over {
		x.arm()
	}
}

// leave ends the context: the caller is gone.
func (w *watch) leave() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.gone = true
	if w.cancel != nil {
		w.cancel()
	}
}

// arm starts the timer, unless requests wait in line already. w.mu is held.
func (x *exchange) arm() {
	w, in := &x.watch, &x.conn.in
	if in.ended || in.w == len(in.buf) {
		return
	}
	w.armed = true
	if w.timer == nil {
		w.result = make(chan glance, 1)
		w.timer = time.AfterFunc(watchAfter, x.look)
	} else {
		w.timer.Reset(watchAfter)
	}
}

// look waits for what comes on the connection. The timer calls it; a call that comes late, when the exchange is already
// used for another request, only begins to watch that one early.
func (x *exchange) look() {
	w := &x.watch
	w.mu.Lock()
	if !w.armed || w.reading {
		w.mu.Unlock()
		return
	}
	w.reading = true
	in, cancel := &x.conn.in, w.cancel
	in.conn.SetReadDeadline(time.Time{})
	w.mu.Unlock()
	n, err := in.conn.Read(in.buf[in.w:])
	if err != nil && !isTimeout(err) {
		cancel()
	}
	w.result <- glance{n, err}
}

// stopWatch ends the context, and takes the connection back.
func (x *exchange) stopWatch() {
	w, c := &x.watch, x.conn
	w.mu.Lock()
	defer w.mu.Unlock()
	w.over = true
	if w.armed {
		w.armed = false
		w.timer.Stop()
	}
	if w.reading {
		w.reading = false
		c.bound(longAgo)
		r := <-w.result
		c.in.w += r.n
		c.in.ended = r.err != nil && !isTimeout(r.err)
	}
	if w.cancel != nil {
		w.cancel()
	}
}
