package proxies

import (
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"github.com/owgen/owgen/e2e/internal/ci"
	"github.com/owgen/owgen/internal/program"
	"github.com/owgen/owgen/internal/program/programtest"
	"github.com/owgen/owgen/internal/ways/group"
)

// A front is a running proxy.
type front struct {
	kind
	t    *testing.T
	url  string
	cmd  *exec.Cmd
	log  string // a file
	done chan struct{}
}

// eachKind runs a test with each proxy.
func eachKind(t *testing.T, test func(t *testing.T, k kind)) {
	t.Parallel()
	for _, k := range kinds {
		t.Run(k.name, func(t *testing.T) {
			t.Parallel()
			test(t, k)
		})
	}
}

// serve starts the fixture.
func serve(t *testing.T, env ...string) *program.Server {
	t.Helper()
	s, err := program.Serve(fixture.Binary, append(env, "TMPDIR="+t.TempDir())...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Kill)
	return s
}

// before puts a proxy of the kind before programs that listen on the ports. It ends with the test.
func (k kind) before(t *testing.T, ports ...int) *front {
	t.Helper()
	bin, err := find(k.command)
	if err != nil {
		ci.Skip(t, "%s is not installed; on Debian: apt-get install %[1]s", k.command)
	}
	port := programtest.Port(t)
	dir := t.TempDir()
	file := filepath.Join(dir, "config")
	if err := os.WriteFile(file, []byte(k.config(setup{dir, port, ports})), 0o666); err != nil {
		t.Fatal(err)
	}
	f := &front{kind: k, t: t, url: fmt.Sprint("http://127.0.0.1:", port), log: filepath.Join(dir, "log"), done: make(chan struct{})}
	f.start(bin, append(k.args, file))
	for late := time.Now().Add(time.Minute); time.Now().Before(late); time.Sleep(10 * time.Millisecond) {
		if conn, err := net.Dial("tcp", fmt.Sprint("127.0.0.1:", port)); err == nil {
			conn.Close()
			return f
		}
	}
	t.Fatalf("%s does not listen: %s", k.command, f.text())
	return nil
}

func (f *front) start(bin string, args []string) {
	log, err := os.Create(f.log)
	if err != nil {
		f.t.Fatal(err)
	}
	defer log.Close()
	f.cmd = exec.Command(bin, args...)
	f.cmd.Stdout, f.cmd.Stderr = log, log
	group.Lead(f.cmd)
	if err := f.cmd.Start(); err != nil {
		f.t.Fatal(err)
	}
	go func() {
		f.cmd.Wait()
		close(f.done)
	}()
	f.t.Cleanup(f.end)
}

// end ends the proxy and all of its workers.
func (f *front) end() {
	f.cmd.Process.Signal(syscall.SIGTERM)
	select {
	case <-f.done:
	case <-time.After(10 * time.Second):
	}
	group.Kill(f.cmd)
	<-f.done
	if f.t.Failed() {
		f.t.Logf("%s says:\n%s", f.command, f.text())
	}
}

// renew makes the proxy reload its configuration.
func (f *front) renew() {
	if err := f.cmd.Process.Signal(f.reload); err != nil {
		f.t.Error(err)
	}
}

func (f *front) text() string {
	text, _ := os.ReadFile(f.log) // what is not there says nothing
	return string(text)
}

// find looks for a command in PATH, and where Debian has the commands of administrators.
func find(command string) (string, error) {
	for _, dir := range []string{"/usr/sbin", "/usr/local/sbin"} {
		if bin, err := exec.LookPath(filepath.Join(dir, command)); err == nil {
			return bin, nil
		}
	}
	return exec.LookPath(command)
}
