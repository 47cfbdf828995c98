package owhttp

import (
	"net/http"
	"sync"
	"sync/atomic"

	ow "github.com/owgen/owgen/runtime"
)

// Constructor makes an action of what construct returns, as Handler does. It is called once, at the first call of the
// action, because only then the environment is complete: OpenWhisk sends variables with /init. If it panics, or returns
// nil, that call fails like one whose handler panics, and the next call tries again.
func Constructor[H http.Handler](name string, construct func() H) ow.Action {
	return Handler(name, construction(name, construct))
}

func construction[H http.Handler](name string, construct func() H) *constructed {
	return &constructed{construct: func() http.Handler {
		var h http.Handler = construct()
		if h == nil {
			panic("owhttp: the constructor of the action " + name + " returned a nil http.Handler")
		}
		return h
	}}
}

// A constructed http.Handler is made at its first request.
type constructed struct {
	handler   atomic.Pointer[http.Handler]
	mu        sync.Mutex // of the construction
	construct func() http.Handler
}

// ServeHTTP implements http.Handler.
func (c *constructed) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h := c.handler.Load()
	if h == nil {
		h = c.first()
	}
	(*h).ServeHTTP(w, r)
}

// first has the handler made, unless that was done while it waited.
func (c *constructed) first() *http.Handler {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.handler.Load() == nil {
		h := c.construct()
		c.handler.Store(&h)
	}
	return c.handler.Load()
}
