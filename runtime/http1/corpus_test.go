package http1

import (
	"bufio"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// corpus returns the streams in testdata, each as a Go string on a line of its own.
func corpus(t testing.TB) (streams [][]byte) {
	t.Helper()
	names, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(names) == 0 {
		t.Fatal(names, err)
	}
	for _, name := range names {
		f, err := os.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		for lines := bufio.NewScanner(f); lines.Scan(); {
			if line := lines.Text(); strings.HasPrefix(line, `"`) {
				s, err := strconv.Unquote(line)
				if err != nil {
					t.Fatalf("%s: %s: %v", name, line, err)
				}
				streams = append(streams, []byte(s))
			}
		}
	}
	return streams
}

// seeds are heads and streams that random ones are made of.
var seeds = []string{
	"GET / HTTP/1.1\r\nHost: x\r\n\r\n",
	"GET /all HTTP/1.0\r\n\r\n",
	"GET /all HTTP/1.0\r\nConnection: keep-alive\r\n\r\n",
	"HEAD /none?q=1&q=2 HTTP/1.1\r\nHost: [::1]:80\r\nAccept: */*\r\n\r\n",
	"OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n",
	"CONNECT a:1 HTTP/1.1\r\nHost: a:1\r\n\r\n",
	"PUT http://a.example:80/b%20c?d HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc",
	"POST //a/../b;c=%41%2f HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
	"POST /all HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nTrailer: X\r\n\r\n3;a=\"b\"\r\nabc\r\n1\r\nd\r\n0\r\nX: y\r\n\r\n",
	"POST /none HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nabcde\r\n",
	"POST /some HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\nabcde",
	"POST /all HTTP/1.1\r\nHost: x\r\nConnection: close, x\r\nX:\ta \r\nY: \r\nContent-Length: 00\r\n\r\n",
	"GET /a HTTP/1.9\r\nHost:\r\nPragma: no-cache\r\nCookie: a=b; c=\"d\"\r\n\r\n",
	"POST /all HTTP/1.1\r\nHost: gateway.openfaas:8080\r\nUser-Agent: Go-http-client/1.1\r\nContent-Length: 2\r\nX-Call-Id: 1\r\nX-Forwarded-For: 10.0.0.1\r\n\r\n{}",
}

// pieces are what random streams get inserted.
var pieces = []string{
	"\r\n", "\n", "\r", " ", "\t", ":", ";", ",", "\x00", "\x7f", "\x80", "\xff", "%", "%4", "%zz", "%00", "?", "#", "*", "@", "//",
	"\\", "+", "-1", "0x10", "99999999999999999999", "[::1]", "]", "http://", "https://[::1]:443", "a:b", "mailto:", "HTTP/1.0",
	"HTTP/2.0", "HTTP/1.1", "CONNECT ", "OPTIONS ", "PRI * HTTP/2.0\r\n\r\n", "Host: x\r\n", "Host: y, z\r\n", "Content-Length: 3\r\n",
	"content-length:3\r\n", "Content-Length : 3\r\n", "Transfer-Encoding: chunked\r\n", "transfer-encoding:\tCHUNKED \r\n",
	"Transfer-Encoding: identity\r\n", "Connection: close\r\n", "Connection: keep-alive\r\n", "Connection: x, Close\r\n",
	"Expect: 100-continue\r\n", "Expect: x\r\n", "Trailer: X\r\n", "Trailer: Content-Length\r\n", "Upgrade: h2c\r\n", " folded\r\n", "0\r\n\r\n",
	"3\r\nabc\r\n", "1;x=y\r\nz\r\n", "5 \r\nabcde\r\n", "ffffffffffffffff\r\n",
}
