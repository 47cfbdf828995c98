package http1

import (
	"errors"
	"net"
	"strconv"
	"sync"
)

// A Client sends requests to one server, one after the other over one connection, which it keeps. It has no time limits and
// starts no goroutine. While it waits for an answer it holds no buffer, where the system tells when one comes.
//
// Servers close connections that they keep, and some machines are frozen between requests until their connections are
// gone. So a request that gets no byte of an answer, on a connection that has carried one before, is sent once more on a new
// connection, whatever its method.
type Client struct {
	Server *net.TCPAddr
	// Head is the lines of a header that all requests have, each with CR LF.
	Head string

	in     receiver
	blocks sync.Pool
	body   body // of the answer
	reply  Reply
	out    []byte

	open bool // there is a connection
	used bool // that has carried an answer
	came bool // a byte of the answer to the last request
	last bool // the connection ends with that answer
}

// A Request is what a Client sends.
type Request struct {
	Line string // such as GET /path
	Head string // more lines of its header, each with CR LF
	Body []byte // not of a GET
}

// pieceSize is how much of a body is written before the client looks whether the answer is there already.
const pieceSize = 256 << 10

// Do sends a request and waits for the head of the answer, which is valid until the next request. Of the answer before, what
// has not been read is dropped. A server that has heard enough may answer early: then the rest of the body stays here.
func (c *Client) Do(r *Request) (*Reply, error) {
	for {
		again, err := c.ready()
		if err != nil {
			return nil, err
		}
		reply, err := c.do(r)
		if err == nil {
			return reply, nil
		}
		c.Close()
		if !again || c.came {
			return nil, err
		}
	}
}

// do sends a request over the connection that there is.
func (c *Client) do(r *Request) (*Reply, error) {
	b := c.appendHead(r)
	if r.Line[0] != 'G' {
		b = append(b, "Content-Length: "...)
		b = append(strconv.AppendInt(b, int64(len(r.Body)), 10), "\r\n"...)
	}
	b = append(b, "\r\n"...)
	rest := r.Body
	n := min(len(rest), max(largestOut-len(b), 0)) // a small body goes with the head
	b, rest = append(b, rest[:n]...), rest[n:]
	c.out = b
	err := c.write(b)
	for len(rest) > 0 && err == nil {
		if c.last = c.in.poll(); c.last {
			break
		}
		n = min(len(rest), pieceSize)
		err = c.write(rest[:n])
		rest = rest[n:]
	}
	reply, unread := c.receive()
	if unread != nil && err != nil {
		return nil, err
	}
	return reply, unread
}

// Begin sends a request whose body is sent while it is made, in chunks, of which r.Body is the first. End must follow.
func (c *Client) Begin(r *Request) error {
	for {
		again, err := c.ready()
		if err != nil {
			return err
		}
		if again && c.in.poll() { // nothing was asked: the server has closed the connection
			c.Close()
			continue
		}
		b := append(c.appendHead(r), "Transfer-Encoding: chunked\r\n\r\n"...)
		c.out = appendChunk(b, r.Body)
		if err = c.write(c.out); err == nil || !again {
			return err
		}
		c.Close()
	}
}

// errEnough says that the answer is there before the body is.
var errEnough = errors.New("http1: the server has answered before the end of the body")

// Chunk sends a piece of a body that was begun, with one write. An error says that nobody reads any more.
func (c *Client) Chunk(piece []byte) error {
	switch {
	case c.last:
		return errEnough
	case len(piece) == 0: // which would end the body
		return nil
	}
	if c.last = c.in.poll(); c.last {
		return errEnough
	}
	c.out = appendChunk(c.out[:0], piece)
	return c.write(c.out)
}

// End ends a body that was begun, with the lines of a trailer, each with CR LF, and waits for the head of the answer.
func (c *Client) End(trailer string) (*Reply, error) {
	var err error
	if !c.last {
		err = c.write([]byte("0\r\n" + trailer + "\r\n"))
	}
	reply, unread := c.receive()
	if unread == nil {
		return reply, nil
	}
	c.Close()
	if err != nil {
		return nil, err
	}
	return nil, unread
}

func appendChunk(b, piece []byte) []byte {
	if len(piece) == 0 {
		return b
	}
	b = append(strconv.AppendInt(b, int64(len(piece)), 16), "\r\n"...)
	return append(append(b, piece...), "\r\n"...)
}

// appendHead returns the head of a request, but for what ends its body and the empty line.
func (c *Client) appendHead(r *Request) []byte {
	b := append(append(c.out[:0], r.Line...), " HTTP/1.1\r\n"...)
	return append(append(b, c.Head...), r.Head...)
}

// ready sees to it that there is a connection. It reports whether that has carried an answer before.
func (c *Client) ready() (used bool, err error) {
	c.came = false
	if c.open {
		c.reply.Done()
	}
	if c.open {
		return c.used, nil
	}
	conn, err := net.DialTCP("tcp", nil, c.Server)
	if err != nil {
		return false, err
	}
	conn.SetKeepAlive(false) // which would wake the machine, and has nobody to tell
	if c.blocks.New == nil {
		c.blocks.New = func() any { return new(block) }
	}
	c.in = receiver{conn: conn, blocks: &c.blocks, most: largestReplyHead}
	c.in.prepare()
	c.open, c.used, c.last = true, false, false
	return false, nil
}

// write sends b. Whatever comes after an error, the connection ends.
func (c *Client) write(b []byte) error {
	_, err := c.in.conn.Write(b)
	c.last = c.last || err != nil
	if cap(c.out) > 2*largestOut {
		c.out = nil
	}
	return err
}

// Close closes the connection. The client can be used again.
func (c *Client) Close() {
	if c.open {
		c.open = false
		c.in.conn.Close()
		c.in.giveBack()
	}
}
