package ow

import (
	"strings"

	"github.com/owgen/owgen/runtime/codec"
)

// This file takes apart what OpenWhisk's controller has merged for an action that is not raw.

// unmerge takes apart the parameters of an action that is not raw, as far as that is possible. The controller makes
// strings of all that is in a query, so others are of a body, or bound to the action. With body, strings may be of the
// body as well: then the members are the body, and strings in it count as parameters.
func (c *call) unmerge(digital, body bool) {
	var u unmerged
	c.eachMember(c.start, func(name string, at int) {
		isString := c.document[at] == '"'
		switch {
		case !digital && isPlatformMember(name), digital && name == "http", !body && !isString && !strings.HasPrefix(name, webPrefix):
			u.bound = appendMember(u.bound, name, c.valueAt(at))
			return
		case strings.HasPrefix(name, webPrefix):
			return
		case isString:
			u.parameter(name, c.textAt(at))
		}
		if body {
			u.body = appendMember(u.body, name, c.valueAt(at))
		}
	})
	c.query, c.parsed, c.merged = string(u.query[min(1, len(u.query)):]), c.text == "", body && u.parameters <= maxParameters
	c.bound = closed(u.bound)
	if body {
		c.text = closed(u.body)
	}
}

// unmerged are the parts of parameters that were merged.
type unmerged struct {
	query, body, bound []byte // the latter two are objects that are not closed
	parameters         int    // in query, or too many for it
}

// parameter adds a parameter to the query.
func (u *unmerged) parameter(name, value string) {
	if u.parameters++; u.parameters <= maxParameters {
		u.query = appendParameter(u.query, name, value)
	}
}

// appendParameter appends &name=value. An http.Handler gets the query as it is, and may send it on: so all is escaped that
// must be. (RFC 3986, section 2.3)
//
//go:noinline
func appendParameter(b []byte, name, value string) []byte {
	const hex = "0123456789ABCDEF"
	for k, s := range [...]string{name, value} {
		b = append(b, "&="[k])
		for i := 0; i < len(s); i++ {
			if c := s[i]; isAlphanumeric(rune(c)) || strings.IndexByte("-._~", c) >= 0 {
				b = append(b, c)
			} else {
				b = append(b, '%', hex[c>>4], hex[c&15])
			}
		}
	}
	return b
}

// appendMember appends a member to an object that is not closed. The compiler would put a copy wherever it is called.
//
//go:noinline
func appendMember(b []byte, name, value string) []byte {
	return append(codec.AppendKey(new(codec.Enc), b, name), value...)
}

// closed closes an object and returns it as a padded document, or "" if it has no members.
func closed(members []byte) string {
	if len(members) == 0 {
		return ""
	}
	return codec.Text(codec.Close(members, 0))
}

// isPlatformMember reports whether a member comes from the controller in any case, since it refuses requests that have
// such a parameter. (apache/openwhisk: WebActions.scala, reservedProperties)
func isPlatformMember(name string) bool {
	switch name {
	case "__ow_method", "__ow_headers", "__ow_path", "__ow_user", "__ow_query", "__ow_body":
		return true
	}
	return false
}
