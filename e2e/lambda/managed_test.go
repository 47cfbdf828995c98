package lambda

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/owgen/owgen/internal/ways/runtimeapi"
)

func TestAWS22EventsAtOnce(t *testing.T) {
	for _, n := range []int{4, 8} {
		api := runtimeapi.New(t)
		p := start(t, many, api, "_HANDLER=Meet", fmt.Sprint("AWS_LAMBDA_MAX_CONCURRENCY=", n))
		conns := map[int]bool{}
		for range n {
			conns[receive(t, "next", api.Next)] = true
		}
		if len(conns) != n {
			t.Errorf("%d loops over %d connections", n, len(conns))
		}
		dir := t.TempDir()
		var answers []<-chan *runtimeapi.Request
		for k := range n {
			file := filepath.Join(dir, fmt.Sprint(k))
			answers = append(answers, api.Send(&runtimeapi.Event{
				ID: fmt.Sprint("id-", k), Body: document(map[string]string{"file": file}), Head: []string{fmt.Sprint("Lambda-Runtime-Invocation-Id: inv-", k)},
			}))
		}
		for k := range n {
			p.awaitLog("waiting for " + filepath.Join(dir, fmt.Sprint(k)))
		}
		if len(api.Next) > 0 {
			t.Error("more was asked for than may run")
		}
		for k := n - 1; k >= 0; k-- {
			file := filepath.Join(dir, fmt.Sprint(k))
			touch(t, file)
			r := receive(t, "answer", answers[k])
			want(t, "result", string(r.Body), `{"Met":"`+file+`"}`)
			want(t, "invocation", r.Line+" "+r.Get("Lambda-Runtime-Invocation-Id"), fmt.Sprintf("POST /2018-06-01/runtime/invocation/id-%d/response inv-%d", k, k))
		}
	}
	for _, n := range []string{"1", "0", "-1", "x"} {
		api := runtimeapi.New(t)
		p := start(t, many, api, "_HANDLER=Meet", "AWS_LAMBDA_MAX_CONCURRENCY="+n)
		p.invoke(`{}`)
		p.invoke(`{}`)
		for range 3 {
			if conn := receive(t, "next", api.Next); conn != 1 {
				t.Errorf("%s: connection %d", n, conn)
			}
		}
	}
}

func TestAWS22PanicsOfManyAtOnce(t *testing.T) {
	api := runtimeapi.New(t)
	p := start(t, many, api, "_HANDLER=Fail", "AWS_LAMBDA_MAX_CONCURRENCY=8", "AWS_LAMBDA_LOG_FORMAT=JSON")
	var answers []<-chan *runtimeapi.Request
	for k := range 200 {
		answers = append(answers, api.Send(&runtimeapi.Event{
			ID: fmt.Sprint("id-", k), Body: document(map[string]string{"how": []string{"panic", "vanish", "plain", ""}[k%4], "text": fmt.Sprint("t", k)}),
		}))
	}
	for k, c := range answers {
		r := receive(t, "answer", c)
		text := []string{"The action panicked", "The action ended its goroutine", fmt.Sprintf(`"t%d"`, k), "{}"}[k%4]
		if !strings.HasPrefix(r.Line, fmt.Sprintf("POST /2018-06-01/runtime/invocation/id-%d/", k)) || !strings.Contains(string(r.Body), text) {
			t.Errorf("%d: %s %s", k, r.Line, r.Body)
		}
	}
	if log := p.log(); strings.Count(log, "\n") != 150 || strings.Count(log, "goroutine ") < 50 {
		t.Errorf("%d lines of log", strings.Count(log, "\n"))
	}
}

// Where the API is lost, the calls that are running are still made, and then the process ends.
func TestAWS22ALostAPIEndsAllLoops(t *testing.T) {
	api := runtimeapi.New(t)
	p := start(t, many, api, "_HANDLER=Meet", "AWS_LAMBDA_MAX_CONCURRENCY=4")
	for range 4 {
		receive(t, "next", api.Next)
	}
	file := filepath.Join(t.TempDir(), "file")
	done := api.Send(&runtimeapi.Event{ID: "slow", Body: document(map[string]string{"file": file})})
	p.awaitLog("waiting for")
	api.Send(&runtimeapi.Event{ID: "bad", Send: raw("HTTP/1.1 500 X\r\nContent-Length: 2\r\n\r\n{}")})
	p.awaitLog("status 500")
	touch(t, file)
	want(t, "the other one", string(receive(t, "answer", done).Body), `{"Met":"`+file+`"}`)
	if code := p.exit(); code != 1 {
		t.Errorf("exit code %d", code)
	}
}

func TestAWS22AHandlerThatHangsDoesNotKeepTheProcess(t *testing.T) {
	api := runtimeapi.New(t)
	p := start(t, many, api, "_HANDLER=Meet", "AWS_LAMBDA_MAX_CONCURRENCY=2")
	for range 2 {
		receive(t, "next", api.Next)
	}
	api.Send(&runtimeapi.Event{ID: "slow", Body: document(map[string]string{"file": "/nowhere/at/all"})})
	p.awaitLog("waiting for")
	api.Close()
	if code := p.exit(); code != 1 {
		t.Errorf("exit code %d", code)
	}
}
