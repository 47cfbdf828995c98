package front

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/textproto"
	"net/url"
	"strings"
	"time"
)

// newTransport returns what speaks to programs. It adds nothing to a request. A program keeps an idle connection for ten minutes, so
// none that is taken up again after at most one is closed meanwhile.
func newTransport() *http.Transport {
	return &http.Transport{
		DialContext:           (&net.Dialer{Timeout: 10 * time.Second}).DialContext,
		DisableCompression:    true,
		MaxIdleConnsPerHost:   64,
		IdleConnTimeout:       time.Minute,
		ExpectContinueTimeout: 24 * time.Hour, // the program decides whether it wants the body, however long that takes
		ReadBufferSize:        16 << 10,
		WriteBufferSize:       16 << 10,
	}
}

// outgoing returns a request as one to the program. Its body counts what is read.
func outgoing(ctx context.Context, r *http.Request, address string) (*http.Request, *sentBody) {
	target := &url.URL{Scheme: "http", Host: address, Opaque: r.RequestURI}
	if strings.HasPrefix(r.RequestURI, "//") { // Opaque would be taken for a host
		target.Opaque, target.Path, target.RawPath, target.RawQuery, target.ForceQuery =
			"", r.URL.Path, r.URL.RawPath, r.URL.RawQuery, r.URL.ForceQuery
	}
	out := &http.Request{
		Method: r.Method, URL: target, Host: r.Host, Header: make(http.Header, len(r.Header)+1), Trailer: r.Trailer,
		ContentLength: r.ContentLength, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
	}
	for name, values := range r.Header {
		switch name {
		case "Idempotency-Key", "X-Idempotency-Key": // seeing one, the Transport would send the request again
			name = strings.ToLower(name)
		}
		out.Header[name] = values
	}
	endToEnd(out.Header)
	if _, ok := out.Header["User-Agent"]; !ok {
		out.Header["User-Agent"] = []string{""} // none, rather than that of the Transport
	}
	body := newSentBody(r)
	if r.ContentLength != 0 {
		out.Body = body
	} else {
		switch r.Method {
		case http.MethodGet, http.MethodHead, http.MethodOptions, http.MethodTrace: // which are sent again, if they are known to be empty
			out.Body, out.ContentLength = io.NopCloser(strings.NewReader("")), -1
		}
	}
	return out.WithContext(ctx), body
}

// hopByHop are the fields that are of a connection, not of a message.
var hopByHop = []string{"Keep-Alive", "Proxy-Connection", "Transfer-Encoding", "Trailer"}

// endToEnd removes what is of the connection from a header. The wish for another protocol stays, for the program to refuse, and so
// does that for trailers.
func endToEnd(h http.Header) {
	upgrade := false
	for _, line := range h["Connection"] {
		for name := range strings.SplitSeq(line, ",") {
			switch name = textproto.CanonicalMIMEHeaderKey(textproto.TrimString(name)); name {
			case "Upgrade":
				upgrade = true
			case "", "Close", "Te":
			default:
				delete(h, name)
			}
		}
	}
	delete(h, "Connection")
	for _, name := range hopByHop {
		delete(h, name)
	}
	if te, ok := h["Te"]; ok {
		if delete(h, "Te"); strings.Contains(strings.ToLower(strings.Join(te, ",")), "trailers") {
			h["Te"] = []string{"trailers"}
		}
	}
	if upgrade {
		h["Connection"] = []string{"Upgrade"}
	} else {
		delete(h, "Upgrade")
	}
}

// fate says why a call to a program came to nothing.
func fate(lease Lease, err error) string {
	select { // the connection breaks a moment before the process is known to be gone
	case <-lease.Ended():
		return "the program ended during this call: " + lease.Death()
	case <-time.After(2 * time.Second):
	}
	var timeout net.Error
	switch {
	case errors.As(err, &timeout) && timeout.Timeout():
		return "the program did not take this call"
	case errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF):
		return "the program broke off this call"
	}
	return "the program broke off this call: " + err.Error()
}
