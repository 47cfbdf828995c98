package proxies

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/owgen/owgen/internal/program"
)

// alone is the header of a request whose connection serves no other: the proxy may end it when it likes.
var alone = http.Header{"Connection": {"close"}}

// post makes a call, and compares the answer.
func (f *front) post(path, body, want string) {
	f.t.Helper()
	a, err := program.Do("POST", f.url+path, body, alone)
	if got := fmt.Sprint(a.Status, " ", a.Body); err != nil || got != want {
		f.t.Errorf("POST %s: %s, %v, want %s", path, got, err, want)
	}
}

// callers make calls one after the other until stop is called. Each must be answered.
type callers struct {
	over  atomic.Bool
	calls atomic.Int64
	wait  sync.WaitGroup
}

func (f *front) callers(n int) *callers {
	c := new(callers)
	for i := range n {
		c.wait.Go(func() {
			for n := 0; !c.over.Load(); n++ {
				body := fmt.Sprintf(`{"string":"%d.%d"}`, i, n)
				f.post("/typed", body, "200 "+body)
				c.calls.Add(1)
				time.Sleep(2 * time.Millisecond)
			}
		})
	}
	return c
}

// stop ends the calls, when there were enough of them to mean something.
func (c *callers) stop(t *testing.T) {
	const enough = 100
	for late := time.Now().Add(time.Minute); c.calls.Load() < enough && time.Now().Before(late); {
		time.Sleep(5 * time.Millisecond)
	}
	c.over.Store(true)
	c.wait.Wait()
	if n := c.calls.Load(); n < enough {
		t.Errorf("only %d calls", n)
	}
}

// raw sends bytes, all of them before it reads, and returns what comes: status and body.
func (f *front) raw(parts ...io.Reader) string {
	f.t.Helper()
	conn := f.dial()
	defer conn.Close()
	if _, err := io.Copy(conn, io.MultiReader(parts...)); err != nil {
		return err.Error()
	}
	return answer(conn)
}

// dial returns a connection on which nothing takes longer than a minute.
func (f *front) dial() net.Conn {
	f.t.Helper()
	conn, err := net.Dial("tcp", strings.TrimPrefix(f.url, "http://"))
	if err != nil {
		f.t.Fatal(err)
	}
	conn.SetDeadline(time.Now().Add(time.Minute))
	return conn
}

func answer(conn net.Conn) string {
	resp, err := http.ReadResponse(bufio.NewReader(conn), nil)
	if err != nil {
		return err.Error()
	}
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		return err.Error()
	}
	return fmt.Sprint(resp.StatusCode, " ", string(body))
}

// request returns the bytes of a request.
func request(method, path, body string) io.Reader {
	return strings.NewReader(fmt.Sprintf("%s %s HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%s", method, path, len(body), body))
}
