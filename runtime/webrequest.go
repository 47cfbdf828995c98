package ow

import (
	"cmp"
	"encoding/base64"
	"iter"
	"slices"
	"strings"

	"github.com/owgen/owgen/runtime/codec"
)

// This file reads the HTTP request that OpenWhisk's controller has put into the value of an activation:
//
//	{"__ow_method":"post","__ow_path":"/a%20b","__ow_headers":{…},"__ow_query":"q=1","__ow_body":"eyJ9","bound":1}
//
// That is a raw web action, and what stands beside the members __ow_… are parameters that are bound to the action. Where
// the action is not raw, the controller has merged them with those of the query and of the body: then there is no
// __ow_query, and a __ow_body only if it is no object. (apache/openwhisk: WebActions.scala, Context.toActionArgument)
//
// DigitalOcean Functions puts the same into a member of its own:
//
//	{"http":{"method":"POST","path":"/a","headers":{…},"queryString":"q=1","body":"eyJ9","isBase64Encoded":true}}
//
// (docs.digitalocean.com: Functions, Parameters and Responses)

// webPrefix begins the names of the members that the controller adds to the parameters of a web action.
// (apache/openwhisk: docs/webactions.md, "HTTP Context")
const webPrefix = "__ow_"

// webMembers is where in a document the members begin that tell of the request, 0 for those that are missing.
type webMembers struct {
	method, path, headers, query, body int
	encoded                            int  // whether body is base64, which only DigitalOcean says
	raw                                bool // the action is raw
	digital                            bool // the members are DigitalOcean's
}

// mayBeWeb reports whether the value at c.start may hold a request, or what an action made of one.
func (c *call) mayBeWeb() bool {
	value := c.document[c.start:]
	return strings.Contains(value, memberMethod) || mayHaveStatus(value) ||
		c.digital && strings.Contains(value, `"`+memberHTTP+`"`)
}

// The members by which a value may hold a request, or what an action made of one.
const (
	memberMethod = "__ow_method"
	memberStatus = "statusCode"
	memberHTTP   = "http" // of DigitalOcean
)

// isOfRequest reports whether a key is one of them.
func isOfRequest(key string) bool {
	return key == memberMethod || key == memberStatus || key == memberHTTP
}

// knowsRequests reports whether parameters have such members themselves.
func knowsRequests(match func(*codec.Match) bool) bool {
	var m codec.Match
	return m.FindKey(memberMethod, match) || m.FindKey(memberStatus, match) || m.FindKey(memberHTTP, match)
}

// mayHaveStatus reports whether a document may have a member statusCode. A search for what begins with a quote, as a name does,
// compares at nearly each byte. So it first looks for a part that begins with a capital, which takes a tenth of the time.
func mayHaveStatus(document string) bool {
	return strings.Contains(document, `Code"`) && strings.Contains(document, `"`+memberStatus+`"`)
}

// readValue makes parameters of the value at c.start, which is well-formed, and may be a request.
func (c *call) readValue() (any, error) {
	m, ok := c.findRequest()
	if !ok {
		c.text = codec.Text([]byte(c.valueAt(c.start)))
		return c.action.read(c)
	}
	if err := c.readRequest(m); err != nil {
		return nil, err
	}
	if err := c.refused(); err != nil {
		return nil, err
	}
	return c.action.read(c)
}

// findRequest looks for the members that tell of a request. DigitalOcean's member http is one if it has a method and a header; a
// body may be beside it.
func (c *call) findRequest() (m webMembers, ok bool) {
	at := c.membersAt(c.start, [...]string{"__ow_method", "__ow_path", "__ow_headers", "__ow_query", "__ow_body", "http"})
	m = webMembers{method: at[0], path: at[1], headers: at[2], query: at[3], body: at[4], raw: at[3] != 0}
	if http := at[5]; m.method == 0 && http != 0 && c.digital {
		at = c.membersAt(http, [...]string{"method", "path", "headers", "queryString", "body", "isBase64Encoded"})
		m.method, m.path, m.headers = at[0], cmp.Or(at[1], m.path), cmp.Or(at[2], m.headers)
		m.query, m.body, m.encoded = cmp.Or(at[3], m.query), cmp.Or(at[4], m.body), at[5]
		m.raw = m.raw || at[3] != 0 || at[4] != 0
		m.digital = m.method != 0 && m.headers != 0
		return m, m.digital
	}
	return m, m.method != 0
}

// membersAt returns where the members of those names begin in an object of the document, 0 for those that are missing.
func (c *call) membersAt(start int, names [6]string) (at [6]int) {
	c.eachMember(start, func(name string, i int) {
		if k := slices.Index(names[:], name); k >= 0 {
			at[k] = i
		}
	})
	return at
}

// readRequest makes the request of c of the members.
func (c *call) readRequest(m webMembers) error {
	c.web, c.host = true, ""
	c.method = upper(c.textAt(m.method))
	c.path = decodePath(c.textAt(m.path))
	c.header = objectHeader{c.document, m.headers}
	c.activation.header = c.header
	contentType := c.header.Get("Content-Type")
	if m.raw {
		c.query, c.bound = c.textAt(m.query), codec.Text([]byte(c.valueAt(c.start)))
	}
	if m.body != 0 {
		if err := c.readWebBody(m, contentType); err != nil {
			return err
		}
	}
	if !m.raw {
		c.unmerge(m.digital, m.body == 0 && (typeOf(contentType).json || mediaType(contentType) == formType))
	}
	return nil
}

// readWebBody reads a body that is not merged with others: a JSON value, text, or base64.
func (c *call) readWebBody(m webMembers, contentType string) error {
	t := typeOf(contentType)
	text := c.textAt(m.body)
	encoded := !t.text || t.json && mediaType(contentType) == "application/json"
	switch {
	case c.document[m.body] != '"' || !m.raw && t.json:
		text, encoded = c.valueAt(m.body), false
	case m.digital && m.raw:
		encoded = c.textAt(m.encoded) == "true"
	}
	if !encoded {
		c.text = codec.Text([]byte(text))
		return nil
	}
	if !c.openBase64(text) {
		return &refusal{400, "the body is not base64, as OpenWhisk passes on bodies that are not text or are JSON"}
	}
	return nil
}

// openBase64 makes the body of c of its base64. It reports whether text is that.
func (c *call) openBase64(text string) bool {
	block := make([]byte, base64.StdEncoding.DecodedLen(len(text))+codec.Pad)
	n, err := base64.StdEncoding.Decode(block, []byte(text))
	if err == nil {
		c.text = codec.Own(block[:n+codec.Pad], n)
	}
	return err == nil
}

// decodePath decodes the path below an action, which begins with a slash or is empty.
func decodePath(path string) string {
	if decoded, ok := unescape(path, '+'); ok {
		path = decoded
	}
	return rooted(path)
}

// eachMember calls f for the members of an object in the document, which is well-formed.
func (c *call) eachMember(start int, f func(name string, at int)) {
	members(&c.outer, c.document, start, func(name string, i int) int {
		i = skipSpace(c.document, i)
		f(name, i)
		return c.outer.Skip(c.document, i)
	})
}

// valueAt returns the JSON that begins at i of the document, and textAt what it says.
//
//go:noinline // which would make the program larger
func (c *call) valueAt(i int) string {
	return c.document[i:c.outer.Skip(c.document, i)]
}

//go:noinline // which would make the program larger
func (c *call) textAt(i int) (text string) {
	if i != 0 {
		scalar(&c.outer, c.document, i, &text)
	}
	return text
}

// An objectHeader is a header that is an object in a document, or 0 for none: each name has a value, or an array of them.
type objectHeader struct {
	document string
	start    int
}

func (h objectHeader) Get(name string) (value string) {
	h.each(func(n, v string) bool {
		if strings.EqualFold(n, name) {
			value = v
			return false
		}
		return true
	})
	return value
}

func (h objectHeader) Fields() iter.Seq2[string, string] { return h.each }

func (h objectHeader) each(yield func(name, value string) bool) {
	if h.start == 0 {
		return
	}
	var d codec.Dec
	members(&d, h.document, h.start, func(name string, i int) int {
		var lines []string
		i = linesAt(&d, h.document, i, &lines)
		for _, value := range lines {
			if i >= 0 && !yield(name, value) {
				return -1
			}
		}
		return i
	})
}

// linesAt reads a value of a header, or an array of them.
func linesAt(d *codec.Dec, s string, i int, lines *[]string) int {
	if i = skipSpace(s, i); s[i] == '[' {
		return codec.Slice(d, s, i, lines, scalar)
	}
	*lines = make([]string, 1)
	return scalar(d, s, i, &(*lines)[0])
}
