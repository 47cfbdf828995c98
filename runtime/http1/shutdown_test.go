package http1

import (
	"context"
	"errors"
	"io"
	"net"
	"os"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/owgen/owgen/runtime/transport"
)

// TR-6: idle and silent connections end soon, and calls that began are answered, with the news.
func TestTR6Shutdown(t *testing.T) {
	entered, leave := make(chan bool), make(chan bool)
	s := serve(t, handled(func(x transport.Exchange) {
		if x.Path() == "/slow" {
			entered <- true
			<-leave
		}
		x.Respond(transport.Answer{Status: 200})
	}))
	silent, idle, slow, begun := dial(t, s), dial(t, s), dial(t, s), dial(t, s)
	io.WriteString(idle, "GET / HTTP/1.1\r\nHost: x\r\n\r\n")
	readUntil(t, idle, "\r\n\r\n")
	io.WriteString(slow, "GET /slow HTTP/1.1\r\nHost: x\r\n\r\n")
	<-entered
	eventually(t, "one request is over", func() bool { return s.conns.Active() == 1 })
	io.WriteString(begun, "GET / HTTP/1.1\r\n")
	eventually(t, "two requests have begun", func() bool { return s.conns.Active() == 2 })
	start := time.Now()
	ended := make(chan bool)
	go func() {
		s.Shutdown(context.Background())
		close(ended)
	}()
	for name, c := range map[string]net.Conn{"idle": idle, "silent": silent} {
		if b, _ := io.ReadAll(c); len(b) > 0 || time.Since(start) > usual.Header/2 {
			t.Errorf("the %s connection: %q after %v", name, b, time.Since(start))
		}
	}
	if c, err := net.Dial("tcp", s.address); err == nil {
		c.Close()
		t.Error("the listener is open")
	}
	leave <- true
	for name, c := range map[string]net.Conn{"slow": slow, "begun": begun} {
		if name == "begun" {
			io.WriteString(c, "Host: x\r\n\r\n")
		}
		b, err := io.ReadAll(c)
		expect(t, name, string(b), "HTTP/1.1 200 OK", "Connection: close")
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	<-ended
}

// A lateListener has accepted a connection when it is closed, and hands it out then.
type lateListener struct {
	net.Listener
	conn          net.Conn
	asked, closed chan bool
}

func (l *lateListener) Accept() (net.Conn, error) {
	if l.conn != nil {
		close(l.asked)
	}
	<-l.closed
	if conn := l.conn; conn != nil {
		l.conn = nil
		return conn, nil
	}
	return nil, net.ErrClosed
}

func (l *lateListener) Close() error {
	close(l.closed)
	return l.Listener.Close()
}

// TR-6: a client that connected just before may have sent a call, which is answered.
func TestTR6ConnectionsAcceptedWhileShuttingDown(t *testing.T) {
	real, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	client, accepted := net.Pipe()
	l := &lateListener{real, accepted, make(chan bool), make(chan bool)}
	s := New(handled(echo))
	served := make(chan error)
	go func() { served <- s.Serve(l) }()
	answer := make(chan string)
	go func() {
		io.WriteString(client, "GET / HTTP/1.1\r\nHost: x\r\n\r\n")
		b, _ := io.ReadAll(client)
		answer <- string(b)
	}()
	<-l.asked
	s.Shutdown(t.Context())
	expect(t, "the answer", <-answer, "HTTP/1.1 200 OK", "Connection: close")
	if err := <-served; err != nil {
		t.Error(err)
	}
}

// TR-6: what is left when the time is over is cut.
func TestTR6ShutdownEndsWithItsContext(t *testing.T) {
	entered, leave := make(chan bool), make(chan bool)
	s := serve(t, handled(func(x transport.Exchange) {
		close(entered)
		<-leave
	}))
	defer close(leave)
	c := dial(t, s)
	io.WriteString(c, "GET / HTTP/1.1\r\nHost: x\r\n\r\n")
	<-entered
	ctx, cancel := context.WithTimeout(context.Background(), 50*time.Millisecond)
	defer cancel()
	start := time.Now()
	s.Shutdown(ctx)
	if took := time.Since(start); took > patience/2 {
		t.Errorf("it took %v", took)
	}
	if b, _ := io.ReadAll(c); len(b) > 0 {
		t.Errorf("got %q", b)
	}
}

// A hookedConn tells when its server sets a deadline of reading.
type hookedConn struct {
	net.Conn
	hook func()
}

func (c *hookedConn) SetReadDeadline(d time.Time) error {
	c.hook()
	return c.Conn.SetReadDeadline(d)
}

// A hookedListener accepts such connections.
type hookedListener struct {
	net.Listener
	hook func()
}

func (l *hookedListener) Accept() (net.Conn, error) {
	c, err := l.Listener.Accept()
	return &hookedConn{c, l.hook}, err
}

// TR-6, TR-7: a connection that is about to become idle is missed by nobody who ends the idle ones.
func TestTR6ConnectionsThatAreAboutToBeIdle(t *testing.T) {
	const request = "GET / HTTP/1.1\r\nHost: x\r\n\r\n"
	for name, end := range map[string]func(*testServer){
		"shutdown":           func(s *testServer) { s.Shutdown(context.Background()) },
		"another connection": func(s *testServer) { expect(t, "another", talk(t, s, request), "200 OK") },
	} {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		var s *testServer
		var deadlines atomic.Int64
		ended := make(chan bool)
		config := handled(echo)
		config.Connections = 1
		s = serveOn(t, config, &hookedListener{l, func() {
			if deadlines.Add(1) != 2 { // the first is for a head, the second for being idle
				return
			}
			go func() {
				end(s)
				close(ended)
			}()
			eventually(t, name+" begins", s.conns.MustEnd)
			time.Sleep(10 * time.Millisecond)
		}})
		c := dial(t, s)
		start := time.Now()
		io.WriteString(c, request)
		b, err := io.ReadAll(c)
		<-ended
		if expect(t, name, string(b), "200 OK"); err != nil || time.Since(start) > patience/2 {
			t.Errorf("%s: the connection ended after %v, with %v", name, time.Since(start), err)
		}
	}
}

// A failing listener fails some times before each connection.
type failingListener struct {
	net.Listener
	left atomic.Int64
	err  error
}

func (l *failingListener) Accept() (net.Conn, error) {
	if l.left.Add(-1) >= 0 {
		return nil, &net.OpError{Op: "accept", Net: "tcp", Err: os.NewSyscallError("accept4", l.err)}
	}
	return l.Listener.Accept()
}

// TR-7: a lack of descriptors is waited out, and the log is not filled with it.
func TestTR7ErrorsOfListening(t *testing.T) {
	for _, err := range []error{syscall.EMFILE, syscall.ENFILE, syscall.ECONNABORTED} {
		l, e := net.Listen("tcp", "127.0.0.1:0")
		if e != nil {
			t.Fatal(e)
		}
		failing := &failingListener{Listener: l, err: err}
		failing.left.Store(6)
		var lines atomic.Int64
		config := handled(echo)
		config.Log = func(line string) {
			if lines.Add(1); !strings.Contains(line, err.Error()) {
				t.Errorf("the line is %q", line)
			}
		}
		began := time.Now()
		s := serveOn(t, config, failing)
		expect(t, err.Error(), talk(t, s, "GET / HTTP/1.1\r\nHost: x\r\n\r\n"), "HTTP/1.1 200 OK")
		if n, took := lines.Load(), time.Since(began); n < 1 || n > 1+int64(took/time.Second) { // one a second
			t.Errorf("%v: %d lines of log in %v", err, n, took)
		}
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	broken := &failingListener{Listener: l, err: syscall.EINVAL}
	broken.left.Store(1)
	if err := New(handled(echo)).Serve(broken); !errors.Is(err, syscall.EINVAL) {
		t.Errorf("a listener that is of no use any more: %v", err)
	}
}

// TR-7: there are no more connections at once than allowed; one that waits for its next request makes room.
func TestTR7NumberOfConnections(t *testing.T) {
	var running, most atomic.Int64
	config := handled(func(x transport.Exchange) {
		if n := running.Add(1); n > most.Load() {
			most.Store(n)
		}
		time.Sleep(time.Millisecond)
		running.Add(-1)
		x.Respond(transport.Answer{Status: 200})
	})
	config.Connections = 3
	s := serve(t, config)
	done := make(chan bool)
	for range 30 {
		go func() {
			defer func() { done <- true }()
			c, err := net.Dial("tcp", s.address)
			if err != nil {
				t.Error(err)
				return
			}
			defer c.Close()
			c.SetDeadline(time.Now().Add(patience))
			io.WriteString(c, "GET / HTTP/1.1\r\nHost: x\r\n\r\n")
			b := make([]byte, 12)
			if _, err := io.ReadFull(c, b); err != nil || string(b) != "HTTP/1.1 200" {
				t.Errorf("%q, %v", b, err)
			}
			io.Copy(io.Discard, c) // it stays open until the server needs its place, or ends
		}()
	}
	for range 27 {
		<-done
	}
	if n := most.Load(); n > 3 {
		t.Errorf("%d calls at once", n)
	}
	s.Shutdown(t.Context())
	for range 3 {
		<-done
	}
}
