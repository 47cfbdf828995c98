package binary

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"sync"
	"syscall"
	"testing"
	"time"
)

// OW-1, OF-1: the program answers with 200 from the first connection that it accepts. Platforms retry at short
// intervals until something listens, and then take the first answer as final.
func TestOW1OF1EveryAcceptedConnectionIsAnswered(t *testing.T) {
	for round := range 40 {
		port := unusedPort(t)
		cmd := exec.Command(binary)
		cmd.Env = []string{fmt.Sprint("PORT=", port), "TMPDIR=" + t.TempDir(), []string{"A=", "fprocess=x", "K_SERVICE=x"}[round%3]}
		var wait sync.WaitGroup
		for _, path := range []string{"/", "/_/health", "/_/ready", "/typed"} {
			wait.Go(func() { callFromBirth(t, port, path) })
		}
		time.Sleep(time.Duration(round%4) * time.Millisecond) // callers are there first
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		wait.Wait()
		cmd.Process.Kill()
		cmd.Wait()
	}
}

// callFromBirth connects in a tight loop until something listens, and then goes on with calls on connections of their own
// that must all be answered.
func callFromBirth(t *testing.T, port int, path string) {
	deadline := time.Now().Add(time.Minute)
	for accepted := 0; accepted < 5; {
		conn, err := net.Dial("tcp", fmt.Sprint("127.0.0.1:", port))
		if errors.Is(err, syscall.ECONNREFUSED) && accepted == 0 && time.Now().Before(deadline) {
			continue
		}
		if err != nil {
			t.Errorf("%s: connection %d: %v", path, accepted, err)
			return
		}
		accepted++
		conn.SetDeadline(time.Now().Add(time.Minute))
		io.WriteString(conn, call("GET", path, ""))
		resp, err := http.ReadResponse(bufio.NewReader(conn), nil)
		if err != nil || resp.StatusCode != 200 {
			t.Errorf("%s: answer %d: %v, %v", path, accepted, resp, err)
		}
		conn.Close()
	}
}

// unusedPort returns a port that nobody listens on. It is not from the range that the system gives to clients: a client
// that connects in vain could be given the very port that it connects to, and take it from the program.
func unusedPort(t *testing.T) int {
	t.Helper()
	first := 10_000 + os.Getpid()%10_000
	for port := first; port < first+1000; port++ {
		if l, err := net.Listen("tcp", fmt.Sprint(":", port)); err == nil {
			l.Close()
			return port
		}
	}
	t.Fatal("all ports are in use")
	return 0
}
