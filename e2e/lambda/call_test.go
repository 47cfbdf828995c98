package lambda

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/owgen/owgen/internal/ways/runtimeapi"
)

func TestAWS9PayloadsAreParams(t *testing.T) {
	p := start(t, many, runtimeapi.New(t), "_HANDLER=Plain")
	for payload, result := range map[string]string{
		"":                         `{"name":"","tags":null,"n":0}`,
		" \r\n\t":                  `{"name":"","tags":null,"n":0}`,
		`{"name":"ä","other":[]}`:  `{"name":"ä","tags":null,"n":0}`,
		`{"tags":["a","b"],"n":3}`: `{"name":"","tags":["a","b"],"n":3}`,
	} {
		want(t, payload, p.result(p.invoke(payload)), result)
	}
	for payload, failure := range map[string]string{
		`{"n":"x"}`: `{"errorMessage":"params.n: expected number, got string at offset 5","errorType":"ParamsError"}`,
		`{"n":`:     `{"errorMessage":"params.n: expected number, got end of input at offset 5","errorType":"ParamsError"}`,
		`<html>`:    `{"errorMessage":"expected JSON, got HTML","errorType":"ParamsError"}`,
	} {
		want(t, payload, p.failure(p.invoke(payload)), failure)
	}
	echo := start(t, many, runtimeapi.New(t), "_HANDLER=Echo")
	for _, payload := range []string{`[1,"a",null]`, `{"b":1,"a":{"c":[]}}`, `{"text":"` + strings.Repeat("x", 6<<20-12) + `"}`} {
		if got := echo.result(echo.invoke(payload)); got != payload {
			t.Errorf("%.100s: %.100s", payload, got)
		}
	}
	want(t, "nothing", echo.result(echo.invoke("")), "{}")
}

// What one large event needed is not kept for the next ones.
func TestAWS9LargeEventsAreNotKept(t *testing.T) {
	p := start(t, many, runtimeapi.New(t), "_HANDLER=Echo", "GODEBUG=madvdontneed=1", "GOGC=20")
	p.result(p.invoke(`{"text":"` + strings.Repeat("x", 6<<20-12) + `"}`))
	kB := 0
	for late := time.Now().Add(patience); time.Now().Before(late); { // the runtime of Go gives memory back when it has time
		for range 200 {
			p.result(p.invoke(`{"text":"` + strings.Repeat("x", 20<<10) + `"}`))
		}
		if kB = residentKB(t, p.cmd.Process.Pid); kB <= 24<<10 {
			return
		}
	}
	t.Errorf("%d kB are resident", kB)
}

type facts struct {
	ID, Action, Version, Platform, Handler, LogID string
	FunctionARN, TraceID, ClientContext           string
	CognitoIdentityID, CognitoIdentityPoolID      string
	TenantID, TraceParent, Trace, Header          string
	Deadline, Ends                                int64
}

func (p *process) tell(id, payload string, head ...string) (f facts) {
	p.t.Helper()
	text := p.result(p.event(&runtimeapi.Event{ID: id, Body: payload, Head: head}))
	if err := json.Unmarshal([]byte(text), &f); err != nil {
		p.t.Fatal(err)
	}
	return f
}

const xray = "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1"

func TestAWS10TheActivation(t *testing.T) {
	p := start(t, many, runtimeapi.New(t), "_HANDLER=Tell", "AWS_LAMBDA_FUNCTION_NAME=shop", "AWS_LAMBDA_FUNCTION_VERSION=7")
	got := p.tell("r-1", `{"Field":"lambda-runtime-aws-tenant-id"}`,
		"Lambda-Runtime-Invoked-Function-Arn: arn:aws:lambda:eu-west-1:1:function:shop:live", "Lambda-Runtime-Trace-Id: "+xray,
		`Lambda-Runtime-Client-Context: {"client":{"app_title":"x"}}`, "lambda-RUNTIME-aws-tenant-id: blue",
		`Lambda-Runtime-Cognito-Identity: {"cognitoIdentityId":"i","cognitoIdentityPoolId":"p"}`)
	if want := (facts{ID: "r-1", Action: "shop", Version: "7", Platform: "lambda", Handler: "Tell", LogID: "r-1",
		FunctionARN: "arn:aws:lambda:eu-west-1:1:function:shop:live", TraceID: xray, ClientContext: `{"client":{"app_title":"x"}}`,
		CognitoIdentityID: "i", CognitoIdentityPoolID: "p", TenantID: "blue", Header: "blue", Trace: xray,
		TraceParent: "00-5759e988bd862e3fe1be46a994272793-53995c3f42cd8ad8-01"}); got != want {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
	for _, head := range []string{
		"Lambda-Runtime-Client-Context: {", "Lambda-Runtime-Cognito-Identity: nothing", `Lambda-Runtime-Cognito-Identity: {"cognitoIdentityId":`,
		"Lambda-Runtime-Trace-Id: x", "Lambda-Runtime-Deadline-Ms: soon", "Lambda-Runtime-Cognito-Identity: []",
	} {
		got := p.tell("r-2", `{}`, head)
		got.Trace, got.TraceID = "", ""
		if want := (facts{ID: "r-2", Action: "shop", Version: "7", Platform: "lambda", Handler: "Tell", LogID: "r-2"}); got != want {
			t.Errorf("%s: %+v", head, got)
		}
	}
}

func TestAWS11Deadlines(t *testing.T) {
	p := start(t, many, runtimeapi.New(t), "_HANDLER=Tell")
	for left, margin := range map[time.Duration]time.Duration{time.Hour: 50 * time.Millisecond, 5 * time.Second: 50 * time.Millisecond} {
		deadline := time.Now().Add(left).UnixMilli()
		f := p.tell("d", `{}`, fmt.Sprintf("Lambda-Runtime-Deadline-Ms: %d", deadline))
		if f.Deadline != deadline || f.Ends != deadline-margin.Milliseconds() {
			t.Errorf("%v: deadline %d, ends %d, want %d", left, f.Deadline, f.Ends, deadline)
		}
	}
	deadline := time.Now().Add(200 * time.Millisecond).UnixMilli()
	if f := p.tell("d", `{}`, fmt.Sprintf("Lambda-Runtime-Deadline-Ms: %d", deadline)); f.Deadline != deadline || f.Ends <= deadline-50 || f.Ends > deadline {
		t.Errorf("with little left: deadline %d, ends %d, want %d", f.Deadline, f.Ends, deadline)
	}
	for _, text := range []string{"600000", "0", "-1", "x", "978307199999"} {
		if f := p.tell("d", `{}`, "Lambda-Runtime-Deadline-Ms: "+text); f.Deadline != 0 || f.Ends != 0 {
			t.Errorf("%s: deadline %d, ends %d", text, f.Deadline, f.Ends)
		}
	}
	w := start(t, many, runtimeapi.New(t), "_HANDLER=Wait")
	end := time.Now().Add(400 * time.Millisecond)
	want(t, "exceeded", w.failure(w.invoke(`{}`, fmt.Sprintf("Lambda-Runtime-Deadline-Ms: %d", end.UnixMilli()))),
		`{"errorMessage":"context deadline exceeded","errorType":"deadlineExceededError"}`)
}

func TestAWS12TheTraceIsInTheEnvironment(t *testing.T) {
	p := start(t, many, runtimeapi.New(t), "_HANDLER=Tell")
	for _, trace := range []string{xray, "Root=1-other", "", xray, xray, ""} {
		head, want := []string{}, "unset"
		if trace != "" {
			head, want = append(head, "Lambda-Runtime-Trace-Id: "+trace), trace
		}
		if f := p.tell("t", `{}`, head...); f.Trace != want || f.TraceID != trace {
			t.Errorf("%q: %q %q", trace, f.Trace, f.TraceID)
		}
	}
	managed := start(t, many, runtimeapi.New(t), "_HANDLER=Tell", "AWS_LAMBDA_MAX_CONCURRENCY=2")
	if f := managed.tell("t", `{}`, "Lambda-Runtime-Trace-Id: "+xray); f.Trace != "unset" || f.TraceID != xray {
		t.Errorf("two at once: %q %q", f.Trace, f.TraceID)
	}
}

// A result is what it is elsewhere.
func TestAWS13Results(t *testing.T) {
	p := start(t, many, runtimeapi.New(t), "_HANDLER=Plain")
	want(t, "escapes", p.result(p.invoke(`{"name":"<a href=\"x\">&\u2028"}`)), `{"name":"\u003ca href=\"x\"\u003e\u0026\u2028","tags":null,"n":0}`)
	web := start(t, many, runtimeapi.New(t), "_HANDLER=Answer")
	want(t, "a response to no request", web.result(web.invoke(`{"status":201,"text":"hi","header":{"Content-Type":["text/plain"]}}`)),
		`{"statusCode":201,"headers":{"Content-Type":"text/plain"},"body":"hi"}`)
	empty := start(t, many, runtimeapi.New(t), "_HANDLER=Count")
	want(t, "a sequence", empty.result(empty.invoke(`{"n":3}`)), `[{"n":1},{"n":2},{"n":3}]`)
	want(t, "an empty one", empty.result(empty.invoke(`{}`)), `[]`)
}

func TestAWS14Errors(t *testing.T) {
	p := start(t, many, runtimeapi.New(t), "_HANDLER=Fail")
	for _, c := range []struct{ how, text, kind, header string }{
		{"plain", "no luck", "errorString", "Function.Error"},
		{"plain", "ü\n\"\u2028", "errorString", "Function.Error"},
		{"wrapped", "no luck", "wrapError", "Function.Error"},
		{"typed", "", "Teapot", "Function.Teapot"},
		{"coded", "no order", "NotFound", "Function.NotFound"},
		{"odd code", "no order", "not_found", "Function.Error"},
	} {
		payload, _ := json.Marshal(map[string]string{"how": c.how, "text": c.text})
		r := p.invoke(string(payload), "Lambda-Runtime-Trace-Id: Root=1-x;Sampled=0")
		var got map[string]string
		if err := json.Unmarshal([]byte(p.failure(r)), &got); err != nil || len(got) != 2 {
			t.Fatalf("%s: %s %v", c.how, r.Body, err)
		}
		message := map[string]string{"wrapped": "while trying: " + c.text, "typed": "I'm a teapot"}[c.how]
		if message == "" {
			message = c.text
		}
		want(t, c.how, got["errorMessage"], message)
		want(t, c.how, got["errorType"], c.kind)
		want(t, c.how, r.Get("Lambda-Runtime-Function-Error-Type"), c.header)
		want(t, c.how, r.Get("Lambda-Runtime-Function-Xray-Error-Cause"), "")
	}
	for _, n := range []int{100_000, 131_000, 400_000, 3_000_000} {
		r := p.invoke(fmt.Sprintf(`{"how":"long","n":%d,"text":"x"}`, n))
		var got map[string]string
		if err := json.Unmarshal([]byte(p.failure(r)), &got); err != nil || len(r.Body) >= 256<<10 || strings.Contains(got["errorMessage"], "\ufffd") || len(got["errorMessage"]) < 60_000 {
			t.Errorf("%d: %d bytes, %d of message, %v", n, len(r.Body), len(got["errorMessage"]), err)
		}
	}
	r := p.invoke(`{"how":"plain","text":"ä😀"}`, "Lambda-Runtime-Trace-Id: "+xray)
	want(t, "cause", r.Get("Lambda-Runtime-Function-Xray-Error-Cause"),
		`{"working_directory":"/var/task","exceptions":[{"type":"errorString","message":"\u00e4\ud83d\ude00","stack":[]}],"paths":[]}`)
	hide := start(t, many, runtimeapi.New(t), "_HANDLER=Fail", "OWGEN_ERRORS=hide")
	want(t, "hidden", hide.failure(hide.invoke(`{"how":"plain","text":"secret"}`)), `{"errorMessage":"internal error","errorType":"errorString"}`)
}

func TestAWS15PanicsAndGoexit(t *testing.T) {
	p := start(t, many, runtimeapi.New(t), "_HANDLER=Fail", "AWS_LAMBDA_LOG_FORMAT=JSON")
	for range 20 {
		r := p.event(&runtimeapi.Event{ID: "p-1", Body: `{"how":"panic","text":"secret"}`})
		want(t, "panic", p.failure(r), `{"errorMessage":"The action panicked. See logs for details.","errorType":"Panic"}`)
		want(t, "panic", r.Get("Lambda-Runtime-Function-Error-Type"), "Function.Panic")
		r = p.invoke(`{"how":"vanish"}`)
		want(t, "Goexit", p.failure(r), `{"errorMessage":"The action ended its goroutine instead of returning.","errorType":"Error"}`)
		want(t, "after it", p.result(p.invoke(`{}`)), `{}`)
	}
	if log := p.log(); strings.Count(log, "\n") != 40 || !strings.Contains(log, `"message":"the action panicked: secret","requestId":"p-1","action":"Fail","stack":"goroutine `) {
		t.Errorf("log %.2000s", log)
	}
}

func TestAWS16CallsAreApart(t *testing.T) {
	p := start(t, many, runtimeapi.New(t), "_HANDLER=Tell")
	p.tell("one", `{"Field":"X-A"}`, "X-A: 1", "Lambda-Runtime-Trace-Id: "+xray, "Lambda-Runtime-Invoked-Function-Arn: a", "Lambda-Runtime-Aws-Tenant-Id: t",
		`Lambda-Runtime-Client-Context: {}`, `Lambda-Runtime-Cognito-Identity: {"cognitoIdentityId":"i"}`,
		fmt.Sprintf("Lambda-Runtime-Deadline-Ms: %d", time.Now().Add(time.Hour).UnixMilli()))
	if got, want := p.tell("two", ``), (facts{ID: "two", Platform: "lambda", Handler: "Tell", LogID: "two", Trace: "unset"}); got != want {
		t.Errorf("%+v", got)
	}
	plain := start(t, many, runtimeapi.New(t), "_HANDLER=Plain")
	plain.invoke(`{"name":"a","tags":["x"],"n":1}`)
	want(t, "params", plain.result(plain.invoke(`{}`)), `{"name":"","tags":null,"n":0}`)
}
