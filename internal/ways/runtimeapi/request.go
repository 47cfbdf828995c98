package runtimeapi

import (
	"bytes"
	"fmt"
	"net"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// A Request is what a client has sent.
type Request struct {
	Conn    int    // which connection of the API it came over, from 1 on
	Line    string // such as GET /2018-06-01/runtime/invocation/next
	Head    []string
	Body    []byte
	Chunks  []string // of a body in chunks
	Trailer []string
	Reads   int // how many reads it took
}

// Get returns the value of a line of the head.
func (r *Request) Get(name string) string { return valueOf(r.Head, name) }

// Trail returns the value of a line of the trailer.
func (r *Request) Trail(name string) string { return valueOf(r.Trailer, name) }

func valueOf(lines []string, name string) string {
	for _, l := range lines {
		if value, ok := strings.CutPrefix(l, name+": "); ok {
			return value
		}
	}
	return ""
}

// A peer is a connection of a client.
type peer struct {
	net.Conn
	number  int
	pending []byte
	reads   int
	onChunk func(k int)
}

// more reads once.
func (p *peer) more() error {
	var b [1 << 16]byte
	n, err := p.Read(b[:])
	p.pending = append(p.pending, b[:n]...)
	p.reads++
	if n > 0 {
		return nil
	}
	return err
}

// line reads a line that ends with CR LF.
func (p *peer) line() (string, error) {
	for {
		if i := bytes.IndexByte(p.pending, '\n'); i >= 0 {
			text := string(p.pending[:i+1])
			p.pending = p.pending[i+1:]
			if !strings.HasSuffix(text, "\r\n") || strings.Count(text, "\r") != 1 {
				return "", fmt.Errorf("a line that does not end with CR LF: %q", text)
			}
			return strings.TrimSuffix(text, "\r\n"), nil
		}
		if err := p.more(); err != nil {
			return "", err
		}
	}
}

func (p *peer) bytes(n int) ([]byte, error) {
	for len(p.pending) < n {
		if err := p.more(); err != nil {
			return nil, err
		}
	}
	b := slices.Clone(p.pending[:n])
	p.pending = p.pending[n:]
	return b, nil
}

// lines reads lines up to an empty one.
func (p *peer) lines() (lines []string, err error) {
	for {
		l, err := p.line()
		if err != nil || l == "" {
			return lines, err
		}
		lines = append(lines, l)
	}
}

// head reads a request up to its body.
func (p *peer) head() (r *Request, err error) {
	p.reads = 0
	r = &Request{Conn: p.number}
	if r.Line, err = p.line(); err != nil {
		return nil, err
	}
	var ok bool
	if r.Line, ok = strings.CutSuffix(r.Line, " HTTP/1.1"); !ok {
		return nil, fmt.Errorf("request line %q", r.Line)
	}
	r.Head, err = p.lines()
	return r, err
}

// length matches a Content-Length as the client writes it.
var length = regexp.MustCompile(`^(0|[1-9][0-9]*)$`)

// body reads the body of r, as its head announces it.
func (p *peer) body(r *Request) (err error) {
	defer func() { r.Reads = p.reads }()
	if r.Get("Transfer-Encoding") == "chunked" {
		return p.chunks(r)
	}
	text := r.Get("Content-Length")
	if text == "" && strings.HasPrefix(r.Line, "GET ") {
		return nil
	}
	if !length.MatchString(text) {
		return fmt.Errorf("Content-Length %q", text)
	}
	n, _ := strconv.Atoi(text)
	r.Body, err = p.bytes(n)
	return err
}

func (p *peer) chunks(r *Request) error {
	for {
		l, err := p.line()
		if err != nil {
			return err
		}
		n, err := strconv.ParseUint(l, 16, 31)
		if err != nil || l != strconv.FormatUint(n, 16) {
			return fmt.Errorf("size of a chunk %q", l)
		}
		if n == 0 {
			r.Trailer, err = p.lines()
			return err
		}
		data, err := p.bytes(int(n) + 2)
		if err != nil {
			return err
		}
		data, ok := bytes.CutSuffix(data, []byte("\r\n"))
		if !ok {
			return fmt.Errorf("no CR LF behind a chunk")
		}
		r.Body = append(r.Body, data...)
		r.Chunks = append(r.Chunks, string(data))
		if p.onChunk != nil {
			p.onChunk(len(r.Chunks))
		}
	}
}

// check reports what is wrong with the head of a request: names that the contract does not have, or that come twice.
// An agent that ends in a slash goes with any version.
func (r *Request) check(host, agent string) error {
	want := []string{"Host: " + host, "User-Agent: " + agent}
	if len(r.Head) < 2 || r.Head[0] != want[0] || !strings.HasPrefix(r.Head[1], want[1]) ||
		r.Head[1] != want[1] && !strings.HasSuffix(agent, "/") {
		return fmt.Errorf("%s: head begins with %q, want %q", r.Line, r.Head, want)
	}
	seen := map[string]bool{}
	for _, l := range r.Head {
		name, value, ok := strings.Cut(l, ": ")
		if !ok || value == "" || strings.TrimSpace(value) != value || seen[name] || !slices.Contains(known, name) {
			return fmt.Errorf("%s: line of the head %q", r.Line, l)
		}
		seen[name] = true
	}
	if strings.HasPrefix(r.Line, "GET ") && strings.Contains(r.Line, "invocation/next") && len(r.Head) != 2 {
		return fmt.Errorf("%s: head %q", r.Line, r.Head)
	}
	if strings.HasPrefix(r.Line, "POST ") && !seen["Content-Type"] {
		return fmt.Errorf("%s: no Content-Type", r.Line)
	}
	return nil
}

// known are all lines that a client may send.
var known = []string{
	"Host", "User-Agent", "Content-Type", "Content-Length", "Transfer-Encoding", "Trailer",
	"Lambda-Runtime-Function-Error-Type", "Lambda-Runtime-Function-Xray-Error-Cause", "Lambda-Runtime-Function-Response-Mode",
	"Lambda-Runtime-Invocation-Id", "Lambda-Extension-Name", "Lambda-Extension-Identifier",
}
