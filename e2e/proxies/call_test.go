package proxies

import (
	"fmt"
	"io"
	"net"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// Many callers share few connections to the program: it ends none after an answer.
func TestConnectionsToTheProgramAreKept(t *testing.T) {
	eachKind(t, func(t *testing.T, k kind) {
		s := serve(t)
		port, accepted := relay(t, s.Port)
		f := k.before(t, port)
		began := time.Now()
		var wait sync.WaitGroup
		for i := range 4 {
			wait.Go(func() {
				for n := range 100 {
					body := fmt.Sprintf(`{"string":"%d.%d"}`, i, n)
					f.post("/typed", body, "200 "+body)
				}
			})
		}
		wait.Wait()
		checks := int64(time.Since(began)/checkInterval) + 1 // haproxy's, each over a connection of its own
		if n := accepted.Load(); n > 100+checks {
			t.Errorf("%d connections for 400 calls, and %d checks", n, checks)
		}
	})
}

// relay passes what comes on to a port of this machine, and counts connections.
func relay(t *testing.T, to int) (port int, accepted *atomic.Int64) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	accepted = new(atomic.Int64)
	go func() {
		for {
			in, err := l.Accept()
			if err != nil {
				return
			}
			accepted.Add(1)
			go join(in, fmt.Sprint("127.0.0.1:", to))
		}
	}()
	return l.Addr().(*net.TCPAddr).Port, accepted
}

// join carries bytes between a connection and an address, until one of the two ends.
func join(in net.Conn, address string) {
	defer in.Close()
	out, err := net.Dial("tcp", address)
	if err != nil {
		return
	}
	go func() {
		defer in.Close()
		io.Copy(in, out)
	}()
	defer out.Close()
	io.Copy(out, in)
}

// Proxies decode paths, merge slashes, resolve dots, or do none of these. Whatever they do, a path that names a handler
// reaches that handler or none.
func TestNoPathReachesAnotherHandlerBehindAProxy(t *testing.T) {
	eachKind(t, func(t *testing.T, k kind) {
		s := serve(t)
		f := k.before(t, s.Port)
		const body, typed = `{"string":"a","other":1}`, `200 {"string":"a"}`
		for _, path := range []string{
			"/typed", "/typed/", "/typed//", "/typed/.", "//typed", "/any//typed", "/./typed", "/x/../typed", "/%74yped",
			"/typed%2F", "/typed%2f.", "/typed/%2e", "/x%2f..%2ftyped", "/TYPED", "/Typed/", "/typed;v=1", "/typed?x=/", `/x\typed`,
			"/typed.json", "/x/%2e%2e/typed",
		} {
			got := f.raw(request("POST", path, body))
			if got != typed && !strings.HasPrefix(got, "404 ") {
				t.Errorf("%s: %s", path, got)
			}
			if isPlain := strings.Trim(path, "/") == "typed"; isPlain && got != typed {
				t.Errorf("%s: %s, want %s", path, got, typed)
			}
		}
		for _, path := range []string{"/", "//", "/orders/17", "/orders//17/"} {
			if got := f.raw(request("POST", path, body)); got != "200 "+body {
				t.Errorf("%s: %s", path, got)
			}
		}
		for _, path := range []string{"/_/health", "//_/health", "/_//health/", "/_/%68ealth", "/_/ready"} {
			if got := f.raw(request("GET", path, "")); got != "200 OK" && got != "200 " && !strings.HasPrefix(got, "404 ") {
				t.Errorf("%s: %s", path, got)
			}
		}
	})
}

func TestOF3InitThroughAProxyIsACall(t *testing.T) {
	eachKind(t, func(t *testing.T, k kind) {
		s := serve(t)
		f := k.before(t, s.Port)
		before, err := s.Post("/environment", "{}")
		if err != nil {
			t.Fatal(err)
		}
		const body = `{"value":{"env":{"LEAK":"1"},"main":"Fail"}}`
		for _, path := range []string{"/init", "/run", "/init/", "//init", "/Init", "/%69nit", "/x/init", "/run/."} {
			if got := f.raw(request("POST", path, body)); got != "200 "+body {
				t.Errorf("%s: %s", path, got)
			}
		}
		after, err := s.Post("/environment", "{}")
		if err != nil || after.Body != before.Body || !strings.Contains(after.Body, "TMPDIR") {
			t.Errorf("the environment is\n%s, was\n%s", after.Body, before.Body)
		}
	})
}

// The program's own limit is 64 KiB. The refusal arrives, and the proxy goes on using the program.
func TestLargeHeadersAreTakenOrRefusedBehindAProxy(t *testing.T) {
	eachKind(t, func(t *testing.T, k kind) {
		s := serve(t)
		f := k.before(t, s.Port)
		for size, want := range map[int]string{60_000: "200 {}", 100_000: "431 "} {
			head := fmt.Sprintf("POST /typed HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 2\r\nCookie: %s\r\n\r\n{}",
				strings.Repeat("c", size))
			if got := f.raw(strings.NewReader(head)); !strings.HasPrefix(got, want) {
				t.Errorf("%d bytes: %s, want %s", size, got, want)
			}
			f.post("/typed", `{"string":"a"}`, `200 {"string":"a"}`)
		}
	})
}
