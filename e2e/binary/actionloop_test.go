package binary

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"
)

// A proxy stands for OpenWhisk's Go runtime: it writes lines to the program's standard input and reads lines that the
// program writes to descriptor 3. (apache/openwhisk-runtime-go: openwhisk/executor.go)
type proxy struct {
	t              *testing.T
	cmd            *exec.Cmd
	stdin          io.WriteCloser
	results        *bufio.Reader
	stdout, stderr strings.Builder
}

func startProxy(t *testing.T, env ...string) *proxy {
	t.Helper()
	results, write, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	p := &proxy{t: t, cmd: exec.Command(binary), results: bufio.NewReader(results)}
	p.cmd.Env = append([]string{}, env...)
	p.cmd.ExtraFiles = []*os.File{write}
	p.cmd.Stdout, p.cmd.Stderr = &p.stdout, &p.stderr
	if p.stdin, err = p.cmd.StdinPipe(); err != nil {
		t.Fatal(err)
	}
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	write.Close()
	guard := time.AfterFunc(time.Minute, func() { p.cmd.Process.Kill() }) // a proxy waits for ever; a test does not
	t.Cleanup(func() {
		guard.Stop()
		results.Close()
		p.cmd.Process.Kill()
	})
	return p
}

// call sends the line of an activation and returns the line of its result.
func (p *proxy) call(line string) string {
	p.t.Helper()
	if _, err := io.WriteString(p.stdin, line+"\n"); err != nil {
		p.t.Fatal(err)
	}
	return p.line()
}

func (p *proxy) line() string {
	p.t.Helper()
	line, err := p.results.ReadString('\n')
	if err != nil {
		p.t.Fatalf("no result: %v", err)
	}
	return strings.TrimSuffix(line, "\n")
}

func (p *proxy) want(line, result string) {
	p.t.Helper()
	if got := p.call(line); got != result {
		p.t.Errorf("got  %s\nwant %s", short(got), short(result))
	}
}

// close ends the program as the proxy does, and checks that it wrote as many lines as it was sent, and ended well.
func (p *proxy) close() (stdout, stderr string) {
	p.t.Helper()
	p.stdin.Close()
	if rest, err := io.ReadAll(p.results); len(rest) > 0 || err != nil {
		p.t.Errorf("more results than calls: %q, %v", rest, err)
	}
	if err := p.cmd.Wait(); err != nil {
		p.t.Errorf("at the end of its input: %v\n%s", err, p.stderr.String())
	}
	return p.stdout.String(), p.stderr.String()
}

func TestProxyThatWaitsGetsOneAcknowledgement(t *testing.T) {
	p := startProxy(t, "__OW_WAIT_FOR_ACK=1", "__OW_ACTION_NAME=/guest/print")
	if ack := p.line(); ack != `{"ok":true}` {
		t.Errorf("ack %q", ack)
	}
	p.want(`{"value":{"string":"a"}}`, `{"string":"a"}`)
	p.want(`{"value":{"string":"b"}}`, `{"string":"b"}`)
	// The proxy ends the logs of an activation, not the program.
	if stdout, stderr := p.close(); stdout != "hello stdout\nhello stdout\n" || stderr != "hello stderr\nhello stderr\n" {
		t.Errorf("stdout %q, stderr %q", stdout, stderr)
	}
}

func TestProxyThatDoesNotWaitGetsNoAcknowledgement(t *testing.T) {
	for _, env := range []string{
		"__OW_PROXY_VERSION=1.17.1",
		"__OW_EXECUTION_ENV=", // of an old proxy: what tells is descriptor 3
	} {
		p := startProxy(t, env)
		p.want(`{"value":{"a":1}}`, `{"a":1}`)
		p.want(`{"value":["a","b"]}`, `["a","b"]`)
		p.want(`{}`, `{}`)
		if stdout, stderr := p.close(); stdout != "" || stderr != "" {
			t.Errorf("stdout %q, stderr %q", stdout, stderr)
		}
	}
}

func TestLinesOfAnyLength(t *testing.T) {
	p := startProxy(t, "__OW_PROXY_VERSION=1.17.1")
	for _, n := range []int{1, 4 << 10, 64 << 10, 1 << 20} {
		value := `{"arg":"` + strings.Repeat("a", n) + `"}`
		p.want(`{"value":`+value+`}`, value)
	}
	p.close()
}

func TestEachLineHasItsOwnActivation(t *testing.T) {
	p := startProxy(t, "__OW_PROXY_VERSION=1.17.1", "OWGEN_ACTION=Environment", "FROM_INIT=xyz")
	for k := range 3 {
		id := fmt.Sprint("id", k)
		vars := decode[map[string]string](t, p.call(`{"value":{},"activation_id":"`+id+`","deadline":"123"}`))
		if vars["__OW_ACTIVATION_ID"] != id || vars["__OW_DEADLINE"] != "123" || vars["FROM_INIT"] != "xyz" {
			t.Errorf("call %d sees %v", k, vars)
		}
	}
	p.close()
}

func TestErrorsAreLines(t *testing.T) {
	for action, want := range map[string]string{
		"Fail":   `{"error":"wrong"}`,
		"Panic":  `{"error":"The action panicked. See logs for details."}`,
		"Vanish": `{"error":"The action ended its goroutine instead of returning."}`,
		"Scalar": `{"error":"The action did not return a dictionary or array."}`,
	} {
		p := startProxy(t, "__OW_PROXY_VERSION=1.17.1", "OWGEN_ACTION="+action)
		for range 3 { // the program survives
			p.want(`{"value":{"message":"wrong"}}`, want)
		}
		if got := p.call(`{"value":`); !strings.HasPrefix(got, `{"error":"`) {
			t.Errorf("JSON that ends early: %s", got)
		}
		p.close()
	}
}

func TestResultsAreOneLine(t *testing.T) {
	p := startProxy(t, "__OW_PROXY_VERSION=1.17.1", "OWGEN_ACTION=Pretty")
	for range 2 {
		got := p.call(`{}`)
		if decode[map[string]int](t, got)["lines"] != 3 {
			t.Errorf("got %q", got)
		}
	}
	p.close()
}
