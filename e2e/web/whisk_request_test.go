package web

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/owgen/owgen/e2e/internal/kinds"
	"github.com/owgen/owgen/internal/ways/controller"
	"github.com/owgen/owgen/internal/ways/invoker"
)

func TestWEB2WEB4WEB5WEB6WebActionsSeeRequests(t *testing.T) {
	for _, action := range []string{"See", "SeePointer", "SeeNothing"} {
		onStages(t, action, func(t *testing.T, w *webAction) {
			s := decode[seen](t, w.call("POST", "/a%20b/c%2Fd?q=1&q=2&x=%2B+&empty", "", "x-one: 1"))
			q := "[1 2]"
			if !w.on.raw {
				q = "[2]" // the platform keeps the last
			}
			if s.Method != "POST" || s.Path != "/a b/c/d" || fmt.Sprint(s.Query["q"]) != q ||
				fmt.Sprintf("%q", s.Query["x"]) != `["+ "]` || fmt.Sprintf("%q", s.Query["empty"]) != `[""]` || len(s.Query) != 3 {
				t.Errorf("saw %+v", s)
			}
			if fmt.Sprint(s.Header["X-One"]) != "[1]" || fmt.Sprint(s.Header["Host"]) != "[h.example]" || len(s.Header) != 2 {
				t.Errorf("saw the header %v", s.Header)
			}
			s = decode[seen](t, w.call("GET", "", ""))
			if s.Method != "GET" || s.Path != "/" || len(s.Query) != 0 || len(s.Body) != 0 {
				t.Errorf("of nothing saw %+v", s)
			}
		})
	}
}

// Of a call that is no web call there is a body and nothing else, whatever its caller writes.
func TestWEB2WEB4PlainActivationsHaveNoHead(t *testing.T) {
	for _, s := range stages[:1] {
		w := s.serve(t, "See")
		for _, value := range []string{`{"http":{"method":"GET","headers":{}}}`, `{"x":{"__ow_method":"get"}}`, `[1]`} {
			var got seen
			if err := json.Unmarshal([]byte(w.activate(value)), &got); err != nil {
				t.Fatal(err)
			}
			if got.Method+got.Path != "" || len(got.Query)+len(got.Header) != 0 || string(got.Body) != value {
				t.Errorf("%s: saw %+v", value, got)
			}
		}
	}
}

func TestWEB7WebActionsSeeAllMethods(t *testing.T) {
	onStages(t, "See", func(t *testing.T, w *webAction) {
		for _, method := range []string{"GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"} {
			a := w.call(method, "/", "")
			if s := decode[seen](t, a); s.Method != method {
				t.Errorf("%s: saw %+v", method, s)
			}
			a.expectHeader(t, "Access-Control-Allow-Origin")
		}
		a := w.call("HEAD", "/", "")
		if a.expect(t, 200, ""); a.header.Get("Content-Length") == "0" {
			t.Error("HEAD: no length")
		}
	})
	onStages(t, "SeeEvent", func(t *testing.T, w *webAction) { w.call("GET", "/", "").expectHeader(t, "Allow", "POST, PUT") })
	onStages(t, "Plain", func(t *testing.T, w *webAction) {
		a := w.call("PUT", "/", "")
		a.expect(t, 405, "{\n  \"error\": \"use GET, POST\"\n}")
		a.expectHeader(t, "Allow", "GET, POST")
	})
}

// allBytes has each value that a byte can have.
func allBytes() string {
	b := make([]byte, 256)
	for i := range b {
		b[i] = byte(i)
	}
	return string(b)
}

func TestWEB9WebActionsGetBodiesAsTheyWereSent(t *testing.T) {
	onStages(t, "Bytes", func(t *testing.T, w *webAction) {
		for _, contentType := range []string{
			"application/octet-stream", "image/png", "image/svg+xml; charset=utf-8", "application/x-ndjson", "multipart/form-data; boundary=x",
			"text/javascript", "application/gzip", "",
		} {
			lines := []string{"Content-Type: " + contentType, "Content-Encoding: gzip"}
			if contentType == "" {
				lines = nil
			}
			w.call("POST", "/?q=1", allBytes(), lines...).expect(t, 200, allBytes())
		}
		for _, contentType := range []string{"text/plain", "text/html; charset=latin1", "application/xml"} {
			w.call("POST", "/", "é<\x00\n", "Content-Type: "+contentType).expect(t, 200, "é<\x00\n")
		}
		w.call("POST", "/", "").expect(t, 200, "")
		w.call("GET", "/?q=1", "").expect(t, 200, "")
	})
	onStages(t, "Bytes", func(t *testing.T, w *webAction) {
		const body, form = "{ \"b\": 1.50, \"a\": [ true ] }", "a=1&a=%20&b"
		json := w.call("POST", "/", body, "Content-Type: application/json")
		sent := w.call("POST", "/", form, "Content-Type: application/x-www-form-urlencoded")
		if w.on.raw {
			json.expect(t, 200, body)
			sent.expect(t, 200, form)
			w.call("POST", "/", allBytes(), "Content-Type: application/json").expect(t, 200, allBytes())
			return
		}
		json.expect(t, 200, `{"a":[true],"b":1.50}`) // the platform has parsed them
		sent.expect(t, 200, `{"a":" ","b":""}`)
		w.call("POST", "/", ` [ 1 ]`, "Content-Type: application/json").expect(t, 200, "[1]")
		w.call("POST", "/", `"a"`, "Content-Type: application/json").expect(t, 200, `"a"`)
	})
}

// In a sequence the first action sees the request, and the last one, which does not, answers it.
func TestWEB19SequencesAnswerAsTheirLastActionSays(t *testing.T) {
	for _, s := range stages[:3] {
		w := s.serve(t, "AnswerText")
		last := w.Run
		w.Run = func(value string) (invoker.Response, error) { // an action of another language
			const order = `{"status":203,"header":{"X-A":["1","2"]},"body":"Zmlyc3Q="}`
			return invoker.Response{Status: invoker.Success, Result: order}, nil
		}
		w.Then = []controller.Way{last}
		a := w.call("GET", "/?name=x", "")
		a.expect(t, 203, "first")
		a.expectHeader(t, "X-A", "1", "2")
		a.expectType(t, "text/plain; charset=UTF-8")
	}
}

// Plain handlers pass their results on, though the first is called by the web and knows of no other. What the last one gives
// is a plain result, which callers get with the extension .json.
func TestWEB21SequencesOfPlainHandlers(t *testing.T) {
	for _, s := range []stage{stages[0], stages[2], stages[6]} {
		w := s.serve(t, "Find")
		w.Then, w.Extension = []controller.Way{w.Run, w.Run}, ".json"
		w.call("GET", "/?page=3&text=a", "").expectJSON(t, 200, `{"page":3,"text":"a"}`)
		w.call("GET", "/?page=secret", "").expectJSON(t, 200,
			`{"statusCode":400,"body":{"error":"params.page: expected number in parameter page"}}`)
	}
}

func TestWEB4WEB10WebActionsTakeParametersInRequests(t *testing.T) {
	onStages(t, "SeeParams", func(t *testing.T, w *webAction) {
		for _, c := range []struct{ method, target, body string }{
			{"GET", "/p?name=x", ""}, {"PUT", "/p?name=y", `{"name":"x"}`}, {"POST", "/p", `{"name":"x"}`},
		} {
			if s := decode[seen](t, w.call(c.method, c.target, c.body, jsonHeader)); s.Method != c.method || s.Path != "/p" || s.Name != "x" {
				t.Errorf("%v: saw %+v", c, s)
			}
		}
	})
}

// Calls at once do not mix, and what a handler keeps of a request stays as it was.
func TestWEB3WEB40WebActionsAtOnce(t *testing.T) {
	const calls = 200
	c := kinds.Process(t, binary, invoker.Options{Concurrent: true, Pooled: true}, "__OW_ALLOW_CONCURRENT=true")
	initialised(t, c, invoker.Action{Name: "web", Main: "Keep"})
	w := &webAction{t: t, Action: controller.Action{Run: controller.Through(c), Raw: true}}
	var all sync.WaitGroup
	for k := range calls {
		all.Go(func() {
			text := strings.Repeat(strconv.Itoa(k)+" ", k+1)
			if a := w.call("POST", "/"+strconv.Itoa(k)+"?k="+strconv.Itoa(k), text, "Content-Type: text/plain"); a.status != 200 || a.body != text {
				t.Errorf("call %d got %d %s", k, a.status, short(a.body))
			}
		})
	}
	all.Wait()
}

func TestWEB40RequestsOfWebActionsMayBeKept(t *testing.T) {
	c := kinds.Process(t, binary, invoker.Options{}, "OWGEN_PLATFORM=openwhisk")
	keep := &webAction{t: t, Action: controller.Action{Run: controller.Through(c), Raw: true}}
	initialised(t, c, invoker.Action{Name: "web", Main: "KeepOrList"})
	for k := range 20 {
		keep.call("POST", "/"+strconv.Itoa(k)+"?k="+strconv.Itoa(k), strings.Repeat(strconv.Itoa(k), 100), "Content-Type: text/plain")
	}
	for k, s := range decode[[]seen](t, keep.call("GET", "/", "")) {
		if text := strconv.Itoa(k); s.Path != "/"+text || fmt.Sprint(s.Query["k"]) != "["+text+"]" || string(s.Body) != strings.Repeat(text, 100) {
			t.Errorf("request %d is now %+v", k, s)
		}
	}
}

// Large bodies pass in both directions, up to what the platform carries.
func TestWEB9WebActionsCarryLargeBodies(t *testing.T) {
	w := stages[1].serve(t, "Bytes")
	body := strings.Repeat(allBytes(), 2500) // 640,000 bytes, 853,336 in base64
	w.call("POST", "/", body, "Content-Type: image/png").expect(t, 200, body)
}
