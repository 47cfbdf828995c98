//go:build linux

package ow

import (
	"io"
	"net"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/owgen/owgen/internal/program/programtest"
)

// Node gives its children sockets instead of pipes, and inetd gives them connections. Both carry parameters like a
// pipe.
func TestStdinThatIsASocketIsReadAsAPipeIs(t *testing.T) {
	type end interface {
		io.WriteCloser
		CloseWrite() error
	}
	unix := func() (child *os.File, parent end) {
		pair := socketPair(t)
		conn, err := net.FileConn(pair[1])
		if err != nil {
			t.Fatal(err)
		}
		pair[1].Close()
		return pair[0], conn.(*net.UnixConn)
	}
	tcp := func() (child *os.File, parent end) {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		defer l.Close()
		client, err := net.Dial("tcp", l.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		server, err := l.Accept()
		if err != nil {
			t.Fatal(err)
		}
		child, err = server.(*net.TCPConn).File()
		if err != nil {
			t.Fatal(err)
		}
		server.Close()
		return child, client.(*net.TCPConn)
	}
	for name, open := range map[string]func() (*os.File, end){"Node's": unix, "inetd's": tcp} {
		for _, way := range []struct{ args, vars string }{
			{"", ""}, {"-", ""}, {"", "FLASK_PROXY_PORT=8080"}, {"", "Http_Method=POST"}, {"", "OWGEN_MODE=oneshot"},
		} {
			stdin, parent := open()
			c := newChild(t, strings.Fields(way.args), strings.Fields(way.vars))
			c.Stdin = stdin
			io.WriteString(parent, `{"text":"a"}`) // before the child, which waits only so long for it
			parent.CloseWrite()
			c.start(stdin)
			if code := c.exit(); code != 0 || c.stdout.String() != `{"text":"a"}`+"\n" {
				t.Errorf("%s socket, %+v: exit code %d, stdout %q, stderr %q", name, way, code, c.stdout, c.stderr)
			}
			parent.Close()
		}
	}
}

func TestOW18LinesFromASocket(t *testing.T) {
	in, results := socketPair(t), socketPair(t)
	c := newChild(t, nil, []string{"__OW_PROXY_VERSION=1.17.1"})
	c.Stdin, c.ExtraFiles = in[0], []*os.File{results[0]}
	c.start(in[0], results[0])
	io.WriteString(in[1], `{"value":{"text":"one"}}`+"\n")
	in[1].Close()
	if line, err := io.ReadAll(results[1]); string(line) != `{"text":"one"}`+"\n" || err != nil {
		t.Errorf("%q, %v", line, err)
	}
	if code := c.exit(); code != 0 {
		t.Errorf("exit code %d", code)
	}
}

// Standard input without anything in it makes a server: an empty device, a terminal, a closed descriptor, a directory,
// an empty file, and a socket that stays silent or ends.
func TestOF16StdinWithNothingToSayServes(t *testing.T) {
	silent, ended := socketPair(t), socketPair(t)
	ended[1].Close()
	for name, stdin := range map[string]*os.File{
		"/dev/null": openFile(t, os.DevNull, os.O_RDONLY), "a terminal": openFile(t, "/dev/ptmx", os.O_RDWR),
		"a directory": openFile(t, t.TempDir(), os.O_RDONLY), "an empty file": openFile(t, t.TempDir()+"/empty", os.O_CREATE|os.O_RDONLY),
		"a silent socket": silent[0], "a socket at its end": ended[0],
	} {
		c, port := newChild(t, nil, nil), strconv.Itoa(programtest.Port(t))
		c.Env = append(c.Env, "port="+port)
		c.Stdin = stdin
		c.start(stdin)
		defer c.Process.Kill()
		eventually(t, func() bool {
			conn, err := net.Dial("tcp", "127.0.0.1:"+port)
			if err == nil {
				conn.Close()
			}
			return err == nil
		})
		if c.stdout.String() != "" {
			t.Errorf("%s: stdout %q", name, c.stdout)
		}
	}
}
