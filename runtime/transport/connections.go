package transport

import (
	"context"
	"io"
	"sync"
	"sync/atomic"
	"time"
)

// QuietTime is how long nothing has come over a connection before its server closes it, to make room for another one or because
// it ends. A client that sends one request after another is about to send the next one, and a request that meets a closing
// connection is lost: no proxy repeats a POST. One that comes after QuietTime, just when the connection is closed, is lost all
// the same.
const QuietTime = 250 * time.Millisecond

// Connections are the listeners of a server and the connections that are open.
type Connections struct {
	began   time.Time
	places  chan struct{} // that connections take, where their number is bounded
	crowded atomic.Bool   // a connection waits for a place
	ending  atomic.Bool

	mu        sync.Mutex
	open      map[*Connection]io.Closer
	listeners map[io.Closer]struct{}
	empty     chan struct{} // closed when the server ends, and neither a listener nor a connection is left
}

// NewConnections returns none, of which there may be up to most at once; 0 is no bound.
func NewConnections(most int) *Connections {
	cs := &Connections{
		began: time.Now(), open: map[*Connection]io.Closer{}, listeners: map[io.Closer]struct{}{}, empty: make(chan struct{}),
	}
	if most > 0 {
		cs.places = make(chan struct{}, most)
	}
	return cs
}

// Listen adds a listener. It reports whether the server still serves; if not, it closes l.
func (cs *Connections) Listen(l io.Closer) bool {
	cs.mu.Lock()
	defer cs.mu.Unlock()
	if cs.ending.Load() {
		l.Close()
		return false
	}
	cs.listeners[l] = struct{}{}
	return true
}

// Forget removes a listener. All connections that came from it have been added.
func (cs *Connections) Forget(l io.Closer) {
	cs.mu.Lock()
	defer cs.mu.Unlock()
	delete(cs.listeners, l)
	cs.tellEmpty()
}

// tellEmpty closes empty, once. cs.mu is held.
func (cs *Connections) tellEmpty() {
	if !cs.ending.Load() || len(cs.listeners) > 0 || len(cs.open) > 0 {
		return
	}
	select {
	case <-cs.empty:
	default:
		close(cs.empty)
	}
}

// TakePlace waits until there may be another connection. The next one that has its answer makes room for it, or one that has
// been idle for QuietTime.
func (cs *Connections) TakePlace() {
	if cs.places == nil {
		return
	}
	select {
	case cs.places <- struct{}{}:
		return
	default:
	}
	cs.crowded.Store(true)
	defer cs.crowded.Store(false)
	for {
		select {
		case cs.places <- struct{}{}:
			return
		case <-time.After(cs.closeIdle()):
		}
	}
}

// MustEnd reports whether connections end with the answer that begins.
func (cs *Connections) MustEnd() bool { return cs.ending.Load() || cs.crowded.Load() }

// Ending reports whether the server ends.
func (cs *Connections) Ending() bool { return cs.ending.Load() }

// closeIdle closes one connection that has been idle for QuietTime. It returns how long to wait before there is another one.
func (cs *Connections) closeIdle() (wait time.Duration) {
	cs.mu.Lock()
	defer cs.mu.Unlock()
	wait = QuietTime
	for c, nc := range cs.open {
		v := c.state.Load()
		if v%states != idle {
			continue
		}
		closed, left := c.closeQuiet(nc, v, 0)
		if closed {
			return QuietTime
		}
		wait = min(wait, left)
	}
	return wait
}

// Shutdown closes the listeners, and lets connections end with their next answers, or when they have been quiet for QuietTime.
// To those that wait for their first request only the time from now on counts. It returns when nothing is left, or closes what
// is left when ctx ends.
func (cs *Connections) Shutdown(ctx context.Context) {
	cs.mu.Lock()
	cs.ending.Store(true)
	for l := range cs.listeners {
		l.Close()
	}
	cs.tellEmpty()
	cs.mu.Unlock()
	for from := time.Since(cs.began); ; {
		wait := cs.closeQuiet(from)
		select {
		case <-cs.empty:
			return
		case <-ctx.Done():
			cs.closeAll()
			return
		case <-time.After(max(wait, QuietTime/25)): // not for each of a thousand connections
		}
	}
}

// closeQuiet closes all connections that have been quiet for QuietTime. It returns how long to wait before it is called again.
func (cs *Connections) closeQuiet(from time.Duration) (wait time.Duration) {
	cs.mu.Lock()
	defer cs.mu.Unlock()
	wait = QuietTime
	for c, nc := range cs.open {
		v := c.state.Load()
		if v%states > idle {
			continue
		}
		if closed, left := c.closeQuiet(nc, v, from); !closed {
			wait = min(wait, left)
		}
	}
	return wait
}

func (cs *Connections) closeAll() {
	cs.mu.Lock()
	defer cs.mu.Unlock()
	for _, nc := range cs.open {
		nc.Close()
	}
}

// Len is how many are open.
func (cs *Connections) Len() int {
	cs.mu.Lock()
	defer cs.mu.Unlock()
	return len(cs.open)
}

// Active is how many have a request.
func (cs *Connections) Active() (n int) {
	cs.mu.Lock()
	defer cs.mu.Unlock()
	for c := range cs.open {
		if c.state.Load() == active {
			n++
		}
	}
	return n
}

// A Connection is one of a server, as far as closing it is concerned. Whoever changes its state from silent or idle decides
// whether it goes on.
type Connection struct {
	of    *Connections
	state atomic.Int64 // with the time since when, in nanoseconds from the beginning of the server
}

const (
	silent = iota // it waits for its first request
	idle          // it waits for another request
	active        // a request has begun
	cut           // the server closes it
	states
)

// Add adds a connection, which waits for its first request. It is closed with nc, and removed by whoever serves it.
func (cs *Connections) Add(c *Connection, nc io.Closer) {
	c.of = cs
	c.state.Store(int64(time.Since(cs.began))*states + silent)
	cs.mu.Lock()
	defer cs.mu.Unlock()
	cs.open[c] = nc
}

// Remove forgets a connection that is closed.
func (cs *Connections) Remove(c *Connection) {
	if cs.places != nil {
		<-cs.places
	}
	cs.mu.Lock()
	defer cs.mu.Unlock()
	delete(cs.open, c)
	cs.tellEmpty()
}

// Rest says that an active connection waits for another request.
func (c *Connection) Rest(now time.Time) { c.state.Store(int64(now.Sub(c.of.began))*states + idle) }

// Begin says that a request has begun. It reports whether it may: not if the server closes the connection.
func (c *Connection) Begin() bool {
	for {
		switch v := c.state.Load(); {
		case v == active:
			return true
		case v == cut:
			return false
		case c.state.CompareAndSwap(v, active):
			return true
		}
	}
}

// closeQuiet closes c, whose state v is silent or idle, unless it has been so for less than QuietTime.
func (c *Connection) closeQuiet(nc io.Closer, v int64, from time.Duration) (closed bool, left time.Duration) {
	at := time.Duration(v / states)
	if v%states == silent {
		at = max(at, from)
	}
	if left = at + QuietTime - time.Since(c.of.began); left > 0 {
		return false, left
	}
	if closed = c.state.CompareAndSwap(v, cut); closed {
		nc.Close()
	}
	return closed, QuietTime
}
