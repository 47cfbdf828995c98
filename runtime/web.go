package ow

import "github.com/owgen/owgen/runtime/codec"

// A Request is a request over HTTP, whatever platform it came through. A handler that takes one sees what a plain handler
// does not: the method, the path, the header, and a body that need not be JSON.
//
// Where a call is no HTTP request, as in a shell or in an activation that is not a web action, Method, Path, Query and
// Header are empty, and there is only Body.
//
// The body is read before the handler runs. One of more than OWGEN_MAX_BODY bytes, 8 MiB unless that is set, is answered with
// status 413. An io.Reader in place of T reads the body while it comes, with a limit only if the variable is set.
type Request[T any] struct {
	Method string // in upper case: GET, POST, PUT, DELETE, PATCH, HEAD or OPTIONS
	Path   string // percent-decoded once; it begins with a slash and ends as it was sent
	Query  Values
	Header Header // with Host
	Body   T
}

// A Response is the answer to a Request, or to any other call. A status or a header that cannot be sent is an error of the
// handler, which is answered with status 500.
type Response[T any] struct {
	Status int    // 200 to 599; 0 is 200. With 204, 205 and 304 no body is sent.
	Header Header // a Content-Type that is not in it comes from the type of Body
	Body   T
}

// RequestOf is for a handler that takes a Request.
func RequestOf[T any](body In[T]) In[Request[T]] {
	needs := needs{allow: allMethods, head: true, ready: body.needs.ready, reads: body.needs.reads}
	in := In[Request[T]]{needs: needs, read: func(c *call, r *Request[T]) (err error) {
		if c.web {
			r.Method, r.Path, r.Header = c.method, rooted(c.path), c.fields()
			if r.Query, err = parseQuery(c.query); err != nil {
				return err
			}
		}
		return body.read(c, &r.Body)
	}}
	if body.decode != nil {
		in.decode = func(d *codec.Dec, s string, i int, r *Request[T]) int { return body.decode(d, s, i, &r.Body) }
	}
	return in
}

// ResponseOf is for a handler that gives a Response.
func ResponseOf[T any](body Out[T]) Out[Response[T]] {
	out := Out[Response[T]]{streams: body.streams}
	out.give = func(c *call, r *Response[T]) error {
		err := body.give(c, &r.Body)
		if err == nil {
			err = c.replyWith(r.Status, r.Header)
		}
		if err != nil && body.drop != nil {
			body.drop(&r.Body)
		}
		return err
	}
	if body.drop != nil {
		out.drop = func(r *Response[T]) { body.drop(&r.Body) }
	}
	return out
}

// Optional is for a handler that gives a pointer to a Response or to an Event: nil is an answer with status 204.
func Optional[T any](out Out[T]) Out[*T] {
	optional := Out[*T]{streams: out.streams, give: func(c *call, r **T) error {
		if *r == nil {
			return c.replyWith(204, nil)
		}
		return out.give(c, *r)
	}}
	if out.drop != nil {
		optional.drop = func(r **T) {
			if *r != nil {
				out.drop(*r)
			}
		}
	}
	return optional
}
