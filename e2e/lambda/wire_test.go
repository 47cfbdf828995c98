package lambda

import (
	"fmt"
	"io"
	"net"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/owgen/owgen/internal/ways/runtimeapi"
)

const ada, hello = `{"name":"Ada"}`, `{"greeting":"Hello, Ada!"}`

// raw sends the head and the body of an event as they are.
func raw(pieces ...string) func(net.Conn, *runtimeapi.Event) bool {
	return func(c net.Conn, e *runtimeapi.Event) bool {
		for _, piece := range pieces {
			io.WriteString(c, strings.ReplaceAll(piece, "$id", "Lambda-Runtime-Aws-Request-Id: "+e.ID))
		}
		return true
	}
}

func TestAWS4RequestsAreExact(t *testing.T) {
	api := runtimeapi.New(t)
	p := start(t, single, api)
	r := p.event(&runtimeapi.Event{ID: "id-1", Body: ada})
	want(t, "line", r.Line, "POST /2018-06-01/runtime/invocation/id-1/response")
	head := []string{"Host: " + api.Addr, "User-Agent: owgen/devel", "Content-Type: application/json", "Content-Length: 26"}
	if !slices.Equal(r.Head, head) || string(r.Body) != hello || r.Reads != 1 {
		t.Errorf("%q %s %d", r.Head, r.Body, r.Reads)
	}
	large := start(t, many, runtimeapi.New(t), "_HANDLER=Echo")
	text := `"` + strings.Repeat("x", 5<<20) + `"`
	want(t, "5 MB", fmt.Sprint(string(large.event(&runtimeapi.Event{ID: "id-2", Body: "[" + text + "]"}).Body) == "["+text+"]"), "true")
}

func TestAWS5AllFormsOfAnswers(t *testing.T) {
	const chunked = "HTTP/1.1 200 OK\r\n$id\r\nTransfer-Encoding: chunked\r\n\r\n"
	slowly := func(text string) func(net.Conn, *runtimeapi.Event) bool {
		return func(c net.Conn, e *runtimeapi.Event) bool {
			for _, b := range []byte(strings.ReplaceAll(text, "$id", "Lambda-Runtime-Aws-Request-Id: "+e.ID)) {
				c.Write([]byte{b})
			}
			return true
		}
	}
	api := runtimeapi.New(t)
	p := start(t, single, api)
	for name, send := range map[string]func(net.Conn, *runtimeapi.Event) bool{
		"length":               raw("HTTP/1.1 200 OK\r\n$id\r\nContent-Length: 14\r\n\r\n" + ada),
		"any case":             raw("HTTP/1.1 200\r\n$id\r\ncontent-LENGTH:\t 14 \r\n\r\n" + ada),
		"chunks":               raw(chunked + "4\r\n" + ada[:4] + "\r\nA\r\n" + ada[4:] + "\r\n0\r\n\r\n"),
		"extensions":           raw(chunked + "e;a=b;c=\"d\"\r\n" + ada + "\r\n0;x\r\nTrailing: yes\r\n\r\n"),
		"interim":              raw("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\n$id\r\nContent-Length: 14\r\n\r\n" + ada),
		"byte by byte":         slowly("HTTP/1.1 200 OK\r\n$id\r\nContent-Length: 14\r\n\r\n" + ada),
		"chunks, byte by byte": slowly(chunked + "7\r\n" + ada[:7] + "\r\n7\r\n" + ada[7:] + "\r\n0\r\n\r\n"),
		"large head":           raw("HTTP/1.1 200 OK\r\n$id\r\nX-Long: " + strings.Repeat("x", 900<<10) + "\r\nContent-Length: 14\r\n\r\n" + ada),
		"until close": func(c net.Conn, e *runtimeapi.Event) bool {
			raw("HTTP/1.1 200 OK\r\n$id\r\n\r\n", ada)(c, e)
			c.(interface{ CloseWrite() error }).CloseWrite()
			return false
		},
		"close": raw("HTTP/1.1 200 OK\r\n$id\r\nConnection: close\r\nContent-Length: 14\r\n\r\n" + ada),
		"1.0":   raw("HTTP/1.0 200 OK\r\n$id\r\nConnection: keep-alive\r\nContent-Length: 14\r\n\r\n" + ada),
	} {
		if got := p.result(p.event(&runtimeapi.Event{Send: send, Body: name})); got != hello {
			t.Errorf("%s: %s", name, got)
		}
	}
	want(t, "log", p.log(), "")

	limited := start(t, many, runtimeapi.New(t), "_HANDLER=Echo", "OWGEN_MAX_BODY=1000")
	long := "[" + strings.Repeat(" ", 5000) + "]"
	for _, send := range []func(net.Conn, *runtimeapi.Event) bool{nil, raw(fmt.Sprintf(chunked+"%x\r\n%s\r\n0\r\n\r\n", len(long), long))} {
		want(t, "too large", limited.failure(limited.event(&runtimeapi.Event{Body: long, Send: send})),
			`{"errorMessage":"the body is larger than 1000 bytes","errorType":"ParamsError"}`)
		want(t, "after it", limited.result(limited.invoke("[1]")), "[1]")
	}
}

func TestAWS5WhatIsCutOffReachesNoHandler(t *testing.T) {
	for name, text := range map[string]string{
		"body":        "HTTP/1.1 200 OK\r\n$id\r\nContent-Length: 15\r\n\r\n" + ada,
		"chunks":      "HTTP/1.1 200 OK\r\n$id\r\nTransfer-Encoding: chunked\r\n\r\ne\r\n" + ada + "\r\n",
		"head":        "HTTP/1.1 200 OK\r\n$id\r\nContent-Le",
		"no HTTP":     "SSH-2.0-OpenSSH\r\n\r\n",
		"two lengths": "HTTP/1.1 200 OK\r\n$id\r\nContent-Length: 14\r\nContent-Length: 15\r\n\r\n" + ada,
		"both":        "HTTP/1.1 200 OK\r\n$id\r\nContent-Length: 14\r\nTransfer-Encoding: chunked\r\n\r\ne\r\n" + ada + "\r\n0\r\n\r\n",
		"endless":     "HTTP/1.1 200 OK\r\n$id\r\nX: " + strings.Repeat("x", 2<<20),
		"without id":  "HTTP/1.1 200 OK\r\nContent-Length: 14\r\n\r\n" + ada,
	} {
		api := runtimeapi.New(t)
		p := start(t, single, api)
		api.Send(&runtimeapi.Event{ID: "id", Send: func(c net.Conn, e *runtimeapi.Event) bool { raw(text)(c, e); return false }})
		if code := p.exit(); code != 1 || strings.Count(p.log(), "\n") != 1 || !strings.Contains(p.log(), "the runtime API") {
			t.Errorf("%s: exit code %d, log %s", name, code, p.log())
		}
	}
}

func TestAWS6OneConnectionAndOneRetry(t *testing.T) {
	api := runtimeapi.New(t)
	p := start(t, single, api)
	for range 3 {
		if r := p.invoke(ada); r.Conn != 1 {
			t.Errorf("connection %d", r.Conn)
		}
	}
	for range 4 {
		<-api.Next
	}
	api.Reset() // while the process waits
	receive(t, "second attempt", api.Next)
	if r := p.invoke(ada); r.Conn != 2 {
		t.Errorf("connection %d after a reset", r.Conn)
	}
	// The connection goes when the answer is sent: nothing of it was answered, so it comes again.
	e := &runtimeapi.Event{ID: "again", Body: ada}
	again := make(chan *runtimeapi.Request, 1)
	e.Reply = func(c net.Conn, r *runtimeapi.Request, read func() error) bool {
		api.Again(e)
		e.Reply = func(c net.Conn, r *runtimeapi.Request, read func() error) bool {
			read()
			again <- r
			io.WriteString(c, "HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n")
			return true
		}
		c.(*net.TCPConn).SetLinger(0)
		return false
	}
	p.event(e)
	if r := receive(t, "second post", again); string(r.Body) != hello {
		t.Errorf("%s", r.Body)
	}
	want(t, "the next one", p.result(p.invoke(ada)), hello)
	want(t, "log", p.log(), "")

	// It comes a second time only on a new connection, and not a third time.
	api.Close()
	if code := p.exit(); code != 1 || !strings.Contains(p.log(), api.Addr) || strings.Count(p.log(), "\n") != 1 {
		t.Errorf("exit code %d: %s", code, p.log())
	}
	nobody := start(t, single, api)
	if code := nobody.exit(); code != 1 || !strings.Contains(nobody.log(), api.Addr) || strings.Count(nobody.log(), "\n") != 1 {
		t.Errorf("exit code %d: %s", code, nobody.log())
	}
}

// An answer that is too large is refused before all of it is read.
func TestAWS6AnEarlyAnswerIsOne(t *testing.T) {
	for _, closes := range []bool{false, true} {
		api := runtimeapi.New(t)
		p := start(t, many, api, "_HANDLER=Echo")
		p.event(&runtimeapi.Event{ID: "large", Body: `["` + strings.Repeat("x", 7<<20) + `"]`, Reply: func(c net.Conn, r *runtimeapi.Request, _ func() error) bool {
			io.WriteString(c, "HTTP/1.1 413 Request Entity Too Large\r\nContent-Length: 21\r\n\r\n{\"errorType\":\"large\"}")
			if closes {
				return false
			}
			io.CopyN(io.Discard, c, 1<<20)
			return false
		}})
		want(t, "the next one", p.result(p.invoke("[1]")), "[1]")
		if log := p.log(); !strings.Contains(log, "413") || !strings.Contains(log, "large") || !strings.Contains(log, "requestId=large") || strings.Count(log, "\n") != 1 {
			t.Errorf("log %s", log)
		}
	}
}

func TestAWS7StatusesOfTheAPI(t *testing.T) {
	answer := func(status string) func(c net.Conn, r *runtimeapi.Request, read func() error) bool {
		return func(c net.Conn, r *runtimeapi.Request, read func() error) bool {
			read()
			io.WriteString(c, "HTTP/1.1 "+status+" X\r\nContent-Length: 23\r\n\r\n{\"errorType\":\"Because\"}")
			return true
		}
	}
	for _, status := range []string{"200", "202"} {
		p := start(t, single, runtimeapi.New(t))
		p.event(&runtimeapi.Event{ID: "a", Body: ada, Reply: answer(status)})
		want(t, status, p.result(p.invoke(ada)), hello)
		want(t, status, p.log(), "")
	}
	for _, status := range []string{"400", "403", "410", "413"} {
		p := start(t, single, runtimeapi.New(t))
		p.event(&runtimeapi.Event{ID: "a-1", Body: ada, Reply: answer(status)})
		want(t, status, p.result(p.invoke(ada)), hello)
		if log := p.log(); strings.Count(log, "\n") != 1 || !strings.Contains(log, status) || !strings.Contains(log, "Because") || !strings.Contains(log, "requestId=a-1") {
			t.Errorf("%s: log %s", status, log)
		}
	}
	for _, status := range []string{"500", "503", "302"} {
		p := start(t, single, runtimeapi.New(t))
		p.event(&runtimeapi.Event{ID: "a-1", Body: ada, Reply: answer(status)})
		if code, log := p.exit(), p.log(); code != 1 || strings.Count(log, "\n") != 1 || !strings.Contains(log, status) || !strings.Contains(log, "requestId=a-1") {
			t.Errorf("%s: exit code %d, log %s", status, code, log)
		}
	}
	for _, status := range []string{"403", "500", "301"} {
		api := runtimeapi.New(t)
		p := start(t, single, api)
		api.Send(&runtimeapi.Event{Send: raw("HTTP/1.1 " + status + " X\r\nContent-Length: 2\r\n\r\n{}")})
		if code, log := p.exit(), p.log(); code != 1 || strings.Count(log, "\n") != 1 || !strings.Contains(log, status) {
			t.Errorf("next %s: exit code %d, log %s", status, code, log)
		}
	}
	t.Run("204", func(t *testing.T) {
		api := runtimeapi.New(t)
		began := time.Now()
		const empty = 5
		api.Idle = func(c net.Conn, _ int) (bool, bool) {
			if len(api.Next) >= empty {
				return false, true
			}
			io.WriteString(c, "HTTP/1.1 204 No Content\r\n\r\n")
			return true, true
		}
		p := start(t, single, api)
		want(t, "result", p.result(p.invoke(ada)), hello)
		if took := time.Since(began); took < (empty-1)*20*time.Millisecond { // it can be slower, but not faster
			t.Errorf("%d empty answers in %v", empty-1, took)
		}
	})
}

// The answer to an answer is read before the next event is asked for, on the same connection and without anything between.
func TestAWS8NextComesAfterTheAnswer(t *testing.T) {
	api := runtimeapi.New(t)
	p := start(t, single, api)
	<-api.Next
	done := api.Send(&runtimeapi.Event{ID: "a", Body: ada, Reply: func(c net.Conn, r *runtimeapi.Request, read func() error) bool {
		read()
		io.WriteString(c, "HTTP/1.1 202 Accepted\r\nContent-Length: 2\r\n\r\n{")
		c.SetReadDeadline(time.Now().Add(50 * time.Millisecond))
		if n, _ := c.Read(make([]byte, 1)); n > 0 {
			t.Error("something came before the end of the answer")
		}
		c.SetReadDeadline(time.Time{})
		io.WriteString(c, "}")
		return true
	}})
	receive(t, "answer", done)
	if conn := receive(t, "next", api.Next); conn != 1 {
		t.Errorf("next came over connection %d", conn)
	}
	want(t, "result", p.result(p.invoke(ada)), hello)
}
