package lambda

import (
	"encoding/base64"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/owgen/owgen/internal/ways/runtimeapi"
)

// A value is posted before the handler makes the next one.
func TestAWS20ItemsArePostedAsTheyCome(t *testing.T) {
	p := start(t, many, runtimeapi.New(t), "_HANDLER=Count", "OWGEN_INVOKE_MODE=stream")
	dir := t.TempDir()
	var files []string
	for k := range 4 {
		files = append(files, filepath.Join(dir, fmt.Sprint(k)))
	}
	touch(t, files[0])
	r := p.event(&runtimeapi.Event{Body: document(map[string]any{"n": 4, "files": files}), OnChunk: func(k int) {
		if k < len(files) {
			touch(t, files[k])
		}
	}})
	if chunks := []string{"{\"n\":1}\n", "{\"n\":2}\n", "{\"n\":3}\n", "{\"n\":4}\n"}; !slices.Equal(r.Chunks, chunks) || len(r.Trailer) > 0 {
		t.Errorf("%q %q", r.Chunks, r.Trailer)
	}
	head := []string{
		"Host: " + p.api.Addr, "User-Agent: owgen/devel", "Content-Type: application/x-ndjson", "Lambda-Runtime-Function-Response-Mode: streaming",
		"Trailer: Lambda-Runtime-Function-Error-Type, Lambda-Runtime-Function-Error-Body", "Transfer-Encoding: chunked",
	}
	if !slices.Equal(r.Head, head) {
		t.Errorf("head %q", r.Head)
	}
	if r := p.invoke(`{"n":2}`); r.Conn != 1 || string(r.Body) != "{\"n\":1}\n{\"n\":2}\n" {
		t.Errorf("%d %q", r.Conn, r.Body)
	}
	if r := p.invoke(`{}`); string(r.Body) != "" || r.Get("Transfer-Encoding") != "chunked" {
		t.Errorf("%q %q", r.Head, r.Body)
	}
	want(t, "log", p.log(), "")
}

const prelude = "application/vnd.awslambda.http-integration-response"

// webStream returns the prelude and the body of a streamed answer.
func webStream(t *testing.T, r *runtimeapi.Request) (head, body string) {
	t.Helper()
	head, body, ok := strings.Cut(string(r.Body), strings.Repeat("\x00", 8))
	if !ok || r.Get("Content-Type") != prelude || r.Get("Lambda-Runtime-Function-Response-Mode") != "streaming" || len(head) > 16<<10 {
		t.Fatalf("%q %q", r.Head, r.Body)
	}
	return head, body
}

func TestAWS20WebStreamsHaveAPrelude(t *testing.T) {
	p := start(t, many, runtimeapi.New(t), "_HANDLER=Count", "OWGEN_INVOKE_MODE=stream")
	for _, via := range []string{"url", "rest"} {
		for accept, text := range map[string]string{
			"":                  `{"statusCode":200,"headers":{"Content-Type":"application/x-ndjson","Vary":"Accept"}} ` + "{\"n\":1}\n{\"n\":2}\n",
			"application/json":  `{"statusCode":200,"headers":{"Content-Type":"application/json","Vary":"Accept"}} ` + `[{"n":1},{"n":2}]`,
			"text/event-stream": `{"statusCode":200,"headers":{"Content-Type":"text/event-stream","Cache-Control":"no-cache","Vary":"Accept","X-Accel-Buffering":"no"}} ` + "data: {\"n\":1}\n\ndata: {\"n\":2}\n\n",
		} {
			r := request{method: "POST", path: "/", body: `{"n":2}`}
			if accept != "" {
				r.header = [][2]string{{"Accept", accept}}
			}
			head, body := webStream(t, p.invoke(gateways[via](r)))
			want(t, via+" "+accept, head+" "+body, text)
		}
		head, body := webStream(t, p.invoke(gateways[via](order(`{"n":"x"}`))))
		want(t, "error before it", head+" "+body, `{"statusCode":400,"headers":{"Content-Type":"application/json"}} {"error":"params.n: expected number, got string at offset 5"}`)
	}
	if a := p.web("alb", order(`{"n":2}`)); a.Body != `[{"n":1},{"n":2}]` { // which cannot stream
		t.Errorf("%+v", a)
	}
	read := start(t, many, runtimeapi.New(t), "_HANDLER=Read", "OWGEN_INVOKE_MODE=stream")
	head, body := webStream(t, read.invoke(gateways["url"](order(`{"n":10000}`))))
	want(t, "a reader's head", head, `{"statusCode":201,"headers":{"Content-Type":"text/csv"},"cookies":["a=1","b=2"]}`)
	want(t, "a reader's body", fmt.Sprint(len(body)), "160000")
}

func TestAWS20WithoutTheVariableAnswersAreBuffered(t *testing.T) {
	p := start(t, many, runtimeapi.New(t), "_HANDLER=Count")
	want(t, "plain", p.result(p.invoke(`{"n":2}`)), `[{"n":1},{"n":2}]`)
	for via := range gateways {
		if a := p.web(via, order(`{"n":2}`)); a.Body != `[{"n":1},{"n":2}]` || a.StatusCode != 200 {
			t.Errorf("%s: %+v", via, a)
		}
	}
	one := start(t, many, runtimeapi.New(t), "_HANDLER=Plain", "OWGEN_INVOKE_MODE=stream")
	want(t, "one value", one.result(one.invoke(`{}`)), `{"name":"","tags":null,"n":0}`)
	if a := one.web("url", order(`{}`)); a.Body != `{"name":"","tags":null,"n":0}` {
		t.Errorf("%+v", a)
	}
}

func errorBody(t *testing.T, r *runtimeapi.Request) string {
	t.Helper()
	b, err := base64.StdEncoding.DecodeString(r.Trail("Lambda-Runtime-Function-Error-Body"))
	if err != nil {
		t.Error(err)
	}
	return r.Trail("Lambda-Runtime-Function-Error-Type") + " " + string(b)
}

func TestAWS21ErrorsOfStreams(t *testing.T) {
	p := start(t, many, runtimeapi.New(t), "_HANDLER=Count", "OWGEN_INVOKE_MODE=stream")
	want(t, "before the first value", p.failure(p.invoke(`{"n":3,"failAt":1}`)), `{"errorMessage":"in the middle","errorType":"Halfway"}`)
	r := p.invoke(`{"n":3,"failAt":3}`)
	want(t, "later", string(r.Body), "{\"n\":1}\n{\"n\":2}\n"+`{"error":{"message":"in the middle","code":"Halfway"}}`+"\n")
	want(t, "later", errorBody(t, r), `Function.Halfway {"errorMessage":"in the middle","errorType":"Halfway"}`)
	r = p.invoke(`{"n":3,"failAt":2,"panic":true}`)
	want(t, "a panic", string(r.Body), "{\"n\":1}\n"+`{"error":"The action panicked. See logs for details."}`+"\n")
	want(t, "a panic", errorBody(t, r), `Function.Panic {"errorMessage":"The action panicked. See logs for details.","errorType":"Panic"}`)
	events := [][2]string{{"Accept", "text/event-stream"}}
	head, body := webStream(t, p.invoke(gateways["url"](request{method: "POST", path: "/", body: `{"n":3,"failAt":1}`, header: events})))
	want(t, "web, before the first value", head+" "+body, `{"statusCode":409,"headers":{"Content-Type":"application/json"}} {"error":{"message":"in the middle","code":"Halfway"}}`)
	r = p.invoke(gateways["url"](request{method: "POST", path: "/", body: `{"n":3,"failAt":2}`, header: events}))
	_, body = webStream(t, r)
	want(t, "web, later", body, "data: {\"n\":1}\n\nevent: error\ndata: {\"error\":{\"message\":\"in the middle\",\"code\":\"Halfway\"}}\n\n")
	want(t, "web, later", errorBody(t, r), `Function.Halfway {"errorMessage":"in the middle","errorType":"Halfway"}`)
	want(t, "web, a panic before it", p.failure(p.invoke(gateways["url"](order(`{"n":1,"failAt":1,"panic":true}`)))),
		`{"errorMessage":"The action panicked. See logs for details.","errorType":"Panic"}`)
	want(t, "after all", string(p.invoke(`{"n":1}`).Body), "{\"n\":1}\n")
}

func TestAWS21AnEarlyAnswerStopsTheSequence(t *testing.T) {
	for name, end := range map[string]func(c net.Conn){
		"413": func(c net.Conn) {
			io.WriteString(c, "HTTP/1.1 413 Too Large\r\nContent-Length: 2\r\n\r\n{}")
		},
		"reset": func(c net.Conn) { c.(*net.TCPConn).SetLinger(0) },
	} {
		t.Run(name, func(t *testing.T) {
			api := runtimeapi.New(t)
			p := start(t, many, api, "_HANDLER=Count", "OWGEN_INVOKE_MODE=stream")
			dir := t.TempDir()
			first, second, note := filepath.Join(dir, "1"), filepath.Join(dir, "2"), filepath.Join(dir, "note")
			touch(t, first)
			got := make(chan string, 1)
			p.event(&runtimeapi.Event{
				ID: "early", Body: document(map[string]any{"n": 1_000_000, "files": []string{first, second}, "note": note}),
				Reply: func(c net.Conn, r *runtimeapi.Request, read func() error) bool {
					end(c)
					if name == "reset" {
						c.Close()
					}
					touch(t, second)
					got <- ""
					for { // until the client closes its side
						if _, err := c.Read(make([]byte, 1<<16)); err != nil {
							return false
						}
					}
				},
			})
			<-got
			want(t, "the next one", string(p.invoke(`{"n":1}`).Body), "{\"n\":1}\n")
			text, _ := os.ReadFile(note)
			if !strings.HasPrefix(string(text), "stopped at ") || strings.HasPrefix(string(text), "stopped at 1000000") {
				t.Errorf("the sequence: %q", text)
			}
			if log := p.log(); strings.Count(log, "\n") != 1 || !strings.Contains(log, "requestId=early") {
				t.Errorf("log %s", log)
			}
		})
	}
}
