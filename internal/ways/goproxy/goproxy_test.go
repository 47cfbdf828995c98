//go:build unix

package goproxy

import (
	"archive/zip"
	"bytes"
	"encoding/base64"
	"encoding/json"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/owgen/owgen/internal/ways/sentinel"
)

func newProxy(t *testing.T, env ...string) *Proxy {
	t.Helper()
	p := &Proxy{Dir: t.TempDir(), Env: env}
	for name, f := range map[string]**os.File{"stdout": &p.Stdout, "stderr": &p.Stderr} {
		var err error
		if *f, err = os.Create(filepath.Join(t.TempDir(), name)); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { (*f).Close() })
	}
	t.Cleanup(p.Kill)
	return p
}

func want(t *testing.T, p *Proxy, path, body string, status int, answer string) {
	t.Helper()
	w := httptest.NewRecorder()
	p.ServeHTTP(w, httptest.NewRequest("POST", path, strings.NewReader(body)))
	if got := strings.TrimSuffix(w.Body.String(), "\n"); w.Code != status || got != answer {
		t.Errorf("%s %s: got %d %s\nwant %d %s", path, body, w.Code, got, status, answer)
	}
}

// initBody is an /init with a shell script as code.
func initBody(script string, env map[string]any) string {
	b, err := json.Marshal(map[string]any{"value": map[string]any{"code": "#!/bin/sh\n" + script, "env": env}})
	if err != nil {
		panic(err)
	}
	return string(b)
}

func failed(text string) string { return `{"error":"` + text + `"}` }

func text(t *testing.T, f *os.File) string {
	t.Helper()
	b, err := os.ReadFile(f.Name())
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

const (
	ok   = `{"ok":true}`
	echo = `while read -r line; do echo "$line" >&3; done`
)

func TestAnswersOfInit(t *testing.T) {
	p := newProxy(t)
	want(t, p, "/run", `{}`, 500, failed("no action defined yet"))
	want(t, p, "/init", `{}`, 403, failed("Missing main/no code to execute."))
	want(t, p, "/init", `{`, 400, failed("Error unmarshaling request: unexpected EOF"))
	want(t, p, "/init", `{"value":{"code":"?","binary":true}}`, 400, failed("cannot decode the request: illegal base64 data at input byte 0"))
	want(t, p, "/init", `{"value":{"code":"no program"}}`, 502, failed("cannot start action: command exited"))
	want(t, p, "/init", initBody(echo, nil), 200, ok)
	want(t, p, "/init", initBody(echo, nil), 403, failed("Cannot initialize the action more than once."))
	if got := text(t, p.Stderr); got != "Cannot initialize the action more than once.\n" {
		t.Errorf("stderr %q", got)
	}
	p = newProxy(t, "OW_LOG_INIT_ERROR=1")
	want(t, p, "/init", `{"value":{"code":"no program"}}`, 502, failed("Cannot start action. Check logs for details."))
	if out, err := text(t, p.Stdout), text(t, p.Stderr); out != sentinel.Line || err != "command exited\n"+sentinel.Line {
		t.Errorf("%q, %q", out, err)
	}
}

func TestAcknowledgements(t *testing.T) {
	for script, answer := range map[string]string{
		`echo '{"ok":true}' >&3; ` + echo: ok,
		`echo '{}' >&3; ` + echo:          failed("cannot start action: The action did not initialize properly."),
		`echo bad >&3; ` + echo:           failed("cannot start action: invalid character 'b' looking for beginning of value"),
		`exit 0`:                          failed("cannot start action: Command exited abruptly during initialization."),
	} {
		p := newProxy(t, "OW_WAIT_FOR_ACK=1")
		status := 502
		if answer == ok {
			status = 200
		}
		want(t, p, "/init", initBody(script, nil), status, answer)
	}
}

func TestAnswersOfRun(t *testing.T) {
	const noResult = "The action did not return a dictionary or array."
	for line, answer := range map[string]string{
		`{"a":1}`: `{"a":1}`, `[1]`: `[1]`, `null`: `null`, `7`: failed(noResult), ``: failed(noResult), `{`: failed(noResult),
	} {
		p := newProxy(t)
		want(t, p, "/init", initBody(`read -r line; echo out; echo err >&2; echo '`+line+`' >&3; read -r line`, nil), 200, ok)
		status := 200
		if answer == failed(noResult) {
			status = 502
		}
		want(t, p, "/run", "{}", status, answer)
		if out, err := text(t, p.Stdout), text(t, p.Stderr); out != "out\n"+sentinel.Line || err != "err\n"+sentinel.Line {
			t.Errorf("%q, %q", out, err)
		}
	}
	p := newProxy(t)
	want(t, p, "/init", initBody(echo, nil), 200, ok)
	want(t, p, "/run", "{\"a\":\n1}\n", 200, `{"a":1}`) // on one line
	p = newProxy(t)
	want(t, p, "/init", initBody("read -r line", nil), 200, ok)
	want(t, p, "/run", "{}", 400, failed("command exited"))
	want(t, p, "/run", "{}", 500, failed("no action defined yet"))
}

// An acknowledgement that nobody asked for is taken for the answer of the first activation, and all other answers come
// one too late.
func TestUnwantedAcknowledgementShiftsTheAnswers(t *testing.T) {
	p := newProxy(t)
	want(t, p, "/init", initBody(`echo '{"ok":true}' >&3; `+echo, nil), 200, ok)
	want(t, p, "/run", `{"a":1}`, 200, ok)
	want(t, p, "/run", `{"a":2}`, 200, `{"a":1}`)
}

func TestEnvironmentIsBare(t *testing.T) {
	p := newProxy(t, "PATH=/bin", "HOME=/", "__OW_API_HOST=x=y", "OW_EXECUTION_ENV=", "OWGEN_ACTION=no", "__OW_PROXY_VERSION=0")
	env := p.environment(map[string]any{"A": "", "B": []int{1, 2}, "C": map[string]any{"a": 1}, "D": 123, "E": nil})
	got := strings.Join(env, " ")
	if want := `A= B=[1,2] C={"a":1} D=123 E=null __OW_API_HOST=x __OW_PROXY_VERSION=0`; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	p = newProxy(t, "OW_EXECUTION_ENV=go", "OW_WAIT_FOR_ACK=1")
	got = strings.Join(p.environment(nil), " ")
	if want := "__OW_EXECUTION_ENV=go __OW_PROXY_VERSION=" + Version + " __OW_WAIT_FOR_ACK=1"; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestExecutionEnvironmentMustMatch(t *testing.T) {
	code := func(execEnv string) string {
		var b bytes.Buffer
		z := zip.NewWriter(&b)
		for name, text := range map[string]string{"exec": "#!/bin/sh\n" + echo, "exec.env": execEnv} {
			if w, err := z.Create(name); err != nil {
				t.Fatal(err)
			} else if text != "" {
				w.Write([]byte(text))
			}
		}
		z.Close()
		return `{"value":{"binary":true,"code":"` + base64.StdEncoding.EncodeToString(b.Bytes()) + `"}}`
	}
	p := newProxy(t, "OW_EXECUTION_ENV=go")
	want(t, p, "/init", code("no"), 502, failed("cannot start action: Execution environment version mismatch. See logs for details."))
	want(t, p, "/init", code(" go\n"), 200, ok)
	want(t, p, "/run", `{}`, 200, `{}`)
	p = newProxy(t, "OW_EXECUTION_ENV=go", "OW_LOG_INIT_ERROR=1")
	want(t, p, "/init", initBody(echo, nil), 502, failed("Cannot start action. Check logs for details."))
}

func TestExecutorEndsWithItsInput(t *testing.T) {
	p := newProxy(t)
	want(t, p, "/init", initBody(echo+`; echo '{"late":1}' >&3; exit 5`, nil), 200, ok)
	rest, exit, err := p.executor.Close()
	if rest != `{"late":1}`+"\n" || exit != 5 || err != nil {
		t.Errorf("%q, %d, %v", rest, exit, err)
	}
	want(t, p, "/run", `{}`, 500, failed("command exited"))
}
