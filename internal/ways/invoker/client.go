package invoker

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"strings"
	"syscall"
	"time"
)

// A Reply is what came of a request to the container.
type Reply struct {
	Status int
	Body   string // no more than the limit
	Length int64  // as announced
	Header http.Header
	Err    error // why there was no response
}

// Why there was no response.
var (
	ErrNoResponse = errors.New("no Content-Length, or status 204: for the invoker that is no response")
	ErrRefused    = errors.New("the container refused the connection")
	ErrBroken     = errors.New("the connection broke before the response was complete")
	ErrTime       = errors.New("the time limit was reached")
)

// How long to wait after a refused connection. (ApacheBlockingContainerClient.execute, PekkoContainerClient)
const (
	retrySingle = 50 * time.Millisecond
	retryPooled = 100 * time.Millisecond
)

// A client sends requests to one container.
type client struct {
	address string
	gone    context.Context // ends with the container
	destroy context.CancelFunc
	ended   <-chan struct{} // nobody is going to listen any more; it may be nil
	limit   int64           // bytes of a response
	pool    *http.Transport // nil: a connection for each request
}

func newClient(address string, limit int64, pooled bool) *client {
	c := &client{address: address, limit: limit}
	c.gone, c.destroy = context.WithCancel(context.Background())
	if pooled {
		c.pool = transport()
	}
	return c
}

func transport() *http.Transport {
	return &http.Transport{DisableCompression: true, MaxIdleConnsPerHost: 1024}
}

// drop closes the connections that wait for another request.
func (c *client) drop() {
	if c.pool != nil {
		c.pool.CloseIdleConnections()
	}
}

// send sends a request. With retry it tries again as long as the container refuses the connection.
func (c *client) send(method, path, body string, within time.Duration, retry bool) Reply {
	ctx, cancel := context.WithTimeout(c.gone, within)
	defer cancel()
	pause := retrySingle
	if c.pool != nil {
		pause = retryPooled
	}
	for {
		r := c.once(ctx, method, path, body)
		if r.Err != ErrRefused || !retry {
			return r
		}
		select {
		case <-time.After(pause):
		case <-ctx.Done():
			return Reply{Err: c.fault(ctx, ErrRefused)}
		case <-c.ended:
			return r
		}
	}
}

// once sends the request once.
func (c *client) once(ctx context.Context, method, path, body string) Reply {
	through := c.pool
	if through == nil {
		through = transport()
		defer through.CloseIdleConnections()
	}
	req, err := http.NewRequestWithContext(ctx, method, "http://"+c.address+path, strings.NewReader(body))
	if err != nil {
		return Reply{Err: err}
	}
	req.GetBody = nil // net/http would send it a second time of its own accord
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Accept", "application/json")
	if c.pool == nil {
		req.Header.Set("Accept-Encoding", "gzip,deflate") // Apache's client offers it, and must not be taken at its word
	}
	resp, err := through.RoundTrip(req)
	if err != nil {
		return Reply{Err: c.fault(ctx, err)}
	}
	defer resp.Body.Close()
	return c.read(ctx, resp)
}

// fault sorts the errors of a request.
func (c *client) fault(ctx context.Context, err error) error {
	var dial *net.OpError
	switch {
	case errors.Is(ctx.Err(), context.DeadlineExceeded):
		return ErrTime
	case errors.As(err, &dial) && dial.Op == "dial",
		errors.Is(err, ErrRefused), errors.Is(err, syscall.ECONNREFUSED), errors.Is(err, syscall.EHOSTUNREACH):
		return ErrRefused
	}
	return ErrBroken
}

// read reads a response. What is compressed has no length for a client that decompresses it.
func (c *client) read(ctx context.Context, resp *http.Response) Reply {
	r := Reply{Status: resp.StatusCode, Length: resp.ContentLength, Header: resp.Header}
	data, err := io.ReadAll(io.LimitReader(resp.Body, c.limit))
	r.Body = string(data)
	if err == nil {
		_, err = io.Copy(io.Discard, resp.Body)
	}
	switch {
	case err != nil:
		r.Err = c.fault(ctx, err)
	case r.Length < 0, r.Status == http.StatusNoContent, resp.Header.Get("Content-Encoding") != "":
		r.Err = ErrNoResponse
	}
	return r
}

// truncated reports whether the response is longer than the limit.
func (c *client) truncated(r Reply) bool { return r.Length > c.limit }
