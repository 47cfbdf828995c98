package ow

import (
	"context"
	"io"

	"github.com/owgen/owgen/runtime/transport"
)

// A Native is a request to a handler that answers by itself, as an http.Handler does. Package owhttp makes such actions.
type Native struct {
	// Exchange is the request, if it came over HTTP, and what to answer it through. It is nil for any other request: that
	// is in Request and RawQuery, but for Query, and is answered with what the handler returns.
	Exchange transport.Exchange
	Request  Request[[]byte]
	RawQuery string

	// Body reads the body of Exchange. Its length is bounded only where OWGEN_MAX_BODY is set, its time for each read.
	Body io.Reader
	// Last reports whether the connection of Exchange is to end with the answer.
	Last func() bool
}

// BindNative makes an action of a handler that answers by itself. The program is served over a transport that it brings.
func BindNative(name string, over func(transport.Config) transport.Server, handler func(context.Context, *Native) (Response[[]byte], error)) Action {
	out := ResponseOf(RawResult[[]byte]())
	return Action{
		name:      name,
		context:   (*call).handlerContext,
		within:    context.WithDeadline,
		needs:     needs{head: true, ready: (*call).goLive},
		transport: over,
		read:      func(c *call) (any, error) { return c.native(), nil },
		invoke: func(ctx context.Context, n any, c *call) error {
			response, err := handler(ctx, n.(*Native))
			if err != nil {
				return err
			}
			return out.give(c, &response)
		},
	}
}

// native returns the request of c. An activation that is no web action is a POST of its parameters.
func (c *call) native() *Native {
	if c.live {
		return &Native{Exchange: c.wire.exchange, Body: c.stream, Last: c.wire.draining.Load}
	}
	n := &Native{RawQuery: c.query, Request: Request[[]byte]{Method: c.method, Path: c.path, Body: []byte(c.body())}}
	if c.web {
		n.Request.Header = c.fields()
	} else {
		n.Request.Method, n.Request.Path = "POST", "/"
		n.Request.Header = Header{"Content-Type": {"application/json"}}
	}
	return n
}

// goLive leaves the request of c to its handler, which reads the body itself.
func (c *call) goLive(l *limits) error {
	if err := c.openStream(l); err != nil {
		return err
	}
	c.live = true
	return nil
}

// answered is an exchange that knows what an http.Handler has answered by itself.
type answered interface {
	Answered() (status int, body int64)
}

// hasAnswered reports whether the handler of a live call has begun to answer.
func (c *call) hasAnswered() bool {
	x, ok := c.wire.exchange.(answered)
	if !ok {
		return false
	}
	status, _ := x.Answered()
	return status != 0
}

// transport makes what carries the requests of the program: what one of its actions brings, or else the one of all.
func (r registry) transport(config transport.Config) transport.Server {
	for i := range r {
		if r[i].transport != nil {
			return r[i].transport(config)
		}
	}
	return newTransport(config)
}
