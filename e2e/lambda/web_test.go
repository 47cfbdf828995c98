package lambda

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/owgen/owgen/internal/ways/runtimeapi"
)

// A request is one over HTTP that a gateway makes an event of.
type request struct {
	method, path, query string
	header              [][2]string
	body                string
	binary              bool
}

// The gateways, by what they make of a request. (aws/aws-lambda-go: events/)
var gateways = map[string]func(request) string{
	"url": func(r request) string {
		header, cookies := map[string]string{}, []string{}
		for _, h := range r.header {
			name := strings.ToLower(h[0])
			if name == "cookie" {
				cookies = append(cookies, strings.Split(h[1], "; ")...)
			} else if header[name] != "" {
				header[name] += "," + h[1]
			} else {
				header[name] = h[1]
			}
		}
		return document(map[string]any{
			"version": "2.0", "routeKey": "$default", "rawPath": r.path, "rawQueryString": r.query, "cookies": cookies, "headers": header,
			"requestContext": map[string]any{"accountId": "1", "http": map[string]string{"method": r.method, "path": r.path, "protocol": "HTTP/1.1"}, "stage": "$default"},
			"body":           r.encoded(), "isBase64Encoded": r.binary,
		})
	},
	"rest": func(r request) string {
		return document(map[string]any{
			"resource": "/{proxy+}", "path": r.path, "httpMethod": r.method, "headers": r.last(), "multiValueHeaders": r.all(),
			"queryStringParameters": nil, "multiValueQueryStringParameters": r.parameters(true), "pathParameters": nil,
			"requestContext": map[string]any{"resourcePath": "/{proxy+}", "httpMethod": r.method, "stage": "prod"},
			"body":           nullable(r.encoded()), "isBase64Encoded": r.binary,
		})
	},
	"alb": func(r request) string {
		single := map[string]string{}
		for name, values := range r.parameters(false) {
			single[name] = values[len(values)-1]
		}
		return document(map[string]any{
			"requestContext": map[string]any{"elb": map[string]string{"targetGroupArn": "arn:x"}}, "httpMethod": r.method, "path": r.path,
			"queryStringParameters": single, "headers": r.last(), "body": r.encoded(), "isBase64Encoded": r.binary,
		})
	},
	"albmulti": func(r request) string {
		return document(map[string]any{
			"requestContext": map[string]any{"elb": map[string]string{"targetGroupArn": "arn:x"}}, "httpMethod": r.method, "path": r.path,
			"multiValueQueryStringParameters": r.parameters(false), "multiValueHeaders": r.all(), "body": r.encoded(), "isBase64Encoded": r.binary,
		})
	},
}

func document(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return string(b)
}

func nullable(s string) any {
	if s == "" {
		return nil
	}
	return s
}

func (r request) encoded() string {
	if r.binary {
		return base64.StdEncoding.EncodeToString([]byte(r.body))
	}
	return r.body
}

func (r request) last() map[string]string {
	m := map[string]string{}
	for _, h := range r.header {
		m[h[0]] = h[1]
	}
	return m
}

func (r request) all() map[string][]string {
	m := map[string][]string{}
	for _, h := range r.header {
		m[h[0]] = append(m[h[0]], h[1])
	}
	return m
}

// parameters are those of a query that is simple enough.
func (r request) parameters(decoded bool) map[string][]string {
	if r.query == "" {
		return nil
	}
	m := map[string][]string{}
	for pair := range strings.SplitSeq(r.query, "&") {
		name, value, _ := strings.Cut(pair, "=")
		if decoded {
			name, value = strings.NewReplacer("%20", " ", "%26", "&", "+", " ").Replace(name), strings.NewReplacer("%20", " ", "%26", "&", "+", " ").Replace(value)
		}
		m[name] = append(m[name], value)
	}
	return m
}

// An answer is what a gateway reads.
type answer struct {
	StatusCode        int
	StatusDescription string
	Headers           map[string]string
	MultiValueHeaders map[string][]string
	Cookies           []string
	Body              string
	IsBase64Encoded   bool
}

func (p *process) web(via string, r request) (a answer) {
	p.t.Helper()
	text := p.result(p.invoke(gateways[via](r)))
	d := json.NewDecoder(strings.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(&a); err != nil {
		p.t.Fatalf("%s: %v", text, err)
	}
	multi := via == "rest" || via == "albmulti"
	if (a.MultiValueHeaders != nil) != multi || (a.Headers != nil) == multi || (a.StatusDescription != "") != strings.HasPrefix(via, "alb") ||
		a.Cookies != nil && via != "url" || !strings.Contains(text, `"isBase64Encoded":`) || !strings.Contains(text, `"body":"`) {
		p.t.Errorf("%s: %s", via, text)
	}
	if a.IsBase64Encoded {
		b, err := base64.StdEncoding.DecodeString(a.Body)
		if err != nil {
			p.t.Error(err)
		}
		a.Body = string(b)
	}
	return a
}

// lines returns the values of a field.
func (a *answer) lines(name string) []string {
	if value, ok := a.Headers[name]; ok {
		return []string{value}
	}
	return a.MultiValueHeaders[name]
}

type seen struct {
	Method, Path string
	Query        map[string][]string
	Header       map[string][]string
	Body         []byte
}

func TestAWS17RequestsOfAllGateways(t *testing.T) {
	p := start(t, many, runtimeapi.New(t), "_HANDLER=See")
	for via := range gateways {
		a := p.web(via, request{method: "PUT", path: "/a%20b/c", query: "x=1&y=a%20b&x=2&z=%26", body: "ä\x00", binary: true, header: [][2]string{
			{"Host", "shop.example"}, {"X-One", "1"}, {"Cookie", "a=1; b=2"}, {"X-Two", "2"},
		}})
		var s seen
		if err := json.Unmarshal([]byte(a.Body), &s); err != nil {
			t.Fatal(err)
		}
		x := "[1 2]"
		if via == "alb" {
			x = "[2]" // all that the load balancer passes on
		}
		if s.Method != "PUT" || s.Path != "/a b/c" || fmt.Sprint(s.Query) != "map[x:"+x+" y:[a b] z:[&]]" || string(s.Body) != "ä\x00" ||
			fmt.Sprint(s.Header) != "map[Cookie:[a=1; b=2] Host:[shop.example] X-One:[1] X-Two:[2]]" {
			t.Errorf("%s: %+v", via, s)
		}
		want(t, via, fmt.Sprint(a.StatusCode, a.lines("Content-Type")), "200 [application/json]")
		a = p.web(via, request{method: "GET", path: "/", body: ""})
		want(t, via, a.Body, `{"Method":"GET","Path":"/","Query":null,"Header":{},"Body":null}`)
	}
	for via, text := range map[string]string{ // lines apart, where the gateway keeps them
		"rest": "[1 2]", "albmulti": "[1 2]", "url": "[1,2]", "alb": "[2]",
	} {
		var s seen
		a := p.web(via, request{method: "GET", path: "/", header: [][2]string{{"X-One", "1"}, {"X-One", "2"}}})
		json.Unmarshal([]byte(a.Body), &s)
		want(t, via, fmt.Sprint(s.Header["X-One"]), text)
	}
}

func TestAWS17PlainHandlersGetBodyAndQuery(t *testing.T) {
	p := start(t, many, runtimeapi.New(t), "_HANDLER=Plain")
	for via := range gateways {
		json := [][2]string{{"Content-Type", "application/json"}}
		form := [][2]string{{"content-type", "application/x-www-form-urlencoded"}}
		for _, c := range []struct {
			r      request
			status int
			body   string
		}{
			{request{method: "POST", path: "/", query: "n=3&name=x", body: `{"name":"Ada"}`, header: json}, 200, `{"name":"Ada","tags":null,"n":3}`},
			{request{method: "POST", path: "/", body: `{"name":"Ada"}`, binary: true}, 200, `{"name":"Ada","tags":null,"n":0}`},
			{request{method: "POST", path: "/", body: "name=A+B&n=4", header: form}, 200, `{"name":"A B","tags":null,"n":4}`},
			{request{method: "GET", path: "/x", query: "name=a%20b"}, 200, `{"name":"a b","tags":null,"n":0}`},
			{request{method: "GET", path: "/", body: "{}"}, 400, `{"error":"GET has no body here; use POST"}`},
			{request{method: "DELETE", path: "/"}, 405, `{"error":"use GET, POST"}`},
			{request{method: "GET", path: "/favicon.ico"}, 404, `{"error":"there is nothing at /favicon.ico"}`},
		} {
			a := p.web(via, c.r)
			if a.StatusCode != c.status || a.Body != c.body {
				t.Errorf("%s %+v: %d %s", via, c.r, a.StatusCode, a.Body)
			}
			if c.status == 405 {
				want(t, via+" Allow", fmt.Sprint(a.lines("Allow")), "[GET, POST]")
			}
		}
		r := request{method: "POST", path: "/", body: "!", binary: true}
		event := strings.Replace(gateways[via](r), r.encoded(), "!", 1)
		if got := p.result(p.invoke(event)); !strings.Contains(got, `"statusCode":400`) || !strings.Contains(got, "the body is not base64") {
			t.Errorf("%s: %s", via, got)
		}
	}
}

// These events have some of what requests have.
func TestAWS17OtherEventsAreParams(t *testing.T) {
	p := start(t, many, runtimeapi.New(t), "_HANDLER=Echo")
	for _, event := range []string{
		`{"Records":[{"eventSource":"aws:sqs","body":"{\"requestContext\":{\"http\":1}}"}]}`,
		`{"requestContext":{"connectionId":"x","routeKey":"$connect"},"headers":{},"isBase64Encoded":false}`,
		`{"resource":"/","path":"/","httpMethod":"GET","requestContext":{"connectionId":"x","eventType":"CONNECT"},"headers":{}}`,
		`{"type":"REQUEST","methodArn":"arn","resource":"/","path":"/","httpMethod":"GET","headers":{},"requestContext":{"stage":"x"}}`,
		`{"version":"2.0","type":"REQUEST","routeArn":"arn","rawPath":"/","requestContext":{"http":{"method":"GET"}}}`,
		`{"version":"1.0","type":"REQUEST","methodArn":"arn","resource":"/","path":"/","httpMethod":"GET","requestContext":{}}`,
		`{"type":"TOKEN","methodArn":"arn","authorizationToken":"x"}`,
		`{"source":"aws.events","detail-type":"Scheduled Event","detail":{}}`,
		`{"version":"2.0","requestContext":null}`,
		`{"version":"2.0","requestContext":{"http":null}}`,
		`{"version":"2.1","requestContext":{"http":{"method":"GET"}}}`,
		`{"requestContext":{"elb":{}},"path":"/"}`,
		`{"raw_path":"/","method":"GET","headers":{},"query_string_parameters":{}}`,
		`{"nested":{"version":"2.0","requestContext":{"http":{"method":"GET"}}}}`,
		`{"version":"2.0","requestContext":"http"}`,
		`["requestContext"]`, `{"requestContext":[]}`,
	} {
		want(t, "event", p.result(p.invoke(event)), event)
	}
	if got := p.failure(p.invoke(`{"version":"2.0","requestContext":{"http":`)); !strings.Contains(got, "ParamsError") {
		t.Errorf("%s", got)
	}
	e := start(t, many, runtimeapi.New(t), "_HANDLER=Event")
	want(t, "a handler of the event itself", e.result(e.invoke(gateways["rest"](request{method: "GET", path: "/"}))),
		`{"context":{"httpMethod":"GET","resourcePath":"/{proxy+}","stage":"prod"},"method":"GET"}`)
}

func TestAWS18Answers(t *testing.T) {
	p := start(t, many, runtimeapi.New(t), "_HANDLER=Answer")
	for via := range gateways {
		a := p.web(via, order(`{"status":201,"text":"häi <&>","header":{"Content-Type":["text/plain"],"x-a":["1","2"],"Set-Cookie":["a=1","b=2"],"Content-Length":["9"]}}`))
		if a.StatusCode != 201 || a.Body != "häi <&>" || a.IsBase64Encoded {
			t.Errorf("%s: %+v", via, a)
		}
		text := map[string]string{
			"url": "[text/plain] [1, 2] [] [a=1 b=2]", "rest": "[text/plain] [1 2] [a=1 b=2] []",
			"alb": "[text/plain] [1, 2] [a=1] []", "albmulti": "[text/plain] [1 2] [a=1 b=2] []",
		}[via]
		want(t, via, fmt.Sprint(a.lines("Content-Type"), a.lines("X-A"), a.lines("Set-Cookie"), a.Cookies), text)
		if strings.HasPrefix(via, "alb") {
			want(t, via, a.StatusDescription, "201 Created")
		}
		a = p.web(via, order(`{"bytes":"iVBORw0KGgoA/w=="}`))
		if a.Body != "\x89PNG\r\n\x1a\n\x00\xff" || !a.IsBase64Encoded || fmt.Sprint(a.lines("Content-Type")) != "[application/octet-stream]" {
			t.Errorf("%s: %+v", via, a)
		}
		a = p.web(via, order(`{"status":204}`))
		if a.StatusCode != 204 || a.Body != "" || len(a.lines("Content-Type")) > 0 {
			t.Errorf("%s: %+v", via, a)
		}
		r := order(`{"text":"x"}`)
		r.method = "HEAD"
		if a = p.web(via, r); a.StatusCode != 200 || a.Body != "" {
			t.Errorf("%s: %+v", via, a)
		}
	}
	if log := p.log(); strings.Count(log, "\n") != 1 || !strings.Contains(log, "lambda.multi_value_headers.enabled") {
		t.Errorf("log %s", log)
	}
}

func order(body string) request { return request{method: "POST", path: "/", body: body} }

func TestAWS19ErrorsOfWebEventsAreAnswers(t *testing.T) {
	p := start(t, many, runtimeapi.New(t), "_HANDLER=Answer")
	for via := range gateways {
		for _, c := range []struct {
			order  string
			status int
			body   string
		}{
			{`{"error":"coded"}`, 422, `{"error":{"message":"on order","code":"bad"}}`},
			{`{"error":"no luck"}`, 500, `{"error":"no luck"}`},
			{`{"status":"x"}`, 400, `{"error":"params.status: expected number, got string at offset 10"}`},
			{`{"status":700}`, 500, `{"error":"the handler answered with status 700; want 200 to 599"}`},
		} {
			a := p.web(via, order(c.order))
			if a.StatusCode != c.status || a.Body != c.body || fmt.Sprint(a.lines("Content-Type")) != "[application/json]" {
				t.Errorf("%s %s: %+v", via, c.order, a)
			}
		}
		r := p.invoke(gateways[via](order(`{"error":"panic"}`)))
		want(t, via, p.failure(r), `{"errorMessage":"The action panicked. See logs for details.","errorType":"Panic"}`)
		want(t, via, r.Get("Lambda-Runtime-Function-Error-Type"), "Function.Panic")
	}
}
