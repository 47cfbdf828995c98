package web

import (
	"bytes"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"runtime"
	"strconv"
	"strings"
	"testing"

	"github.com/owgen/owgen/e2e/internal/ci"
	"github.com/owgen/owgen/internal/program"
)

// zeros has n zero bytes.
func zeros(n int64) io.Reader { return io.LimitReader(zero{}, n) }

type zero struct{}

func (zero) Read(p []byte) (int, error) {
	clear(p)
	return len(p), nil
}

// peak returns the most memory that a process had, in kilobytes.
func peak(t *testing.T, pid int) int {
	t.Helper()
	if runtime.GOOS != "linux" {
		t.Skip("the peak of memory is read from /proc")
	}
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		t.Fatal(err)
	}
	_, after, _ := strings.Cut(string(status), "VmHWM:")
	kb, err := strconv.Atoi(strings.Fields(after)[0])
	if err != nil {
		t.Fatal(err)
	}
	return kb
}

// large is more than a program may hold in memory.
const large = 64 << 20

func TestWEB32WEB33LargeBodiesNeedLittleMemory(t *testing.T) {
	ci.Long(t, "it moves 64 MB")
	eachSurface(t, func(t *testing.T, s *server) {
		for _, target := range []string{"/measure", "/copy"} {
			r, err := http.Post(s.URL+target, "", zeros(large))
			if err != nil {
				t.Fatal(err)
			}
			n, err := io.Copy(io.Discard, r.Body)
			r.Body.Close()
			if err != nil || r.StatusCode != 200 || target == "/copy" && n != large {
				t.Errorf("%s: %d, %d bytes, %v", target, r.StatusCode, n, err)
			}
		}
		o := s.open("POST", "/get", `{"size":`+strconv.Itoa(large)+`,"length":"`+strconv.Itoa(large)+`"}`)
		if n, err := io.Copy(io.Discard, o.lines); n != large || err != nil {
			t.Errorf("got %d bytes, %v", n, err)
		}
		if kb := peak(t, s.PID()); kb > 48<<10 {
			t.Errorf("the program had %d kB", kb)
		}
	})
}

func TestWEB32BodiesAreReadWhileTheyCome(t *testing.T) {
	eachSurface(t, func(t *testing.T, s *server) {
		s.call("POST", "/measure", strings.Repeat("x", 1000)).expect(t, 200, `{"bytes":1000}`)
		s.call("PUT", "/measure", "").expect(t, 200, `{"bytes":0}`)
		s.call("POST", "/ignore", strings.Repeat("x", 100_000)).expect(t, 200, "ignored")

		// The answer begins before the request ends, and goes on with it.
		conn := s.send("POST", "/copy", "", "Transfer-Encoding: chunked")
		o := &open{t: t, conn: conn}
		io.WriteString(conn, "6\r\nfirst\n\r\n")
		o.read("POST")
		if line := o.line(); line != "first" || o.Header.Get("Content-Type") != "text/csv" {
			t.Errorf("the first line is %q, the header %v", line, o.Header)
		}
		io.WriteString(conn, "7\r\nsecond\n\r\n")
		if line := o.line(); line != "second" {
			t.Errorf("the second line is %q", line)
		}
		io.WriteString(conn, "0\r\n\r\n")
		o.expectRest(200, "text/csv", "", false)

		// A caller that leaves in the middle ends the answer.
		conn = s.send("POST", "/copy", "", "Content-Length: 100")
		o = &open{t: t, conn: conn}
		io.WriteString(conn, "first\n")
		o.read("POST")
		o.line()
		conn.(*net.TCPConn).CloseWrite()
		o.expectRest(200, "text/csv", "", true)
		conn = s.send("POST", "/measure", "", "Content-Length: 100")
		o = &open{t: t, conn: conn}
		io.WriteString(conn, "first\n")
		conn.(*net.TCPConn).CloseWrite()
		o.read("POST")
		o.expectRest(400, rowJSON, `{"error":"the body could not be read"}`, false)
	})
}

func TestWEB32OnlyALimitThatIsSetBoundsABody(t *testing.T) {
	body := strings.Repeat("x", 9<<20)
	t.Run("unset", func(t *testing.T) {
		s := serve(t, surfaces[0])
		s.call("POST", "/measure", body).expect(t, 200, `{"bytes":`+strconv.Itoa(len(body))+`}`)
	})
	t.Run("set", func(t *testing.T) {
		s := serve(t, surfaces[0], "OWGEN_MAX_BODY=10")
		s.call("POST", "/measure", "0123456789").expect(t, 200, `{"bytes":10}`)
		s.call("POST", "/measure", "0123456789a").expect(t, 413, `{"error":"the body is larger than 10 bytes"}`)
		conn := s.send("POST", "/measure", "", "Transfer-Encoding: chunked")
		io.WriteString(conn, "6\r\n012345\r\n6\r\n012345\r\n0\r\n\r\n")
		o := &open{t: t, conn: conn}
		o.read("POST")
		o.expectRest(413, rowJSON, `{"error":"the body is larger than 10 bytes"}`, false)
	})
}

func TestWEB33WhatAReaderYieldsIsSentAsItComes(t *testing.T) {
	eachSurface(t, func(t *testing.T, s *server) {
		const octets = "application/octet-stream"
		sixteen := "0123456789abcdef"
		for _, c := range []struct {
			order  string
			status int
			typ    string
			length int64
			want   string
			cut    bool
		}{
			{`{"size":16}`, 200, octets, -1, sixteen, false},
			{`{"size":16,"length":"16","status":201}`, 201, octets, 16, sixteen, false},
			{`{"size":0}`, 200, octets, 0, "", false},
			{`{"nil":true,"status":202}`, 202, "", 0, "", false},
			{`{"size":16,"status":204}`, 204, "", 0, "", false},
			{`{"size":32,"wait":1,"length":"40"}`, 200, octets, 40, sixteen + sixteen, true},
			{`{"size":0,"length":"5"}`, 500, rowJSON, 69, `{"error":"the body of the answer is shorter than its Content-Length"}`, false},
			{`{"size":32,"wait":1,"length":"20"}`, 200, octets, 20, sixteen, true},
			{`{"size":16,"length":"5"}`, 500, rowJSON, 68, `{"error":"the body of the answer is longer than its Content-Length"}`, false},
			{`{"size":16,"error":true}`, 200, octets, -1, sixteen, true},
			{`{"size":0,"error":true}`, 500, rowJSON, 20, `{"error":"bad read"}`, false},
			{`{"size":5,"fail":true}`, 500, rowJSON, 23, `{"error":"no download"}`, false},
			{`{"size":5,"length":"x"}`, 500, rowJSON, 72, `{"error":"the handler answered with a Content-Length that is no number"}`, false},
		} {
			o := s.open("POST", "/get", c.order, "Connection: close")
			if o.ContentLength != c.length {
				t.Errorf("%s: the length is %d", c.order, o.ContentLength)
			}
			o.expectRest(c.status, c.typ, c.want, c.cut)
		}
		s.call("POST", "/get", `{"bad":true}`).expect(t, 500, `{"error":"the handler answered with a header called \"a b\", which cannot be the name of one"}`)
		for _, length := range []string{"", "16"} {
			o := s.open("HEAD", "/get?size=16&length="+length, "", "Connection: close")
			o.expectRest(200, octets, "", false)
			if o.Header.Get("Content-Length") != length {
				t.Error("HEAD has the header", o.Header)
			}
		}
		// What is read is there at once, and nothing is read for a caller that has gone.
		o := s.open("POST", "/get", `{"size":1000000000,"wait":50}`)
		first := make([]byte, 16)
		if _, err := io.ReadFull(o.lines, first); err != nil || string(first) != sixteen {
			t.Errorf("got %q, %v", first, err)
		}
		const closed, before = "the download is closed", 15 // all of those above, but for the one without a reader
		s.awaitCount(closed, before)
		if n := strings.Count(s.Stderr(), closed); n != before {
			t.Errorf("%d readers were closed, want %d", n, before)
		}
		o.conn.Close()
		s.awaitCount(closed, before+1)
	})
}

// The same in a pipe: values and bytes come as they are made, and errors are exit codes.
func TestWEB32WEB33WEB36StreamsInAPipe(t *testing.T) {
	watchdog := []string{"Http_Method=POST", "OPENFAAS_NAME=f"}
	for _, c := range []struct {
		action, stdin string
		env           []string
		want          string
		exit          int
	}{
		{"count", `{"count":2}`, nil, `{"n":1}` + "\n" + `{"n":2}` + "\n", 0},
		{"count", `{"count":2}`, append(watchdog, "Http_Accept=text/event-stream"), `data: {"n":1}` + "\n\n" + `data: {"n":2}` + "\n\n", 0},
		{"count", `{"count":2}`, append(watchdog, "Http_Accept=application/json"), `{"n":1}` + "\n" + `{"n":2}` + "\n", 0},
		{"count", `{"count":2,"error":2}`, nil, `{"n":1}` + "\n" + `{"error":"bad value"}` + "\n", 1},
		{"count", `{"count":2,"panic":2}`, nil, `{"n":1}` + "\n" + `{"error":"The action panicked. See logs for details."}` + "\n", 1},
		{"count", `{"count":1,"error":1}`, nil, `{"error":"bad value"}` + "\n", 1},
		{"count", `{}`, nil, ``, 0},
		{"counttexts", `{"count":2}`, nil, `12`, 0},
		{"countbytes", `{"count":2}`, nil, "\x01\xff\x02\xff", 0},
		{"copy", "as it is \x00\xff", nil, "as it is \x00\xff", 0},
		{"copy", "as it is", watchdog, "as it is", 0},
		{"copy", "", nil, "", 0},
		{"measure", "12345", append(watchdog, "OWGEN_MAX_BODY=4"), `{"error":"the body is larger than 4 bytes"}` + "\n", 1},
		{"get", `{"size":16}`, nil, "0123456789abcdef", 0},
		{"get", `{"size":16,"status":404}`, nil, "0123456789abcdef", 1},
		{"get", `{"size":16,"error":true}`, nil, "0123456789abcdef", 1},
		{"get", `{"size":16,"length":"20"}`, nil, "0123456789abcdef", 1},
		{"get", `{"size":16,"length":"5"}`, nil, `{"error":"the body of the answer is longer than its Content-Length"}` + "\n", 1},
	} {
		out, err := program.Run(binary, c.stdin, append(c.env, "OWGEN_MODE=oneshot", "OWGEN_ACTION="+c.action), "-")
		if err != nil {
			t.Fatal(err)
		}
		if out.Stdout != c.want || out.Exit != c.exit {
			t.Errorf("%s %s %v: got %q, exit code %d, stderr %q\nwant %q, %d", c.action, c.stdin, c.env, out.Stdout, out.Exit, out.Stderr, c.want, c.exit)
		}
	}
	// In the argument is a document, as OpenWhisk's dockerskeleton has it.
	for _, c := range []struct{ action, argument, want string }{
		{"count", `{"count":2}`, `[{"n":1},{"n":2}]`},
		{"count", `{}`, `[]`},
		{"count", `{"count":2,"error":2}`, `{"error":"bad value"}`},
		{"counttexts", `{"count":2}`, `{"statusCode":200,"headers":{"Content-Type":"text/plain; charset=utf-8"},"body":"12"}`},
		{"countbytes", `{"count":1}`, `{"statusCode":200,"headers":{"Content-Type":"application/octet-stream"},"body":"Af8="}`},
		{"copy", `{"a": 1}`, `{"statusCode":200,"headers":{"Content-Type":"text/csv"},"body":"{\"a\": 1}"}`},
		{"get", `{"size":4,"status":201}`, `{"statusCode":201,"headers":{"Content-Type":"application/octet-stream"},"body":"MDEyMw=="}`},
		{"get", `{"size":9000000}`, `{"error":"the body of the answer is larger than OWGEN_MAX_BODY"}`},
	} {
		out, err := program.Run(binary, "", []string{"OWGEN_ACTION=" + c.action}, c.argument)
		if err != nil {
			t.Fatal(err)
		}
		if out.Stdout != c.want+"\n" || out.Exit != 0 {
			t.Errorf("%s %s: got %q, exit code %d, stderr %q\nwant %q", c.action, c.argument, out.Stdout, out.Exit, out.Stderr, c.want)
		}
	}
}

func TestWEB32WEB33ALargePipeNeedsLittleMemory(t *testing.T) {
	ci.Long(t, "it moves 64 MB")
	cmd := exec.Command(binary, "-")
	cmd.Env = append(os.Environ(), "OWGEN_ACTION=copy", "OWGEN_MODE=oneshot")
	cmd.Stdin = zeros(large)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	var errs bytes.Buffer
	cmd.Stderr = &errs
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	const most = large - 1<<20 // while it has more, it is there
	n, err := io.CopyN(io.Discard, out, most)
	kb := peak(t, cmd.Process.Pid)
	if rest, _ := io.Copy(io.Discard, out); n+rest != large || err != nil {
		t.Errorf("%d bytes and %d more came through, %v", n, rest, err)
	}
	if err := cmd.Wait(); err != nil {
		t.Error(err, errs.String())
	}
	if kb > 40<<10 {
		t.Errorf("the program had %d kB", kb)
	}
}
