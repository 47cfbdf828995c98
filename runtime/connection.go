package ow

import (
	"net"
	"time"
)

// A boundedListener accepts connections that keep to bounds.
type boundedListener struct {
	net.Listener
	bounds bounds
}

// Accept implements net.Listener.
func (l boundedListener) Accept() (net.Conn, error) {
	c, err := l.Listener.Accept()
	if err != nil {
		return nil, err
	}
	return &boundedConn{TCPConn: c.(*net.TCPConn), bounds: l.bounds}, nil
}

// A boundedConn gives each write at least bounds.write, and at most a quarter more. No answer is too short for that: who sends
// requests and reads nothing fills the socket in the end. (OF-12)
//
// Setting a deadline for each answer, and ending it afterwards, would be a good part of what this package spends on a small
// one. So a deadline stays until it leaves too little time.
type boundedConn struct {
	*net.TCPConn
	bounds   bounds
	deadline time.Time // for writing; writes come one after the other
	idle     bool      // nothing of the next request has come yet
}

// Read implements net.Conn. On an idle connection net/http begins to count the time of a header with its fourth byte, and
// gives the first three all the time that a connection may be idle.
func (c *boundedConn) Read(p []byte) (int, error) {
	n, err := c.TCPConn.Read(p)
	if c.idle && n > 0 {
		c.idle = false
		if n < 4 {
			c.SetReadDeadline(time.Now().Add(c.bounds.header))
		}
	}
	return n, err
}

// Write implements net.Conn.
func (c *boundedConn) Write(p []byte) (int, error) {
	if now, within := time.Now(), c.bounds.write; c.deadline.Sub(now) < within {
		c.deadline = now.Add(within + within/4)
		c.TCPConn.SetWriteDeadline(c.deadline)
	}
	return c.TCPConn.Write(p)
}

// SetWriteDeadline does nothing: net/http would end the deadline with each answer.
func (*boundedConn) SetWriteDeadline(time.Time) error { return nil }
