package http1

import (
	"io"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/owgen/owgen/runtime/transport"
)

// A handler that panics or ends its goroutine ends its connection and nothing else, whatever of the exchange is in use: its
// caller is watched, its body is read by another goroutine, its answer has begun.
func TestHandlersThatDoNotReturn(t *testing.T) {
	read := make(chan error, 1)
	s := serve(t, handled(func(x transport.Exchange) {
		what, how, _ := strings.Cut(strings.TrimPrefix(x.Path(), "/"), "/")
		switch what {
		case "watched":
			x.Context()
		case "looked-at":
			x.Context()
			time.Sleep(2 * watchAfter)
		case "read":
			go func() {
				_, err := io.ReadAll(x)
				read <- err
			}()
			time.Sleep(10 * time.Millisecond)
		case "begun":
			x.Begin(events, -1)
			io.WriteString(x, "data")
			x.Flush()
		case "echo":
			echo(x)
			return
		}
		if how == "exit" {
			runtime.Goexit()
		}
		panic("a bug")
	}))
	for _, what := range []string{"watched", "looked-at", "read", "begun"} {
		for _, how := range []string{"exit", "panic"} {
			for _, version := range []string{"1.0", "1.1"} {
				c := dial(t, s)
				io.WriteString(c, "POST /"+what+"/"+how+" HTTP/"+version+"\r\nHost: x\r\nContent-Length: "+map[bool]string{true: "9", false: "0"}[what == "read"]+"\r\n\r\n")
				b, err := io.ReadAll(c)
				if got := string(b); (what == "begun") != strings.Contains(got, "data") || strings.Contains(got, "0\r\n\r\n") {
					t.Errorf("%s, %s: %q", what, how, got)
				}
				if what == "begun" && version == "1.0" && err == nil {
					t.Errorf("%s: half an answer whose end is that of the connection came as if it were all", how)
				}
				if what == "read" {
					if err := <-read; err == nil {
						t.Errorf("%s: the body of an exchange that is over is read to an end", how)
					}
				}
			}
		}
	}
	time.Sleep(2 * watchAfter) // what would still look does so now
	expect(t, "another", talk(t, s, "GET /echo HTTP/1.1\r\nHost: x\r\n\r\n"), "200 OK", "GET /echo")
}
