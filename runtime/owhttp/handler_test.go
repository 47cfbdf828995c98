package owhttp

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"regexp"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	ow "github.com/owgen/owgen/runtime"
)

// lines may be written and read by several goroutines.
type lines struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lines) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lines) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// await waits until a text is there.
func (l *lines) await(t *testing.T, text string) {
	t.Helper()
	if !eventually(func() bool { return strings.Contains(l.String(), text) }) {
		t.Fatalf("%q is not in %s", text, l)
	}
}

// dial returns a connection on which nothing takes longer than patience.
func dial(t *testing.T, address string) net.Conn {
	t.Helper()
	conn, err := net.Dial("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	conn.SetDeadline(time.Now().Add(patience))
	return conn
}

// ask sends a request and returns all bytes of the answer, but for the date.
func ask(t *testing.T, address, text string) string {
	t.Helper()
	conn := dial(t, address)
	io.WriteString(conn, strings.ReplaceAll(text, "\n", "\r\n"))
	answer, err := io.ReadAll(conn)
	if err != nil {
		t.Errorf("%s: %v", text, err)
	}
	return date.ReplaceAllString(string(answer), "")
}

var date = regexp.MustCompile("Date: .*\r\n")

// netHTTP returns the address of a server of net/http with the handler under test.
func netHTTP(t *testing.T) string {
	s := httptest.NewUnstartedServer(mux())
	s.Config.ErrorLog = log.New(io.Discard, "", 0)
	s.Start()
	t.Cleanup(s.Close)
	return s.Listener.Addr().String()
}

// Byte for byte, a client gets what net/http sends for the same handler.
func TestWEB39IsServedAsByNetHTTP(t *testing.T) {
	own, stderr, _ := start(t, "OWGEN_PLATFORM=openfaas")
	theirs := netHTTP(t)
	const end = " HTTP/1.1\nHost: x\nX-A: 1\nX-A: 2\nConnection: close\n"
	requests := []string{
		"POST /a%2Fb/c%20d?q=1&q=%zz;" + end + "Content-Length: 3\n\nabc",
		"POST /" + end + "Transfer-Encoding: chunked\n\n3\nabc\n0\n\n",
		"POST /nothing" + end + "Content-Length: 3\n\nabc",
		"GET /favicon.ico" + end + "\n",
		"GET /.well-known/acme" + end + "\n",
		"GET / HTTP/1.0\n\n",
		"GET /nothing HTTP/1.0\n\n",
		"GET /early HTTP/1.0\n\n",
		"GET /large-file" + end + "Range: bytes=1000-2200000\n\n",
	}
	for _, method := range []string{"HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND", "TRACE"} {
		requests = append(requests, method+" /x"+end+"\n")
	}
	for _, path := range []string{
		"nothing", "html", "pieces", "early", "untyped", "large", "204", "304", "twice", "cookies", "hints", "trailers",
		"wrong-length", "short", "panic-late", "abort", "flush-first", "expired", "file", "large-file",
	} {
		requests = append(requests, "GET /"+path+end+"\n", "HEAD /"+path+end+"\n")
	}
	for _, request := range requests {
		if got, want := ask(t, own, request), ask(t, theirs, request); got != want {
			t.Errorf("%s\ngot  %.500q\nwant %.500q", request, got, want)
		}
	}
	if strings.Contains(stderr.String(), "abort") {
		t.Errorf("an abort is reported: %s", stderr)
	}
}

func TestWEB39Controls(t *testing.T) {
	address, _, _ := start(t, "OWGEN_PLATFORM=openfaas")
	got := ask(t, address, "POST /control HTTP/1.1\nHost: x\nConnection: close\nContent-Length: 1\n\na")
	if !strings.Contains(got, "<nil> <nil> <nil> feature not supported false\n") || strings.Count(got, "<nil>") != 4 {
		t.Errorf("got %q", got)
	}
	// Answers come while the request is sent, on a connection that is then used again.
	conn := dial(t, address)
	r := bufio.NewReader(conn)
	for range 2 {
		io.WriteString(conn, "POST /duplex HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n2\r\na\n\r\n")
		answer, err := http.ReadResponse(r, nil)
		if err != nil {
			t.Fatal(err)
		}
		body := bufio.NewReader(answer.Body)
		if line, err := body.ReadString('\n'); line != "got a\n" || err != nil {
			t.Fatalf("%q, %v", line, err)
		}
		io.WriteString(conn, "2\r\nb\n\r\n0\r\n\r\n")
		if rest, err := io.ReadAll(body); string(rest) != "got b\n" || err != nil {
			t.Fatalf("%q, %v", rest, err)
		}
	}
}

func TestWEB39PanicsAndMixedPrograms(t *testing.T) {
	address, stderr, _ := start(t, "OWGEN_PLATFORM=openfaas")
	const end = " HTTP/1.1\nHost: x\nConnection: close\n"
	for _, path := range []string{"/panic", "/bad-status"} {
		got := ask(t, address, "GET "+path+end+"\n")
		if !strings.HasPrefix(got, "HTTP/1.1 500 ") || !strings.HasSuffix(got, `{"error":"The action panicked. See logs for details."}`) ||
			strings.Contains(got, "Secret") {
			t.Errorf("got %q", got)
		}
	}
	stderr.await(t, "panicked: oh")
	stderr.await(t, "goroutine")
	for request, want := range map[string]string{
		"GET /_/health" + end + "\n":                           "OK",
		"POST /_/health" + end + "\n":                          `{"error":"use GET"}`,
		"POST /Plain" + end + "Content-Length: 7\n\n{\"a\":1}": `{"members":1}`,
		"PUT /Plain" + end + "Content-Length: 7\n\n{\"a\":1}":  `{"error":"use GET, POST"}`,
		"GET /context" + end + "X-A: b\n\n":                    "openfaas  b",
	} {
		if got := ask(t, address, request); !strings.HasSuffix(got, "\r\n\r\n"+want) {
			t.Errorf("%s: got %q", request, got)
		}
	}
}

func TestWEB39Limits(t *testing.T) {
	const end = " HTTP/1.1\nHost: x\nConnection: close\n"
	limited, _, _ := start(t, "OWGEN_PLATFORM=openfaas", "OWGEN_MAX_BODY=5", "exec_timeout=300ms")
	for _, c := range []struct{ request, want string }{
		{"POST /" + end + "Content-Length: 5\n\nabcde", `"abcde" 5 <nil>`},
		{"POST /" + end + "Content-Length: 6\n\nabcdef", `{"error":"the body is larger than 5 bytes"}`},
		{"POST /" + end + "Transfer-Encoding: chunked\n\n6\nabcdef\n0\n\n", `"abcde" -1 the body is larger than 5 bytes`},
		{"POST /" + end + "Transfer-Encoding: chunked\n\n5\nabcde\n0\n\n", `"abcde" -1 <nil>`},
		{"GET /slow" + end + "\n", `{"error":"the function took longer than 300ms"}`},
	} {
		got := ask(t, limited, c.request)
		if strings.HasSuffix(got, "\r\n0\r\n\r\n") || !strings.HasSuffix(got, c.want) {
			t.Errorf("%s: got %q", c.request, got)
		}
	}
	if got := ask(t, limited, "GET /slow?begun"+end+"\n"); !strings.HasSuffix(got, "begun\r\n") {
		t.Errorf("an answer that had begun is not cut: %q", got)
	}
	// Without OWGEN_MAX_BODY nothing bounds a body.
	free, _, _ := start(t, "OWGEN_PLATFORM=openfaas")
	conn := dial(t, free)
	const size = 20 << 20
	fmt.Fprintf(conn, "POST /length HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: %d\r\n\r\n", size)
	if _, err := io.CopyN(conn, zeros{}, size); err != nil {
		t.Fatal(err)
	}
	if answer, err := io.ReadAll(conn); err != nil || !strings.HasSuffix(string(answer), "\r\n\r\n20971520 <nil>") {
		t.Errorf("%q, %v", answer, err)
	}
}

// OF-9: what a handler answers at the end of its time is not sent, neither instead of the answer that says so nor behind it,
// and an answer that had begun has no end.
func TestOF9WEB39AnswersThatComeTooLate(t *testing.T) {
	address, _, _ := start(t, "OWGEN_PLATFORM=openfaas", "exec_timeout=4ms")
	for range 200 {
		resp, err := http.Post("http://"+address+"/late", "", strings.NewReader("{}"))
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(resp.Body)
		resp.Body.Close()
		if want := `{"error":"the function took longer than 4ms"}`; resp.StatusCode != 504 || string(body) != want || err != nil ||
			resp.Header.Get("X-Late") != "" {
			t.Fatalf("got %v %q, %v", resp, body, err)
		}
	}
	for range 50 {
		got := ask(t, address, "GET /late?begun HTTP/1.1\nHost: x\nConnection: close\n\n")
		if strings.HasSuffix(got, "\r\n0\r\n\r\n") {
			t.Fatalf("the answer is complete: %q", got)
		}
	}
}

// Who waits to be asked for a body that no handler wants gets the answer at once, and not when the wait is over.
func TestWEB39AnswersWithoutABodyThatNobodyWants(t *testing.T) {
	address, _, _ := start(t, "OWGEN_PLATFORM=openfaas")
	for began, k := time.Now(), 0; k < 20; k++ {
		conn := dial(t, address)
		io.WriteString(conn, "POST /html HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n")
		got, err := http.ReadResponse(bufio.NewReader(conn), nil)
		if err != nil || got.StatusCode != 200 || !got.Close || time.Since(began) > 15*time.Second {
			t.Fatalf("got %v, %v after %v", got, err, time.Since(began))
		}
	}
}

// The files that parts of a form were put into go with the call.
func TestWEB39RemovesUploadedFiles(t *testing.T) {
	dir := t.TempDir()
	address, _, _ := start(t, "OWGEN_PLATFORM=openfaas", "TMPDIR="+dir)
	body := "--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"f\"\r\n\r\n" + strings.Repeat("x", 5000) + "\r\n--b--\r\n"
	head := "POST /upload HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: "
	conn := dial(t, address)
	fmt.Fprintf(conn, "%s%d\r\n\r\n%s", head, len(body), body)
	if answer, err := io.ReadAll(conn); err != nil || !strings.HasSuffix(string(answer), "1 <nil>") {
		t.Fatalf("%s, %v", answer, err)
	}
	if files, err := os.ReadDir(dir); len(files) != 0 || err != nil {
		t.Errorf("left over: %v, %v", files, err)
	}
	t.Setenv("TMPDIR", dir)
	n := &ow.Native{Request: ow.Request[[]byte]{
		Method: "POST", Path: "/upload", Header: ow.Header{"Content-Type": {"multipart/form-data; boundary=b"}}, Body: []byte(body),
	}}
	if got, err := answer(t.Context(), n, mux()); err != nil || string(got.Body) != "1 <nil>" {
		t.Fatalf("%s, %v", got.Body, err)
	}
	if files, err := os.ReadDir(dir); len(files) != 0 || err != nil {
		t.Errorf("left over: %v, %v", files, err)
	}
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) { return len(p), nil }

// A call that runs when the process is told to end is answered, and its connection closed.
func TestWEB39DrainsAndCounts(t *testing.T) {
	const get = "GET %s HTTP/1.1\nHost: x\nConnection: close\n\n"
	address, _, process := start(t, "OWGEN_PLATFORM=openfaas", "healthcheck_interval=5s", "write_timeout=20s", "max_inflight=1")
	conn := dial(t, address)
	io.WriteString(conn, "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\na")
	await := func(path, status string) {
		t.Helper()
		if !eventually(func() bool { return strings.HasPrefix(ask(t, address, fmt.Sprintf(get, path)), "HTTP/1.1 "+status) }) {
			t.Fatal(path + " never answers " + status)
		}
	}
	await("/_/ready", "429")
	await("/", "429")
	process.Signal(syscall.SIGTERM)
	await("/_/health", "503")
	io.WriteString(conn, "bc")
	answer, err := io.ReadAll(conn)
	if err != nil || !strings.Contains(string(answer), `"abc"`) || !strings.Contains(string(answer), "Connection: close") {
		t.Errorf("got %q, %v", answer, err)
	}
}
