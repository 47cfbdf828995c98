package ow

import (
	"io"
	"net"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
)

// seen is what a handler sees of a request, as a line, but for what clients add to every request.
func seen[T ~[]byte | ~string](r Request[T]) string {
	var b strings.Builder
	b.WriteString(r.Method + " " + r.Path)
	for _, name := range sortedKeys(r.Query) {
		b.WriteString(" " + name + "=" + quote(strings.Join(r.Query[name], ",")))
	}
	for _, name := range sortedKeys(r.Header) {
		if !slices.Contains([]string{"Host", "User-Agent", "Accept-Encoding", "Content-Length", "Connection"}, name) {
			b.WriteString(" " + name + ":" + quote(strings.Join(r.Header[name], ",")))
		}
	}
	return b.String() + " " + quote(string(r.Body))
}

func sortedKeys[M ~map[string][]string](m M) []string {
	var keys []string
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// serveWeb serves actions on OpenFaaS and on Knative, one server for each.
func serveWeb(t *testing.T, actions ...Action) []*testServer {
	return []*testServer{
		serveActions(t, actions, "OPENFAAS_NAME=f", "suppress_lock=true"),
		serveActions(t, actions, "K_SERVICE=k"),
	}
}

func seeAction(name string) Action {
	return Bind(name, RequestOf(Raw[[]byte]()), func(r Request[[]byte]) (string, error) { return seen(r), nil }, RawResult[string]())
}

func TestWEB4WEB5WEB6WEB7RequestIsWhatWasSent(t *testing.T) {
	for _, s := range serveWeb(t, seeAction("See")) {
		for _, c := range []struct{ method, target, body, header, want string }{
			{"POST", "/a%20b/c?q=1&q=2&x=%2B+&empty", "hi", "x-one: 1", `POST /a b/c empty="" q="1,2" x="+ " X-One:"1" "hi"`},
			{"GET", "/", "", "", `GET / ""`},
			{"GET", "//x/../y/", "", "", `GET //x/../y/ ""`},
			{"GET", "/%2Fa%252f", "", "", `GET //a%2f ""`},
			{"GET", "/favicon.ico", "", "", `GET /favicon.ico ""`},
			{"GET", "/with", "body", "", `GET /with "body"`},
			{"PUT", "/", "x", "", `PUT / "x"`},
			{"PATCH", "/", "x", "", `PATCH / "x"`},
			{"DELETE", "/", "", "", `DELETE / ""`},
			{"OPTIONS", "/", "", "Origin: http://x.example", `OPTIONS / Origin:"http://x.example" ""`},
		} {
			r := s.request(c.method, c.target, c.body, c.header)
			r.expect(t, 200, c.want)
			for name := range r.header {
				if strings.HasPrefix(name, "Access-Control") || name == "Allow" {
					t.Errorf("%s: the answer has %s", c.method, name)
				}
			}
		}
		want := `HEAD /x ""`
		r := s.request("HEAD", "/x", "")
		r.expect(t, 200, "")
		if got := r.header.Get("Content-Length"); got != strconv.Itoa(len(want)) {
			t.Errorf("HEAD: Content-Length %s", got)
		}
		for _, method := range []string{"TRACE", "ET", "GE", "EAD", "get", "P"} {
			if r := s.request(method, "/", ""); r.status != 405 || r.header.Get("Allow") != "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS" {
				t.Errorf("%s: got %d, Allow %q", method, r.status, r.header.Get("Allow"))
			}
		}
		s.request("POST", "/?a=%zz", "").expect(t, 400,
			`{"error":"the query has a percent sign without two hexadecimal digits after it; write it as %25"}`)
		s.request("POST", "/?"+strings.Repeat("a&", 10_000), "").expect(t, 400, `{"error":"the query has more than 10000 parameters"}`)
		s.request("GET", "/_/health", "").expect(t, 200, "OK")
	}
}

// Lines of a header stay apart, whatever the case of their names; Host is one of them, and the path has a slash even where
// the target has none.
func TestWEB4WEB6HeaderAsItWasSent(t *testing.T) {
	see := Bind("See", RequestOf(Raw[string]()), func(r Request[string]) (string, error) {
		return r.Header.Get("host") + " " + seen(r), nil
	}, RawResult[string]())
	for _, s := range serveWeb(t, see) {
		for request, want := range map[string]string{
			"GET /x HTTP/1.1\r\nhost: h.example\r\nx-A:  1 \r\nX-a: 2\r\nx-a:\r\n": `h.example GET /x X-A:"1,2," ""`,
			"GET http://a.example HTTP/1.1\r\nHost: b.example\r\n":                 `a.example GET / ""`,
			"GET x:y HTTP/1.1\r\nHost: h\r\n":                                      `h GET /y ""`,
		} {
			if got := s.raw(request + "Connection: close\r\n\r\n"); !strings.HasSuffix(got, "\r\n\r\n"+want) {
				t.Errorf("%q\ngot  %q\nwant %q", request, got, want)
			}
		}
	}
}

// raw sends bytes on a connection of their own and returns all that comes back.
func (s *testServer) raw(request string) string {
	s.t.Helper()
	conn, err := net.Dial("tcp", strings.TrimPrefix(s.url, "http://"))
	if err != nil {
		s.t.Fatal(err)
	}
	defer conn.Close()
	go io.WriteString(conn, request)
	all, err := io.ReadAll(conn)
	if err != nil {
		s.t.Fatal(err)
	}
	return string(all)
}

func TestWEB7PlainHandlersTakeGETAndPOST(t *testing.T) {
	echo := Bind("Echo", Raw[[]byte](), func(b []byte) ([]byte, error) { return b, nil }, RawResult[[]byte]())
	for _, s := range serveWeb(t, echo) {
		for _, method := range []string{"PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"} {
			if r := s.request(method, "/", ""); r.status != 405 || r.header.Get("Allow") != "GET, POST" {
				t.Errorf("%s: got %d, Allow %q", method, r.status, r.header.Get("Allow"))
			}
		}
		s.request("GET", "/", "").expect(t, 200, "")
		s.request("GET", "/", "x").expect(t, 400, `{"error":"GET has no body here; use POST"}`)
		s.request("GET", "/robots.txt", "").expect(t, 404, `{"error":"there is nothing at /robots.txt"}`)
	}
}

// allBytes are all bytes, and a letter of two.
func allBytes() string {
	var b []byte
	for c := range 256 {
		b = append(b, byte(c))
	}
	return string(b) + "é"
}

func TestWEB9RawBodiesAreTheBytesAsSent(t *testing.T) {
	type note string
	type blob []byte
	for _, s := range serveWeb(t,
		Bind("Bytes", Raw[[]byte](), func(b []byte) ([]byte, error) { return b, nil }, RawResult[[]byte]()),
		Bind("String", Raw[string](), func(s string) (string, error) { return s, nil }, RawResult[string]()),
		BindPointer("Named", Raw[note](), func(n *note) (blob, error) { return blob(*n), nil }, RawResult[blob]()),
		Bind("Request", RequestOf(Raw[blob]()), func(r Request[blob]) (Response[note], error) {
			return Response[note]{Body: note(r.Body)}, nil
		}, ResponseOf(RawResult[note]())),
	) {
		for _, body := range []string{allBytes(), "", " ", "\x00", `{"a":1}`, "a=1&b=2", "--x\r\nContent-Disposition: form-data\r\n\r\n"} {
			for _, header := range []string{"", "Content-Type: application/json", "Content-Type: multipart/form-data; boundary=x",
				"Content-Type: text/plain; charset=iso-8859-1", "Content-Encoding: gzip"} {
				for _, path := range []string{"/bytes", "/string", "/named", "/request"} {
					s.request("POST", path, body, header).expect(t, 200, body)
				}
			}
		}
	}
}

// What a handler was given is its own: it may keep it, and other calls do not change it.
func TestWEB40RequestsMayBeKept(t *testing.T) {
	var mu sync.Mutex
	var kept []Request[string]
	keep := Bind("Keep", RequestOf(Raw[string]()), func(r Request[string]) (string, error) {
		mu.Lock()
		defer mu.Unlock()
		kept = append(kept, r)
		return r.Body, nil
	}, RawResult[string]())
	for _, s := range serveWeb(t, keep) {
		kept = nil
		callAtOnce(400, func(i int) {
			n := strconv.Itoa(i)
			s.request("POST", "/"+n+"?q="+n, n, "X-N: "+n).expect(t, 200, n)
		})
		if len(kept) != 400 {
			t.Fatalf("%d calls", len(kept))
		}
		known := map[string]bool{}
		for _, r := range kept {
			n := r.Body
			if r.Path != "/"+n || r.Query.Get("q") != n || r.Header.Get("x-n") != n || known[n] {
				t.Errorf("kept %s", seen(r))
			}
			known[n] = true
		}
	}
}

// callAtOnce calls n times, 50 calls at once.
func callAtOnce(n int, call func(i int)) {
	var wg sync.WaitGroup
	turns := make(chan struct{}, 50)
	for i := range n {
		turns <- struct{}{}
		wg.Go(func() {
			call(i)
			<-turns
		})
	}
	wg.Wait()
}

// All that bounds and protects plain calls does so for other forms.
func TestWEB3LimitsHoldForAllForms(t *testing.T) {
	do := Bind("Do", RequestOf(Raw[string]()), func(r Request[string]) (Response[string], error) {
		switch r.Path {
		case "/panic":
			panic("no luck")
		case "/wait":
			select {}
		}
		return Response[string]{Body: r.Body}, nil
	}, ResponseOf(RawResult[string]()))
	s := serveActions(t, []Action{do}, "OPENFAAS_NAME=f", "suppress_lock=true", "exec_timeout=300ms", "OWGEN_MAX_BODY=10", "max_inflight=2")
	s.request("PUT", "/wait", "").expect(t, 504, `{"error":"the function took longer than 300ms"}`)
	s.request("PUT", "/panic", "").expect(t, 500, `{"error":"The action panicked. See logs for details."}`)
	s.request("PUT", "/", "12345678901").expect(t, 413, `{"error":"the body is larger than 10 bytes"}`)
	s.request("PUT", "/", "1234567890").expect(t, 200, "1234567890")
	s.request("PUT", "/wait", "").expect(t, 504, `{"error":"the function took longer than 300ms"}`)
	s.request("PUT", "/", "x").expect(t, 429, "Concurrent request limit exceeded. Max concurrent requests: 2\n")
	s.site.faas.gate.close()
	s.request("PUT", "/", "x").expect(t, 503, `{"error":"the function is shutting down"}`)
}
