package ow

import (
	"io"
	"strings"
	"testing"
	"testing/iotest"
)

func TestOW7CodeFilter(t *testing.T) {
	for _, c := range []struct{ body, want string }{
		{`{"value":{"code":"abc","main":"m"}}`, `{"value":{"code":"","main":"m"}}`},
		{`{"value":{"main":"m","code":"a\"b\\"}}`, `{"value":{"main":"m","code":""}}`},
		{`{ "value" : { "code" : "abc" } }`, `{ "value" : { "code" : "" } }`},
		{`{"value":{"code":""}}`, `{"value":{"code":""}}`},
		{`{"value":{"code":null}}`, `{"value":{"code":null}}`},
		{`{"value":{"env":{"code":"kept"},"code":"gone"}}`, `{"value":{"env":{"code":"kept"},"code":""}}`},
		{`{"value":{"x":"code","y":"kept"}}`, `{"value":{"x":"code","y":"kept"}}`},
		{`{"value":{"code":["kept"],"y":{"code":"kept"}}}`, `{"value":{"code":["kept"],"y":{"code":"kept"}}}`},
		{`{"code":"kept","value":{"code":"gone"},"other":{"code":"kept"}}`, `{"code":"kept","value":{"code":""},"other":{"code":"kept"}}`},
		{`{"other":"value","x":{"code":"kept"}}`, `{"other":"value","x":{"code":"kept"}}`},
		{`[{"value":{"code":"kept"}}]`, `[{"value":{"code":"kept"}}]`},
		{`{"value":[{"code":"kept"}]}`, `{"value":[{"code":"kept"}]}`},
		{`{"value":{"codes":"kept","cod":"kept","code":"gone`, `{"value":{"codes":"kept","cod":"kept","code":"`},
		{`{"value":{"longer than any name that matters":"code","z":"kept"}}`, `{"value":{"longer than any name that matters":"code","z":"kept"}}`},
	} {
		f := &codeFilter{r: iotest.OneByteReader(strings.NewReader(c.body))}
		got, err := io.ReadAll(f)
		if err != nil || string(got) != c.want {
			t.Errorf("%s\ngot  %s %v\nwant %s", c.body, got, err, c.want)
		}
		whole, _ := io.ReadAll(&codeFilter{r: strings.NewReader(c.body)})
		if string(whole) != c.want {
			t.Errorf("%s, read at once: got %s", c.body, whole)
		}
		if want := strings.Contains(c.body, "gone") || strings.Contains(c.body, "abc") || strings.Contains(c.body, `a\"b`); f.dropped != want {
			t.Errorf("%s: dropped %v", c.body, f.dropped)
		}
	}
}

// A counter delivers size bytes of an /init body that is nearly all code.
type endlessCode struct {
	head, tail string
	left       int
}

func (e *endlessCode) Read(p []byte) (int, error) {
	if e.head != "" {
		n := copy(p, e.head)
		e.head = e.head[n:]
		return n, nil
	}
	if e.left > 0 {
		n := min(len(p), e.left)
		for i := range p[:n] {
			p[i] = 'A'
		}
		e.left -= n
		return n, nil
	}
	if e.tail == "" {
		return 0, io.EOF
	}
	n := copy(p, e.tail)
	e.tail = e.tail[n:]
	return n, nil
}

// 64 MB of code take no more memory than the rest of the document.
func TestOW7CodeIsNeverHeld(t *testing.T) {
	body := &endlessCode{head: `{"value":{"code":"`, tail: `","main":"m"}}`, left: 64 << 20}
	block, n, err := readBlock(&codeFilter{r: body}, -1, 1<<20)
	if err != nil || string(block[:n]) != `{"value":{"code":"","main":"m"}}` {
		t.Fatalf("got %q, %v", block[:n], err)
	}
	if len(block) > 1<<16 {
		t.Errorf("the block has %d bytes", len(block))
	}
}
