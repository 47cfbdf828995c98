package emulator

import (
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/owgen/owgen/e2e/internal/user"
	"github.com/owgen/owgen/internal/program"
	"github.com/owgen/owgen/internal/program/programtest"
)

// What TestMain leaves for the tests.
var (
	tool   string // the emulator
	binary string // the program of e2e/lambda/fixture
)

func TestMain(m *testing.M) {
	os.Exit(user.RunTests(m, prepare))
}

func prepare(dir string) error {
	if err := os.Chmod(dir, 0o755); err != nil { // see openDir
		return err
	}
	tool, binary = program.Exe(dir, "rie"), program.Exe(dir, "program")
	if err := program.Build(".", "github.com/aws/aws-lambda-runtime-interface-emulator/cmd/aws-lambda-rie", tool); err != nil {
		return err
	}
	u, err := user.New(dir)
	if err != nil {
		return err
	}
	module := filepath.Join(dir, "fixture")
	if err := u.AddModule(module, filepath.Join(u.Root, "e2e", "lambda", "fixture")); err != nil {
		return err
	}
	if _, err := u.Run(module); err != nil {
		return err
	}
	return program.Build(module, "./cmd/fixture", binary)
}

// An emulator runs the program, with a handler.
type emulator struct {
	t    *testing.T
	addr string
	mu   sync.Mutex
	log  strings.Builder
}

// Write collects what emulator and program print.
func (e *emulator) Write(b []byte) (int, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.log.Write(b)
}

func (e *emulator) text() string {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.log.String()
}

// patience bounds what takes no time if all is well.
const patience = time.Minute

// await waits until the log has a text so many times. What the program has printed may come here after its answer.
func (e *emulator) await(text string, times int) {
	e.t.Helper()
	for end := time.Now().Add(patience); ; time.Sleep(5 * time.Millisecond) {
		switch n := strings.Count(e.text(), text); {
		case n == times:
			return
		case n > times || time.Now().After(end):
			e.t.Fatalf("%q is %d times, and not %d, in %s", text, n, times, e.text())
		}
	}
}

func start(t *testing.T, handler string, vars ...string) *emulator {
	t.Helper()
	e := &emulator{t: t, addr: freeAddr(t)}
	cmd := exec.Command(tool, "--runtime-interface-emulator-address", e.addr, "--runtime-api-address", freeAddr(t), binary, handler)
	cmd.Env = append([]string{"PATH=" + os.Getenv("PATH"), "AWS_LAMBDA_FUNCTION_NAME=shop", "AWS_LAMBDA_FUNCTION_TIMEOUT=60"}, vars...)
	cmd.Dir = openDir(t)
	e.run(cmd)
	return e
}

// run starts cmd, which is the emulator, and waits until it listens.
func (e *emulator) run(cmd *exec.Cmd) {
	e.t.Helper()
	cmd.Stdout, cmd.Stderr = e, e
	if err := cmd.Start(); err != nil {
		e.t.Fatal(err)
	}
	e.t.Cleanup(func() {
		cmd.Process.Kill()
		cmd.Wait()
	})
	for end := time.Now().Add(patience); ; time.Sleep(5 * time.Millisecond) {
		c, err := net.Dial("tcp", e.addr)
		if err == nil {
			c.Close()
			return
		}
		if time.Now().After(end) {
			e.t.Fatalf("%v\n%s", err, e.text())
		}
	}
}

// openDir returns a directory that other users may use, as which the emulator of Managed Instances starts programs.
func openDir(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "owgen-emulator")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	if err := os.Chmod(dir, 0o777); err != nil {
		t.Fatal(err)
	}
	return dir
}

// freeAddr returns an address that nobody else comes upon before the test ends.
func freeAddr(t *testing.T) string {
	t.Helper()
	return net.JoinHostPort("127.0.0.1", strconv.Itoa(programtest.Port(t)))
}

// invoke makes a call, as the AWS CLI does, and returns what the caller gets.
func (e *emulator) invoke(payload string) string {
	e.t.Helper()
	client := http.Client{Timeout: 2 * patience}
	r, err := client.Post("http://"+e.addr+"/2015-03-31/functions/function/invocations", "application/json", strings.NewReader(payload))
	if err != nil {
		e.t.Fatalf("%v\n%s", err, e.text())
	}
	defer r.Body.Close()
	b, err := io.ReadAll(r.Body)
	if err != nil {
		e.t.Fatal(err)
	}
	return string(b)
}

func (e *emulator) want(payload, want string) {
	e.t.Helper()
	if got := e.invoke(payload); got != want {
		e.t.Errorf("%.200s:\n got %.500s\nwant %.500s\nlog %.2000s", payload, got, want, e.text())
	}
}
