package ow

import (
	"cmp"
	"context"
	"io"
	"strconv"
	"strings"

	"github.com/owgen/owgen/runtime/transport"
)

// Reader is for a body that the handler reads while it comes. Nothing is read ahead, and nothing kept: so a body may be
// larger than memory, and the answer may begin before its end. Where the platform has a document, the body is in there.
func Reader() In[io.Reader] {
	return In[io.Reader]{needs: needs{allow: plainMethods, ready: (*call).openStream, reads: true}, read: func(c *call, p *io.Reader) error {
		if c.streamed {
			*p = requestBody{c.stream}
		} else {
			*p = strings.NewReader(c.body())
		}
		return nil
	}}
}

// A requestBody has errors for callers.
type requestBody struct{ io.Reader }

func (b requestBody) Read(p []byte) (int, error) {
	n, err := b.Reader.Read(p)
	if err != nil && err != io.EOF {
		err = unreadable(err)
	}
	return n, err
}

// ReaderResult is for a body that is sent as it is read, and flushed where there is no more for now; of one whose length is
// known the end is sent when the call is over. It is closed if it can be. In a document all of it must fit into OWGEN_MAX_BODY.
func ReaderResult() Out[io.Reader] {
	return Out[io.Reader]{streams: flows, drop: func(r *io.Reader) { closeReader(*r) }, give: func(c *call, r *io.Reader) error {
		body := *r
		c.reply = reply{terms: webTerms, kind: kindNone}
		if body != nil {
			c.reply.kind, c.reply.length = kindBytes, -1
			c.reply.run = func(c *call, ctx context.Context) error { return c.copyBody(ctx, body) }
		}
		return nil
	}}
}

func closeReader(r io.Reader) {
	if c, ok := r.(io.Closer); ok {
		c.Close()
	}
}

// lengthIn returns the Content-Length that a handler has set, or -1.
func lengthIn(h Header) (int64, error) {
	for name, values := range h {
		if len(values) == 0 || !strings.EqualFold(name, "Content-Length") {
			continue
		}
		n, err := strconv.ParseUint(values[0], 10, 63)
		if err != nil {
			return -1, badReply("the handler answered with a Content-Length that is no number")
		}
		return int64(n), nil
	}
	return -1, nil
}

// copyBuffer is how much is read at once.
const copyBuffer = 32 << 10

// errShort is for a body that ends before its announced end.
const errShort = badReply("the body of the answer is shorter than its Content-Length")

// copyBody sends a body. When it is empty, or there must be none, the reply is one like any other.
func (c *call) copyBody(ctx context.Context, body io.Reader) error {
	defer closeReader(body)
	if c.reply.kind == kindNone {
		return nil
	}
	f := c.newFlow(ctx)
	f.head, f.length = transport.Answer{Status: cmp.Or(c.reply.status, 200), Fields: c.reply.header()}, c.reply.length
	if w, ok := body.(*written); ok && w.pipe == nil {
		return c.sendWritten(f, w.write)
	}
	buffer := make([]byte, copyBuffer)
	for idle := 0; idle < 100; idle++ {
		n, err := body.Read(buffer)
		if n > 0 {
			idle = 0
			if !f.send(c, buffer[:n], n < len(buffer)) {
				return f.stopped()
			}
		}
		switch {
		case err == io.EOF, err == nil && f.isWhole(): // whoever said the length need not say that it is over
			return f.copied(c)
		case err != nil:
			return f.failure(err)
		}
	}
	return io.ErrNoProgress
}

// copied ends a body that was read to its end.
func (f *flow) copied(c *call) error {
	if f.length > int64(f.size) && f.out != nil {
		return errShort
	}
	c.reply.bytes = f.all
	return nil
}
