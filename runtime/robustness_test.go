package ow

import (
	"bufio"
	"errors"
	"go/parser"
	"go/token"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"os"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/iotest"
	"time"

	"github.com/owgen/owgen/runtime/codec"
)

// Parameters are fresh for each call, and share nothing with another one, though decoders and buffers are reused.
func TestParamsAreFresh(t *testing.T) {
	var mu sync.Mutex
	kept := map[string]string{}
	s := serveActions(t, []Action{Bind("keep", JSON(decodeOrder), func(o order) (raw, error) {
		mu.Lock()
		defer mu.Unlock()
		if o.Do != "" {
			return nil, errors.New("left over: " + o.Do)
		}
		kept[o.Text] = o.Text
		return raw(`{"text":` + quote(o.Text) + `}`), nil
	}, Result(encodeRaw))})
	s.post("/", `{"do":"x","text":"y","n":5}`).expect(t, 500, `{"error":"left over: x"}`)
	s.post("/", `{}`).expect(t, 200, `{"text":""}`)
	for i := range 200 {
		text := "t" + strconv.Itoa(i) + "❄"
		s.post("/", `{"text":"t`+strconv.Itoa(i)+`\u2744"}`).expect(t, 200, `{"text":"`+text+`"}`)
	}
	for k, v := range kept {
		if k != v || k != "" && !strings.HasPrefix(k, "t") {
			t.Errorf("kept %q %q", k, v)
		}
	}
	if len(kept) != 201 {
		t.Errorf("kept %d texts", len(kept))
	}
}

// raw sends text over a connection of its own and returns all that comes back.
func exchangeRaw(t *testing.T, url string, parts ...string) string {
	t.Helper()
	conn, err := net.Dial("tcp", strings.TrimPrefix(url, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	for _, p := range parts {
		io.WriteString(conn, p)
		time.Sleep(20 * time.Millisecond)
	}
	conn.(*net.TCPConn).CloseWrite()
	conn.SetReadDeadline(time.Now().Add(patience))
	b, _ := io.ReadAll(conn)
	return string(b)
}

func TestOddRequests(t *testing.T) {
	s := serveTest(t)
	for _, c := range []struct {
		name  string
		parts []string
		want  []string
	}{
		{"in pieces", []string{"POST / HT", "TP/1.1\r\nHost: x\r\nContent-Le", "ngth: 12\r\n\r\n{\"te", "xt\":\"a\"}"},
			[]string{"HTTP/1.1 200 OK", `{"text":"a"}`}},
		{"chunked", []string{"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"tex\r\n7\r\nt\":\"a\"}\r\n0\r\n\r\n"},
			[]string{"HTTP/1.1 200 OK", `{"text":"a"}`}},
		{"pipelined", []string{"POST /run HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 12\r\n\r\n{\"text\":\"b\"}"},
			[]string{`{"text":""}`, `{"text":"b"}`}},
		{"expecting", []string{"POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 12\r\n\r\n", `{"text":"a"}`},
			[]string{"HTTP/1.1 100 Continue", "HTTP/1.1 200 OK", `{"text":"a"}`}},
		{"expecting, too large", []string{"POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 99999999\r\n\r\n"},
			[]string{"HTTP/1.1 413 "}},
		{"body cut", []string{"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{\"te"},
			[]string{"HTTP/1.1 400 ", "Content-Length: "}},
		{"HTTP/1.0", []string{"POST / HTTP/1.0\r\nContent-Length: 12\r\n\r\n{\"text\":\"a\"}"},
			[]string{" 200 OK", "Content-Length: 12", `{"text":"a"}`}},
		{"goexit closes", []string{"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 15\r\n\r\n{\"do\":\"goexit\"}"},
			[]string{"HTTP/1.1 500 ", "Connection: close", "Content-Length: ", `{"error":`}},
	} {
		got := exchangeRaw(t, s.url, c.parts...)
		rest := got
		for _, want := range c.want {
			_, after, ok := strings.Cut(rest, want)
			if !ok {
				t.Errorf("%s: no %q in %q", c.name, want, got)
			}
			rest = after
		}
	}
	s.post("/", `{"text":"a"}`).expect(t, 200, `{"text":"a"}`)
}

// OW-15: the server waits at most read_timeout for a client that does not send what it announced.
func TestOW15SlowBody(t *testing.T) {
	s := serveTest(t, "read_timeout=100ms")
	conn, err := net.Dial("tcp", strings.TrimPrefix(s.url, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	io.WriteString(conn, "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{")
	conn.SetReadDeadline(time.Now().Add(readTime / 2))
	line, _ := bufio.NewReader(conn).ReadString('\n')
	if !strings.HasPrefix(line, "HTTP/1.1 408 ") {
		t.Errorf("got %q", line)
	}
	// Nor does a refusal wait longer for the body it refuses.
	for _, head := range []string{"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999", "PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: 9"} {
		slow, err := net.Dial("tcp", strings.TrimPrefix(s.url, "http://"))
		if err != nil {
			t.Fatal(err)
		}
		defer slow.Close()
		io.WriteString(slow, head+"\r\n\r\n{")
		slow.SetReadDeadline(time.Now().Add(readTime / 2))
		if line, _ := bufio.NewReader(slow).ReadString('\n'); !strings.HasPrefix(line, "HTTP/1.1 4") {
			t.Errorf("%s: got %q", head, line)
		}
	}
	if s.config.Header == 0 || s.config.Read == 0 {
		t.Error("the server's own limits: neither a header nor a body must take for ever")
	}
}

func TestReadBlock(t *testing.T) {
	for _, n := range []int{1, 10, 4095, 4096, 4097, 100_000, firstBlock, firstBlock + 1, 3 * firstBlock} {
		text := strings.Repeat("x", n)
		for _, length := range []int64{-1, int64(n)} {
			block, got, err := readBlock(iotest.DataErrReader(strings.NewReader(text)), length, int64(n))
			if err != nil || string(block[:got]) != text || cap(block) < n+16 {
				t.Errorf("%d bytes, length %d: got %d, %v", n, length, got, err)
			}
			if length >= 0 && len(block) != n+codec.Pad {
				t.Errorf("%d bytes, announced, are in a block of %d, which strings of it keep", n, len(block))
			}
			if _, _, err := readBlock(strings.NewReader(text+"y"), -1, int64(n)); err == nil {
				t.Errorf("%d bytes: one more is not refused", n)
			}
		}
		if _, _, err := readBlock(strings.NewReader(text), int64(n)+1, 1<<30); err == nil {
			t.Errorf("%d bytes: one less than announced is not refused", n)
		}
	}
}

// Random faults, then right answers: nothing leaks, and nobody gets another's answer.
func TestRandomFaults(t *testing.T) {
	requests := 2000
	if testing.Short() {
		requests = 200
	}
	s := serveTest(t, "exec_timeout=3s", "max_inflight=1000")
	before := runtime.NumGoroutine()
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 16}}
	var wg sync.WaitGroup
	for w := range 16 {
		wg.Go(func() {
			random := rand.New(rand.NewPCG(uint64(w), 7))
			slept := false
			for i := range requests / 16 {
				id := strconv.Itoa(w) + "." + strconv.Itoa(i)
				body, status, want := `{"text":"`+id+`"}`, 200, `{"text":"`+id+`"}`
				switch random.IntN(8) {
				case 0:
					body, status, want = `{"do":"panic","text":"`+id+`"}`, 500, ""
				case 1:
					body, status, want = `{"text":"`+id, 400, ""
				case 2:
					if slow := w%4 == 0 && !slept; slow {
						slept = true
						body, status, want = `{"do":"sleep","n":3100}`, 504, ""
					}
				case 3:
					if conn, err := net.Dial("tcp", strings.TrimPrefix(s.url, "http://")); err == nil {
						io.WriteString(conn, "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 50\r\n\r\n{\"text\":\"cut"[:20+random.IntN(40)])
						conn.Close()
					}
					continue
				case 4:
					body, status, want = `{"do":"error","text":"`+id+`"}`, 500, `{"error":"`+id+`"}`
				case 5:
					body, status, want = `{"do":"goexit"}`, 500, ""
				}
				r, err := client.Post(s.url+"/", "", strings.NewReader(body))
				if err != nil {
					t.Errorf("%s: %v", body, err)
					continue
				}
				got, _ := io.ReadAll(r.Body)
				r.Body.Close()
				if r.StatusCode != status || want != "" && string(got) != want {
					t.Errorf("%s: got %d %s", body, r.StatusCode, got)
				}
			}
		})
	}
	wg.Wait()
	s.post("/", `{"text":"after"}`).expect(t, 200, `{"text":"after"}`)
	client.CloseIdleConnections()
	http.DefaultClient.CloseIdleConnections()
	eventually(t, func() bool { return s.gate.inside.Load() == 0 })
	eventually(t, func() bool { return runtime.NumGoroutine() <= before+3 })
}

// Only the transport of the other build knows net/http. Nothing is imported but the standard library and the packages
// below this one.
func TestImports(t *testing.T) {
	entries, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if !strings.HasSuffix(e.Name(), ".go") || strings.HasSuffix(e.Name(), "_test.go") {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), e.Name(), nil, parser.ImportsOnly)
		if err != nil {
			t.Fatal(err)
		}
		for _, spec := range f.Imports {
			path, _ := strconv.Unquote(spec.Path.Value)
			switch {
			case path == "net/http", path == "net/url", path == "net/textproto", path == "fmt", path == "log/slog":
				t.Errorf("%s imports %s", e.Name(), path)
			case path == "reflect", path == "encoding/json", path == "flag", path == "log", path == "text/template":
				t.Errorf("%s imports %s", e.Name(), path)
			case strings.Contains(path, ".") && !strings.Contains(path, "/owgen/runtime/"):
				t.Errorf("%s imports %s", e.Name(), path)
			}
		}
	}
}
