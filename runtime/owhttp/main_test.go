package owhttp

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/owgen/owgen/internal/program/programtest"
	ow "github.com/owgen/owgen/runtime"
	"github.com/owgen/owgen/runtime/codec"
)

// TestMain lets the test binary be the program under test.
func TestMain(m *testing.M) {
	if os.Getenv("OWHTTP_TEST_PROGRAM") != "" {
		ow.Main(
			ow.Default(Handler("Web", mux())),
			ow.Bind("Plain", ow.JSON(decodeCounts), func(p map[string]int) (map[string]int, error) { return p, nil }, ow.Result(encodeCounts)),
		)
	}
	os.Exit(m.Run())
}

func decodeCounts(d *codec.Dec, s string, i int, v *map[string]int) int {
	return codec.Map(d, s, i, v, codec.Int[int])
}

func encodeCounts(e *codec.Enc, b []byte, v *map[string]int) []byte {
	return fmt.Appendf(b, `{"members":%d}`, len(*v))
}

// mux is the handler under test, whose paths each do one thing.
func mux() http.Handler {
	m := http.NewServeMux()
	handle := func(path string, f http.HandlerFunc) { m.HandleFunc(path, f) }
	handle("/", func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		fmt.Fprintf(w, "%s %s %q %q %s %q %q %d %v", r.Method, r.URL, r.URL.Path, r.Host, r.Proto, r.Header["X-A"], body, r.ContentLength, err)
	})
	handle("/length", func(w http.ResponseWriter, r *http.Request) {
		n, err := io.Copy(io.Discard, r.Body)
		fmt.Fprint(w, n, " ", err)
	})
	handle("/nothing", func(http.ResponseWriter, *http.Request) {})
	handle("/html", func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, "<html><p>text</p>") })
	handle("/pieces", func(w http.ResponseWriter, _ *http.Request) {
		io.WriteString(w, "<ht")
		io.WriteString(w, "ml>")
	})
	handle("/early", func(w http.ResponseWriter, _ *http.Request) {
		io.WriteString(w, "<ht")
		w.(http.Flusher).Flush()
		io.WriteString(w, "ml>")
	})
	handle("/flush-first", func(w http.ResponseWriter, _ *http.Request) {
		w.(http.Flusher).Flush()
		io.WriteString(w, "<html>")
	})
	handle("/untyped", func(w http.ResponseWriter, _ *http.Request) {
		w.Header()["Content-Type"] = nil
		io.WriteString(w, "<html>")
	})
	handle("/large", func(w http.ResponseWriter, _ *http.Request) { w.Write(bytes.Repeat([]byte("x"), 100_000)) })
	handle("/204", func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(204)
		if _, err := io.WriteString(w, "x"); err != http.ErrBodyNotAllowed {
			panic(err)
		}
	})
	handle("/304", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("ETag", `"a"`)
		w.WriteHeader(304)
	})
	handle("/twice", func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(404)
		w.WriteHeader(200)
		w.Header().Set("X-Late", "1")
		fmt.Fprint(w, "none")
	})
	handle("/cookies", func(w http.ResponseWriter, r *http.Request) {
		http.SetCookie(w, &http.Cookie{Name: "a", Value: "1"})
		http.SetCookie(w, &http.Cookie{Name: "b", Value: "2"})
		http.Redirect(w, r, "/elsewhere", http.StatusSeeOther)
	})
	handle("/hints", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Link", "</a>; rel=preload")
		w.WriteHeader(103)
		w.Header().Del("Link")
		w.WriteHeader(200)
	})
	handle("/trailers", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Trailer", "X-Sum")
		io.WriteString(w, "x")
		w.Header().Set("X-Sum", "1")
		w.Header().Set(http.TrailerPrefix+"X-More", "2")
	})
	handle("/wrong-length", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", "3")
		if _, err := io.WriteString(w, "four"); err != http.ErrContentLength {
			panic(err)
		}
		io.WriteString(w, "abc")
	})
	handle("/short", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", "5")
		io.WriteString(w, "abc")
	})
	handle("/control", func(w http.ResponseWriter, r *http.Request) {
		c := http.NewResponseController(w)
		_, _, hijacked := c.Hijack()
		_, hijacker := w.(http.Hijacker)
		fmt.Fprintln(w, c.EnableFullDuplex(), c.SetReadDeadline(time.Now().Add(time.Minute)), c.SetWriteDeadline(time.Time{}), hijacked, hijacker)
		fmt.Fprintln(w, c.Flush())
	})
	handle("/duplex", func(w http.ResponseWriter, r *http.Request) {
		http.NewResponseController(w).EnableFullDuplex()
		for in := bufio.NewScanner(r.Body); in.Scan(); {
			fmt.Fprintln(w, "got", in.Text())
			w.(http.Flusher).Flush()
		}
	})
	handle("/upload", func(w http.ResponseWriter, r *http.Request) {
		err := r.ParseMultipartForm(1)
		files, _ := os.ReadDir(os.TempDir())
		fmt.Fprint(w, len(files), " ", err)
	})
	handle("/file", func(w http.ResponseWriter, r *http.Request) {
		f, err := os.Open(os.Args[0])
		if err != nil {
			panic(err)
		}
		defer f.Close()
		w.Header().Set("Content-Length", "1048577") // two pieces
		io.Copy(w, io.LimitReader(f, 1048577))
	})
	handle("/large-file", func(w http.ResponseWriter, r *http.Request) {
		f, err := os.Open(os.Args[0])
		if err != nil {
			panic(err)
		}
		defer f.Close()
		http.ServeContent(w, r, "file.bin", time.Time{}, f)
	})
	handle("/expired", func(w http.ResponseWriter, r *http.Request) {
		http.NewResponseController(w).SetWriteDeadline(time.Now().Add(-time.Second))
		w.Write(make([]byte, 100_000))
	})
	handle("/panic", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("X-Secret", "1")
		w.Header().Set("Content-Length", "1000")
		panic("oh")
	})
	handle("/panic-late", func(w http.ResponseWriter, _ *http.Request) {
		io.WriteString(w, strings.Repeat("x", 10_000))
		w.(http.Flusher).Flush()
		panic("oh")
	})
	handle("/bad-status", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(7) })
	handle("/abort", func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) })
	handle("/context", func(w http.ResponseWriter, r *http.Request) {
		a := ow.FromContext(r.Context())
		fmt.Fprintf(w, "%s %s %s", a.Platform, a.ID, a.Header("X-A"))
	})
	handle("/slow", func(w http.ResponseWriter, r *http.Request) {
		if r.URL.RawQuery == "begun" {
			io.WriteString(w, "begun")
			w.(http.Flusher).Flush()
		}
		select {
		case <-r.Context().Done():
			time.Sleep(50 * time.Millisecond) // and goes on
			w.Header().Set("X-Late", "1")
			io.WriteString(w, "late")
		case <-time.After(patience):
		}
	})
	handle("/late", func(w http.ResponseWriter, r *http.Request) {
		if r.URL.RawQuery == "begun" {
			io.WriteString(w, "begun")
			w.(http.Flusher).Flush()
		}
		<-r.Context().Done()
		w.Header().Set("X-Late", "1")
		io.WriteString(w, "late")
	})
	return m
}

// patience bounds what takes no time if all is well. A busy machine is slow.
const patience = time.Minute

// eventually waits until something is so, and reports false if it never is.
func eventually(ok func() bool) bool {
	for late := time.Now().Add(patience); !ok(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(late) {
			return false
		}
	}
	return true
}

// program starts the test binary as the program under test.
func program(t *testing.T, args []string, vars ...string) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), 2*patience)
	t.Cleanup(cancel)
	c := exec.CommandContext(ctx, self, args...)
	c.Env = append([]string{"OWHTTP_TEST_PROGRAM=1"}, vars...)
	return c
}

// start starts the program as a server. It returns its address, and what it writes to stderr.
func start(t *testing.T, vars ...string) (address string, stderr *lines, process *os.Process) {
	t.Helper()
	port := strconv.Itoa(programtest.Port(t))
	address = net.JoinHostPort("127.0.0.1", port)
	c := program(t, nil, append([]string{"PORT=" + port, "suppress_lock=true"}, vars...)...)
	stderr = new(lines)
	c.Stderr = stderr
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	done := make(chan struct{})
	go func() {
		c.Wait()
		close(done)
	}()
	t.Cleanup(func() {
		c.Process.Kill()
		<-done
		if text := stderr.String(); strings.Contains(text, "DATA RACE") {
			t.Error(text)
		}
	})
	for late := time.Now().Add(patience); time.Now().Before(late); time.Sleep(10 * time.Millisecond) {
		if conn, err := net.Dial("tcp", address); err == nil {
			conn.Close()
			return address, stderr, c.Process
		}
	}
	t.Fatal("the program does not listen: " + stderr.String())
	return "", nil, nil
}
