//go:build unix

package ow

import (
	"bufio"
	"io"
	"net"
	"net/http"
	"strings"
	"syscall"
	"testing"
	"time"
)

// A gateway that connected just before the listener was closed sends its call just after. The connection is open for a moment
// only, which a busy machine may not see the first time.
func TestOF13CallsOnConnectionsMadeBeforeAreServed(t *testing.T) {
	t.Parallel()
	var err error
	for range 5 {
		if err = callAfterTheListener(t); err == nil {
			return
		}
	}
	t.Error(err)
}

// callAfterTheListener makes a call on a connection that was made before the program closed its listener.
func callAfterTheListener(t *testing.T) error {
	c, url := serveChild(t, "OWGEN_PLATFORM=knative", "healthcheck_interval=300ms")
	address := strings.TrimPrefix(url, "http://")
	conn, err := net.Dial("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	send(t, url, "POST", "/", `{}`).expect(t, 200, `{"text":""}`) // it listens before it hears signals, and serves after that
	c.Process.Signal(syscall.SIGTERM)
	for open := true; open; {
		other, err := net.Dial("tcp", address)
		if open = err == nil; open {
			other.Close()
		}
		time.Sleep(time.Millisecond)
	}
	io.WriteString(conn, "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}")
	resp, err := http.ReadResponse(bufio.NewReader(conn), nil)
	if code := c.exit(); code != 0 {
		t.Errorf("exit code %d", code)
	}
	if err == nil && (resp.StatusCode != 200 || !resp.Close) {
		t.Errorf("%+v", resp)
	}
	return err
}
