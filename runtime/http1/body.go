package http1

import (
	"errors"
	"io"
	"sync"
	"sync/atomic"
)

// A body reads what follows a head.
//
// It may be read by another goroutine than that of its connection, and even when its exchange is over: a handler that ran
// out of time does not know that. So reading takes a lock, and ends for good with close.
type body struct {
	in   *receiver
	wait waiter
	left int64 // of the body, or of the chunk
	chunks
	done       bool // all of it is read
	untilClose bool // it ends with the connection

	closed atomic.Bool // for good: its exchange is not used again
	mu     sync.Mutex
	err    error // why no more can be read
}

// A waiter is told what becomes of a body.
type waiter interface {
	// beforeWait is called before a read that may have to wait.
	beforeWait()
	// bodyEnded is called once: the body is read, or nothing more can be read of it.
	bodyEnded(err error)
}

// reset readies b for a body of length bytes, or in chunks for -1.
func (b *body) reset(in *receiver, w waiter, length int64) {
	b.in, b.wait, b.left = in, w, max(length, 0)
	b.chunks, b.untilClose = chunks{used: length < 0}, false
	b.done, b.err = length == 0, nil
}

var errClosed = errors.New("http1: the body is read after the answer")

// Read implements io.Reader.
func (b *body) Read(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch {
	case b.closed.Load() && !b.done:
		return 0, errClosed
	case b.err != nil:
		return 0, b.err
	case b.done:
		return 0, io.EOF
	case len(p) == 0:
		return 0, nil
	}
	n, err := b.read(p)
	if err != nil {
		b.end(err)
	}
	return n, err
}

// coming is how many bytes more are known to follow, without waiting: of all the body, or of a chunk that has begun.
func (b *body) coming() int64 {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.untilClose {
		return 0
	}
	return b.left
}

func (b *body) read(p []byte) (n int, err error) {
	if b.chunks.used && b.left == 0 {
		if err := b.nextChunk(); err != nil {
			return 0, err
		}
	}
	if int64(len(p)) > b.left {
		p = p[:b.left]
	}
	if len(b.in.pending()) == 0 {
		b.wait.beforeWait()
	}
	n, err = b.in.read(p)
	b.left -= int64(n)
	if err == nil && b.left == 0 && !b.chunks.used {
		return n, io.EOF
	}
	if b.untilClose {
		return n, err
	}
	return n, early(err)
}

// end notes that nothing more is to be read.
func (b *body) end(err error) {
	if err == io.EOF {
		b.done = true
	} else {
		b.err = err
	}
	b.wait.bodyEnded(err)
}

// discard reads what is left of the body, up to limit bytes. It reports whether that was all of it.
func (b *body) discard(limit int64, scratch []byte) bool {
	for limit >= 0 {
		n, err := b.Read(scratch)
		limit -= int64(n)
		if err != nil {
			return err == io.EOF
		}
	}
	return false
}
