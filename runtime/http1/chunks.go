package http1

import (
	"bytes"
	"errors"
	"io"
)

// Bounds of bodies in chunks, as net/http has them: all the rest of a body is bounded by who reads it.
const (
	longestLine    = 4 << 10 // with the extensions of a chunk
	longestTrailer = 4 << 10
	mostOverhead   = 16 << 10 // bytes that are no data, beyond a fair share
)

// chunks are where a body in chunks is. (RFC 9112, 7.1)
type chunks struct {
	used     bool  // the body is in chunks
	begun    bool  // one has begun whose end is not read
	overhead int64 // bytes that were no data
}

var errChunk = errors.New("http1: malformed chunk")

// nextChunk reads up to the data of the next chunk. The error is io.EOF behind the last one.
func (b *body) nextChunk() error {
	if b.begun {
		if line, err := b.line(len("\r\n")); err != nil {
			return err
		} else if len(line) > 0 {
			return errChunk
		}
		b.begun = false
	}
	line, err := b.line(longestLine)
	if err != nil {
		return err
	}
	size, ok := chunkSize(line)
	if !ok {
		return errChunk
	}
	// Data in chunks of one byte is fair, though it is one byte of six.
	b.overhead = max(b.overhead+int64(len(line)+len("\r\n"))-16-2*size, 0)
	if b.overhead > mostOverhead {
		return errChunk
	}
	if size == 0 {
		return b.trailer()
	}
	b.begun, b.left = true, size
	return nil
}

// trailer reads the fields behind the last chunk, which nobody looks at, and the empty line.
func (b *body) trailer() error {
	for room := longestTrailer; ; {
		line, err := b.line(room)
		if err != nil {
			return err
		}
		if len(line) == 0 {
			return io.EOF
		}
		if !isTrailerField(line) {
			return errChunk
		}
		room -= len(line) + len("\r\n")
	}
}

// line reads a line that ends with CR LF, both within limit. It is valid until the next read.
func (b *body) line(limit int) ([]byte, error) {
	for known := 0; ; {
		text := b.in.pending()
		if i := bytes.IndexByte(text[known:], '\n'); i >= 0 {
			line, ok := cutLine(text)
			if !ok || len(line)+len("\r\n") > limit {
				return nil, errChunk
			}
			b.in.consume(len(line) + len("\r\n"))
			return line, nil
		}
		if known = len(text); known >= limit {
			return nil, errChunk
		}
		b.wait.beforeWait()
		if err := b.in.more(); err != nil {
			return nil, early(err)
		}
	}
}

// chunkSize reads the hexadecimal size of a chunk, which extensions may follow.
func chunkSize(line []byte) (size int64, ok bool) {
	digits, extensions := line, line[len(line):]
	if i := bytes.IndexByte(line, ';'); i >= 0 {
		digits, extensions = line[:i], line[i+1:]
	} else {
		digits = trimRight(line)
	}
	if len(digits) == 0 || len(digits) > 16 || !only(extensions, valueByte) {
		return 0, false
	}
	var n uint64
	for _, c := range digits {
		d := hexDigit(c)
		if d < 0 {
			return 0, false
		}
		n = n<<4 | uint64(d)
	}
	return int64(n), n < 1<<62 // twice as much overflows, and what net/http makes of that is luck
}
