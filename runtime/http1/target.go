package http1

import (
	"bytes"
	"net/netip"
	"strings"
)

// parseTarget reads the target of a request, as net/http and net/url do, but with neither users nor escapes in hosts.
// (RFC 9112, 3.2)
func (h *head) parseTarget(at span) bool {
	h.authority, h.asterisk = span{}, false
	target := h.part(at)
	for _, c := range target {
		if c < ' ' || c == 0x7f {
			return false
		}
	}
	if string(target) == "*" {
		h.setPath(target)
		h.query = span{}
		h.asterisk = h.method == "OPTIONS"
		return true
	}
	end := at.to
	if i := bytes.IndexByte(target, '?'); i >= 0 {
		end = at.from + i
	}
	h.query = span{min(end+1, at.to), at.to}
	rest := span{at.from, end}
	switch {
	case target[0] == '/':
	case h.method == "CONNECT":
		if !h.cutAuthority(&rest, "http") {
			return false
		}
	default:
		scheme, ok := h.cutScheme(&rest)
		switch s := h.part(rest); {
		case !ok:
			return false
		case len(s) == 0 || s[0] != '/': // x:hello
			h.setPath(s)
			return true
		case len(s) > 1 && s[1] == '/':
			if rest.from += len("//"); !h.cutAuthority(&rest, scheme) {
				return false
			}
		}
	}
	return h.decodePath(h.part(rest))
}

// cutScheme takes a scheme and its colon from the beginning of rest.
func (h *head) cutScheme(rest *span) (scheme string, ok bool) {
	s := h.part(*rest)
	i := bytes.IndexByte(s, ':')
	if i < 0 || !isScheme(s[:i]) {
		return "", false
	}
	rest.from += i + len(":")
	return string(s[:i]), true
}

// cutAuthority takes a host, and perhaps a port, from the beginning of rest.
func (h *head) cutAuthority(rest *span, scheme string) bool {
	to := rest.to
	if i := bytes.IndexByte(h.part(*rest), '/'); i >= 0 {
		to = rest.from + i
	}
	h.authority = span{rest.from, to}
	rest.from = to
	return isAuthority(string(h.part(h.authority)), equalFold(scheme, "http") || equalFold(scheme, "https"))
}

func isScheme(s []byte) bool {
	for i, c := range s {
		if c := lower(c); 'a' <= c && c <= 'z' {
			continue
		}
		if i == 0 || !isDigit(c) && c != '+' && c != '-' && c != '.' {
			return false
		}
	}
	return len(s) > 0
}

// isAuthority reports whether s is a host, and perhaps a port.
func isAuthority(s string, web bool) bool {
	if i := strings.LastIndexByte(s, '['); i > 0 {
		return false
	} else if i == 0 {
		end := strings.LastIndexByte(s, ']')
		if end < 0 || !isPort(s[end+1:]) || strings.IndexByte(s, '%') >= 0 {
			return false
		}
		address, err := netip.ParseAddr(s[1:end])
		return err == nil && !address.Is4()
	}
	if !only(s, nameByte) {
		return false
	}
	i := strings.LastIndexByte(s, ':')
	if i < 0 {
		return true
	}
	return isPort(s[i:]) && !(web && strings.IndexByte(s, ':') != i)
}

// isPort reports whether s is a colon and a number, or one of them, or nothing.
func isPort(s string) bool {
	if s == "" {
		return true
	}
	for i := 1; i < len(s); i++ {
		if !isDigit(s[i]) {
			return false
		}
	}
	return s[0] == ':'
}

// decodePath sets the path. Few have escapes.
func (h *head) decodePath(path []byte) bool {
	n := bytes.IndexByte(path, '%')
	if n < 0 {
		h.setPath(path)
		return true
	}
	decoded := make([]byte, n, len(path))
	copy(decoded, path)
	for i := n; i < len(path); i++ {
		c := path[i]
		if c == '%' {
			if i+2 >= len(path) {
				return false
			}
			high, low := hexDigit(path[i+1]), hexDigit(path[i+2])
			if high < 0 || low < 0 {
				return false
			}
			c = byte(high<<4 | low)
			i += 2
		}
		decoded = append(decoded, c)
	}
	h.setPath(decoded)
	return true
}

// setPath makes a string of a path. Most requests have the path of the one before.
func (h *head) setPath(path []byte) {
	if string(path) != h.path {
		h.path = string(path)
	}
}

// hexDigit returns the value of a hexadecimal digit, or -1.
func hexDigit(c byte) int {
	switch {
	case isDigit(c):
		return int(c - '0')
	case 'a' <= lower(c) && lower(c) <= 'f':
		return int(lower(c)-'a') + 10
	}
	return -1
}
