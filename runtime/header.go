package ow

import "strings"

// A Header is the header of a request or of a response: for each name its lines, in their order. It converts to
// http.Header and back. The methods take names in any case; the keys are in the canonical form of net/http, as in
// X-Request-Id. A nil Header can be read.
type Header map[string][]string

// Get returns the first value of a name, or "".
func (h Header) Get(name string) string {
	if values := h.Values(name); len(values) > 0 {
		return values[0]
	}
	return ""
}

// Values returns all values of a name. They are not copied.
func (h Header) Values(name string) []string { return h[canonical(name)] }

// Set gives a name one value.
func (h Header) Set(name, value string) { h[canonical(name)] = []string{value} }

// Add gives a name one more value.
func (h Header) Add(name, value string) {
	name = canonical(name)
	h[name] = append(h[name], value)
}

// Del removes a name.
func (h Header) Del(name string) { delete(h, canonical(name)) }

// canonical returns a name as net/http spells it: each part begins with a capital and has no other. What is no name stays
// as it is. (net/textproto: CanonicalMIMEHeaderKey)
func canonical(name string) string {
	changes, first := false, true
	for i := 0; i < len(name); i++ {
		c := name[i]
		if !isTokenByte(c) {
			return name
		}
		changes = changes || c != cased(c, first)
		first = c == '-'
	}
	if !changes {
		return name
	}
	b := []byte(name)
	first = true
	for i, c := range b {
		b[i] = cased(c, first)
		first = c == '-'
	}
	return string(b)
}

// cased returns a letter as a capital or not, and anything else as it is.
func cased(c byte, capital bool) byte {
	switch {
	case capital && 'a' <= c && c <= 'z':
		return c - 'a' + 'A'
	case !capital && 'A' <= c && c <= 'Z':
		return c - 'A' + 'a'
	}
	return c
}

// isToken reports whether s can be the name of a header field. (RFC 9110, 5.6.2)
func isToken(s string) bool {
	for i := 0; i < len(s); i++ {
		if !isTokenByte(s[i]) {
			return false
		}
	}
	return s != ""
}

func isTokenByte(c byte) bool {
	return c < 0x80 && (isAlphanumeric(rune(c)) || strings.IndexByte("!#$%&'*+-.^_`|~", c) >= 0)
}

// fields returns the header of the request of c, with Host, as its handler gets it.
func (r *request) fields() Header {
	const usual = 16 // lines; for them there is one allocation
	h := make(Header, usual)
	free := make([]string, usual)
	add := func(name, value string) {
		values := h[name]
		if values == nil && len(free) > 0 {
			values, free = free[:0:1], free[1:]
		}
		h[name] = append(values, value)
	}
	if r.host != "" {
		add("Host", r.host)
	}
	for name, value := range r.header.Fields() {
		add(canonical(name), value)
	}
	return h
}
