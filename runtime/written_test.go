package ow

import (
	"bufio"
	"errors"
	"io"
	"net/http"
	"runtime"
	"strings"
	"testing"
)

// writing makes an action that answers with what write writes, and one for which that is a part of another reader.
func writing(name string, write func(io.Writer) error) []Action {
	whole := func(Request[struct{}]) (Response[io.Reader], error) {
		return Response[io.Reader]{Body: Written(write)}, nil
	}
	part := func(Request[struct{}]) (Response[io.Reader], error) {
		return Response[io.Reader]{Body: io.MultiReader(Written(write))}, nil
	}
	return []Action{
		Bind(name, RequestOf(Nothing()), whole, ResponseOf(ReaderResult())),
		Bind(name+"-part", RequestOf(Nothing()), part, ResponseOf(ReaderResult())),
	}
}

// get returns what comes of an answer, and whether that is all.
func (s *testServer) get(path string) (resp *http.Response, body string, complete bool) {
	s.t.Helper()
	resp, err := http.Get(s.url + path)
	if err != nil {
		s.t.Fatal(err)
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	return resp, string(b), err == nil
}

const panickedText = `{"error":"The action panicked. See logs for details."}`

func TestWEB33WhatIsWrittenIsTheBody(t *testing.T) {
	large := strings.Repeat("0123456789abcdef", 20_000)
	for _, c := range []struct {
		name     string
		write    func(w io.Writer) error
		status   int
		body     string
		complete bool
	}{
		{"nothing", func(io.Writer) error { return nil }, 200, "", true},
		{"large", func(w io.Writer) error {
			io.WriteString(w, large[:5])
			io.WriteString(w, "")
			io.WriteString(w, large[5:])
			return nil
		}, 200, large, true},
		{"early", func(io.Writer) error { return &Error{Status: 404, Message: "no rows"} }, 404, `{"error":"no rows"}`, true},
		{"late", func(w io.Writer) error { io.WriteString(w, "one\n"); return errors.New("no more") }, 200, "one\n", false},
		{"panic", func(io.Writer) error { panic("no luck") }, 500, panickedText, true},
		{"late panic", func(w io.Writer) error { io.WriteString(w, "one\n"); panic("no luck") }, 200, "one\n", false},
	} {
		name := strings.ReplaceAll(c.name, " ", "-")
		s := serveActions(t, writing(name, c.write), "OWGEN_PLATFORM=openfaas")
		for _, path := range []string{"/" + name, "/" + name + "-part"} {
			if resp, body, complete := s.get(path); resp.StatusCode != c.status || body != c.body || complete != c.complete {
				t.Errorf("%s: got %d %s, complete: %v", path, resp.StatusCode, cutText(body), complete)
			}
		}
		if told := strings.Contains(s.stderr.String(), "no luck"); told != strings.HasSuffix(c.name, "panic") {
			t.Errorf("%s: stderr %s", c.name, s.stderr.String())
		}
	}
}

// A piece is sent when it is written, and writing fails when the caller has gone: of itself, or with the time.
func TestWEB33WritingGoesWithTheCaller(t *testing.T) {
	next, ended := make(chan bool), make(chan error, 1)
	s := serveActions(t, writing("slow", func(w io.Writer) error {
		io.WriteString(w, "one\n")
		<-next
		io.WriteString(w, "two\n")
		<-next
		for {
			if _, err := io.WriteString(w, strings.Repeat("x", 1000)); err != nil {
				ended <- err
				if _, again := io.WriteString(w, "more"); again != err {
					return again
				}
				return nil // which does not count
			}
		}
	}), "OWGEN_PLATFORM=openfaas")
	resp, err := http.Get(s.url + "/slow")
	if err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(resp.Body)
	for _, want := range []string{"one", "two"} {
		if !lines.Scan() || lines.Text() != want {
			t.Fatalf("got %q, want %q", lines.Text(), want)
		}
		next <- true
	}
	resp.Body.Close()
	if err := <-ended; err != io.ErrClosedPipe {
		t.Errorf("writing fails with %v", err)
	}
	head, err := http.Head(s.url + "/slow")
	if err != nil || head.StatusCode != 200 {
		t.Fatal(head, err)
	}
	next <- true
	next <- true
	if err := <-ended; err != io.ErrClosedPipe {
		t.Errorf("for HEAD writing fails with %v", err)
	}
	if got := s.stderr.String(); strings.Contains(got, "ERROR") {
		t.Errorf("stderr %s", got)
	}
}

func TestWEB33WhatIsWrittenFitsIntoADocument(t *testing.T) {
	write := func(w io.Writer) error {
		for range 3 {
			if _, err := io.WriteString(w, "row\n"); err != nil {
				return errors.New("it does not count how writing fails")
			}
		}
		return nil
	}
	s := serveActions(t, writing("rows", write)[:1], "OWGEN_PLATFORM=openwhisk")
	s.post("/run", `{}`).expect(t, 200, `{"statusCode":200,"headers":{"Content-Type":"application/octet-stream"},"body":"cm93CnJvdwpyb3cK"}`)
	s = serveActions(t, writing("rows", write)[:1], "OWGEN_PLATFORM=openwhisk", "OWGEN_MAX_BODY=11")
	s.post("/run", `{}`).expect(t, 200, `{"error":"the body of the answer is larger than OWGEN_MAX_BODY"}`)
}

// Tests of handlers read the body.
func TestWEB33WhatIsWrittenCanBeRead(t *testing.T) {
	ended := make(chan error, 1)
	body := Written(func(w io.Writer) error {
		_, err := io.WriteString(w, "one\ntwo\n")
		ended <- err
		return err
	})
	if b, err := io.ReadAll(body); string(b) != "one\ntwo\n" || err != nil || <-ended != nil {
		t.Errorf("got %q, %v", b, err)
	}
	for want, write := range map[string]func(io.Writer) error{
		"no rows":           func(io.Writer) error { return errors.New("no rows") },
		string(errVanished): func(io.Writer) error { runtime.Goexit(); return nil },
	} {
		if _, err := io.ReadAll(Written(write)); err == nil || err.Error() != want {
			t.Errorf("got %v, want %s", err, want)
		}
	}
	func() {
		defer func() {
			if v := recover(); v != "no luck" {
				t.Errorf("the panic is %v", v)
			}
		}()
		io.ReadAll(Written(func(io.Writer) error { panic("no luck") }))
	}()

	body = Written(func(w io.Writer) error {
		_, err := io.WriteString(w, "one\ntwo\n")
		ended <- err
		return err
	})
	body.Read(make([]byte, 1))
	body.(io.Closer).Close()
	if err := <-ended; err != io.ErrClosedPipe {
		t.Errorf("after Close writing fails with %v", err)
	}
	body = Written(func(io.Writer) error { panic("it was closed before it was read") })
	body.(io.Closer).Close()
	if n, err := body.Read(make([]byte, 1)); n != 0 || err != io.ErrClosedPipe {
		t.Errorf("after Close: %d, %v", n, err)
	}
}
