package http1

import (
	"io"
	"strings"
	"testing"
	"time"

	"github.com/owgen/owgen/runtime/transport"
)

// A head that fills its buffer to the last byte stays that of its request, though its body needs a larger buffer and other
// connections look for one meanwhile.
func TestAHeadStaysWhereItIsWhenItsBodyNeedsRoom(t *testing.T) {
	read := make(chan bool)
	s := serve(t, handled(func(x transport.Exchange) {
		body := make([]byte, 3)
		n, _ := io.ReadFull(x, body[:2])
		read <- true
		m, err := io.ReadFull(x, body[n:])
		text := string(body[:n+m]) + " of " + x.Get("X-Id")
		if err != nil {
			text = err.Error()
		}
		x.Respond(transport.Answer{Status: 200, Body: []byte(text)})
	}))
	for framing, body := range map[string][2]string{
		"Content-Length: 3": {"ab", "c"}, "Transfer-Encoding: chunked": {"3\r\nab", "c\r\n0\r\n\r\n"},
	} {
		start, end := "POST / HTTP/1.1\r\nHost: x\r\n"+framing+"\r\nX: ", "\r\nX-Id: mine\r\n\r\n"
		c := dial(t, s)
		io.WriteString(c, start+strings.Repeat("x", blockSize-len(start)-len(end))+end)
		time.Sleep(20 * time.Millisecond) // the body comes with a read of its own
		io.WriteString(c, body[0])
		<-read
		for range 20 {
			io.WriteString(dial(t, s), strings.Repeat("X-Id: yours\r\n", blockSize/len("X-Id: yours\r\n")))
		}
		time.Sleep(20 * time.Millisecond)
		io.WriteString(c, body[1])
		expect(t, framing, readUntil(t, c, "abc of mine"), "200 OK")
	}
}
