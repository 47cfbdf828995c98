package http1

import (
	"bufio"
	"bytes"
	"cmp"
	"net/http"
	"strings"
	"testing"
)

// readRequest is what net/http makes of a head: ReadRequest, and what its server checks besides.
func readRequest(raw []byte) *http.Request {
	r, err := http.ReadRequest(bufio.NewReader(bytes.NewReader(raw)))
	if err != nil || r.ProtoMajor != 1 {
		return nil
	}
	for name, values := range r.Header {
		for _, c := range []byte(name + strings.Join(values, "")) {
			if c == 0x7f || c < ' ' && c != '\t' {
				return nil
			}
		}
		if strings.ContainsAny(name, " \"(),/:;<=>?@[]{}\\\t") {
			return nil
		}
	}
	h := fieldLines(raw)
	if len(h["host"]) == 0 && r.ProtoAtLeast(1, 1) && r.Method != "CONNECT" {
		return nil
	}
	for _, host := range h["host"] {
		if strings.Trim(host, "!$%&'()*+,-.:;=[]_~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ") != "" {
			return nil
		}
	}
	return r
}

func fieldLines(raw []byte) map[string][]string {
	h := map[string][]string{}
	for line := range strings.Lines(string(raw)) {
		if name, value, ok := strings.Cut(line, ":"); ok && !strings.Contains(name, " ") {
			h[strings.ToLower(name)] = append(h[strings.ToLower(name)], strings.Trim(value, " \t\r\n"))
		}
	}
	return h
}

// compareHead holds the head that raw begins with against what net/http makes of it.
func compareHead(t *testing.T, raw []byte) {
	n := headEnd(raw, 0)
	if n == 0 {
		return
	}
	raw = raw[:n]
	var h head
	status := h.parse(raw)
	r := readRequest(raw)
	switch {
	case status == 0 && r == nil:
		t.Errorf("%q is accepted, and net/http refuses it", raw)
	case status == 0:
		compareParts(t, raw, &h, r)
	case status == 417 && r != nil && r.Header.Get("Expect") != "":
	case r != nil && !isDeviation(raw):
		t.Errorf("%q is refused with %d, and net/http accepts it", raw, status)
	}
}

func compareParts(t *testing.T, raw []byte, h *head, r *http.Request) {
	x := exchange{head: *h}
	if x.Method() != r.Method || x.Path() != cmp.Or(r.URL.Path, r.URL.Opaque) || x.Query() != r.URL.RawQuery || x.Host() != r.Host || x.Length() != r.ContentLength {
		t.Errorf("%q\nown      %q %q %q %q %d\nnet/http %q %q %q %q %d", raw, x.Method(), x.Path(), x.Query(), x.Host(), x.Length(),
			r.Method, cmp.Or(r.URL.Path, r.URL.Opaque), r.URL.RawQuery, r.Host, r.ContentLength)
	}
	if h.keepAlive && r.Close && r.ProtoMinor > 0 { // for 1.0 the server of net/http has a rule of its own
		t.Errorf("%q keeps the connection, which net/http closes", raw)
	}
	for name, values := range r.Header {
		if got := x.Get(name); got != values[0] && name != "Cache-Control" && name != "Host" {
			t.Errorf("%q: %s is %q, and %q in net/http", raw, name, got, values[0])
		}
	}
}

// TR-1, TR-4: heads, as http.ReadRequest reads them.
func TestTR1TR4HeadsAreReadAsNetHTTPReadsThem(t *testing.T) {
	r := random(t)
	all := seedStreams(t)
	for _, s := range all {
		compareHead(t, s)
	}
	for range rounds(50_000) {
		if compareHead(t, mutate(r, all)); t.Failed() {
			return
		}
	}
}

func FuzzHead(f *testing.F) {
	for _, s := range seedStreams(f) {
		f.Add(s)
	}
	f.Fuzz(compareHead)
}

// The head is looked up and copied where it lies: no field that nobody asks for costs memory.
func TestAHeadIsReadWithoutMemory(t *testing.T) {
	raw := []byte(seeds[len(seeds)-1])
	raw = raw[:headEnd(raw, 0)]
	var h head
	h.parse(raw)
	if n := testing.AllocsPerRun(100, func() { h.parse(raw) }); n != 0 {
		t.Errorf("%v allocations for a head like the one before", n)
	}
	if got := h.header().Get("x-call-ID"); got != "1" {
		t.Errorf("X-Call-Id is %q", got)
	}
}
