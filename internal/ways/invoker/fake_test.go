package invoker

import (
	"bufio"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"

	"github.com/owgen/owgen/internal/ways/sentinel"
)

// A fake is a container that consists of a server in this process. It answers with what is written here, byte by byte,
// and then closes the connection.
type fake struct {
	*Container
	ice      ice
	requests chan *http.Request
}

// An ice notes how often a container was frozen and thawed, and whether it was killed.
type ice struct {
	frozen, thawed int
	killed         bool
}

func (i *ice) Freeze() error { i.frozen++; return nil }
func (i *ice) Thaw() error   { i.thawed++; return nil }
func (i *ice) Kill()         { i.killed = true }

// prints is what the fake writes to its streams before it answers.
type prints struct{ stdout, stderr string }

// ended is the logs of a container that does as it should.
var ended = prints{"out\n" + sentinel.Line, "err\n" + sentinel.Line}

// startFake starts a fake whose answers are the raw ones, one after the other. An answer without text is none: the
// connection is reset.
func startFake(t *testing.T, o Options, p prints, answers ...string) *fake {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	logs, err := NewLogs()
	if err != nil {
		t.Fatal(err)
	}
	f := &fake{requests: make(chan *http.Request, len(answers))}
	f.Container = Attach(l.Addr().String(), logs, &f.ice, o)
	t.Cleanup(func() { l.Close(); f.Close() })
	go func() {
		for _, answer := range answers {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			f.serve(conn, p, answer)
		}
	}()
	return f
}

func (f *fake) serve(conn net.Conn, p prints, answer string) {
	defer conn.Close()
	req, err := http.ReadRequest(bufio.NewReader(conn))
	if err != nil {
		return
	}
	body, _ := io.ReadAll(req.Body)
	req.Body = io.NopCloser(strings.NewReader(string(body)))
	f.requests <- req
	io.WriteString(f.Stdout, p.stdout)
	io.WriteString(f.Stderr, p.stderr)
	if answer == "" {
		conn.(*net.TCPConn).SetLinger(0)
		return
	}
	io.WriteString(conn, answer)
}

func (f *fake) run(t *testing.T) Activation {
	t.Helper()
	a, err := f.Run(`{}`, nil)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func wantResponse(t *testing.T, a Activation, status Status, result string) {
	t.Helper()
	if a.Status != status || a.Result != result {
		t.Errorf("the user sees %s: %s\nwant %s: %s", a.Status, a.Result, status, result)
	}
	if kept := status == Success || status == ApplicationError; a.Kept != kept {
		t.Errorf("%s: kept %t", status, a.Kept)
	}
}
