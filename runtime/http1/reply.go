package http1

import (
	"bytes"
	"errors"
	"io"

	"github.com/owgen/owgen/runtime/transport"
)

// A Reply is what a server answered to a request of a Client.
type Reply struct {
	Status int
	Length int64 // of the body; -1: its end will tell
	head   head  // of which only text, fields and what frames the body are known
	client *Client
}

// largestReplyHead bounds a head that a Client receives.
const largestReplyHead = 1 << 20

var errReply = errors.New("http1: malformed answer")

// Get returns the first value of a field.
func (r *Reply) Get(name string) string { return r.head.header().Get(name) }

// Header returns a copy of the header.
func (r *Reply) Header() transport.Header { return header{bytes.Clone(r.head.header().lines)} }

// Read reads the body. The error is io.ErrUnexpectedEOF where the connection ends before it.
func (r *Reply) Read(p []byte) (int, error) { return r.client.body.Read(p) }

// Coming is how many bytes more of the body are announced: of all of it, or of a chunk that has begun.
func (r *Reply) Coming() int64 { return r.client.body.coming() }

// Done says that nobody needs the reply any more. What is left of the body is read, so that the connection can go on.
func (r *Reply) Done() {
	c := r.client
	if c == nil {
		return
	}
	r.client = nil
	if !c.body.done {
		b := c.blocks.Get().(*block)
		c.last = !c.body.discard(1<<62, b[:]) || c.last
		c.blocks.Put(b)
	}
	c.in.release()
	if c.last || len(c.in.pending()) > 0 { // nothing may come before the next request
		c.Close()
		return
	}
	c.in.giveBack()
	c.used = true
}

// receive waits for the head of an answer that is not an interim one.
func (c *Client) receive() (*Reply, error) {
	r := &c.reply
	for {
		n, err := c.receiveHead()
		if err != nil {
			return nil, err
		}
		if !r.parse(c.in.pending()[:n]) {
			return nil, errReply
		}
		if r.Status >= 200 {
			c.in.hold(n)
			break
		}
		c.in.consume(n)
	}
	r.client = c
	c.last = c.last || !r.head.keepAlive
	c.body.reset(&c.in, c, r.head.length)
	if r.Length = r.head.length; r.Length == untilClose {
		r.Length = -1
		c.body.chunks.used, c.body.left, c.body.untilClose = false, 1<<62, true
	}
	return r, nil
}

// receiveHead waits for the end of a head, and returns its length.
func (c *Client) receiveHead() (n int, err error) {
	for known := 0; ; {
		text := c.in.pending()
		if n = headEnd(text, known); n > 0 {
			return n, nil
		}
		if len(text) >= largestReplyHead || isHopeless(text, known) {
			return 0, errReply
		}
		if known = len(text); known > 0 {
			c.came = true
		}
		if err := c.in.more(); err != nil {
			return 0, early(err)
		}
		c.came = true
	}
}

// untilClose is the length of a body that ends with the connection.
const untilClose = -2

// parse reads the head of an answer, with the empty line that ends it. It reports whether it is one.
func (r *Reply) parse(text []byte) (ok bool) {
	const start = len("HTTP/1.1 200")
	line, ok := cutLine(text)
	if !ok || len(line) < start || string(line[:7]) != "HTTP/1." || !isDigit(line[7]) || line[8] != ' ' ||
		len(line) > start && line[start] != ' ' {
		return false
	}
	r.Status = 0
	for _, d := range line[9:start] {
		if !isDigit(d) {
			return false
		}
		r.Status = 10*r.Status + int(d-'0')
	}
	r.head = head{text: text, fields: len(line) + len("\r\n"), minor: line[7] - '0'}
	var f framing
	for rest := text[r.head.fields : len(text)-len("\r\n")]; len(rest) > 0; rest = rest[len(line)+len("\r\n"):] {
		if line, ok = cutLine(rest); !ok || f.add(line) != 0 {
			return false
		}
	}
	return r.frame(&f)
}

// frame decides where the body ends, and whether the connection goes on. (RFC 9112, 6.3)
func (r *Reply) frame(f *framing) (ok bool) {
	h := &r.head
	h.keepAlive = !f.close && (h.minor > 0 || f.keepAlive)
	switch {
	case r.Status < 100, r.Status == 101, f.codings > 1, f.codings == 1 && (!f.chunked || f.hasLength || h.minor == 0):
		return false
	case r.Status < 200, r.Status == 204, r.Status == 304:
		h.length = 0
	case f.chunked:
		h.length = -1
	case f.hasLength:
		h.length = f.length
	default:
		h.length, h.keepAlive = untilClose, false
	}
	return true
}

// beforeWait implements waiter.
func (c *Client) beforeWait() {}

// bodyEnded implements waiter.
func (c *Client) bodyEnded(err error) { c.last = c.last || err != io.EOF }
