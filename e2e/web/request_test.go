package web

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
)

// A seen is what a handler of the fixture saw.
type seen struct {
	Method, Path, Name string
	Query, Header      map[string][]string
	Body               []byte
}

func TestWEB4WEB5WEB6RequestIsWhatWasSent(t *testing.T) {
	for _, action := range []string{"See", "SeePointer", "SeeNothing"} {
		each(t, action, func(t *testing.T, s *server) {
			got := decode[seen](t, s.call("POST", "/a%20b/%2fc/../?q=1&q=2&x=%2B+&empty", "hi", "x-one: 1", "X-ONE:  2 ", "content-type: text/plain"))
			if got.Method != "POST" || got.Path != "/a b//c/../" {
				t.Errorf("got %s %q", got.Method, got.Path)
			}
			if want := map[string][]string{"q": {"1", "2"}, "x": {"+ "}, "empty": {""}}; !maps.EqualFunc(got.Query, want, slices.Equal) {
				t.Errorf("query %v, want %v", got.Query, want)
			}
			want := map[string][]string{"X-One": {"1", "2"}, "Host": {"h.example"}, "Content-Type": {"text/plain"}, "Content-Length": {"2"}, "Connection": {"close"}}
			if s.on.name == "OpenFaaS" {
				want["X-Call-Id"], want["X-Start-Time"] = []string{"c1"}, []string{"1"}
			}
			if !maps.EqualFunc(got.Header, want, slices.Equal) {
				t.Errorf("header %v, want %v", got.Header, want)
			}
			if action != "SeeNothing" && string(got.Body) != "hi" {
				t.Errorf("body %q", got.Body)
			}
			if got := decode[seen](t, s.call("GET", "/", "")); got.Method != "GET" || got.Path != "/" || got.Query != nil || got.Body != nil {
				t.Errorf("of nothing: %v", got)
			}
			if got := decode[seen](t, s.call("GET", "http://other.example", "")); got.Path != "/" || got.Header["Host"][0] != "other.example" {
				t.Errorf("of an absolute target: %v", got)
			}
		})
	}
}

func TestWEB5QueriesThatAreNone(t *testing.T) {
	each(t, "See", func(t *testing.T, s *server) {
		for query, want := range map[string]string{
			"a=%zz":                            `{"error":"the query has a percent sign without two hexadecimal digits after it; write it as %25"}`,
			"a;b":                              `{"error":"the query has a semicolon in it; write it as %3B"}`,
			strings.Repeat("a&", 10_000) + "a": `{"error":"the query has more than 10000 parameters"}`,
		} {
			s.call("GET", "/?"+query, "").expect(t, 400, want)
		}
		if got := decode[seen](t, s.call("GET", "/?"+strings.Repeat("a&", 9_999)+"a", "")); len(got.Query["a"]) != 10_000 {
			t.Errorf("%d parameters", len(got.Query["a"]))
		}
	})
	each(t, "Bytes", func(t *testing.T, s *server) {
		s.call("POST", "/?a=%zz", "x").expect(t, 200, "x") // which reads no query
	})
}

func TestWEB7Methods(t *testing.T) {
	each(t, "See", func(t *testing.T, s *server) {
		for _, method := range []string{"GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"} {
			a := s.call(method, "/x", "body", "Origin: http://o.example", "Access-Control-Request-Method: PUT")
			if got := decode[seen](t, a); got.Method != method || string(got.Body) != "body" {
				t.Errorf("%s: %v", method, got)
			}
			if a.header.Get("Allow") != "" || a.header.Get("Access-Control-Allow-Origin") != "" {
				t.Errorf("%s: header %v", method, a.header)
			}
		}
		get, head := s.call("PUT", "/x", ""), s.call("HEAD", "/x", "")
		head.expect(t, 200, "")
		if n, _ := strconv.Atoi(head.header.Get("Content-Length")); n != len(get.body)+len("HEAD")-len("PUT") {
			t.Errorf("HEAD: Content-Length %s, of PUT %s", head.header.Get("Content-Length"), get.header.Get("Content-Length"))
		}
		if a := s.call("TRACE", "/", ""); a.status != 405 || a.header.Get("Allow") != "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS" {
			t.Errorf("TRACE: %v", a)
		}
	})
	for _, action := range []string{"Plain", "Bytes"} {
		each(t, action, func(t *testing.T, s *server) {
			for _, method := range []string{"PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"} {
				if a := s.call(method, "/", ""); a.status != 405 || a.header.Get("Allow") != "GET, POST" {
					t.Errorf("%s %s: %v", method, action, a)
				}
			}
			if a := s.call("GET", "/", "{}"); a.status != 400 {
				t.Errorf("GET with a body: %v", a)
			}
		})
	}
}

func TestWEB9BytesArriveAsTheyWereSent(t *testing.T) {
	var all []byte
	for c := range 256 {
		all = append(all, byte(c))
	}
	for _, action := range []string{"Bytes", "Text", "Named"} {
		each(t, action, func(t *testing.T, s *server) {
			for _, body := range []string{string(all), "é", "\xe9", `{"a":1}`, "a=1", "--x\r\n\r\n--x--", "\x1f\x8b\x08", "\n", strings.Repeat("x", 300_000)} {
				for _, header := range []string{"X: 1", "Content-Type: application/json", "Content-Type: multipart/form-data; boundary=x",
					"Content-Type: text/plain; charset=iso-8859-1", "Content-Encoding: gzip", "Content-Type: application/x-www-form-urlencoded"} {
					s.call("POST", "/", body, header).expect(t, 200, body)
				}
			}
			s.call("GET", "/", "").expect(t, 200, "")
		})
	}
}

// Of the calls at once each gets its own answer, and what a handler has kept of its request is not changed by others.
func TestWEB3WEB40CallsAtOnce(t *testing.T) {
	for _, on := range surfaces {
		t.Run(on.name, func(t *testing.T) {
			s := serve(t, on)
			var wg sync.WaitGroup
			turns := make(chan struct{}, 50)
			for i := range 400 {
				turns <- struct{}{}
				wg.Go(func() {
					n := strconv.Itoa(i)
					s.call("POST", "/"+n+"/keep?q="+n, "body of "+n, "X-N: "+n).expect(t, 200, "body of "+n)
					<-turns
				})
			}
			wg.Wait()
			known := map[string]bool{}
			for _, r := range decode[[]seen](t, s.call("POST", "/kept", "")) {
				n := strings.TrimPrefix(string(r.Body), "body of ")
				known[n] = true
				if r.Path != "/"+n+"/keep" || r.Query["q"][0] != n || r.Header["X-N"][0] != n {
					t.Errorf("kept %v", r)
				}
			}
			if len(known) != 400 {
				t.Errorf("%d requests were kept", len(known))
			}
		})
	}
}

func TestWEB3WEB40PathsPanicsAndLimits(t *testing.T) {
	for _, on := range surfaces {
		t.Run(on.name, func(t *testing.T) {
			s := serve(t, on, "OWGEN_MAX_BODY=100", "exec_timeout=20s", "healthcheck_interval=0")
			if got := decode[seen](t, s.call("DELETE", "/function/x/See", "")); got.Path != "/function/x/See" {
				t.Errorf("path %q", got.Path)
			}
			if got := decode[seen](t, s.call("PUT", "/seeparams", `{"name":"Ada"}`)); got.Name != "Ada" {
				t.Errorf("got %v", got)
			}
			s.call("PUT", "/see", strings.Repeat("x", 101)).expect(t, 413, `{"error":"the body is larger than 100 bytes"}`)
			s.call("POST", "/bytes", strings.Repeat("x", 101)).expect(t, 413, `{"error":"the body is larger than 100 bytes"}`)
			s.call("POST", "/answertext", `{"panic":"no luck"}`).expect(t, 500, `{"error":"The action panicked. See logs for details."}`)
			s.awaitStderr("no luck")
			s.call("POST", "/bytes", "alive").expect(t, 200, "alive")
			s.call("GET", "/_/health", "").expect(t, 200, "OK")
			if got := s.raw("GET /see HTTP/1.1\r\nHost: x\r\nX-Long: "+strings.Repeat("x", 70<<10)+"\r\n", ""); !strings.HasPrefix(got, "HTTP/1.1 431 ") {
				t.Errorf("a long header: got %q", got)
			}
			if exit, err := s.Stop(); exit != 0 || err != nil {
				t.Errorf("exit code %d, %v", exit, err)
			}
		})
	}
}
