package ways

import (
	"net/http"

	"github.com/owgen/owgen/gen"
)

// For returns a call as a handler wants it: a request if it sees one, or answers with more than a result, and else parameters, as
// long as the call says no more than all calls do.
func For(h *gen.Handler, c Call) Call {
	c.Handler, c.values = h.Name, h.Stream
	switch isPlain := c.saysNothing(); {
	case !isPlain:
	case h.Form != "params" || h.Answers:
		c.Method = http.MethodPost
	default:
		c.Method, c.Path, c.Header = "", "", nil
	}
	return c
}

// Comparable is For in such a way that all ways may answer alike: a handler that gives one value after the other is asked for a
// list.
func Comparable(h *gen.Handler, c Call) Call {
	if c = For(h, c); h.Stream && c.Header.Get("Accept") == "" {
		c.Method, c.Header = c.method(), c.Header.Clone()
		if c.Header == nil {
			c.Header = http.Header{}
		}
		c.Header.Set("Accept", jsonType)
	}
	return c
}

const jsonType = "application/json"

// saysNothing reports whether the call is a POST of JSON to the path of its handler.
func (c *Call) saysNothing() bool {
	for name := range c.Header {
		if name != "Content-Type" || c.Header.Get(name) != jsonType {
			return false
		}
	}
	return c.method() == http.MethodPost && (c.Path == "" || c.Path == (&Call{Handler: c.Handler}).path())
}
