package proxies

import (
	"fmt"
	"io"
	"net"
	"net/http/httputil"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/owgen/owgen/runtime/transport"
)

// The client sends all of its body before it reads. So do proxies, and then they read the answer, if they can.
func TestRefusalsOfLargeBodiesArriveThroughAProxy(t *testing.T) {
	eachKind(t, func(t *testing.T, k kind) {
		s := serve(t)
		f := k.before(t, s.Port)
		const want = `413 {"error":"the body is larger than 8388608 bytes"}`
		large := strings.Repeat("x", 24<<20)
		// The program goes on reading only for those who send on, and a busy machine may keep them from it: they call again.
		send := func(request func() io.Reader) (got string) {
			for range 10 {
				began := time.Now()
				if got = f.raw(request()); got == want || time.Since(began) < transport.DiscardTime {
					break
				}
			}
			return got
		}
		for i := range 8 {
			if got := send(func() io.Reader { return request("POST", "/typed", large) }); got != want {
				t.Errorf("call %d: %s", i, got)
			}
			if got := send(func() io.Reader { return chunked("/typed", large) }); got != want {
				t.Errorf("call %d, in chunks: %s", i, got)
			}
		}
		f.post("/typed", `{"string":"a"}`, `200 {"string":"a"}`)
	})
}

// chunked returns the bytes of a request whose length is not announced.
func chunked(path, body string) io.Reader {
	var b strings.Builder
	fmt.Fprintf(&b, "POST %s HTTP/1.1\r\nHost: x\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n", path)
	w := httputil.NewChunkedWriter(&b)
	for len(body) > 0 {
		n := min(len(body), 64<<10)
		io.WriteString(w, body[:n])
		body = body[n:]
	}
	w.Close()
	b.WriteString("\r\n")
	return strings.NewReader(b.String())
}

// A client that sends its body over some seconds is cut off by the program, or served from the buffers of a proxy.
func TestSlowClientsBehindAProxyAreCutOff(t *testing.T) {
	eachKind(t, func(t *testing.T, k kind) {
		s := serve(t, "read_timeout=1s", "max_inflight=20")
		f := k.before(t, s.Port)
		want := `200 {"string":"aaaaaaaaaa"}`
		if k.streams {
			want = `408 {"error":"the body did not arrive in time"}`
		}
		var wait sync.WaitGroup
		for range 8 {
			wait.Go(func() {
				if got := f.drip(`{"string":"aaaaaaaaaa"}`); got != want {
					t.Errorf("a slow client gets %s, want %s", got, want)
				}
			})
		}
		wait.Wait()
	})
}

// Nobody else waits for slow clients, which are still served when the others have their answers.
func TestSlowClientsBehindAProxyWaitAlone(t *testing.T) {
	eachKind(t, func(t *testing.T, k kind) {
		s := serve(t, "read_timeout=1m", "max_inflight=20")
		f := k.before(t, s.Port)
		var slow []net.Conn
		for range 8 {
			conn := f.begin(14)
			defer conn.Close()
			io.WriteString(conn, `{"string"`)
			slow = append(slow, conn)
		}
		for range 50 {
			f.post("/typed", `{"string":"a"}`, `200 {"string":"a"}`)
		}
		for _, conn := range slow {
			io.WriteString(conn, `:"a"}`)
			if got := answer(conn); got != `200 {"string":"a"}` {
				t.Errorf("a slow client gets %s", got)
			}
		}
	})
}

// begin makes a call, the body of which is to come.
func (f *front) begin(length int) net.Conn {
	conn := f.dial()
	fmt.Fprintf(conn, "POST /typed HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: %d\r\n\r\n", length)
	return conn
}

// drip makes a call whose body takes more than two seconds, and returns the answer.
func (f *front) drip(body string) string {
	conn := f.begin(len(body))
	defer conn.Close()
	go func() {
		for i := range body {
			if _, err := io.WriteString(conn, body[i:i+1]); err != nil {
				return
			}
			time.Sleep(100 * time.Millisecond)
		}
	}()
	return answer(conn)
}
