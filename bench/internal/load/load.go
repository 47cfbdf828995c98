package load

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"time"

	"github.com/owgen/owgen/bench/internal/measure"
)

// RoundTime bounds a round. A server that hangs is an error, not a slow one.
const RoundTime = 30 * time.Second

// A load is a set of callers that keep their connections. They share the machine with the server, so they do as little
// as they can: requests are prepared, and answers are recognised by their length and end.
type load []*caller

// A caller sends one request after the other.
type caller struct {
	conn     net.Conn
	requests [][]byte // sent in turn, and all with the same answer
	next     int
	body     string          // of the answer; programs that print it end it with a line feed
	answer   []byte          // room for one, header and all
	took     []time.Duration // for each request of the latest send
}

// connect opens connections, and sends on each of them one request, whose answer must have the body.
func connect(addr string, connections int, requests [][]byte, body string) (load, error) {
	var l load
	for range connections {
		conn, err := net.Dial("tcp", addr)
		if err != nil {
			l.close()
			return nil, err
		}
		c := &caller{conn: conn, requests: requests, next: len(l) * len(requests) / connections, body: body}
		l = append(l, c)
		if err := c.learn(); err != nil {
			l.close()
			return nil, err
		}
	}
	return l, nil
}

func (l load) close() {
	for _, c := range l {
		c.conn.Close()
	}
}

// send sends n requests over all connections, and returns when all answers have come.
func (l load) send(n int) error {
	errs := make(chan error)
	for _, c := range l {
		go func() { errs <- c.send(n / len(l)) }()
	}
	var first error
	for range l {
		if err := <-errs; err != nil && first == nil {
			first = err
		}
	}
	return first
}

func (c *caller) send(n int) error {
	if err := c.conn.SetDeadline(time.Now().Add(RoundTime)); err != nil {
		return err
	}
	c.took = c.took[:0]
	start := time.Now()
	for range n {
		if err := c.call(); err != nil {
			return err
		}
		end := time.Now()
		c.took = append(c.took, end.Sub(start))
		start = end
	}
	return nil
}

// call sends a request and reads its answer.
func (c *caller) call() error {
	if err := c.write(); err != nil {
		return err
	}
	if _, err := io.ReadFull(c.conn, c.answer); err != nil {
		return err
	}
	if !bytes.HasSuffix(c.answer, []byte(c.body)) {
		return fmt.Errorf("another answer than before: %s", c.answer)
	}
	return nil
}

// quantile returns the time that this share of the latest requests stayed below.
func (l load) quantile(part float64) float64 {
	var all measure.Series
	for _, c := range l {
		for _, d := range c.took {
			all = append(all, float64(d))
		}
	}
	return all.Quantile(part)
}

func (c *caller) write() error {
	_, err := c.conn.Write(c.requests[c.next])
	c.next = (c.next + 1) % len(c.requests)
	return err
}

// learn sends a request, and finds out how long the answer is. All later answers have the same length: in their headers
// only the date changes.
func (c *caller) learn() error {
	if err := c.conn.SetDeadline(time.Now().Add(RoundTime)); err != nil {
		return err
	}
	if err := c.write(); err != nil {
		return err
	}
	var all bytes.Buffer
	resp, err := http.ReadResponse(bufio.NewReader(io.TeeReader(c.conn, &all)), nil)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		return err
	}
	if resp.StatusCode != http.StatusOK || strings.TrimSuffix(string(body), "\n") != c.body {
		return fmt.Errorf("answer %d %s instead of 200 %s", resp.StatusCode, body, c.body)
	}
	c.body, c.answer = string(body), all.Bytes()
	return nil
}

// Send sends requests to a plain HTTP function, over connections of their own.
func Send(addr string, connections, n int) error {
	l, err := connect(addr, connections, PlainRequests(), Result)
	if err != nil {
		return err
	}
	defer l.close()
	return l.send(n)
}
