//go:build unix

package ow

import (
	"bufio"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/owgen/owgen/internal/program/programtest"
)

// A container's stdin is /dev/null or at its end: the server is there at once, and says nothing. (OW-1, OW-3)
func TestOW1OW3ServerStartsAtOnceAndIsSilent(t *testing.T) {
	c, url := serveChild(t, "__OW_API_HOST=")
	send(t, url, "POST", "/init", `{"value":{"main":"main"}}`).expect(t, 200, `{"ok":true}`)
	c.Process.Signal(syscall.SIGTERM)
	if code := c.exit(); code != 0 {
		t.Errorf("exit code %d", code)
	}
	if out, errs := c.stdout.String(), c.stderr.String(); out != "" || errs != "" {
		t.Errorf("stdout %q, stderr %q", out, errs)
	}
}

func TestOW13HandlerOutputAndSentinels(t *testing.T) {
	c, url := serveChild(t, "OWGEN_PLATFORM=openwhisk")
	send(t, url, "POST", "/run", `{"value":{"do":"print","text":"hello"}}`).expect(t, 200, `{"text":"printed"}`)
	send(t, url, "POST", "/run", `{"value":{"do":"panic","text":"boom"}}`)
	send(t, url, "POST", "/run", `{"value":{"do":"print","text":"line\n"}}`).expect(t, 200, `{"text":"printed"}`)
	c.Process.Signal(syscall.SIGTERM)
	c.exit()
	end := "\n" + sentinelLine + "\n"
	if got, want := c.stdout.String(), "hello"+end+end+"line\n"+end; got != want {
		t.Errorf("stdout: got %q, want %q", got, want)
	}
	if got := c.stderr.String(); strings.Count(got, end) != 3 || !strings.HasPrefix(got, "hello"+end) {
		t.Errorf("stderr: %q", got)
	}
}

// occupy has the child run a handler, which awaits a file. It returns when the handler runs.
func (c *child) occupy(call func(order string)) (file string) {
	c.t.Helper()
	file = filepath.Join(c.t.TempDir(), "file")
	go call(`{"do":"await","text":` + quote(file) + `}`)
	eventually(c.t, func() bool { return strings.Contains(c.stderr.String(), "awaiting "+file) })
	return file
}

// touch makes a file that a handler awaits.
func touch(t *testing.T, file string) {
	t.Helper()
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
}

// ask sends a request whose answer may never come.
func ask(t *testing.T, url, body string) {
	conn, err := net.Dial("tcp", strings.TrimPrefix(url, "http://"))
	if err != nil {
		t.Error(err)
		return
	}
	t.Cleanup(func() { conn.Close() })
	io.WriteString(conn, "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: "+strconv.Itoa(len(body))+"\r\n\r\n"+body)
}

func TestOW16Drain(t *testing.T) {
	for _, path := range []string{"/run", "/"} {
		c, url := serveChild(t)
		answer := make(chan response, 1)
		file := c.occupy(func(order string) { answer <- send(t, url, "POST", path, `{"value":`+order+`,`+order[1:]) })
		c.Process.Signal(syscall.SIGTERM)
		eventually(t, func() bool { return send(t, url, "POST", "/", `{}`).status == 503 }) // a run before that would wait
		if got := send(t, url, "POST", path, `{"value":{}}`); got.status != 503 {
			t.Errorf("%s: %d %s", path, got.status, got.body)
		}
		touch(t, file)
		(<-answer).expect(t, 200, `{"text":"met"}`)
		if code := c.exit(); code != 0 {
			t.Errorf("%s: exit code %d", path, code)
		}
	}
}

func TestOW16SecondSignal(t *testing.T) {
	c, url := serveChild(t)
	c.occupy(func(order string) { ask(t, url, order) })
	c.Process.Signal(os.Interrupt)
	eventually(t, func() bool { return send(t, url, "POST", "/run", `{}`).status == 503 })
	c.Process.Signal(syscall.SIGTERM)
	if code := c.exit(); code != 1 {
		t.Errorf("exit code %d", code)
	}
}

func TestOW16ListenFailure(t *testing.T) {
	l, err := net.Listen("tcp", ":0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	_, port, _ := net.SplitHostPort(l.Addr().String())
	code, stdout, stderr := runChild(t, nil, []string{"PORT=" + port}, nil)
	if code != 1 || stdout != "" || !strings.Contains(stderr, "cannot listen") {
		t.Errorf("exit code %d, stdout %q, stderr %q", code, stdout, stderr)
	}
}

// OW-17: a port or a host that is none is a wrong setting, as those are that the server reads later, and no failure to listen.
func TestOW17WrongSettingsOfTheListener(t *testing.T) {
	for _, setting := range []string{"PORT=http", "OWGEN_HOST=localhost"} {
		code, stdout, stderr := runChild(t, nil, []string{setting, "OWGEN_MODE=server"}, nil)
		if code != 2 || stdout != "" || !strings.Contains(stderr, setting) {
			t.Errorf("%s: exit code %d, stdout %q, stderr %q", setting, code, stdout, stderr)
		}
	}
}

func TestOW17OtherPortIsWarnedOf(t *testing.T) {
	c, _ := serveChild(t, "__OW_API_HOST=xyz")
	eventually(t, func() bool { return strings.Contains(c.stderr.String(), "OpenWhisk always calls port 8080") })
}

func TestOF13Drain(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	c, url := serveChild(t, "OWGEN_PLATFORM=openfaas", "healthcheck_interval=3s", "write_timeout=20s", "TMPDIR="+dir)
	eventually(t, func() bool { _, err := os.Stat(dir + "/.lock"); return err == nil })
	c.Process.Signal(syscall.SIGTERM)
	eventually(t, func() bool { return send(t, url, "GET", "/_/health", "").status == 503 })
	if _, err := os.Stat(dir + "/.lock"); err == nil {
		t.Error("the lock file is still there")
	}
	send(t, url, "POST", "/", `{"do":"sleep","n":3300}`).expect(t, 200, `{"text":"slept"}`)
	if code := c.exit(); code != 0 {
		t.Errorf("exit code %d", code)
	}
}

// A gateway would send the next call on a connection that it keeps, just when the connection is closed.
func TestOF13AnswersWhileDrainingEndTheirConnections(t *testing.T) {
	t.Parallel()
	c, url := serveChild(t, "OWGEN_PLATFORM=knative", "healthcheck_interval=3s")
	ends := func(path, body string) bool {
		resp, err := http.Post(url+path, "application/json", strings.NewReader(body))
		if err != nil {
			t.Error(err)
			return false
		}
		resp.Body.Close()
		return resp.Close
	}
	if ends("/", "{}") {
		t.Error("an answer before SIGTERM ends its connection")
	}
	running := make(chan bool)
	file := c.occupy(func(order string) { running <- ends("/", order) })
	c.Process.Signal(syscall.SIGTERM)
	eventually(t, func() bool { return send(t, url, "GET", "/_/health", "").status == 503 })
	before := ends("/", "{}") && ends("/", `{"do":"fail"}`)
	touch(t, file)
	if !before || !<-running {
		t.Error("an answer after SIGTERM leaves its connection open")
	}
	if code := c.exit(); code != 0 {
		t.Errorf("exit code %d", code)
	}
}

func TestOF13DrainIsBounded(t *testing.T) {
	c, url := serveChild(t, "OWGEN_PLATFORM=knative", "write_timeout=300ms")
	c.occupy(func(order string) { ask(t, url, order) })
	began := time.Now()
	c.Process.Signal(syscall.SIGTERM)
	if code := c.exit(); code != 0 || time.Since(began) > patience/2 { // before the handler gives up
		t.Errorf("exit code %d after %v", code, time.Since(began))
	}
}

func TestOF15RefusesToServeUnauthenticated(t *testing.T) {
	code, _, stderr := runChild(t, nil, []string{"PORT=0", "jwt_auth=true"}, nil)
	if code == 0 || !strings.Contains(stderr, "jwt_auth") {
		t.Errorf("exit code %d, stderr %q", code, stderr)
	}
}

func TestHealthcheckFlag(t *testing.T) {
	_, url := serveChild(t, "OWGEN_PLATFORM=knative")
	port := "PORT=" + url[strings.LastIndexByte(url, ':')+1:]
	if code, _, _ := runChild(t, []string{"-healthcheck"}, []string{port}, nil); code != 0 {
		t.Errorf("a server that is well: exit code %d", code)
	}
	if code, _, _ := runChild(t, []string{"-healthcheck"}, []string{"PORT=1"}, nil); code != 1 {
		t.Errorf("no server: exit code %d", code)
	}
	c, url := serveChild(t, "__OW_API_HOST=x")
	port = "PORT=" + url[strings.LastIndexByte(url, ':')+1:]
	if code, _, _ := runChild(t, []string{"-healthcheck"}, []string{port, "__OW_API_HOST=x"}, nil); code != 0 {
		t.Errorf("on OpenWhisk: exit code %d", code)
	}
	c.Process.Kill()
}

func TestArguments(t *testing.T) {
	code, stdout, stderr := runChild(t, []string{"-h"}, nil, nil)
	if code != 0 || !strings.HasPrefix(stdout, "usage: ") || stderr != "" {
		t.Errorf("-h: %d, %q, %q", code, stdout, stderr)
	}
	code, stdout, stderr = runChild(t, []string{"-version"}, nil, nil)
	if code != 0 || !strings.Contains(stdout, "(go1.") || !strings.HasSuffix(stdout, ", owgen (devel)\n") || stderr != "" {
		t.Errorf("-version: %d, %q, %q", code, stdout, stderr)
	}
	code, stdout, stderr = runChild(t, []string{"serve"}, nil, nil)
	if code != 2 || stdout != "" || !strings.Contains(stderr, "unknown argument serve") || !strings.Contains(stderr, "usage: ") {
		t.Errorf("serve: %d, %q, %q", code, stdout, stderr)
	}
	// As a shell passes a variable that is not set.
	code, stdout, stderr = runChild(t, []string{""}, nil, nil)
	if code != 2 || stdout != "" || !strings.Contains(stderr, "the argument is empty") {
		t.Errorf("empty: %d, %q, %q", code, stdout, stderr)
	}
}

// OW-19, OF-17 and OF-18: what is printed where, and the exit code.
func TestOF17OF18OW19OneShot(t *testing.T) {
	watchdog := []string{"Http_Method=POST", "KUBERNETES_SERVICE_HOST=10.0.0.1", "Http_X_Call_Id=cid"}
	skeleton := []string{"FLASK_PROXY_PORT=8080", "__OW_ACTIVATION_ID=iii", "__OW_ACTION_NAME=/ns/obey"}
	for _, c := range []struct {
		name   string
		args   []string
		vars   []string
		stdin  string
		code   int
		stdout string
		stderr string
	}{
		{"argument", []string{`{"text":"a"}`}, nil, "", 0, `{"text":"a"}`, ""},
		{"argument, error", []string{`{"do":"error","text":"no"}`}, nil, "", 0, `{"error":"no"}`, ""},
		{"argument, wrong parameters", []string{`[1]`}, nil, "", 0, `{"error":"params: expected object, got array at offset 0"}`, ""},
		{"argument, not JSON", []string{`{`}, nil, "", 0, `{"error":"params: expected a key or '}', got end of input at offset 1"}`, ""},
		{"argument, prints", []string{`{"do":"print","text":"noise"}`}, nil, "", 0, `{"text":"printed"}`, "noisenoise"},
		{"argument, goexit", []string{`{"do":"goexit"}`}, nil, "", 0,
			`{"error":"The action ended its goroutine instead of returning."}`, "ERROR The action ended its goroutine instead of returning. id=made action=Obey"},
		{"argument, other action", []string{`{"z":1}`}, []string{"OWGEN_ACTION=echo"}, "", 0, `{"z":1}`, ""},
		{"argument, result of lines", []string{"{\"a\":\n1}"}, []string{"OWGEN_ACTION=echo"}, "", 0, `{"a":1}`, ""},
		{"dash", []string{"-"}, nil, `{"text":"a"}`, 0, `{"text":"a"}`, ""},
		{"dash, nothing", []string{"-"}, nil, ``, 0, `{"text":""}`, ""},
		{"dash, error", []string{"-"}, nil, `{"do":"error","text":"no"}`, 1, `{"error":"no"}`, "ERROR no id=made action=Obey"},
		{"pipe", nil, nil, `{"text":"a"}`, 0, `{"text":"a"}`, ""},
		{"watchdog", nil, watchdog, `{"do":"activation"}`, 0, `{"text":"|||||||||cid"}`, ""},
		{"watchdog, header", nil, append(watchdog, "Http_X_Other=seen"), `{"do":"header","text":"X-Other"}`, 0, `{"text":"seen"}`, ""},
		{"watchdog, header in lower case", nil, append(watchdog, "Http_X_Other=seen"), `{"do":"header","text":"x-other"}`, 0, `{"text":"seen"}`, ""},
		{"watchdog, error", nil, watchdog, `{"do":"error","text":"no"}`, 1, `{"error":"no"}`, "ERROR no id=cid action=Obey"},
		{"watchdog, goexit", nil, watchdog, `{"do":"goexit"}`, 1,
			`{"error":"The action ended its goroutine instead of returning."}`, "ERROR The action ended its goroutine instead of returning. id=cid action=Obey"},
		{"watchdog, marshal_request", nil, append(watchdog, "marshal_request=true"),
			`{"header":{"X-Call-Id":["one"]},"body":{"raw":"eyJkbyI6ImFjdGl2YXRpb24ifQ=="}}`, 0, `{"text":"|||||||||one"}`, ""},
		{"watchdog, marshal_request, wrong", nil, append(watchdog, "marshal_request=true"), `{"body":5}`, 1,
			`{"error":"expected object, got number at offset 8"}`, "WARN expected object, got number at offset 8 id=cid action=Obey"},
		{"skeleton, long", nil, skeleton, `{"text":"` + strings.Repeat("x", 131072) + `"}`, 0, `{"text":"` + strings.Repeat("x", 131072) + `"}`, ""},
		{"skeleton", []string{`{"do": "activation"}`}, skeleton, `{"do": "activation"}`, 0, `{"text":"iii|/ns/obey||||||||"}`, ""},
	} {
		code, stdout, stderr := runChild(t, c.args, c.vars, io.MultiReader(strings.NewReader(c.stdin)))
		if code != c.code || stdout != c.stdout+"\n" || shortLog(t, stderr) != c.stderr {
			t.Errorf("%s: got %d %q, stderr %q\nwant %d %q, stderr %q", c.name, code, cutText(stdout), stderr, c.code, cutText(c.stdout), c.stderr)
		}
	}
	code, stdout, stderr := runChild(t, []string{`{"do":"panic","text":"boom"}`}, nil, nil)
	if code != 0 || !strings.HasPrefix(stdout, `{"error":"The action panicked`) || !strings.Contains(stderr, "goroutine ") {
		t.Errorf("panic: %d %q %q", code, stdout, stderr)
	}
}

// An actionLoop is the program as the Go proxy starts it. (apache/openwhisk-runtime-go: openwhisk/executor.go)
type proxied struct {
	*child
	in  io.WriteCloser
	out *bufio.Reader
}

func startProxied(t *testing.T, vars ...string) *proxied {
	t.Helper()
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	c := newChild(t, nil, vars)
	c.ExtraFiles = []*os.File{w}
	in, err := c.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	w.Close()
	t.Cleanup(func() { c.Process.Kill(); r.Close() })
	return &proxied{c, in, bufio.NewReader(r)}
}

// say sends a line and compares the one that comes back.
func (p *proxied) say(line, want string) {
	p.t.Helper()
	go io.WriteString(p.in, line+"\n") // may be longer than the pipe has room
	if got := readLine(p.t, p.out); got != want+"\n" {
		p.t.Errorf("%s\ngot  %q\nwant %q", cutText(line), cutText(got), cutText(want))
	}
}

func TestOW18ActionLoop(t *testing.T) {
	p := startProxied(t, "__OW_WAIT_FOR_ACK=1", "__OW_ACTION_NAME=/guest/obey")
	if got := readLine(t, p.out); got != `{"ok":true}`+"\n" {
		t.Fatalf("acknowledgement: %q", got)
	}
	p.say(`{"value":{"text":"one"}}`, `{"text":"one"}`)
	p.say(`{"activation_id":"i1","deadline":"9999999999999","namespace":"n","value":{"do":"activation"}}`,
		`{"text":"i1|||n||||9999999999999|openwhisk|"}`)
	p.say(`{"activation_id":"i2","value":{"do":"env","text":"__OW_ACTIVATION_ID"}}`, `{"text":"i2"}`)
	p.say(`{"value":{"do":"error","text":"two\nlines"}}`, `{"error":"two\nlines"}`)
	p.say(`{"value":{"do":"panic"}}`, `{"error":"The action panicked. See logs for details."}`)
	p.say(`{"value":{"do":"goexit"}}`, `{"error":"The action ended its goroutine instead of returning."}`)
	p.say(`{"value":{"do":"raw","text":"7"}}`, `{"error":"The action did not return a dictionary or array."}`)
	p.say(`{"value":{"do":"raw","text":"{\"a\":\n\n1}"}}`, `{"a":1}`)
	p.say(`{`, `{"error":"expected a key or '}', got end of input at offset 2"}`)
	p.say(``, `{"text":""}`)
	long := strings.Repeat("x", 3<<20)
	p.say(`{"value":{"text":"`+long+`"}}`, `{"text":"`+long+`"}`)
	p.say(`{"value":{"do":"print","text":"hello\n"}}`, `{"text":"printed"}`)
	p.in.Close()
	if code := p.exit(); code != 0 {
		t.Errorf("exit code %d", code)
	}
	if got := p.stdout.String(); got != "hello\n" {
		t.Errorf("stdout: %q", got)
	}
	if got := p.stderr.String(); strings.Contains(got, sentinelLine) || !strings.Contains(got, "goroutine ") {
		t.Errorf("stderr: %q", got)
	}
}

func TestOW18LinesThatAreNoJSONAreNamed(t *testing.T) {
	p := startProxied(t, "__OW_PROXY_VERSION=1.17.1")
	p.say("\xef\xbb\xbf{}", `{"error":"expected JSON, got a byte order mark; send UTF-8 without a byte order mark"}`)
	p.say("value=x", `{"error":"expected JSON, got a form; send its fields as an object: {\"name\":\"value\"}"}`)
}

func TestOW18NoAcknowledgementUnasked(t *testing.T) {
	for _, vars := range [][]string{{"__OW_PROXY_VERSION=1.17.1"}, {"__OW_EXECUTION_ENV=go"}} {
		p := startProxied(t, vars...)
		p.say(`{"value":{"text":"first"}}`, `{"text":"first"}`)
		p.in.Close()
		if code := p.exit(); code != 0 {
			t.Errorf("%v: exit code %d", vars, code)
		}
	}
}

func TestOW18ActionByName(t *testing.T) {
	p := startProxied(t, "__OW_PROXY_VERSION=1.17.1", "__OW_ACTION_NAME=/guest/pkg/echo")
	p.say(`{"value":{"z":[1]}}`, `{"z":[1]}`)
	p = startProxied(t, "__OW_PROXY_VERSION=1.17.1", "OWGEN_ACTION=count", "__OW_ACTION_NAME=/guest/pkg/echo")
	p.say(`{"value":[1,2]}`, `{"value":2}`)
	if p = startProxied(t, "__OW_PROXY_VERSION=1.17.1", "OWGEN_ACTION=nobody"); p.exit() != 2 {
		t.Error("an unknown action is accepted")
	}
}

// A pipe that nobody writes to does not keep the program from serving.
func TestOF16SilentPipeServes(t *testing.T) {
	port := strconv.Itoa(programtest.Port(t))
	c := newChild(t, nil, []string{"port=" + port})
	in, err := c.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	defer c.Process.Kill()
	eventually(t, func() bool {
		conn, err := net.Dial("tcp", "127.0.0.1:"+port)
		if err == nil {
			conn.Close()
		}
		return err == nil
	})
}
