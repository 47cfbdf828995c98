package front

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/textproto"
	"net/url"
	"slices"
	"strings"

	"github.com/owgen/owgen/gen"
	"github.com/owgen/owgen/internal/dev/record"
)

// A pageCall is a call as the API takes it.
type pageCall struct {
	Handler    string      `json:"handler"`
	Method     string      `json:"method"`
	Path       string      `json:"path"`
	Header     http.Header `json:"header"`
	Body       string      `json:"body,omitempty"`
	BodyBase64 []byte      `json:"bodyBase64,omitempty"`
}

// body returns what is sent: nothing with GET and HEAD.
func (c *pageCall) body() []byte {
	if m := c.method(); m == http.MethodGet || m == http.MethodHead {
		return nil
	}
	if len(c.BodyBase64) > 0 {
		return c.BodyBase64
	}
	return []byte(c.Body)
}

// method and path are those of the request.
func (c *pageCall) method() string { return cmp.Or(c.Method, http.MethodPost) }

func (c *pageCall) path() string { return cmp.Or(c.Path, "/"+url.PathEscape(c.Handler)) }

// header returns the header of the request. JSON is said to be JSON.
func (c *pageCall) header() http.Header {
	h := make(http.Header, len(c.Header)+1)
	for name, values := range c.Header {
		name = textproto.CanonicalMIMEHeaderKey(name)
		h[name] = append(h[name], values...)
	}
	for _, name := range []string{"Content-Length", "Host", "Transfer-Encoding"} {
		delete(h, name)
	}
	if body := c.body(); len(h["Content-Type"]) == 0 && len(body) > 0 && json.Valid(body) {
		h["Content-Type"] = []string{"application/json"}
	}
	return h
}

// bare reports whether a call is a POST of JSON to its handler, as each tool can send it.
func (c *pageCall) bare() bool {
	h := c.header()
	if kind := h["Content-Type"]; len(kind) == 1 && isJSON(kind[0]) {
		delete(h, "Content-Type")
	}
	return len(record.Own(h)) == 0 && c.method() == http.MethodPost && c.path() == "/"+url.PathEscape(c.Handler)
}

// plain reports whether a call is nothing but parameters to its handler.
func (c *pageCall) plain(s State) bool {
	form := formOf(s, c.Handler)
	return c.method() == http.MethodPost && form != "web" && form != "event"
}

// formOf returns the form of a handler, or "".
func formOf(s State, name string) string {
	k := handlerIndex(s.Handlers, name)
	if k < 0 {
		return ""
	}
	return s.Handlers[k].Form
}

func handlerIndex(handlers []gen.Handler, name string) int {
	return slices.IndexFunc(handlers, func(h gen.Handler) bool { return h.Name == name })
}

// request returns the call as a request of net/http that came to a host.
func (c *pageCall) request(host string) (*http.Request, error) {
	if c.Handler == "" {
		return nil, errors.New("want a handler")
	}
	path := c.path()
	if !strings.HasPrefix(path, "/") || strings.ContainsFunc(path, func(r rune) bool { return r <= ' ' || r == 0x7f || r == '#' }) {
		return nil, errors.New("want a path that begins with /, without blanks")
	}
	u, err := url.ParseRequestURI(path)
	if err != nil {
		return nil, err
	}
	body := c.body()
	r, err := http.NewRequest(c.method(), "/", nil)
	if err != nil || r.Method == http.MethodConnect {
		return nil, errors.New("want a method such as POST")
	}
	r.URL, r.RequestURI, r.Host, r.Header = u, path, host, c.header()
	for name, values := range r.Header {
		if !isToken(name) {
			return nil, errors.New("the name of a header has letters that it may not have")
		}
		for _, v := range values {
			if strings.ContainsFunc(v, func(r rune) bool { return r < ' ' && r != '\t' || r == 0x7f }) {
				return nil, errors.New("the header " + name + " has letters that it may not have")
			}
		}
	}
	r.ContentLength = int64(len(body))
	r.Body = io.NopCloser(bytes.NewReader(body))
	return r, nil
}

// isToken reports whether a text may be the name of a header.
func isToken(s string) bool {
	return s != "" && !strings.ContainsFunc(s, func(r rune) bool {
		return r <= ' ' || r >= 0x7f || strings.ContainsRune(`"(),/:;<=>?@[\]{}`, r)
	})
}

// saved returns the call as one to save.
func (c *pageCall) saved(s State) record.SavedCall {
	return record.SavedCall{
		Handler: c.Handler, Plain: c.plain(s), Method: c.method(), Path: c.path(), Header: c.header(), Body: c.body(),
	}
}
