package ow

import (
	"net"
	"time"
)

// A boundedListener accepts connections whose writes are bounded by within.
type boundedListener struct {
	net.Listener
	within time.Duration
}

// Accept implements net.Listener.
func (l boundedListener) Accept() (net.Conn, error) {
	c, err := l.Listener.Accept()
	if err != nil {
		return nil, err
	}
	return &boundedConn{TCPConn: c.(*net.TCPConn), within: l.within}, nil
}

// A boundedConn gives each write at least within, and at most a quarter more. No answer is too short for that: who sends
// requests and reads nothing fills the socket in the end. (OF-12)
//
// Setting a deadline for each answer, and ending it afterwards, would be a good part of what this package spends on a small
// one. So a deadline stays until it leaves too little time.
type boundedConn struct {
	*net.TCPConn
	within   time.Duration
	deadline time.Time // for writing; writes come one after the other
}

// Write implements net.Conn.
func (c *boundedConn) Write(p []byte) (int, error) {
	if now := time.Now(); c.deadline.Sub(now) < c.within {
		c.deadline = now.Add(c.within + c.within/4)
		c.TCPConn.SetWriteDeadline(c.deadline)
	}
	return c.TCPConn.Write(p)
}

// SetWriteDeadline does nothing: net/http would end the deadline with each answer.
func (*boundedConn) SetWriteDeadline(time.Time) error { return nil }
