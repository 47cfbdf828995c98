package ow

import (
	"strings"

	"github.com/owgen/owgen/runtime/codec"
)

// An In says how the parameter P of a handler is made of a request. Generated code puts it together of the functions
// below: In[ow.Request[Params]] is RequestOf(JSON(decodeParams)).
//
// What a program does not mention is not linked: a form is known by the functions in it alone, and nothing in this
// package lists all forms.
type In[P any] struct {
	// decode reads P where it is JSON within a document, in the same pass as the document. It is nil for a P that is not,
	// or not only, the JSON of its parameters.
	decode func(d *codec.Dec, s string, i int, p *P) int
	// watches says that decode has its Dec look at each key that may be of a request in the document, see codec.Dec.Watch.
	watches bool
	// read makes P of the whole request of c, whose body is in c.text.
	read  func(c *call, p *P) error
	needs needs
}

// needs are what a handler wants of plain requests over HTTP.
type needs struct {
	allow string                  // the methods that it serves, as the field Allow lists them; "" for any
	head  bool                    // it sees what was called and how: any path is for it, and GET may have a body
	event bool                    // it takes events itself
	reads bool                    // the handler reads the body itself, also on stdin
	match func(*codec.Match) bool // finds the members of a plain object; nil for all else
	// ready readies the body in another way than to read it into c.text. It is nil for most.
	ready func(c *call, l *limits) error
}

// Methods that handlers serve.
const (
	plainMethods = "GET, POST"
	allMethods   = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS" // that platforms carry
)

// serves reports whether method is one of them.
func (n *needs) serves(method string) bool {
	if method == "POST" || n.allow == "" {
		return true
	}
	before, after, found := strings.Cut(n.allow, method) // no method is a part of another one
	return found && (before == "" || strings.HasSuffix(before, " ")) && (after == "" || after[0] == ',')
}

// takes reports whether the handler has a parameter of that name, and not only one that takes anything.
func (n *needs) takes(name string) bool {
	if n.match == nil {
		return false
	}
	var m codec.Match
	var found [2]bool
	for k, key := range [...]string{name, "\x00"} { // which only a map has
		found[k] = m.FindKey(key, n.match)
	}
	return found[0] && !found[1]
}

// refused returns why a request that has come in a document is not for the action of c.
func (c *call) refused() error {
	n := c.action.needs
	if !n.serves(c.method) {
		return &wrongMethod{n.allow}
	}
	if !n.head && c.method == "GET" && !c.merged && !isBlank(c.text) {
		return errGETBody
	}
	return nil
}

// errGETBody refuses a body of a GET, which no handler of parameters reads.
var errGETBody = &refusal{400, "GET has no body here; use POST"}

// JSON is for a P that is the JSON in the body, and nothing else: a slice, a json.RawMessage. Where nothing was sent, P
// is made of an empty object, or of an empty array where it takes one. OpenWhisk does not tell a body in JSON from other
// parameters, except in raw actions.
func JSON[P any](decode func(*codec.Dec, string, int, *P) int) In[P] {
	return In[P]{needs: needs{allow: plainMethods}, decode: decode, read: func(c *call, p *P) error {
		if c.web {
			if err := c.openEvent(); err != nil {
				return err
			}
			if err := c.checkEncoding(); err != nil {
				return err
			}
			c.dropReserved()
		}
		return readJSON(c, p, decode)
	}}
}

// readJSON makes p of the body of c, which is JSON or nothing.
func readJSON[P any](c *call, p *P, decode func(*codec.Dec, string, int, *P) int) error {
	return c.decodeBody(func(s string, i int) int { return decode(&c.dec, s, i, p) }, func() { *p = *new(P) })
}

// decodeBody has the body of c decoded, which is JSON or nothing. renew takes back what was decoded.
func (c *call) decodeBody(decode func(s string, i int) int, renew func()) error {
	c.dec.SkipPrefix(webPrefix)
	if !isBlank(c.text) && !c.parsed {
		return c.decoded(c.text, decode(c.text, 0))
	}
	nothing, start := emptyObject, 0
	if c.parsed {
		nothing, start = c.document, c.start
	}
	if decode(nothing, start) >= 0 && !c.dec.Violated() {
		return nil
	}
	err := paramsError{c.dec.Err(nothing, start, "params")}
	c.dec.Reset()
	renew()
	if decode(emptyArray, 0) >= 0 {
		return nil
	}
	return err
}

// Nothing is for handlers to which bodies mean nothing.
func Nothing() In[struct{}] {
	return In[struct{}]{needs: needs{allow: plainMethods}, read: func(*call, *struct{}) error { return nil }}
}

// Raw is for the bytes of a body as they were sent, whatever they are.
func Raw[P ~[]byte | ~string]() In[P] {
	if isString[P]() {
		return In[P]{needs: needs{allow: plainMethods}, read: func(c *call, p *P) error {
			*p = P(c.body())
			return nil
		}}
	}
	return In[P]{needs: needs{allow: plainMethods, ready: (*call).readBytes}, read: func(c *call, p *P) error {
		if *p = P(c.bytes); c.text != "" { // it came in a document
			*p = P(c.body())
		}
		return nil
	}}
}

// body returns the body as it was sent.
func (c *call) body() string { return c.text[:max(0, len(c.text)-codec.Pad)] }

// These are decoded if there are no parameters. They are padded as codec requires.
const (
	padding     = "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"
	emptyObject = "{}" + padding
	emptyArray  = "[]" + padding
)

// decoded returns nil if decoding the parameters in s ended at i, and i is the end of s, or else why not.
func (c *call) decoded(s string, i int) error {
	if i >= 0 && c.dec.Document(s, i) >= 0 {
		return nil
	}
	if err := c.notJSON(s); err != nil {
		return err
	}
	return paramsError{c.dec.Err(s, 0, "params")}
}
