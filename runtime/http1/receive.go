package http1

import (
	"errors"
	"io"
	"net"
	"sync"
)

const (
	blockSize     = 4 << 10               // a request that fits is read with one read
	headLimit     = 64 << 10              // of a request line and header fields
	largestBuffer = headLimit + blockSize // what follows a head has room for a line
)

// A block is the buffer that a connection takes when something comes.
type block [blockSize]byte

// A receiver is what came over a connection and is not used up.
//
//	┌─────────────────────┬──────────┬─────────┬──────┐
//	│ head of the request │ consumed │ pending │ room │
//	└─────────────────────┴──────────┴─────────┴──────┘
//	0                     base       r         w
type receiver struct {
	conn   net.Conn
	blocks *sync.Pool
	buf    []byte // nil while nothing is pending
	base   int    // what is before it stays where it is
	r, w   int
	most   int  // how large the buffer grows, if that is more than largestBuffer
	ended  bool // nothing comes any more
	socket      // reads without holding a buffer, where the system can
}

func (in *receiver) pending() []byte { return in.buf[in.r:in.w] }

// consume takes n pending bytes.
func (in *receiver) consume(n int) { in.r += n }

// hold keeps the n pending bytes, which it consumes, where they are, until release.
func (in *receiver) hold(n int) {
	in.r += n
	in.base = in.r
}

// release gives up what hold kept, and a buffer that had to grow.
func (in *receiver) release() {
	in.base = 0
	if in.r < in.w {
		return
	}
	in.r, in.w = 0, 0
	if len(in.buf) > blockSize {
		in.buf = nil
	}
}

var errFull = errors.New("http1: no room for more")

// more reads once. The error is io.EOF when nothing comes any more.
func (in *receiver) more() error {
	switch {
	case in.ended:
		return io.EOF
	case in.buf == nil: // receive takes one
	case in.r == in.w:
		in.r, in.w = in.base, in.base
	}
	if in.buf != nil && in.w == len(in.buf) && !in.makeRoom() {
		return errFull
	}
	n, err := in.receive()
	in.w += n
	if n > 0 {
		return nil // an error comes again
	}
	return err
}

// makeRoom moves what is pending, or grows the buffer.
func (in *receiver) makeRoom() bool {
	if in.r > in.base {
		in.w = in.base + copy(in.buf[in.base:], in.pending())
		in.r = in.base
		return true
	}
	most := max(in.most, largestBuffer)
	if len(in.buf) >= most {
		return false
	}
	larger := make([]byte, min(2*len(in.buf), most))
	copy(larger, in.buf[:in.w])
	if in.base == 0 { // else a head is held, and looked up, where it is
		in.giveBack()
	}
	in.buf = larger
	return true
}

// read reads up to len(p) bytes, at least one unless there is an error. A large p is read into directly.
func (in *receiver) read(p []byte) (int, error) {
	if in.r == in.w {
		if len(p) >= blockSize && !in.ended {
			if n, err := in.conn.Read(p); !isTimeout(err) {
				return n, err
			}
		}
		if err := in.more(); err != nil {
			return 0, err
		}
	}
	n := copy(p, in.pending())
	in.r += n
	return n, nil
}

// takeBlock sees to it that there is a buffer.
func (in *receiver) takeBlock() {
	if in.buf == nil {
		in.buf = in.blocks.Get().(*block)[:]
	}
}

// giveBack gives the buffer to another connection.
func (in *receiver) giveBack() {
	if len(in.buf) == blockSize {
		in.blocks.Put((*block)(in.buf))
	}
	in.buf = nil
}

// receiveHolding is receive over any connection.
func (in *receiver) receiveHolding() (int, error) {
	in.takeBlock()
	for {
		if n, err := in.conn.Read(in.buf[in.w:]); n > 0 || err != nil {
			return n, err
		}
	}
}

// isTimeout reports whether err is a deadline that passed.
func isTimeout(err error) bool {
	t, ok := err.(interface{ Timeout() bool })
	return ok && t.Timeout()
}

// early is err, where the end of the connection is none of the message.
func early(err error) error {
	if err == io.EOF {
		return io.ErrUnexpectedEOF
	}
	return err
}
