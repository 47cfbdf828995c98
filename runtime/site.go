package ow

import "sync/atomic"

// A site is everything that the process serves over HTTP: it dispatches each request to the front end that answers it.
type site struct {
	platform  platform
	openWhisk *openWhisk
	faas      *faas
	draining  atomic.Bool // told to stop: health and readiness say so at once
}

// serve answers c. It reports whether c may be reused: not while a handler that ran out of time may still be running.
func (s *site) serve(c *call) bool {
	c.activation.header = c.header
	switch {
	case c.path == pathInit && s.takesOpenWhisk(c):
		s.openWhisk.init(c)
	case c.path == pathRun && s.takesOpenWhisk(c):
		c.appear()
		s.openWhisk.run(c)
	case s.platform == onOpenWhisk:
		c.refuse(404, "there is nothing here; OpenWhisk posts to "+pathInit+" and "+pathRun)
	case c.path == pathHealth:
		s.health(c)
	case c.path == pathReady:
		s.ready(c)
	default:
		c.appear()
		if meant := s.misspelt(c); meant != "" {
			c.refuse(404, "there is nothing at "+c.path+"; the path is "+meant)
			return true
		}
		return s.faas.serve(c)
	}
	return true
}

// misspelt returns the reserved path of which c's path is another spelling, or "". Probes and activations must not
// reach an action, which would take them for calls.
func (s *site) misspelt(c *call) string {
	meant := reserved(c.path)
	if meant == pathInit || meant == pathRun {
		if !s.takesOpenWhisk(c) || s.faas.actions.exact(lastElement(c.path)) != nil {
			return ""
		}
	}
	return meant
}

// takesOpenWhisk reports whether c may belong to OpenWhisk's protocol. On other platforms any caller can ask for /init
// and /run, and must not be able to set variables of this process. A request that came through a gateway or proxy is
// never from OpenWhisk's invoker, which connects directly. (OF-3; openfaas/faas: gateway/handlers/callid_middleware.go,
// forwarding_proxy.go)
func (s *site) takesOpenWhisk(c *call) bool {
	if s.platform != unmarked {
		return s.platform == onOpenWhisk
	}
	for _, name := range [...]string{"X-Call-Id", "X-Start-Time", "X-Forwarded-For", "X-Forwarded-Host", "Forwarded"} {
		if c.wire.exchange.Has(name) {
			return false
		}
	}
	return true
}
