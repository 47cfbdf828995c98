package runtimeapi

import (
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"regexp"
	"strings"
	"sync"
)

// An Event is what a client gets from next.
type Event struct {
	ID   string
	Head []string // lines beside the id
	Body string
	// Send sends it in another form than with Content-Length; false closes the connection behind it.
	Send func(c net.Conn, e *Event) (goesOn bool)
	// Reply answers the answer, instead of 202; false closes the connection behind it. It is called when the head of the
	// answer is there, and has to read the rest with read if it wants to.
	Reply func(c net.Conn, r *Request, read func() error) (goesOn bool)
	// OnChunk is told of chunks of the answer as they come, from 1 on.
	OnChunk func(k int)

	answer chan *Request
}

// An API serves clients over one address.
type API struct {
	Addr   string
	Base   string // in front of all paths
	Events chan *Event
	// Init receives what was posted to init/error.
	Init chan *Request
	// Register answers the registration of an extension, nil for 200. Registered receives it, and Waiting the request for
	// events of one, which is never answered.
	Register   func() string
	Registered chan *Request
	Waiting    chan *Request
	// Next is told when a client asks for an event.
	Next chan int
	// Idle, if it is set, answers a request for an event in place of one; false closes the connection.
	Idle func(c net.Conn, conn int) (answered, goesOn bool)

	fault    func(format string, args ...any) // what a client does wrong
	agent    string
	listener net.Listener
	mu       sync.Mutex
	conns    map[net.Conn]bool
	number   int
	asked    map[string]*Event // events without an answer
	closing  bool
}

// A Test is a *testing.T, as far as an API needs one.
type Test interface {
	Helper()
	Errorf(format string, args ...any)
	Fatal(args ...any)
	Cleanup(func())
}

// New starts an API that ends with the test, which fails if a client does something wrong. The client is a program with a
// runtime under development.
func New(t Test) *API {
	t.Helper()
	a, err := Listen(t.Errorf)
	if err != nil {
		t.Fatal(err)
	}
	a.agent = "owgen/devel"
	t.Cleanup(a.Close)
	return a
}

// Listen starts an API that tells fault what a client does wrong.
func Listen(fault func(format string, args ...any)) (*API, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	a := &API{
		Addr: l.Addr().String(), Events: make(chan *Event, 1000), Init: make(chan *Request, 10), Registered: make(chan *Request, 10),
		Waiting: make(chan *Request, 10), Next: make(chan int, 10_000), fault: fault, agent: "owgen/", listener: l,
		conns: map[net.Conn]bool{}, asked: map[string]*Event{},
	}
	go a.accept()
	return a, nil
}

func (a *API) accept() {
	for {
		c, err := a.listener.Accept()
		if err != nil {
			return
		}
		a.mu.Lock()
		a.number++
		p := &peer{Conn: c, number: a.number}
		a.conns[c] = true
		a.mu.Unlock()
		go a.serve(p)
	}
}

// Reset resets all connections, as a freeze may.
func (a *API) Reset() {
	a.mu.Lock()
	defer a.mu.Unlock()
	for c := range a.conns {
		c.(*net.TCPConn).SetLinger(0)
		c.Close()
		delete(a.conns, c)
	}
}

// Close ends the API.
func (a *API) Close() {
	a.mu.Lock()
	a.closing = true
	a.mu.Unlock()
	a.listener.Close()
	a.Reset()
}

func (a *API) serve(p *peer) {
	defer func() {
		p.Close()
		a.mu.Lock()
		delete(a.conns, p.Conn)
		a.mu.Unlock()
	}()
	for {
		r, err := p.head()
		if err != nil {
			var broken *net.OpError
			if !errors.Is(err, io.EOF) && !errors.As(err, &broken) {
				a.fault("connection %d: %v", p.number, err)
			}
			return
		}
		if err := r.check(a.Addr, a.agent); err != nil {
			a.fault("%v", err)
			return
		}
		verb, path, _ := strings.Cut(r.Line, " ")
		path, below := strings.CutPrefix(path, a.Base)
		if !below {
			a.fault("%s is not below %s", r.Line, a.Base)
			return
		}
		if r.Line = verb + " " + path; !a.answer(p, r) {
			return
		}
	}
}

var answerLine = regexp.MustCompile(`^POST /2018-06-01/runtime/invocation/([^/]+)/(response|error)$`)

// answer answers a request, and reports whether another one may follow.
func (a *API) answer(p *peer, r *Request) (goesOn bool) {
	if m := answerLine.FindStringSubmatch(r.Line); m != nil {
		return a.answered(p, r, m[1])
	}
	if err := a.rest(p, r); err != nil {
		a.fault("%s: %v", r.Line, err)
		return false
	}
	switch r.Line {
	case "GET /2018-06-01/runtime/invocation/next":
		return a.next(p)
	case "POST /2018-06-01/runtime/init/error":
		a.Init <- r
		_, err := io.WriteString(p, accepted)
		return err == nil
	case "POST /2020-01-01/extension/register":
		a.Registered <- r
		answer := "HTTP/1.1 200 OK\r\nLambda-Extension-Identifier: 9e3c\r\nContent-Length: 2\r\n\r\n{}"
		if a.Register != nil {
			answer = a.Register()
		}
		_, err := io.WriteString(p, answer)
		return err == nil
	case "GET /2020-01-01/extension/event/next":
		a.Waiting <- r
		p.more()
		return false
	}
	a.fault("the API has no %s", r.Line)
	return false
}

// rest reads what is left of a request, behind which nothing may come before it is answered.
func (a *API) rest(p *peer, r *Request) error {
	if err := p.body(r); err != nil {
		return err
	}
	if len(p.pending) > 0 {
		return fmt.Errorf("bytes behind it: %q", p.pending)
	}
	const small = 8 << 10
	if r.Get("Transfer-Encoding") == "" && len(r.Body) < small && r.Reads != 1 { // a stream may be empty, and its end come later
		return fmt.Errorf("it came in %d pieces", r.Reads)
	}
	return nil
}

const accepted = "HTTP/1.1 202 Accepted\r\nContent-Type: application/json\r\nContent-Length: 16\r\n\r\n{\"status\":\"OK\"}\n"

func (a *API) next(p *peer) bool {
	a.Next <- p.number
	if a.Idle != nil {
		if answered, goesOn := a.Idle(p.Conn, p.number); answered {
			return goesOn
		}
	}
	gone := make(chan error, 1)
	go func() { gone <- p.more() }() // nothing may come meanwhile, and the end tells that the client is gone
	select {
	case e := <-a.Events:
		p.SetReadDeadline(longAgo)
		if err := <-gone; !errors.Is(err, os.ErrDeadlineExceeded) {
			a.Events <- e // nobody gets it over a connection that was just reset
			break
		}
		p.SetReadDeadline(never)
		a.mu.Lock()
		a.asked[e.ID] = e
		a.mu.Unlock()
		if e.Send != nil {
			return e.Send(p.Conn, e)
		}
		head := append([]string{"HTTP/1.1 200 OK", "Content-Type: application/json", "Lambda-Runtime-Aws-Request-Id: " + e.ID}, e.Head...)
		_, err := io.WriteString(p, fmt.Sprintf("%s\r\nContent-Length: %d\r\n\r\n%s", strings.Join(head, "\r\n"), len(e.Body), e.Body))
		return err == nil
	case <-gone:
	}
	if len(p.pending) > 0 {
		a.fault("bytes while an event is waited for: %q", p.pending)
	}
	return false
}

func (a *API) answered(p *peer, r *Request, id string) bool {
	a.mu.Lock()
	e := a.asked[id]
	delete(a.asked, id)
	a.mu.Unlock()
	if e == nil {
		a.fault("%s: there is no such event without an answer", r.Line)
		return false
	}
	p.onChunk = e.OnChunk
	if e.Reply != nil {
		goesOn := e.Reply(p.Conn, r, func() error { return a.rest(p, r) })
		e.answer <- r
		return goesOn
	}
	if err := a.rest(p, r); err != nil {
		a.fault("%s: %v", r.Line, err)
		return false
	}
	_, err := io.WriteString(p, accepted)
	e.answer <- r
	return err == nil
}

// Send queues an event. The channel receives the answer to it.
func (a *API) Send(e *Event) <-chan *Request {
	e.answer = make(chan *Request, 1)
	a.Events <- e
	return e.answer
}

// Again lets the answer to an event be posted once more.
func (a *API) Again(e *Event) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.asked[e.ID] = e
}
