package invoker

import (
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/owgen/owgen/internal/program/programtest"
	"github.com/owgen/owgen/internal/ways/sentinel"
)

func TestRequestsAreTheInvokers(t *testing.T) {
	f := startFake(t, Options{}, ended, response(200, `OK`), response(200, `{}`))
	if _, err := f.Init(Action{Name: "b", Env: map[string]any{"A": 1}}); err != nil {
		t.Fatal(err)
	}
	if _, err := f.Run(`{"a":"❄"}`, map[string]any{"deadline": "123"}); err != nil {
		t.Fatal(err)
	}
	for _, want := range []struct{ path, body string }{
		{"/init", `{"value":{"name":"b","main":"main","binary":false,"env":{"A":1}}}`},
		{"/run", `{"deadline":"123","value":{"a":"❄"}}`},
	} {
		r := <-f.requests
		body, _ := io.ReadAll(r.Body)
		if r.Method != "POST" || r.URL.Path != want.path || string(body) != want.body || r.ContentLength != int64(len(body)) {
			t.Errorf("%s %s %s", r.Method, r.URL.Path, body)
		}
		if r.Header.Get("Content-Type") != "application/json" || r.Header.Get("Accept") != "application/json" {
			t.Errorf("header %v", r.Header)
		}
	}
}

func TestLogsEndWithTheSentinels(t *testing.T) {
	f := startFake(t, Options{}, ended, response(200, `{}`), response(200, `{}`))
	for range 2 {
		if a := f.run(t); a.Stdout != "out\n" || a.Stderr != "err\n" || !a.Kept {
			t.Errorf("%+v", a)
		}
	}
	stdout, stderr, err := f.Text()
	if stdout != ended.stdout+ended.stdout || stderr != ended.stderr+ended.stderr || err != nil {
		t.Errorf("%q, %q, %v", stdout, stderr, err)
	}
}

func TestLogsWithoutSentinelsCostTheContainer(t *testing.T) {
	for _, p := range []prints{{}, {"out\n", "err\n"}, {"out\n", ended.stderr}, {sentinel.Text, "unfinished"}} {
		f := startFake(t, Options{}, p, response(200, `{}`))
		a := f.run(t)
		if a.Status != Success || a.Kept || !f.ice.killed || !strings.HasSuffix(a.Stderr, textNoLogs+"\n") {
			t.Errorf("%q: %+v", p, a)
		}
		f = startFake(t, Options{Blackbox: true}, p, response(200, `{}`))
		if a := f.run(t); !a.Kept || strings.Contains(a.Stderr, textNoLogs) {
			t.Errorf("blackbox, %q: %+v", p, a)
		}
	}
}

func TestLogsOfADeveloperErrorMayBeMissing(t *testing.T) {
	f := startFake(t, Options{}, prints{stderr: "oh\n"}, response(502, `{}`))
	if a := f.run(t); a.Stderr != "oh\n"+textMaybeLogs+"\n" {
		t.Errorf("%+v", a)
	}
}

// A line that the program did not end is joined by the sentinel, and the collector drops both.
func TestSentinelTakesItsWholeLine(t *testing.T) {
	f := startFake(t, Options{}, prints{"kept\nlost" + sentinel.Line, sentinel.Line}, response(200, `{}`))
	if a := f.run(t); a.Stdout != "kept\n" || !a.Kept {
		t.Errorf("%+v", a)
	}
}

func TestContainerIsFrozenBetweenRequests(t *testing.T) {
	f := startFake(t, Options{}, ended, response(200, `OK`), response(200, `{}`))
	f.Init(Action{})
	f.run(t)
	if f.ice != (ice{frozen: 2, thawed: 2}) {
		t.Errorf("%+v", f.ice)
	}
	f = startFake(t, Options{Awake: true}, ended, response(200, `{}`))
	if f.run(t); f.ice != (ice{}) {
		t.Errorf("awake: %+v", f.ice)
	}
}

func TestInitWaitsForTheListener(t *testing.T) {
	f := startFake(t, Options{}, ended)
	f.requests = make(chan *http.Request, 1)
	f.client.address = (&net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: programtest.Port(t)}).String()
	time.AfterFunc(120*time.Millisecond, func() { // after two attempts
		l, err := net.Listen("tcp", f.client.address)
		if err != nil {
			t.Error(err)
			return
		}
		defer l.Close()
		if conn, err := l.Accept(); err == nil {
			f.serve(conn, ended, response(200, "OK"))
		}
	})
	if a, err := f.Init(Action{}); err != nil || !a.Kept {
		t.Errorf("%+v, %v", a, err)
	}
}
