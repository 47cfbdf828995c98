package ow

import (
	"context"
	"io"
	"iter"
	"net"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/owgen/owgen/runtime/codec"
)

// What a handler has left behind, which still has the body of its call, gets nothing of another call's.
func TestWEB40WhatIsLeftBehindReadsNoOtherBody(t *testing.T) {
	for name, waits := range map[string]bool{"none reads": false, "one reads": true} {
		t.Run(name, func(t *testing.T) {
			bodies := make(chan io.Reader, 1)
			read := make(chan error)
			leave := func(r Request[io.Reader]) (struct{}, error) {
				if waits {
					go func() {
						_, err := r.Body.Read(make([]byte, 10))
						read <- err
					}()
					time.Sleep(20 * time.Millisecond) // until it waits
				}
				bodies <- r.Body
				return struct{}{}, nil
			}
			started := make(chan bool)
			all := func(r Request[io.Reader]) (string, error) {
				started <- true
				b, err := io.ReadAll(r.Body)
				return string(b), err
			}
			s := serveActions(t, []Action{
				Bind("leave", RequestOf(Reader()), leave, NoResult()), Bind("all", RequestOf(Reader()), all, RawResult[string]()),
			}, "OWGEN_PLATFORM=openfaas", "suppress_lock=true")
			const head = " HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n"
			first := dialTest(t, s)
			io.WriteString(first, "POST /leave"+head)
			if !waits {
				io.WriteString(first, "0123456789")
			}
			left := <-bodies
			if waits {
				if err := <-read; err == nil {
					t.Error("who waits for the body of a call that is over gets some")
				}
			}
			readUntil(first, "\r\n\r\n")
			eventually(t, func() bool { // the call is over a little later; until then its own body may be read
				_, err := left.Read(make([]byte, 1))
				return err != nil && err != io.EOF
			})
			for range 20 {
				conn := dialTest(t, s)
				io.WriteString(conn, "POST /all"+head+"01234")
				<-started
				if n, err := left.Read(make([]byte, 10)); n != 0 || err == nil || err == io.EOF {
					t.Fatalf("%d bytes are read of another body, %v", n, err)
				}
				io.WriteString(conn, "56789")
				if answer := readUntil(conn, "9"); !strings.HasSuffix(answer, "\r\n\r\n0123456789") {
					t.Fatal(answer)
				}
				conn.Close()
			}
		})
	}
}

// readUntil reads an answer up to its end, which is known.
func readUntil(conn net.Conn, end string) string {
	var got []byte
	b := make([]byte, 4<<10)
	for !strings.HasSuffix(string(got), end) {
		n, err := conn.Read(b)
		if got = append(got, b[:n]...); err != nil {
			break
		}
	}
	return string(got)
}

// A sequence may have started what goes on yielding. Once it has returned, or panicked, nobody gets that.
func TestWEB40WhatIsLeftBehindYieldsToNoOtherCall(t *testing.T) {
	for _, fault := range []string{"", "panic", "goexit"} {
		t.Run(fault, func(t *testing.T) {
			yields := make(chan func(string, error) bool, 1)
			count := func(context.Context, struct{}) (iter.Seq2[string, error], error) {
				return func(yield func(string, error) bool) {
					yield("first", nil)
					yields <- yield
					switch fault {
					case "panic":
						panic("here")
					case "goexit":
						runtime.Goexit()
					}
				}, nil
			}
			started, goOn := make(chan bool), make(chan bool)
			own := func(struct{}) (map[string]string, error) { return map[string]string{"own": "result"}, nil }
			result := func(e *codec.Enc, b []byte, m *map[string]string) []byte {
				b = append(b, `{"own":"`...)
				started <- true
				<-goOn
				return append(append(b, (*m)["own"]...), `"}`...)
			}
			s := serveActions(t, []Action{
				BindContext("count", Nothing(), count, Stream(Result(codec.AppendString[string]))),
				Bind("own", Nothing(), own, Result(result)),
			}, "OWGEN_PLATFORM=openfaas", "suppress_lock=true")
			for range 20 {
				conn := dialTest(t, s)
				io.WriteString(conn, "POST /count HTTP/1.1\r\nHost: x\r\n\r\n")
				readUntil(conn, "0\r\n\r\n")
				yield := <-yields
				go func() {
					<-started
					if yield("of another call", nil) {
						t.Error("a sequence that is over is asked for more")
					}
					goOn <- true
				}()
				if fault == "goexit" { // by which the connection ends
					conn = dialTest(t, s)
				}
				io.WriteString(conn, "POST /own HTTP/1.1\r\nHost: x\r\n\r\n")
				if answer := readUntil(conn, "}"); !strings.HasSuffix(answer, "\r\n\r\n"+`{"own":"result"}`) {
					t.Fatal(answer)
				}
				conn.Close()
			}
		})
	}
}

// A function may leave behind what goes on writing, from the middle of a write on: the race detector sees if that gets at
// another call.
func TestWEB40WhatIsLeftBehindWritesToNoOtherCall(t *testing.T) {
	for _, fault := range []string{"", "panic"} {
		var left sync.WaitGroup
		s := serveActions(t, writing("w", func(w io.Writer) error {
			w.Write([]byte("a"))
			left.Go(func() {
				for range 50 {
					w.Write([]byte("b"))
				}
			})
			if fault == "panic" {
				panic("here")
			}
			return nil
		}), "OWGEN_PLATFORM=openfaas", "suppress_lock=true")
		for range 50 {
			if _, body, complete := s.get("/w"); strings.Trim(body, "b") != "a" && body != "" || complete != (fault == "") {
				t.Errorf("%q: %q, complete: %v", fault, body, complete)
			}
		}
		left.Wait()
	}
}
