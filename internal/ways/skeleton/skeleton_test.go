//go:build unix

package skeleton

import (
	"archive/zip"
	"bytes"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/owgen/owgen/internal/ways/sentinel"
)

// An action is a directory /action, and the proxy's two streams as files.
type action struct {
	*Proxy
	t *testing.T
}

func newAction(t *testing.T, script string, env ...string) *action {
	t.Helper()
	dir := t.TempDir()
	p := &Proxy{Dir: dir, Env: env}
	for name, f := range map[string]**os.File{"stdout": &p.Stdout, "stderr": &p.Stderr} {
		var err error
		if *f, err = os.Create(filepath.Join(t.TempDir(), name)); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { (*f).Close() })
	}
	if err := os.WriteFile(filepath.Join(dir, "exec"), []byte("#!/bin/sh\n"+script), 0o755); err != nil {
		t.Fatal(err)
	}
	return &action{p, t}
}

// want posts a body and compares the answer.
func want(t *testing.T, h http.Handler, path, body string, status int, answer string) {
	t.Helper()
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest("POST", path, strings.NewReader(body)))
	if got := strings.TrimSuffix(w.Body.String(), "\n"); w.Code != status || got != answer {
		t.Errorf("%s %s: got %d %s\nwant %d %s", path, body, w.Code, got, status, answer)
	}
}

// wantLogs compares what the streams hold, after the sentinels of n activations were taken off.
func (a *action) wantLogs(n int, stdout, stderr string) {
	a.t.Helper()
	for f, want := range map[*os.File]string{a.Stdout: stdout, a.Stderr: stderr} {
		text, err := os.ReadFile(f.Name())
		if err != nil {
			a.t.Fatal(err)
		}
		if got := strings.ReplaceAll(string(text), sentinel.Line, ""); got != want || strings.Count(string(text), sentinel.Line) != n {
			a.t.Errorf("%s: got %q, want %q and %d sentinels", filepath.Base(f.Name()), text, want, n)
		}
	}
}

func failed(text string) string { return `{"error":"` + text + `"}` }

func TestParametersAreArgumentAndInput(t *testing.T) {
	a := newAction(t, `read -r line; echo "log $#"; echo noise >&2; [ "$line" = "$1" ] && printf '%s\n' "$line"; exit 3`)
	want(t, a, "/run", `{"value":{"a":["é",1], "b":"\n"}}`, 200, `{"a": ["\u00e9", 1], "b": "\n"}`)
	a.wantLogs(1, "log 1\n", "noise\n")
	a = newAction(t, `echo "{\"arguments\":$#,\"bytes\":$(wc -c)}"`, "PATH=/usr/bin:/bin")
	for n, arguments := range map[int]string{MaxArgument: "1", MaxArgument + 1: "0"} {
		value := `{"a":"` + strings.Repeat("x", n-len(`{"a": ""}`)) + `"}`
		w := httptest.NewRecorder()
		a.ServeHTTP(w, httptest.NewRequest("POST", "/run", strings.NewReader(`{"value":`+value+`}`)))
		var got map[string]json.Number
		if err := json.Unmarshal(w.Body.Bytes(), &got); err != nil || got["arguments"].String() != arguments {
			t.Errorf("%d characters: %s", n, w.Body)
		}
	}
}

func TestRunAnswers(t *testing.T) {
	a := newAction(t, `cat; echo; echo "$__OW_NAMESPACE" >&2`)
	want(t, a, "/run", `{"value":[1]}`, 200, `[1]`)
	want(t, a, "/run", `{"value":{},"namespace":"n"}`, 200, `{}`)
	want(t, a, "/run", `not JSON`, 200, `{}`) // and the namespace is still there
	want(t, a, "/run", `null`, 200, `{}`)
	want(t, a, "/run", `{"value":"A"}`, 404, failed(textNoValue))
	want(t, a, "/run", `[1]`, 404, failed(textNoValue))
	want(t, a, "/run", `{"deadline":123}`, 500, failed("Internal error. str expected, not another type"))
	a.wantLogs(7, "", "\nn\nn\nn\n")
	for _, output := range []string{`"text"`, `null`, `7`, ``, `{`} {
		a := newAction(t, `echo first; echo '`+output+`'`)
		want(t, a, "/run", `{}`, 502, failed(textNoResult))
		a.wantLogs(1, "first\n"+output+"\n", "")
	}
}

func TestInitAnswers(t *testing.T) {
	script := `echo '{"a":1}'`
	for _, body := range []string{`{}`, `null`, `{"value":{}}`, `{"value":{"code":null}}`, `{"value":{"code":"UEs=","binary":true}}`} {
		a := newAction(t, script)
		want(t, a, "/init", body, 200, "OK")
		want(t, a, "/run", `{}`, 200, `{"a":1}`)
		want(t, a, "/init", body, 403, failed(textTwice))
	}
	a := newAction(t, script)
	want(t, a, "/init", `{"value":{"code":"#!/bin/sh\necho '{\"b\":2}'"}}`, 200, "OK")
	want(t, a, "/run", `{}`, 200, `{"b":2}`)
	a = newAction(t, script)
	want(t, a, "/init", `{"value":7}`, 404, "<!doctype html>\n<title>404 Not Found</title>")
	os.Remove(a.exec())
	want(t, a, "/init", `{}`, 502, failed(textNoBinary))
	want(t, a, "/run", `{}`, 502, failed("The action failed to locate a binary. See logs for details."))
	a.wantLogs(2, "", "")
}

func TestZipLosesModes(t *testing.T) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range []string{"exec", "other"} {
		h := &zip.FileHeader{Name: name}
		h.SetMode(0o755)
		w, err := z.CreateHeader(h)
		if err != nil {
			t.Fatal(err)
		}
		w.Write([]byte("#!/bin/sh\nif [ -x other ]; then echo '[1]'; else echo '{}'; fi"))
	}
	z.Close()
	a := newAction(t, "exit 1")
	want(t, a, "/init", `{"value":{"binary":true,"code":"`+base64.StdEncoding.EncodeToString(b.Bytes())+`"}}`, 200, "OK")
	want(t, a, "/run", `{}`, 200, `{}`)
}

func TestSDKJoinsTheStreams(t *testing.T) {
	for script, answer := range map[string]string{
		`echo "$1"`:                      `{"a":"é"}`,
		`printf '{'; echo '"b":2}' >&2`:  `{"b":2}`,
		`echo "$1"; echo noise >&2`:      ``,
		`echo noise; echo "$1"`:          ``,
		`echo 7`:                         ``,
		`echo "$1"; exit 1`:              `{"a":"é"}`,
		`echo "{\"n\":\"$__OW_THING\"}"`: `{"n":""}`,
	} {
		a := newAction(t, script)
		s := &SDK{Exec: a.exec()}
		want(t, s, "/init", `{}`, 200, ``)
		if answer == "" {
			want(t, s, "/run", `{"value":{"a":"é"}}`, 502, failed("result must be of type object but has type undefined"))
		} else {
			want(t, s, "/run", `{"value":{"a":"é"},"thing":"x"}`, 200, answer)
		}
	}
}

func TestDumps(t *testing.T) {
	for text, want := range map[string]string{
		`{ "a" :1.50,"b":[true , null]}`: `{"a": 1.50, "b": [true, null]}`,
		`["❄","😀","a\/b\u0001\"\\",","]`: `["\u2744", "\ud83d\ude00", "a/b\u0001\"\\", ","]`,
		`"\t\r\n\b\f"`:                   `"\t\r\n\b\f"`,
	} {
		if got := dumps([]byte(text)); got != want {
			t.Errorf("%s: got %s, want %s", text, got, want)
		}
	}
}
