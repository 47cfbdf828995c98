package http1

import (
	"net"
	"strconv"
	"time"

	"github.com/owgen/owgen/runtime/transport"
)

// An answerHead is what precedes the body of an answer.
type answerHead struct {
	minor  byte // of the request's HTTP/1.minor
	close  bool
	status int
	length int64 // of the body; -1: the answer says nothing about it
	chunks bool
	fields []transport.Field
	now    time.Time
}

var plainText = []transport.Field{{Name: "Content-Type", Value: "text/plain; charset=utf-8"}}

func (a *answerHead) append(b []byte, c *clock) []byte {
	if a.minor == 0 {
		b = append(b, "HTTP/1.0 "...)
	} else {
		b = append(b, "HTTP/1.1 "...)
	}
	if a.status == 200 {
		b = append(b, "200 OK\r\n"...)
	} else {
		b = append(append(b, StatusText(a.status)...), "\r\n"...)
	}
	dated := false
	for _, f := range a.fields {
		dated = dated || equalFold(f.Name, "date")
		b = appendField(b, f)
	}
	switch {
	case a.close && a.minor > 0:
		b = append(b, "Connection: close\r\n"...)
	case !a.close && a.minor == 0:
		b = append(b, "Connection: keep-alive\r\n"...)
	}
	if !dated {
		b = append(b, "Date: "...)
		b = append(c.append(b, a.now), "\r\n"...)
	}
	switch {
	case a.chunks:
		b = append(b, "Transfer-Encoding: chunked\r\n"...)
	case a.length >= 0:
		b = append(b, "Content-Length: "...)
		b = append(strconv.AppendInt(b, a.length, 10), "\r\n"...)
	}
	return append(b, "\r\n"...)
}

// appendField appends a line of a header. A value cannot begin another line, whatever is in it.
func appendField(b []byte, f transport.Field) []byte {
	if f.Name == "" || !only(f.Name, tokenByte) || isOwn(f.Name) {
		return b
	}
	b = append(append(b, f.Name...), ": "...)
	from := len(b)
	b = append(b, f.Value...)
	if !only(f.Value, valueByte) {
		for i, c := range b[from:] {
			if c == '\r' || c == '\n' || c == 0 {
				b[from+i] = ' '
			}
		}
	}
	return append(b, "\r\n"...)
}

// isOwn reports whether a field is the transport's to write.
func isOwn(name string) bool {
	switch len(name) {
	case len("Connection"):
		return equalFold(name, "connection")
	case len("Content-Length"):
		return equalFold(name, "content-length")
	case len("Transfer-Encoding"):
		return equalFold(name, "transfer-encoding")
	}
	return false
}

// hasBody reports whether an answer with a status may have a body. (RFC 9110, 6.4.1)
func hasBody(status int) bool { return status != 204 && status != 304 }

// Respond implements transport.Exchange: one write for head and body.
func (x *exchange) Respond(a transport.Answer) {
	x.stopWatch()
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.answered || x.over {
		return
	}
	b := x.beginAnswer(&a, int64(len(a.Body)))
	x.answer.ended = true
	if x.answer.bodiless {
		x.conn.write(b)
	} else if len(a.Body) <= largestOut {
		b = append(b, a.Body...)
		x.conn.write(b)
	} else {
		x.conn.writeAll(net.Buffers{b, a.Body})
	}
	x.keepOut(b)
}

// beginAnswer decides what becomes of the connection, and returns the head. x.mu is held.
func (x *exchange) beginAnswer(a *transport.Answer, length int64) []byte {
	c := x.conn
	x.answered = true
	status := a.FinalStatus()
	x.answer = answer{left: length, bodiless: x.head.method == "HEAD" || !hasBody(status)}
	h := answerHead{minor: x.head.minor, status: status, length: length, fields: a.Fields, now: time.Now()}
	if !hasBody(status) {
		h.length = -1
	} else if length < 0 && !x.answer.bodiless {
		x.answer.chunks = x.head.minor > 0
		h.chunks = x.answer.chunks
		x.answer.untilClose = !h.chunks
	}
	if !x.keepsConnection() {
		c.closing, c.linger = true, true
	}
	if a.Close || !x.head.keepAlive || x.answer.untilClose || c.server.conns.MustEnd() {
		c.closing = true
	}
	h.close = c.closing
	return h.append(x.out[:0], &c.server.date)
}

// keepOut keeps a buffer for the next answer, unless it is large.
func (x *exchange) keepOut(b []byte) {
	if cap(b) <= 2*largestOut {
		x.out = b[:0]
	} else {
		x.out = nil
	}
}
