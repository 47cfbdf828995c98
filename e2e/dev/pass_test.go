package dev

import (
	"bufio"
	"context"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/owgen/owgen/e2e/internal/ci"
)

func TestDEV17AProgramAnswersWhileItIsSent(t *testing.T) {
	d := newDesk(t)
	body, send := io.Pipe()
	r, err := http.NewRequest("PUT", d.URL+"copy?a=%2F", body)
	if err != nil {
		t.Fatal(err)
	}
	go io.WriteString(send, "first ")
	resp, err := http.DefaultTransport.RoundTrip(r)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	if resp.Header.Get("X-Asked") != "PUT /copy" || resp.Header.Get("Owgen-Build") != "1" {
		t.Errorf("the header is %v", resp.Header)
	}
	for _, piece := range []string{"first ", "second", "third."} {
		if piece != "first " {
			io.WriteString(send, piece)
		}
		got := make([]byte, len(piece))
		if _, err := io.ReadFull(resp.Body, got); err != nil || string(got) != piece {
			t.Fatalf("%q comes back as %q (%v)", piece, got, err)
		}
	}
	send.Close()
	if rest, err := io.ReadAll(resp.Body); err != nil || len(rest) > 0 {
		t.Errorf("then comes %q (%v)", rest, err)
	}
}

func TestDEV17AStreamWithoutAnEndComesPieceByPieceAndEndsWithItsCaller(t *testing.T) {
	d := newDesk(t)
	ctx, cancel := context.WithCancel(t.Context())
	r, err := http.NewRequestWithContext(ctx, "POST", d.URL+"count", strings.NewReader(`{}`))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Accept", "text/event-stream")
	resp, err := http.DefaultTransport.RoundTrip(r)
	if err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(resp.Body)
	for lines.Scan() && lines.Text() != `data: {"N":1000}` {
	}
	if lines.Err() != nil {
		t.Errorf("the stream ends with %v", lines.Err())
	}
	cancel()
	resp.Body.Close()
	if got := d.listed(); len(got) > 0 && got[0].Outcome != "cancelled" {
		t.Errorf("the history has %+v", got)
	}
}

func TestDEV17BytesAreWhatTheyAreWithoutOwgenDev(t *testing.T) {
	d := newDesk(t)
	for _, request := range []struct{ method, path, body string }{
		{"POST", "", `{"text":"a"}`}, {"POST", "", `{`}, {"GET", "", ""}, {"HEAD", "copy", ""}, {"DELETE", "copy/x?y=%zz&a;b", ""}, {"OPTIONS", "copy", ""},
		{"POST", "copy", "\x00\xff"}, {"POST", "nothing", "{}"}, {"GET", "_/health", ""}, {"GET", "_/ready", ""}, {"POST", "count.json", "{}"},
	} {
		through, body := d.ask(request.method, d.URL+request.path, request.body, http.Header{"X-A": {"1", "2"}})
		direct, plain := d.ask(request.method, "http://"+d.program()+"/"+request.path, request.body, http.Header{"X-A": {"1", "2"}})
		if body != plain || through.StatusCode != direct.StatusCode || through.ContentLength != direct.ContentLength {
			t.Errorf("%s /%s: %d %q, without owgen dev %d %q", request.method, request.path, through.StatusCode, body, direct.StatusCode, plain)
		}
		through.Header.Del("Owgen-Build")
		for _, h := range []http.Header{through.Header, direct.Header} {
			h.Del("Date")
		}
		if got, want := len(through.Header), len(direct.Header); got != want {
			t.Errorf("%s /%s: the header is %v, without owgen dev %v", request.method, request.path, through.Header, direct.Header)
		}
		for name, values := range direct.Header {
			if strings.Join(through.Header[name], "\n") != strings.Join(values, "\n") {
				t.Errorf("%s /%s: %s is %q, without owgen dev %q", request.method, request.path, name, through.Header[name], values)
			}
		}
	}
}

func TestDEV32TheLogsOfOneCall(t *testing.T) {
	d := newDesk(t)
	d.call(`{"handler":"main","body":"{\"text\":\"before\"}"}`)
	lines := d.call(`{"handler":"main","body":"{\"text\":\"mine\"}"}`)
	var logs, body []string
	for _, l := range lines {
		switch l.Type {
		case "log":
			logs = append(logs, l.Stream+" "+l.Text)
		case "body":
			body = append(body, l.Text)
		}
	}
	end := lines[len(lines)-1]
	if lines[0].Type != "start" || end.Type != "end" || end.Outcome != "ok" || end.Shared || strings.Join(body, "") != `{"text":"mine!"}` {
		t.Errorf("the call says %+v", lines)
	}
	if got := strings.Join(logs, "|"); got != "stdout out: mine|stderr err: mine" && got != "stderr err: mine|stdout out: mine" {
		t.Errorf("its logs are %s", got)
	}
	if _, err := d.Printed(`^out: before\nout: mine\n$`); err != nil {
		t.Error(err)
	}
}

func TestDEV32ClosingACallEndsItInTheFunction(t *testing.T) {
	d := newDesk(t)
	ctx, cancel := context.WithCancel(t.Context())
	r, err := http.NewRequestWithContext(ctx, "POST", d.URL+"_/dev/call", strings.NewReader(`{"handler":"wait","body":"{}"}`))
	if err != nil {
		t.Fatal(err)
	}
	r.Header = http.Header{"Owgen-Token": {d.token}, "Content-Type": {"application/json"}}
	resp, err := http.DefaultTransport.RoundTrip(r)
	if err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(resp.Body)
	for lines.Scan() && !strings.Contains(lines.Text(), "waiting") {
	}
	cancel()
	d.call(`{"handler":"main","body":"{\"text\":\"next\"}"}`) // comes when that one is over
	if got := d.listed(); len(got) != 2 || got[1].Outcome != "cancelled" || got[1].Handler != "wait" {
		t.Errorf("the history has %+v", got)
	}
	if _, err := d.Said("(?m)^given up$"); err != nil {
		t.Error(err)
	}
}

func TestDEV31NothingOfItIsInTheProgram(t *testing.T) {
	d := newDesk(t)
	d.call(`{"handler":"main","body":"{\"text\":\"a\"}"}`) // so that all is generated
	list := exec.Command("go", "list", "-deps", "./cmd/desk")
	list.Dir = d.dir
	out, err := list.CombinedOutput()
	if err != nil || !strings.Contains(string(out), "github.com/owgen/owgen/runtime") {
		t.Fatalf("%s (%v)", out, err)
	}
	for pkg := range strings.FieldsSeq(string(out)) {
		if strings.HasPrefix(pkg, "github.com/owgen/owgen/") && !strings.HasPrefix(pkg, "github.com/owgen/owgen/runtime") || pkg == "net/http" {
			t.Errorf("the program imports %s", pkg)
		}
	}
}

// program returns the address of the program that runs. Only Linux tells.
func (d *desk) program() string {
	d.Helper()
	stats, err := filepath.Glob("/proc/[0-9]*/stat")
	if err != nil || len(stats) == 0 {
		ci.Skip(d.T, "this system does not tell the environment of processes")
	}
	for _, stat := range stats {
		text, _ := os.ReadFile(stat)
		_, fields, _ := strings.Cut(string(text), ") ")
		if f := strings.Fields(fields); len(f) < 2 || f[1] != strconv.Itoa(d.PID()) {
			continue
		}
		environ, _ := os.ReadFile(filepath.Join(filepath.Dir(stat), "environ"))
		for v := range strings.SplitSeq(string(environ), "\x00") {
			if port, ok := strings.CutPrefix(v, "PORT="); ok {
				return "127.0.0.1:" + port
			}
		}
	}
	d.Fatal("owgen dev runs no program")
	return ""
}
