package ow

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
	for i := range len(name) {
		switch c := name[i]; {
		case c-'a' < 26:
			changes, first = changes || first, false
		case c-'A' < 26:
			changes, first = changes || !first, false
		case !isTokenByte(c):
			return name
		default:
			first = c == '-'
		}
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
	const ( // a bit for each byte below 64, and from there to 127
		digits  = 1<<10 - 1
		letters = 1<<26 - 1
		low     = digits<<'0' | 1<<'!' | 1<<'#' | 1<<'$' | 1<<'%' | 1<<'&' | 1<<'\'' | 1<<'*' | 1<<'+' | 1<<'-' | 1<<'.'
		high    = letters<<('A'-64) | letters<<('a'-64) | 1<<('^'-64) | 1<<('_'-64) | 1<<('`'-64) | 1<<('|'-64) | 1<<('~'-64)
	)
	return uint64(low)>>c&1 != 0 || uint64(high)>>(c-64)&1 != 0 // shifts by 64 or more leave nothing
}

// fields returns the header of the request of c, with Host, as its handler gets it. The lines are counted first, because a
// map that grows, or has room to spare, costs more than all of them.
func (c *call) fields() Header {
	lines := c.lines[:0]
	if c.host != "" {
		lines = append(lines, variable{"Host", c.host})
	}
	for name, value := range c.header.Fields() {
		lines = append(lines, variable{canonical(name), value})
	}
	h, room := make(Header, len(lines)), make([]string, len(lines))
	for k, line := range lines {
		values := h[line.name]
		if values == nil {
			values = room[k : k : k+1]
		}
		h[line.name] = append(values, line.value)
	}
	const most = 100
	if clear(lines); cap(lines) > most {
		lines = nil
	}
	c.lines = lines
	return h
}
