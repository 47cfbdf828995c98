package ow

import (
	"strconv"
	"strings"

	"github.com/owgen/owgen/runtime/codec"
)

// This file reads the two documents that OpenWhisk posts. Their keys come in any order, and missing, null and unknown
// members are not errors. (apache/openwhisk: Container.run, ExecutableWhiskAction.containerInitializer)

// maxVariables is how many members may stand beside value. OpenWhisk sends nine, and each becomes a variable of the
// environment.
const maxVariables = 100

// decodeEnvelope reads the body of /run in c.text, or a line of an ActionLoop proxy, which is the same:
//
//	{"value":{…parameters…},"activation_id":"…","deadline":"1764070000000",…}
//
// Parameters that are not those of a web action are decoded in the same pass, wherever they stand. They have a Dec of their
// own, because their nesting and their errors are counted from their own start.
func (c *call) decodeEnvelope() (params any, err error) {
	c.start = -1
	c.document, c.text = c.text, ""
	if isBlank(c.document) {
		return c.action.read(c)
	}
	d, s := &c.outer, c.document
	var key, value string
	i := d.Object(s, 0)
	for i >= 0 {
		if key, i = d.Key(s, i); i < 0 {
			break
		}
		switch {
		case isNull(s, i):
			i = d.Skip(s, i)
		case key == "value":
			c.start = skipSpace(s, i)
			if params, i = c.decodeValue(i); i < 0 {
				return nil, c.paramsError()
			}
		case len(c.vars) == maxVariables:
			return nil, &refusal{400, "there are too many members beside value"}
		default:
			if i = scalar(d, s, i, &value); i >= 0 {
				c.vars = append(c.vars, variable{c.activation.set(key, value), value})
			}
		}
		i = d.Next(s, i)
	}
	if i == -1 || d.Document(s, codec.End(i)) < 0 {
		return nil, c.badJSON(d)
	}
	switch {
	case c.start < 0:
		return c.action.read(c)
	case params == nil:
		return c.readValue()
	case c.dec.Violated():
		return nil, paramsError{c.dec.Err(s, c.start, "params")}
	}
	return params, nil
}

// decodeValue decodes the parameters at i. Those that may hold a request are only skipped, since they need all of the
// document. What tells that is seen in decoding, or looked for before.
func (c *call) decodeValue(i int) (params any, next int) {
	c.dec.Reset()
	if a := c.action; a.decode != nil && (a.watches || !c.mayBeWeb()) {
		c.dec.SkipPrefix(webPrefix)
		if a.watches {
			c.dec.Watch(isOfRequest)
		}
		params, next = a.decode(&c.dec, c.document, i)
		if !a.watches || next >= 0 && !c.dec.Seen() || !c.mayBeWeb() {
			return params, next
		}
		c.dec.Reset()
	}
	return nil, c.dec.Skip(c.document, i)
}

// paramsError returns the error for parameters that could not be decoded: the handler does not accept them, or the body
// is not JSON at all.
func (c *call) paramsError() error {
	err := c.dec.Err(c.document, c.start, "params")
	if err.Syntax {
		return &refusal{400, err.Error()}
	}
	c.readAround()
	return paramsError{err}
}

// readAround reads what surrounds parameters that the handler does not accept, because the id of the activation comes
// after them.
func (c *call) readAround() {
	var d codec.Dec
	members(&d, c.document, 0, func(key string, i int) int {
		if key == "value" {
			return d.Skip(c.document, i)
		}
		var value string
		if i = scalar(&d, c.document, i, &value); i >= 0 {
			c.activation.set(key, value)
		}
		return i
	})
}

// An initDocument is the body of /init without the code, which is in the image already and was dropped while reading.
//
//	{"value":{"name":"hello","main":"main","binary":false,"env":{"__OW_ACTION_NAME":"/guest/hello",…}}}
type initDocument struct {
	main   string
	binary bool // the code is a program, or an archive that holds one
	env    []variable
}

// decodeInit reads the body of /init in c.text.
func (c *call) decodeInit() (doc initDocument, err error) {
	if isBlank(c.text) {
		return doc, nil
	}
	c.document = c.text
	d, s := &c.outer, c.text
	i := members(d, s, 0, func(key string, i int) int {
		if key != "value" {
			return d.Skip(s, i)
		}
		return members(d, s, i, func(key string, i int) int {
			switch key {
			case "main":
				return scalar(d, s, i, &doc.main)
			case "binary":
				var text string
				i = scalar(d, s, i, &text)
				doc.binary = text == "true"
				return i
			case "env":
				return members(d, s, i, func(key string, i int) int {
					doc.env = append(doc.env, variable{name: key})
					return scalar(d, s, i, &doc.env[len(doc.env)-1].value)
				})
			}
			return d.Skip(s, i)
		})
	})
	if i < 0 || d.Document(s, i) < 0 {
		return doc, c.badJSON(d)
	}
	return doc, nil
}

// members calls member for each member of the object at i, null being an empty one, and returns the index after it.
func members(d *codec.Dec, s string, i int, member func(key string, i int) int) int {
	var key string
	i = d.Object(s, i)
	for i >= 0 {
		if key, i = d.Key(s, i); i >= 0 {
			i = d.Next(s, member(key, i))
		}
	}
	return codec.End(i)
}

// scalar reads a string, or any other value as text: numbers and booleans as they stand, null as "", and objects and
// arrays without white space. The platform sends strings; tools and tests send numbers, too.
func scalar(d *codec.Dec, s string, i int, v *string) int {
	i = skipSpace(s, i)
	if s[i] == '"' {
		return codec.String(d, s, i, v)
	}
	end := d.Skip(s, i)
	if end < 0 {
		return -1
	}
	switch s[i] {
	case 'n':
		*v = ""
	case '{', '[':
		*v = compact(s[i:end])
	default:
		*v = s[i:end]
	}
	return end
}

// compact removes the white space between the tokens of a JSON text.
func compact(s string) string {
	b := make([]byte, 0, len(s))
	quoted := false
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case quoted && c == '\\':
			b = append(b, c)
			i++
		case c == '"':
			quoted = !quoted
		case !quoted && c <= ' ':
			continue
		}
		b = append(b, s[i])
	}
	return string(b)
}

// skipSpace returns the index of the first byte at or after i that is not white space.
func skipSpace(s string, i int) int {
	for s[i] == ' ' || s[i] == '\n' || s[i] == '\r' || s[i] == '\t' {
		i++
	}
	return i
}

// isNull reports whether null is next in s.
func isNull(s string, i int) bool {
	return strings.HasPrefix(s[skipSpace(s, i):], "null")
}

// isBlank reports whether there is nothing in s but white space and padding.
func isBlank(s string) bool {
	return len(s) == 0 || skipSpace(s, 0) == len(s)-codec.Pad
}

// badJSON refuses a body that is not JSON, or not the object that it must be.
func (c *call) badJSON(d *codec.Dec) error {
	if err := c.notJSON(c.document); err != nil {
		return err
	}
	err := d.Err(c.document, 0, "request")
	return &refusal{400, err.Msg + " at offset " + strconv.Itoa(err.Offset)}
}
