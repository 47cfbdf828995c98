package http1

import (
	"errors"
	"net"
	"strconv"

	"github.com/owgen/owgen/runtime/transport"
)

// An answer is what becomes of an answer that has begun. What is written of it waits in the exchange's out: the head, and
// data that has room for the size of a chunk in front.
type answer struct {
	left       int64 // of the announced length; -1: none was announced
	bodiless   bool
	chunks     bool
	untilClose bool // HTTP/1.0: its end is that of the connection
	ended      bool
	chunk      int // where in out the latest chunk begins; 0: there is none
}

// room is what precedes a chunk. Its digits are set when its length is known.
const room = "0000\r\n"

var (
	errOver   = errors.New("http1: an answer is written when it is over")
	errLength = errors.New("http1: more is written than was announced")
)

// Begin implements transport.Exchange.
func (x *exchange) Begin(a transport.Answer, length int64) {
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.answered || x.over {
		return
	}
	x.out = x.beginAnswer(&a, length)
	x.add(a.Body)
}

// Write implements transport.Exchange.
func (x *exchange) Write(p []byte) (int, error) {
	x.mu.Lock()
	defer x.mu.Unlock()
	if err := x.add(p); err != nil {
		return 0, err
	}
	return len(p), nil
}

// Flush implements transport.Exchange.
func (x *exchange) Flush() error {
	x.mu.Lock()
	defer x.mu.Unlock()
	if !x.answered || x.answer.ended || x.over {
		return errOver
	}
	return x.flush()
}

// Cut implements transport.Exchange.
func (x *exchange) Cut() {
	x.mu.Lock()
	defer x.mu.Unlock()
	if !x.over {
		x.cut()
	}
}

func (x *exchange) cut() {
	x.conn.closing, x.conn.linger = true, false
	x.conn.broken = true
	if l, ok := x.conn.in.conn.(interface{ SetLinger(int) error }); ok && x.answer.untilClose {
		l.SetLinger(0) // a reset, or the caller would take what it has for all
	}
}

// add appends to the answer. x.mu is held.
func (x *exchange) add(p []byte) error {
	a := &x.answer
	switch {
	case !x.answered || a.ended || x.over:
		return errOver
	case a.left >= 0 && int64(len(p)) > a.left:
		x.cut()
		return errLength
	case a.left >= 0:
		a.left -= int64(len(p))
	}
	if a.bodiless || len(p) == 0 {
		return nil
	}
	if len(p) > largestOut {
		return x.addLarge(p)
	}
	if len(x.out)+len(p) > largestOut {
		if err := x.flush(); err != nil {
			return err
		}
	}
	if a.chunks && a.chunk == 0 {
		x.out = append(x.out, room...)
		a.chunk = len(x.out)
	}
	x.out = append(x.out, p...)
	return nil
}

// addLarge sends p without a copy, behind what waits.
func (x *exchange) addLarge(p []byte) error {
	b := x.closeChunk()
	defer x.keepOut(b)
	if !x.answer.chunks {
		return x.sent(x.conn.writeAll(net.Buffers{b, p}))
	}
	b = append(strconv.AppendInt(b, int64(len(p)), 16), "\r\n"...)
	return x.sent(x.conn.writeAll(net.Buffers{b, p, crlf}))
}

var crlf = []byte("\r\n")

// closeChunk ends the chunk in out, and returns all of out.
func (x *exchange) closeChunk() []byte {
	a := &x.answer
	if a.chunk > 0 {
		const digits = "0123456789abcdef"
		n := len(x.out) - a.chunk
		for i := a.chunk - len("\r\n") - 1; n > 0; i-- {
			x.out[i] = digits[n&15]
			n >>= 4
		}
		x.out = append(x.out, "\r\n"...)
		a.chunk = 0
	}
	return x.out
}

// flush sends what waits.
func (x *exchange) flush() error {
	b := x.closeChunk()
	if len(b) == 0 {
		return nil
	}
	defer x.keepOut(b)
	return x.sent(x.conn.write(b))
}

// sent tells the handler of an error, in its context too: the caller is gone.
func (x *exchange) sent(err error) error {
	if err != nil {
		x.watch.leave()
	}
	return err
}

// abandonAnswer cuts an answer that has no end, and lets nobody write any more.
func (x *exchange) abandonAnswer() {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.over = true
	if x.answered && !x.answer.ended {
		x.cut()
	}
}

// finishAnswer sends the end of the answer, and lets nobody write any more.
func (x *exchange) finishAnswer() {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.over = true
	a := &x.answer
	switch {
	case !x.answered: // the handler is at fault
		x.conn.closing, x.conn.linger = true, true
		x.conn.write(x.beginAnswer(&transport.Answer{Status: 500}, 0))
	case a.ended || x.conn.broken:
	case a.left > 0 && !a.bodiless:
		x.flush()
		x.cut()
	case a.chunks:
		x.out = append(x.closeChunk(), "0\r\n\r\n"...)
		x.flush()
	default:
		x.flush()
	}
}
