package http1

import (
	"net"
	"time"
)

// write sends b within its time. What cannot be written ends the connection.
func (c *conn) write(b []byte) error {
	if c.broken {
		return net.ErrClosed
	}
	c.boundWrite(time.Now(), c.server.config.Write)
	_, err := c.in.conn.Write(b)
	return c.wrote(err)
}

// writeAll is write for several pieces, which the system puts together.
func (c *conn) writeAll(pieces net.Buffers) error {
	if c.broken {
		return net.ErrClosed
	}
	c.boundWrite(time.Now(), c.server.config.Write)
	_, err := pieces.WriteTo(c.in.conn)
	return c.wrote(err)
}

func (c *conn) wrote(err error) error {
	if err != nil {
		c.broken, c.closing, c.linger = true, true, false
	}
	return err
}
