package owhttp

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"

	ow "github.com/owgen/owgen/runtime"
	"github.com/owgen/owgen/runtime/nethttp"
	"github.com/owgen/owgen/runtime/transport"
)

// Handler makes an action of an http.Handler, which gets all requests, whatever their method and path, but for those to
// the paths that the runtime has for itself, such as /_/health. A program with such an action is served by net/http.
//
// On OpenWhisk, and where the program is called from a shell, the handler's answer is collected and becomes what the
// platform wants of it. Nothing streams there. A call that is not about HTTP at all is a POST of its parameters to /. In
// any case ow.FromContext knows the call by the context of the request.
//
// A connection cannot be hijacked. Bodies have no limit unless OWGEN_MAX_BODY is set.
func Handler(name string, h http.Handler) ow.Action {
	if h == nil {
		panic("owhttp: the http.Handler of the action " + name + " is nil")
	}
	over := func(c transport.Config) transport.Server { return nethttp.New(c) }
	return ow.BindNative(name, over, func(ctx context.Context, n *ow.Native) (ow.Response[[]byte], error) {
		if n.Exchange == nil {
			return answer(ctx, n, h)
		}
		nethttp.Service{Handler: h, Context: ctx, Body: n.Body, Last: n.Last}.Serve(n.Exchange)
		return ow.Response[[]byte]{}, nil
	})
}

// answer lets h answer a request that did not come over HTTP.
func answer(ctx context.Context, n *ow.Native, h http.Handler) (response ow.Response[[]byte], err error) {
	r := request(ctx, n)
	b := &buffer{header: http.Header{}, isHead: r.Method == http.MethodHead}
	defer func() {
		if v := recover(); v == http.ErrAbortHandler {
			err = errors.New("the handler has aborted its answer")
		} else if v != nil {
			panic(v)
		}
	}()
	defer func() {
		if r.MultipartForm != nil {
			r.MultipartForm.RemoveAll() // the files of its parts, as net/http does
		}
	}()
	h.ServeHTTP(b, r)
	return b.response()
}

// request makes what a server of net/http would make of a request.
func request(ctx context.Context, n *ow.Native) *http.Request {
	header := http.Header(n.Request.Header)
	host := header.Get("Host")
	header.Del("Host")
	u := &url.URL{Path: n.Request.Path, RawQuery: n.RawQuery}
	r := &http.Request{
		Method: n.Request.Method, URL: u, RequestURI: u.RequestURI(), Host: host, Header: header,
		Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, Body: http.NoBody, ContentLength: int64(len(n.Request.Body)),
	}
	if len(n.Request.Body) > 0 {
		r.Body = io.NopCloser(bytes.NewReader(n.Request.Body))
	}
	return r.WithContext(ctx)
}
