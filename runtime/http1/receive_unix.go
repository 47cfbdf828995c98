//go:build unix && !darwin

package http1

import (
	"io"
	"syscall"
)

// A socket reads from its descriptor itself, so that a connection that waits needs no buffer.
type socket struct {
	raw syscall.RawConn // nil: the connection is none of the system's
	try func(fd uintptr) (done bool)
	n   int
	err error
}

func (in *receiver) prepare() {
	c, ok := in.conn.(syscall.Conn)
	if !ok {
		return
	}
	if raw, err := c.SyscallConn(); err == nil {
		in.raw, in.try = raw, in.tryRead
	}
}

// receive reads once into the room of the buffer, and takes one if there is none.
func (in *receiver) receive() (int, error) {
	if in.raw == nil {
		return in.receiveHolding()
	}
	if err := in.raw.Read(in.try); err != nil && !(isTimeout(err) && in.hasCome()) {
		return 0, err
	}
	if in.n == 0 && in.err == nil {
		return 0, io.EOF
	}
	return max(in.n, 0), in.err
}

// hasCome reads what has come by the end of the time, if anything has. A process that was frozen finds its time over, and what
// came meanwhile.
func (in *receiver) hasCome() (has bool) {
	in.raw.Control(func(fd uintptr) { has = in.tryRead(fd) })
	return has
}

// tryRead reads before it waits: where something has come already, waiting for it would be for ever.
func (in *receiver) tryRead(fd uintptr) (done bool) {
	in.takeBlock()
	for {
		in.n, in.err = syscall.Read(int(fd), in.buf[in.w:])
		switch in.err {
		case syscall.EINTR:
		case syscall.EAGAIN:
			if in.w == 0 {
				in.giveBack()
			}
			return false
		default:
			return true
		}
	}
}

// hasUnread reports whether something has come that nobody will read. It may read some of it.
func (in *receiver) hasUnread() (has bool) {
	if in.raw == nil {
		return true // for all that is known
	}
	in.raw.Control(func(fd uintptr) {
		var b [1]byte
		n, _ := syscall.Read(int(fd), b[:])
		has = n > 0
	})
	return has
}

// poll takes what has come, without waiting for it. It reports whether there is something, or the connection has ended.
func (in *receiver) poll() (came bool) {
	if in.raw == nil || len(in.pending()) > 0 || in.ended {
		return len(in.pending()) > 0 || in.ended
	}
	if came = in.hasCome(); came {
		in.w += max(in.n, 0)
		in.ended = in.n <= 0
	}
	return came
}
