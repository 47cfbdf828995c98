package front

import (
	"crypto/subtle"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
)

// admit returns why a request is refused, at whatever path, or "".
//
// A page of another site may not reach the function: neither by a name that it lets resolve to this machine, nor by a request to
// it from its own origin. Nor may a service worker of what the function serves come to stand before the page.
func (f *Front) admit(r *http.Request) string {
	host := hostOf(r.Host)
	if !Loopback(host) && !f.named(r, host) {
		return "host " + host + " is not served here; see owgen dev -h"
	}
	h := r.Header
	if h.Get("Service-Worker") == "script" || h.Get("Sec-Fetch-Dest") == "serviceworker" || len(h["Service-Worker-Navigation-Preload"]) > 0 {
		return "service workers are not served here"
	}
	if origins, ok := h["Origin"]; ok {
		for _, origin := range origins {
			if !f.near(origin) && !sameOrigin(origin, r.Host) {
				return "origin " + origin + " is not served here; see owgen dev -h"
			}
		}
	} else if h.Get("Sec-Fetch-Site") == "cross-site" && h.Get("Sec-Fetch-Mode") != "navigate" {
		return "other sites are not served here; see owgen dev -h"
	}
	return ""
}

// authorize returns why a request is not one of the page, or "".
func (f *Front) authorize(r *http.Request) string {
	for _, origin := range r.Header["Origin"] {
		if !sameOrigin(origin, r.Host) {
			return "the API is only for the page"
		}
	}
	if tokens := r.Header["Owgen-Token"]; len(tokens) != 1 || subtle.ConstantTimeCompare([]byte(tokens[0]), []byte(f.Token)) != 1 {
		return "want the token of this run of owgen dev in the header Owgen-Token"
	}
	return ""
}

// named reports whether a host is the one that -addr names. An address for all of a machine names each that a caller can reach.
func (f *Front) named(r *http.Request, host string) bool {
	if f.Host != "" && strings.EqualFold(host, f.Host) {
		return true
	}
	addr, err := netip.ParseAddr(f.Host)
	if err != nil || !addr.IsUnspecified() {
		return false
	}
	local, ok := r.Context().Value(http.LocalAddrContextKey).(net.Addr)
	return ok && hostOf(local.String()) == host
}

// near reports whether an origin is on this machine.
func (f *Front) near(origin string) bool {
	u, err := url.Parse(origin)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" && Loopback(hostOf(u.Host))
}

// sameOrigin reports whether an origin is that of what is served at a host.
func sameOrigin(origin, host string) bool {
	return strings.EqualFold(origin, "http://"+strings.TrimSuffix(host, ":80"))
}

// Loopback reports whether a host is this machine, whatever a name server says.
func Loopback(host string) bool {
	if addr, err := netip.ParseAddr(host); err == nil {
		return addr.Unmap().IsLoopback()
	}
	host = strings.ToLower(host)
	return host == "localhost" || strings.HasSuffix(host, ".localhost")
}

// hostOf returns the host in HOST or HOST:PORT, without the brackets of an address. It is "" if the port is none.
func hostOf(s string) string {
	host, port := s, ""
	if end := strings.LastIndexByte(s, ']'); strings.HasPrefix(s, "[") && end > 0 {
		host, port = s[1:end], s[end+1:]
	} else if k := strings.IndexByte(s, ':'); k >= 0 {
		host, port = s[:k], s[k:]
	}
	if strings.Trim(strings.TrimPrefix(port, ":"), "0123456789") != "" {
		return ""
	}
	return host
}
