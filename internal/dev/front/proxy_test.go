package front

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/owgen/owgen/internal/dev/record"
)

// readRaw reads a request as it is on the wire: its first line, the lines of its header sorted, and its body of that length.
func readRaw(r *bufio.Reader, body int) string {
	first, err := r.ReadString('\n')
	if err != nil {
		return ""
	}
	var fields []string
	for {
		line, err := r.ReadString('\n')
		if err != nil || line == "\r\n" {
			break
		}
		fields = append(fields, line)
	}
	slices.Sort(fields)
	rest := make([]byte, body)
	io.ReadFull(r, rest)
	return first + strings.Join(fields, "") + "\r\n" + string(rest)
}

func TestDEV17ACallIsPassedOnAsItIs(t *testing.T) {
	for _, request := range []string{
		"GET /a%2Fb//c|d%20?x=1&&y=%zz;z#f HTTP/1.1\r\nHost: 127.0.0.1:8600\r\n\r\n",
		"GET //x/../y?q HTTP/1.1\r\nHost: localhost\r\nX-Twice: 1\r\nX-Twice: 2\r\n\r\n",
		"POST /order HTTP/1.1\r\nContent-Length: 4\r\nHost: localhost\r\nUser-Agent: me\r\nidempotency-key: 7\r\n\r\na\x00\xffb",
		"POST /order HTTP/1.1\r\nContent-Length: 0\r\nHost: localhost\r\n\r\n",
		"HEAD / HTTP/1.1\r\nAccept-Encoding: gzip\r\nHost: localhost\r\n\r\n",
		"OPTIONS * HTTP/1.1\r\nAccess-Control-Request-Method: POST\r\nHost: localhost\r\nOrigin: http://localhost:5173\r\n\r\n",
		"PURGE /order HTTP/1.1\r\nAuthorization: Bearer x\r\nCookie: a=b; c=d\r\nHost: localhost\r\nX-Forwarded-For: 1.2.3.4\r\n\r\n",
		"GET /ws HTTP/1.1\r\nConnection: Upgrade\r\nHost: localhost\r\nUpgrade: websocket\r\n\r\n",
		"POST / HTTP/1.1\r\nHost: localhost\r\nTrailer: X-Sum\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\nX-Sum: 9\r\n\r\n",
	} {
		_, p, url := serve(t, nil)
		got := make(chan string, 1)
		head, body, _ := strings.Cut(request, "\r\n\r\n")
		p.address = listenRaw(t, func(_ int, c net.Conn, r *bufio.Reader) {
			got <- readRaw(r, len(body))
			io.WriteString(c, "HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n")
		})
		raw(t, url, request)
		want := readRaw(bufio.NewReader(strings.NewReader(request)), len(body))
		if text := <-got; text != want {
			t.Errorf("%s\nbecomes\n%q\nwant\n%q", head, text, want)
		}
	}
}

func TestDEV17AnAnswerHasOneHeaderMore(t *testing.T) {
	for _, answer := range []string{
		"HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n<html>",
		"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nDate: never\r\nSet-Cookie: a\r\nSet-Cookie: b\r\n\r\n",
		"HTTP/1.1 200 OK\r\nAccess-Control-Allow-Origin: *\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\nX-Owgen: y\r\n\r\nabc",
		"HTTP/1.1 304 Not Modified\r\nEtag: x\r\n\r\n",
		"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
		"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
	} {
		_, p, url := serve(t, nil)
		p.failed = 4
		p.address = listenRaw(t, func(_ int, c net.Conn, r *bufio.Reader) {
			readRaw(r, 0)
			io.WriteString(c, answer)
		})
		request := "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
		_, body, _ := strings.Cut(answer, "\r\n\r\n")
		got := readRaw(bufio.NewReader(strings.NewReader(raw(t, url, request))), len(body))
		ours := strings.Replace(answer, "\r\n", "\r\nOwgen-Build: 3\r\nOwgen-Stale: build 4 failed\r\nConnection: close\r\n", 1)
		if want := readRaw(bufio.NewReader(strings.NewReader(ours)), len(body)); got != want {
			t.Errorf("%q\nbecomes\n%q\nwant\n%q", answer, got, want)
		}
	}
}

func TestDEV17AnswersAndUploadsPassPieceByPiece(t *testing.T) {
	for _, length := range []string{"", "12"} { // of the answer; none is a stream
		_, _, url := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			rc := http.NewResponseController(w)
			rc.EnableFullDuplex()
			if length != "" {
				w.Header().Set("Content-Length", length)
			}
			w.WriteHeader(201)
			rc.Flush()
			buf := make([]byte, 4)
			for {
				if _, err := io.ReadFull(r.Body, buf); err != nil {
					return
				}
				w.Write(buf)
				rc.Flush()
			}
		}))
		body, send := io.Pipe()
		r, _ := http.NewRequest("POST", url, body)
		res, err := http.DefaultClient.Do(r) // returns although nothing of the body is sent
		if err != nil || res.StatusCode != 201 {
			t.Fatal(res, err)
		}
		for _, piece := range []string{"one.", "two.", "tri."} {
			io.WriteString(send, piece)
			got := make([]byte, 4)
			if _, err := io.ReadFull(res.Body, got); err != nil || string(got) != piece {
				t.Fatalf("%q came as %q (%v)", piece, got, err)
			}
		}
		send.Close()
		if rest, err := io.ReadAll(res.Body); err != nil || len(rest) > 0 {
			t.Errorf("the rest is %q (%v)", rest, err)
		}
		res.Body.Close()
	}
}

func TestDEV17ABodyIsAskedForByTheProgramAlone(t *testing.T) {
	_, _, url := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/yes" {
			io.Copy(w, r.Body)
			return
		}
		w.WriteHeader(http.StatusUnauthorized)
	}))
	const request = "POST /%s HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n"
	if got := raw(t, url, fmt.Sprintf(request, "no")); !strings.HasPrefix(got, "HTTP/1.1 401 ") {
		t.Errorf("without its body the request is answered %q", got)
	}
	c, err := net.Dial("tcp", strings.TrimPrefix(url, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	fmt.Fprintf(c, request, "yes")
	answer := bufio.NewReader(c)
	if line, err := answer.ReadString('\n'); line != "HTTP/1.1 100 Continue\r\n" {
		t.Fatalf("the client is told %q (%v)", line, err)
	}
	io.WriteString(c, "ok")
	if rest, err := io.ReadAll(answer); err != nil || !bytes.HasSuffix(rest, []byte("\r\n\r\nok")) {
		t.Errorf("the answer is %q (%v)", rest, err)
	}
}

func TestDEV17TrailersAndEarlyAnswersPass(t *testing.T) {
	_, _, url := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Link", "</a.css>")
		w.WriteHeader(http.StatusEarlyHints)
		w.Header().Set("Trailer", "X-Sum")
		io.Copy(io.Discard, r.Body)
		io.WriteString(w, "body")
		w.Header().Set("X-Sum", r.Trailer.Get("X-Asked"))
		w.Header().Set(http.TrailerPrefix+"X-Late", "too")
	}))
	got := raw(t, url, "POST / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nTransfer-Encoding: chunked\r\nTrailer: X-Asked\r\n\r\n"+
		"1\r\na\r\n0\r\nX-Asked: 42\r\n\r\n")
	early, rest, _ := strings.Cut(got, "\r\n\r\n")
	if !strings.HasPrefix(early, "HTTP/1.1 103 ") || !strings.Contains(early, "\r\nLink: </a.css>") {
		t.Errorf("the early answer is %q", early)
	}
	if !strings.Contains(rest, "\r\nOwgen-Build: 3\r\n") || !strings.HasSuffix(rest, "\r\nX-Late: too\r\nX-Sum: 42\r\n\r\n") {
		t.Errorf("the answer is %q", rest)
	}
}

// A connection that has served a call may be gone when the next comes, and nobody knows whether the program has seen that one.
func TestDEV17NothingIsSentTwice(t *testing.T) {
	for _, request := range []string{
		"GET /%d HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
		"HEAD /%d HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
		"POST /%d HTTP/1.1\r\nHost: localhost\r\nIdempotency-Key: x\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
		"PUT /%d HTTP/1.1\r\nHost: localhost\r\nX-Idempotency-Key: x\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
		"DELETE /%d HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
	} {
		_, p, url := serve(t, nil)
		p.death = "signal: killed"
		var seen atomic.Int32
		p.address = listenRaw(t, func(_ int, c net.Conn, r *bufio.Reader) {
			if readRaw(r, 0) != "" {
				seen.Add(1)
				io.WriteString(c, "HTTP/1.1 204 No Content\r\n\r\n")
			}
			if readRaw(r, 0) != "" {
				seen.Add(1)
			}
		})
		raw(t, url, fmt.Sprintf(request, 1))
		answer := raw(t, url, fmt.Sprintf(request, 2))
		if n := seen.Load(); n != 2 || !strings.HasPrefix(answer, "HTTP/1.1 502 ") {
			t.Errorf("%.20q: the program has seen %d requests of 2, and the answer is %q", request, n, answer)
		}
	}
}

func TestTheCallerLearnsHowTheProgramEnded(t *testing.T) {
	f, p, url := serve(t, nil)
	p.death = "signal: killed"
	p.address = listenRaw(t, func(_ int, c net.Conn, r *bufio.Reader) { readRaw(r, 2) })
	res, err := http.Post(url+"/order", "application/json", strings.NewReader("{}"))
	if err != nil {
		t.Fatal(err)
	}
	text, _ := io.ReadAll(res.Body)
	if want := `{"error":"the program ended during this call: signal: killed"}` + "\n"; res.StatusCode != 502 || string(text) != want {
		t.Errorf("%d %s", res.StatusCode, text)
	}
	if row := rows(t, f, 1)[0]; row.Outcome != record.Broken || row.Status != 502 || row.Handler != "order" || row.Params != "{}" {
		t.Errorf("the row is %+v", row)
	}

	p.address = listenRaw(t, func(_ int, c net.Conn, r *bufio.Reader) {
		readRaw(r, 2)
		io.WriteString(c, "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf")
	})
	if res, err = http.Post(url+"/order", "application/json", strings.NewReader("{}")); err != nil {
		t.Fatal(err)
	}
	if text, err := io.ReadAll(res.Body); err == nil {
		t.Errorf("%q is taken for the whole answer", text)
	}
	if row := rows(t, f, 2)[0]; row.Outcome != record.Broken || row.Size != 4 {
		t.Errorf("the row is %+v", row)
	}
	if n := p.leases.Load(); n != 0 {
		t.Errorf("%d programs are held", n)
	}
}

func TestDEV17ABodyThatCannotBeReadIsNoFaultOfTheProgram(t *testing.T) {
	f, _, url := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { io.Copy(io.Discard, r.Body) }))
	got := raw(t, url, "POST /order HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n")
	if !strings.HasPrefix(got, "HTTP/1.1 400 ") || !strings.Contains(got, `{"error":"reading the body of this call: invalid byte in chunk length"}`) {
		t.Errorf("the answer is %q", got)
	}
	if row := rows(t, f, 1)[0]; row.Outcome != record.Error || row.Status != 400 {
		t.Errorf("the row is %+v", row)
	}
}

func TestWithoutAProgramCallsAreToldWhy(t *testing.T) {
	f, p, url := serve(t, nil)
	p.missing = "build 1 failed: order.go:31:9: undefined: foo"
	res, err := http.Post(url+"/order", "application/json", strings.NewReader("{}"))
	if err != nil {
		t.Fatal(err)
	}
	text, _ := io.ReadAll(res.Body)
	if want := `{"error":"build 1 failed: order.go:31:9: undefined: foo"}` + "\n"; res.StatusCode != 503 || string(text) != want {
		t.Errorf("%d %s", res.StatusCode, text)
	}
	if row := rows(t, f, 1)[0]; row.Outcome != record.Error || row.Build != 0 {
		t.Errorf("the row is %+v", row)
	}
	body, _ := io.Pipe() // of which nothing ever comes
	if res, err = http.Post(url+"/order", "application/json", body); err != nil || res.StatusCode != 503 {
		t.Errorf("before the body is sent: %v %v", res, err)
	}
}

func TestACallerThatGoesAwayEndsItsCall(t *testing.T) {
	gone, came := make(chan struct{}), make(chan struct{})
	f, _, url := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		io.Copy(io.Discard, r.Body)
		close(came)
		<-r.Context().Done()
		close(gone)
	}))
	ctx, cancel := context.WithCancel(context.Background())
	r, _ := http.NewRequestWithContext(ctx, "POST", url+"/refund", strings.NewReader("{}"))
	go http.DefaultClient.Do(r)
	<-came
	cancel()
	<-gone
	if row := rows(t, f, 1)[0]; row.Outcome != record.Cancelled || row.Handler != "refund" || row.From != "http" {
		t.Errorf("the row is %+v", row)
	}
}
