package http1

import (
	"context"
	"io"
	"net"
	"strings"
	"testing"
	"time"

	"github.com/owgen/owgen/runtime/transport"
)

// A handler that asks for a context learns that its caller went away, when and however that was.
func TestContextEndsWhenTheCallerGoes(t *testing.T) {
	got := make(chan error)
	s := serve(t, handled(func(x transport.Exchange) {
		ctx := x.Context()
		if x.Path() == "/body" {
			io.ReadAll(x)
		}
		select {
		case <-ctx.Done():
			got <- ctx.Err()
		case <-time.After(patience):
			got <- nil
		}
		x.Respond(transport.Answer{Status: 200})
	}))
	for _, request := range []string{
		"GET / HTTP/1.1\r\nHost: x\r\n\r\n",
		"POST /body HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc",
		"POST /body HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nab",
		"POST /body HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
	} {
		for name, leave := range map[string]func(*net.TCPConn){
			"closed": func(c *net.TCPConn) { c.Close() }, "half-closed": func(c *net.TCPConn) { c.CloseWrite() },
			"reset": func(c *net.TCPConn) { c.SetLinger(0); c.Close() },
		} {
			c := dial(t, s)
			io.WriteString(c, request)
			time.Sleep(2 * watchAfter)
			leave(c)
			if err := <-got; err != context.Canceled {
				t.Errorf("%q, %s: %v", request, name, err)
			}
		}
	}
}

// What comes while the caller is watched is the next request.
func TestRequestsThatComeWhileWatchedAreAnswered(t *testing.T) {
	s := serve(t, handled(func(x transport.Exchange) {
		ctx := x.Context()
		time.Sleep(3 * watchAfter)
		if ctx.Err() != nil {
			t.Error("the caller is there, and the context has ended")
		}
		x.Respond(transport.Answer{Status: 200, Body: []byte(x.Path())})
	}))
	c := dial(t, s)
	for _, part := range []string{"GET /1 HTTP/1.1\r\nHost: x\r\n\r\n", "GET /2 HTTP/1", ".1\r\nHost: x\r\n\r\nGET /3 HTTP/1.1\r\nHost: x\r\n\r\n"} {
		io.WriteString(c, part)
		time.Sleep(2 * watchAfter)
	}
	for _, path := range []string{"/1", "/2", "/3"} {
		readUntil(t, c, "\r\n\r\n"+path)
	}
	time.Sleep(2 * watchAfter) // as an idle connection
	io.WriteString(c, "GET /4 HTTP/1.1\r\nHost: x\r\n\r\n")
	readUntil(t, c, "/4")
}

// A handler that is abandoned keeps the request, and disturbs neither its connection nor the next request.
func TestAbandonedHandlers(t *testing.T) {
	config := usual
	finished := make(chan string, 10)
	config.Handle = func(x transport.Exchange) bool {
		io.ReadAll(x)
		header := x.Keep()
		ctx := x.Context()
		out := make(chan bool)
		go func() {
			<-out
			time.Sleep(20 * time.Millisecond) // the next request is being served
			_, readErr := x.Read(make([]byte, 10))
			_, writeErr := x.Write([]byte("late"))
			x.Respond(transport.Answer{Status: 599})
			late := x.Context()
			if ctx.Err() == nil || late.Err() == nil || readErr == nil || writeErr == nil {
				t.Error("the exchange is over, and does not say so:", ctx.Err(), late.Err(), readErr, writeErr)
			}
			finished <- header.Get("X-Id")
		}()
		x.Respond(transport.Answer{Status: 504})
		close(out)
		return false
	}
	s := serve(t, config)
	c := dial(t, s)
	want := map[string]bool{}
	for _, id := range []string{"a", "b", "c", "d", "e"} {
		io.WriteString(c, "POST /"+id+"?"+id+" HTTP/1.1\r\nHost: x\r\nX-Id: "+id+"\r\nContent-Length: 3\r\n\r\nabc")
		if got := readUntil(t, c, "\r\n\r\n"); !strings.HasPrefix(got, "HTTP/1.1 504 ") {
			t.Fatal(got)
		}
		want[id] = true
	}
	for range 5 {
		if got := <-finished; !want[got] {
			t.Errorf("a handler saw %q", got)
		}
	}
}

// A handler that is abandoned while it reads a body does not hold up its connection.
func TestAbandonedReaders(t *testing.T) {
	config := usual
	ended := make(chan error)
	config.Handle = func(x transport.Exchange) bool {
		go func() {
			_, err := io.ReadAll(x)
			ended <- err
		}()
		time.Sleep(20 * time.Millisecond)
		x.Respond(transport.Answer{Status: 504})
		return false
	}
	s := serve(t, config)
	c := dial(t, s)
	io.WriteString(c, "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\na")
	start := time.Now()
	b, _ := io.ReadAll(c)
	expect(t, "answer", string(b), "HTTP/1.1 504 ", "Connection: close")
	if err := <-ended; err == nil || time.Since(start) > patience/2 {
		t.Errorf("%v after %v", err, time.Since(start))
	}
}

// A panic of whoever answers ends its connection, with a line of log, and nothing else.
func TestPanicEndsOneConnection(t *testing.T) {
	lines := make(chan string, 1)
	config := handled(func(x transport.Exchange) {
		if x.Path() == "/panic" {
			panic("a bug")
		}
		echo(x)
	})
	config.Log = func(line string) { lines <- line }
	s := serve(t, config)
	other := dial(t, s)
	if got := talk(t, s, "GET /panic HTTP/1.1\r\nHost: x\r\n\r\n"); got != "" {
		t.Errorf("got %q", got)
	}
	expect(t, "log", <-lines, "panic while answering a request", "watch_test.go")
	io.WriteString(other, "GET / HTTP/1.1\r\nHost: x\r\n\r\n")
	readUntil(t, other, "GET / ")
}
