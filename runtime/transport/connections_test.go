package transport_test

import (
	"bufio"
	"context"
	"io"
	"net"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/owgen/owgen/runtime/http1"
	"github.com/owgen/owgen/runtime/nethttp"
	"github.com/owgen/owgen/runtime/transport"
)

// A closer counts how often it is closed.
type closer struct{ closed atomic.Int64 }

func (c *closer) Close() error {
	c.closed.Add(1)
	return nil
}

// TR-7: who waits for a place gets that of a connection that has been idle for QuietTime, and none is closed before.
func TestTR7PlacesOfIdleConnections(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		cs := transport.NewConnections(3)
		var state [3]transport.Connection
		var nc [3]closer
		for k := range state {
			cs.TakePlace()
			cs.Add(&state[k], &nc[k])
		}
		state[0].Begin() // the others are one that stays silent and one that is asked now and then
		taken := make(chan bool)
		go func() {
			cs.TakePlace()
			close(taken)
		}()
		for range 5 {
			state[1].Begin()
			if time.Sleep(time.Minute); !cs.MustEnd() {
				t.Error("an answer does not end its connection, though another one waits")
			}
			state[1].Rest(time.Now())
			time.Sleep(transport.QuietTime - time.Millisecond)
		}
		synctest.Wait()
		if nc[0].closed.Load()+nc[1].closed.Load()+nc[2].closed.Load() > 0 {
			t.Error("a connection is closed early")
		}
		time.Sleep(time.Millisecond)
		synctest.Wait()
		if nc[1].closed.Load() != 1 || state[1].Begin() {
			t.Error("the idle connection stays")
		}
		cs.Remove(&state[1])
		<-taken
		if cs.MustEnd() || cs.Len() != 2 {
			t.Error("another one is made room for")
		}
	})
}

// servers are the transports.
var servers = map[string]func(transport.Config) transport.Server{
	"http1":   func(c transport.Config) transport.Server { return http1.New(c) },
	"nethttp": func(c transport.Config) transport.Server { return nethttp.New(c) },
}

// start serves empty answers, at once but for those to /held, which come when the test is over.
func start(t *testing.T, serve func(transport.Config) transport.Server, connections int) (s transport.Server, address string) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	held := make(chan bool)
	s = serve(transport.Config{Connections: connections, Handle: func(x transport.Exchange) bool {
		if x.Path() == "/held" {
			<-held
		}
		x.Respond(transport.Answer{Status: 200})
		return true
	}})
	go s.Serve(l)
	t.Cleanup(func() {
		close(held)
		s.Shutdown(context.Background())
	})
	return s, l.Addr().String()
}

func dial(t *testing.T, address string) net.Conn {
	t.Helper()
	c, err := net.Dial("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	c.SetDeadline(time.Now().Add(time.Minute))
	return c
}

const request = "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n"

// call makes a call, and reports whether the connection ends with the answer.
func call(c net.Conn) (last bool, err error) {
	io.WriteString(c, request)
	return answer(c)
}

func answer(c net.Conn) (last bool, err error) {
	r, err := http.ReadResponse(bufio.NewReader(c), nil)
	return err == nil && r.Close, err
}

// within runs a test of what happens while a connection is not quiet yet, until the machine is fast enough for that. from is
// before the last call that was answered: the connection may be quiet as soon as its client could read that.
func within(t *testing.T, name string, test func() (from time.Time, err error)) {
	t.Helper()
	for range 100 {
		from, err := test()
		if err == nil {
			return
		}
		if time.Since(from) < transport.QuietTime {
			t.Errorf("%s: %v", name, err)
			return
		}
	}
	t.Errorf("%s: the machine is too slow for each of a hundred tries", name)
}

// TR-7: a client that calls again and again loses no call to another one that waits for a place.
func TestTR7BusyConnectionsMakeRoomBetweenCalls(t *testing.T) {
	for name, serve := range servers {
		within(t, name, func() (from time.Time, err error) {
			_, address := start(t, serve, 1)
			busy := dial(t, address)
			from = time.Now()
			if _, err := call(busy); err != nil {
				t.Fatal(err)
			}
			other := dial(t, address)
			io.WriteString(other, request)
			for last := false; !last; {
				time.Sleep(5 * time.Millisecond) // in which a place could be taken
				began := time.Now()
				if last, err = call(busy); err != nil {
					return from, err
				}
				from = began
			}
			if _, err := answer(other); err != nil {
				t.Errorf("%s: the other connection: %v", name, err)
			}
			return from, nil
		})
	}
}

// TR-6: who calls while the server begins to end is answered, on connections that were used just before and on new ones.
func TestTR6CallsThatMeetTheEnd(t *testing.T) {
	for name, serve := range servers {
		for _, used := range []bool{true, false} {
			within(t, name, func() (from time.Time, err error) {
				s, address := start(t, serve, 0)
				c := dial(t, address)
				first := c
				if !used {
					first = dial(t, address) // by its answer c has been accepted, too
				}
				from = time.Now()
				if _, err := call(first); err != nil {
					t.Fatal(err)
				}
				ended := shutdown(context.Background(), s, address)
				last, err := call(c)
				if err == nil && !last {
					t.Errorf("%s: the connection stays open", name)
				}
				<-ended
				return from, err
			})
		}
	}
}

// shutdown ends a server, and says when that is done. It returns when nobody can connect any more.
func shutdown(ctx context.Context, s transport.Server, address string) (ended chan bool) {
	ended = make(chan bool)
	go func() {
		s.Shutdown(ctx)
		close(ended)
	}()
	for {
		other, err := net.Dial("tcp", address)
		if err != nil {
			return ended
		}
		other.Close()
	}
}

// TR-6: a request that has begun is answered, however long the rest of its head takes.
func TestTR6RequestsThatHaveBegunWhenTheEndComes(t *testing.T) {
	for name, serve := range servers {
		s, address := start(t, serve, 0)
		c := dial(t, address)
		const begun = 20
		io.WriteString(c, request[:begun])
		if _, err := call(dial(t, address)); err != nil { // by then c has been read from
			t.Fatal(err)
		}
		ended := shutdown(context.Background(), s, address)
		time.Sleep(2 * transport.QuietTime)
		io.WriteString(c, request[begun:])
		if last, err := answer(c); err != nil || !last {
			t.Errorf("%s: the last answer: %t, %v", name, last, err)
		}
		<-ended
	}
}

// TR-6: a connection that waits for a place when the end comes gets the place and its answer, unless the time is over before.
func TestTR6ConnectionsThatWaitWhenTheEndComes(t *testing.T) {
	for name, serve := range servers {
		s, address := start(t, serve, 1)
		if _, err := call(dial(t, address)); err != nil {
			t.Fatal(err)
		}
		waiting := dial(t, address)
		io.WriteString(waiting, request)
		ended := shutdown(context.Background(), s, address)
		if _, err := answer(waiting); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		<-ended

		s, address = start(t, serve, 1)
		holder := dial(t, address)
		io.WriteString(holder, strings.Replace(request, "/", "/held", 1))
		for range 2 { // the second one is not even accepted before the first one has its place
			dial(t, address)
		}
		ctx, cancel := context.WithTimeout(context.Background(), transport.QuietTime)
		defer cancel()
		<-shutdown(ctx, s, address)
	}
}
