package http1

import "time"

// deadlines are those of a connection. To set one costs as much as to parse a head, so one stays until it leaves too little
// time: it gives at least what it should, and at most a quarter more. Only where a message has to be waited for is there
// one that is exact.
type deadlines struct {
	idle  time.Time // of reading, unless exact
	exact bool
	sent  time.Time // of writing
}

// after is d after now, or no time if there is no bound.
func after(now time.Time, d time.Duration) time.Time {
	if d <= 0 {
		return time.Time{}
	}
	return now.Add(d)
}

// bound sets the deadline of reading.
func (c *conn) bound(deadline time.Time) {
	c.exact = true
	c.in.conn.SetReadDeadline(deadline)
}

// rest lets the connection wait for another request.
func (c *conn) rest(now time.Time, d time.Duration) {
	if c.exact || c.idle.Sub(now) < d {
		c.idle, c.exact = after(now, d+d/4), false
		c.in.conn.SetReadDeadline(c.idle)
	}
}

// boundWrite sets the deadline of writing. No answer is too short for one: who sends requests and reads no answers fills
// the socket in the end.
func (c *conn) boundWrite(now time.Time, d time.Duration) {
	if d > 0 && c.sent.Sub(now) < d {
		c.sent = now.Add(d + d/4)
		c.in.conn.SetWriteDeadline(c.sent)
	}
}

// longAgo ends a read that is waiting.
var longAgo = time.Unix(1, 0)
