package http1

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// A deviation is where this package refuses what net/http accepts, as a row of its documentation says.
type deviation struct {
	row     string
	in      func(stream []byte) bool
	example string // that net/http answers with 200
}

func matches(pattern string) func([]byte) bool {
	return regexp.MustCompile(`(?is)` + pattern).Match
}

var deviations = []deviation{
	{"both Content-Length and Transfer-Encoding", matches(`content-length:.*transfer-encoding:|transfer-encoding:.*content-length:`),
		"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"},
	{"Transfer-Encoding in HTTP/1.0", matches(` HTTP/1\.0\r?\n.*transfer-encoding:`),
		"POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n"},
	{"folded fields", matches(`\n[ \t]`), "GET / HTTP/1.1\r\nHost: x\r\nX: a\r\n b\r\n\r\n"},
	{"LF without CR, CR without LF", matches(`(^|[^\r])\n|\r([^\n]|$)`), "GET / HTTP/1.1\nHost: x\n\n"},
	{"NUL and other control bytes", matches(`[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]`),
		"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n1;\x00\r\na\r\n0\r\n\r\n"},
	{"fields about the message in a trailer", matches(`trailer:[^\n]*(content-length|transfer-encoding|trailer|host)|\n(content-length|transfer-encoding|trailer|host):`),
		"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nHost: y\r\n\r\n"},
	{"users and escapes in an authority", matches(`[a-z0-9]://[^/?\s]*[@%]|connect [^/?\s]*[@%]`),
		"GET http://u@x/ HTTP/1.1\r\nHost: x\r\n\r\n"},
	{"CONNECT without an authority", matches(`CONNECT  HTTP/`), "CONNECT  HTTP/1.1\r\n\r\n"},
	{"HTTP/2.0 in a request line", matches(` HTTP/2\.0`), "PRI * HTTP/2.0\r\n\r\n"},
	{"both close and keep-alive in HTTP/1.0", matches(` HTTP/1\.0\r\n.*connection:[^\n]*close`),
		"GET / HTTP/1.0\r\nConnection: close, keep-alive\r\n\r\nGET / HTTP/1.0\r\n\r\n"},
	{"chunks of 4 EiB and more", matches(`\n[4-9a-f][0-9a-f]{15}`),
		"POST /some HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n7fffffffffffffff\r\nabc"},
}

func isDeviation(stream []byte) bool {
	return slices.ContainsFunc(deviations, func(d deviation) bool { return d.in(stream) })
}

// TR-3: what is refused and net/http accepts is in a table of the documentation, and each row of it is true.
func TestTR3StricterThanNetHTTPAsDocumented(t *testing.T) {
	doc, err := os.ReadFile("doc.go")
	if err != nil {
		t.Fatal(err)
	}
	_, table, ok := strings.Cut(string(doc), "# Stricter than net/http")
	if !ok {
		t.Fatal("doc.go has no such table")
	}
	table, _, _ = strings.Cut(table, "\n// #")
	rows := 0
	for line := range strings.Lines(table) {
		if strings.HasPrefix(line, "//\t") {
			rows++
		}
	}
	if rows != len(deviations) {
		t.Errorf("%d rows in the documentation, %d here", rows, len(deviations))
	}
	bubble(t, func(t *testing.T) {
		for _, d := range deviations {
			if !strings.Contains(table, "\n//\t"+d.row+" ") {
				t.Errorf("%q is no row of the documentation", d.row)
			}
			if !d.in([]byte(d.example)) {
				t.Errorf("%s: %q is no example", d.row, d.example)
			}
			got, want := own([]byte(d.example)), judge([]byte(d.example))
			if !slices.Contains(want.statuses, 200) || slices.Contains(want.statuses, 400) || differs([]byte("x"), got, want) == "" {
				t.Errorf("%s: %q\nown      %+v\nnet/http %+v", d.row, d.example, got, want)
			}
		}
	})
}
