//go:build unix && !darwin

package http1

import (
	"io"
	"net"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/owgen/owgen/runtime/transport"
)

// A frozenListener accepts connections whose server is frozen until size bytes have come, and all time for them is over.
type frozenListener struct {
	net.Listener
	size int
}

func (l frozenListener) Accept() (net.Conn, error) {
	c, err := l.Listener.Accept()
	if err != nil {
		return nil, err
	}
	return &frozenConn{c.(*net.TCPConn), l.size}, nil
}

type frozenConn struct {
	*net.TCPConn
	size int
}

func (c *frozenConn) SetReadDeadline(time.Time) error {
	raw, err := c.SyscallConn()
	if err != nil {
		return err
	}
	for come := 0; come < c.size; time.Sleep(time.Millisecond) {
		raw.Control(func(fd uintptr) { come, _, _ = syscall.Recvfrom(int(fd), make([]byte, c.size), syscall.MSG_PEEK) })
	}
	c.size = 0
	return c.TCPConn.SetReadDeadline(longAgo)
}

// TR-5: what has come is read, even if the time for it was over before anybody could.
func TestTR5WhatCameWhileTheProcessWasFrozen(t *testing.T) {
	for _, size := range []int{0, 3, 10 * blockSize} {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		request := "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: " + strconv.Itoa(size) + "\r\n\r\n" + strings.Repeat("x", size)
		s := serveOn(t, handled(func(x transport.Exchange) {
			n, err := io.ReadFull(x, make([]byte, size))
			if err != nil {
				t.Errorf("%d of %d bytes: %v", n, size, err)
			}
			x.Respond(transport.Answer{Status: 200})
		}), frozenListener{l, len(request)})
		c := dial(t, s)
		io.WriteString(c, request)
		expect(t, strconv.Itoa(size), readUntil(t, c, "\r\n\r\n"), "HTTP/1.1 200")
	}
}
