package ow

import (
	"io"
	"net"
	"strings"
	"time"
)

// health answers GET /_/health, OpenFaaS's liveness probe. It does not depend on the lock file, although the watchdogs
// answer 503 for ever if they cannot write theirs. (openfaas/of-watchdog: pkg/watchdog.go, makeHealthHandler)
func (s *site) health(c *call) {
	switch {
	case c.method != "GET":
		c.refuseMethod("GET")
	case s.draining.Load():
		c.wire.respond(answer{status: 503, plain: true})
	default:
		c.wire.respond(answer{status: 200, plain: true, body: []byte("OK")})
	}
}

// ready answers GET /_/ready. (openfaas/of-watchdog: pkg/readiness.go, ServeHTTP)
func (s *site) ready(c *call) {
	switch {
	case c.method != "GET":
		c.refuseMethod("GET")
	case s.draining.Load():
		c.wire.respond(answer{status: 503, plain: true})
	case s.faas.full():
		c.wire.respond(answer{status: 429, plain: true})
	default:
		c.wire.respond(answer{status: 200, plain: true})
	}
}

// probe asks a server of this program on this machine whether it is well. -healthcheck does this, for images that have
// no shell and no HTTP client. On OpenWhisk a connection is enough, as it is for the invoker. (apache/openwhisk:
// TCPPingClient)
func probe(port string, p platform) bool {
	const patience = 3 * time.Second
	conn := dialLocal(port, patience)
	if conn == nil {
		return false
	}
	defer conn.Close()
	if p == onOpenWhisk {
		return true
	}
	conn.SetDeadline(time.Now().Add(patience))
	io.WriteString(conn, "GET /_/health HTTP/1.0\r\n\r\n")
	var status [len("HTTP/1.0 200")]byte
	_, err := io.ReadFull(conn, status[:])
	return err == nil && strings.HasSuffix(string(status[:]), " 200")
}

// dialLocal connects to a port of this machine, or returns nil. Package net's own timeout would link a resolver.
func dialLocal(port string, within time.Duration) net.Conn {
	n, ok := portNumber(port)
	if !ok {
		return nil
	}
	connected := make(chan net.Conn, 1)
	go func() {
		conn, err := net.DialTCP("tcp", nil, &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: n})
		if err != nil {
			connected <- nil
		} else {
			connected <- conn
		}
	}()
	select {
	case conn := <-connected:
		return conn
	case <-time.After(within):
		return nil
	}
}
