package http1

import (
	"errors"
	"io"
	"net"
	"strings"
	"testing"
)

// scripted starts a server that reads a request up to its end, answers it with the next text, and goes on to the next. It ends the
// connection behind a text that ends with a bang.
func scripted(t *testing.T, texts ...string) *Client {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			buf := make([]byte, 1<<16)
			for len(texts) > 0 {
				if _, err := c.Read(buf); err != nil {
					break
				}
				text, ends := strings.CutSuffix(texts[0], "!")
				texts = texts[1:]
				io.WriteString(c, text)
				if ends {
					break
				}
			}
			c.Close()
		}
	}()
	return &Client{Server: l.Addr().(*net.TCPAddr), Head: "Host: x\r\n"}
}

func (c *Client) get(t *testing.T) (status int, body string, err error) {
	t.Helper()
	r, err := c.Do(&Request{Line: "GET /"})
	if err != nil {
		return 0, "", err
	}
	b, err := io.ReadAll(r)
	r.Done()
	return r.Status, string(b), err
}

const ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"

func TestAWS5AClientReadsAllForms(t *testing.T) {
	for text, want := range map[string]string{
		ok: "ok",
		"HTTP/1.1 200\r\nTransfer-Encoding: Chunked\r\n\r\n1\r\no\r\n1;x\r\nk\r\n0\r\nA: b\r\n\r\n": "ok",
		"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 102 P\r\nContent-Length: 5\r\n\r\n" + ok:             "ok",
		"HTTP/1.0 200 OK\r\n\r\nok!":                            "ok",
		"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nok!":       "ok",
		"HTTP/1.1 204 No\r\nContent-Length: 2\r\n\r\n":          "",
		"HTTP/1.1 304 No\r\nTransfer-Encoding: chunked\r\n\r\n": "",
	} {
		c := scripted(t, text, ok)
		if _, body, err := c.get(t); body != want || err != nil {
			t.Errorf("%q: %q %v", text, body, err)
		}
		if _, body, err := c.get(t); body != "ok" || err != nil {
			t.Errorf("behind %q: %q %v", text, body, err)
		}
	}
	for _, text := range []string{
		"HTTP/2.0 200 OK\r\n\r\n", "HTTP/1.1 20 OK\r\n\r\n", "HTTP/1.1 2000 OK\r\n\r\n", "HTTP/1.1 099 OK\r\n\r\n", "HTTP/1.1 101 Up\r\n\r\n",
		"HTTP/1.1 200 OK\nContent-Length: 2\n\nok", "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n", "HTTP/1.1 200 OK\r\n Folded: x\r\n\r\n",
		"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nok", "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n",
		"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n", "HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
		"garbage\r\n\r\n", "HTTP/1.1 200 OK\r\nA: " + strings.Repeat("x", 1<<20) + "\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nok!",
		"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n!", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nx\r\n",
	} {
		if status, body, err := scripted(t, text).get(t); err == nil {
			t.Errorf("%.100q: %d %q", text, status, body)
		}
	}
}

func TestAWS6AClientTriesOnceMore(t *testing.T) {
	c := scripted(t, ok, "!", ok, "!", "!", ok)
	for k, want := range []string{"ok", "ok", ""} { // the last one fails on a used connection, and on a new one
		_, body, err := c.get(t)
		if body != want || (err == nil) != (want != "") {
			t.Errorf("%d: %q %v", k, body, err)
		}
	}
	if _, body, err := c.get(t); body != "ok" || err != nil {
		t.Errorf("after all: %q %v", body, err)
	}
	half := scripted(t, ok, "HTTP/1.1 200 O!", ok)
	half.get(t)
	if _, body, err := half.get(t); err == nil {
		t.Errorf("after a part of an answer: %q", body)
	}
	if _, _, err := scripted(t, "!", ok).get(t); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("on a connection that has carried nothing: %v", err)
	}
}

// What nobody asked for is the end of a connection, not an answer.
func TestAWS4AClientTakesNothingUnasked(t *testing.T) {
	c := scripted(t, ok+"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil", ok)
	c.get(t)
	if _, body, err := c.get(t); body != "ok" || err != nil {
		t.Errorf("%q %v", body, err)
	}
}
