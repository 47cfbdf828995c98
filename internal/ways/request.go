package ways

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"time"
)

// method and path are those of the call as a request.
func (c *Call) method() string { return cmp.Or(c.Method, http.MethodPost) }

func (c *Call) path() string { return cmp.Or(c.Path, "/"+url.PathEscape(c.Handler)) }

// header returns the header of the request, which has a type if the body is JSON.
func (c *Call) header() http.Header {
	h := c.Header.Clone()
	if h == nil {
		h = http.Header{}
	}
	if h.Get("Content-Type") == "" && len(c.Body) > 0 && (!c.isRequest() || json.Valid(c.Body)) {
		h.Set("Content-Type", jsonType)
	}
	if _, ok := h["User-Agent"]; !ok {
		h.Set("User-Agent", "owgen")
	}
	return h
}

// request returns the call as an HTTP request to the base of a URL.
func (c *Call) request(ctx context.Context, base string) (*http.Request, error) {
	r, err := http.NewRequestWithContext(ctx, c.method(), base+c.path(), bytes.NewReader(c.Body))
	if err != nil {
		return nil, err
	}
	r.GetBody = nil // nothing is sent twice
	r.Header = c.header()
	if host := r.Header.Get("Host"); host != "" {
		r.Host = host
		r.Header.Del("Host")
	}
	return r, nil
}

// origin is where a request goes to, as handlers see it in every way.
const origin = "http://localhost"

// send sends a request over a connection of its own, neither follows redirects nor decompresses anything, and reads the
// answer into the outcome.
func (s *session) send(r *http.Request, proxy func(*http.Request) (*url.URL, error)) error {
	over := &http.Transport{DisableCompression: true, Proxy: proxy}
	defer over.CloseIdleConnections()
	return s.exchange(over, r)
}

// Post sends the call, as a request, to what runs at the host of a URL, through the proxy that the environment names.
func Post(ctx context.Context, u *url.URL, c Call) (Outcome, error) {
	s := newSession(Plain, "", nil, c)
	r, err := s.request(ctx, u.Scheme+"://"+u.Host)
	if err != nil {
		return s.outcome, err
	}
	if u.User != nil && r.Header.Get("Authorization") == "" {
		password, _ := u.User.Password()
		r.SetBasicAuth(u.User.Username(), password)
	}
	err = s.send(r, http.ProxyFromEnvironment)
	return s.outcome, err
}

// exchange sends a request, and reads the answer into the outcome. How long it took may be known there better.
func (s *session) exchange(through http.RoundTripper, r *http.Request) error {
	o := &s.outcome
	began := time.Now()
	defer func() { o.Took = cmp.Or(o.Took, time.Since(began)) }()
	resp, err := through.RoundTrip(r)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	o.Status = resp.StatusCode
	body := io.Reader(resp.Body)
	if s.Copy != nil && o.Way == Plain {
		body = io.TeeReader(body, s.Copy)
	}
	o.Answer, err = io.ReadAll(body)
	if err == nil && body != resp.Body {
		err = s.Copy.Close()
	}
	o.OK = err == nil && o.Status < 400
	return err
}
