package transport

import (
	"io"
	"sync"
	"sync/atomic"
	"time"
)

// QuietTime is how long nothing has come over a connection before its server closes it, to make room for another one or because
// it ends. Who sends one request after the other is about to send the next one, and a request that meets a closing connection
// is lost: no proxy repeats a POST.
const QuietTime = 250 * time.Millisecond

// Connections are those of a server that are open.
type Connections struct {
	began   time.Time
	places  chan struct{} // that connections take, where their number is bounded
	crowded atomic.Bool   // a connection waits for a place
	ending  atomic.Bool

	mu   sync.Mutex
	open map[*Connection]io.Closer
}

// NewConnections returns none, of which there may be up to most at once; 0 is no bound.
func NewConnections(most int) *Connections {
	cs := &Connections{began: time.Now(), open: map[*Connection]io.Closer{}}
	if most > 0 {
		cs.places = make(chan struct{}, most)
	}
	return cs
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

// End says that the server ends, and so do connections with their next answers. CloseQuiet is for those that get none.
func (cs *Connections) End() { cs.ending.Store(true) }

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

// CloseQuiet closes all connections that have been quiet for QuietTime. To those that wait for their first request only the
// time after from counts. It returns how many still wait for a request, and how long to wait before CloseQuiet is called again.
func (cs *Connections) CloseQuiet(from time.Time) (waiting int, wait time.Duration) {
	cs.mu.Lock()
	defer cs.mu.Unlock()
	wait = QuietTime
	for c, nc := range cs.open {
		v := c.state.Load()
		if v%states > idle {
			continue
		}
		if closed, left := c.closeQuiet(nc, v, from.Sub(cs.began)); !closed {
			waiting++
			wait = min(wait, left)
		}
	}
	return waiting, wait
}

// CloseAll closes what is open.
func (cs *Connections) CloseAll() {
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

// A Connection is one of a server, as far as closing it is concerned. Who changes its state from silent or idle decides whether
// it goes on.
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
