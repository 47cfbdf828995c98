package main

import (
	"fmt"
	"path/filepath"
	"strconv"

	"github.com/owgen/owgen/internal/program"
)

const (
	serverRounds = 200
	perRound     = 800  // requests to each server: rounds are short, so that a disturbance meets few of them
	warmUp       = 4000 // requests to each server before the first round
)

// What the servers are sent, and what they have to answer.
const (
	params = `{"payload":"Hello, ❄ ☃"}`
	result = `{"reversed":"☃ ❄ ,olleH","length":10}`
)

// A contestant is a server under load.
type contestant struct {
	server *program.Server
	load   load
}

// measureServers compares the CPU time per request of the reverse example with that of servers written by hand.
func measureServers(dir string) ([]row, error) {
	for _, p := range []struct{ module, pkg, name string }{
		{"../examples/reverse", "./cmd/reverse", "reverse"},
		{".", "./ref/bare", "bare"},
		{".", "./ref/handwritten", "handwritten"},
		{".", "./ref/openwhisk", "openwhisk"},
	} {
		if err := program.Build(p.module, p.pkg, filepath.Join(dir, p.name)); err != nil {
			return nil, err
		}
	}
	plain, err := contest(dir, plainRequests(), nil, "reverse", "bare", "handwritten")
	if err != nil {
		return nil, err
	}
	run, err := contest(dir, runRequests(), []string{"__OW_API_HOST=http://127.0.0.1:3233"}, "reverse", "openwhisk")
	if err != nil {
		return nil, err
	}
	return []row{
		{"CPU per `POST /`", "bare net/http server", 1.15, plain[0].over(plain[1])},
		{"CPU per `POST /`", "hand-written, encoding/json", 1, plain[0].over(plain[2])},
		{"CPU per `POST /run`", "hand-written, encoding/json", 1, run[0].over(run[1])},
	}, nil
}

// contest has servers answer the same requests, and returns what they needed for it, in the order of their names.
func contest(dir string, requests [][]byte, env []string, names ...string) ([]series, error) {
	var turns []func() (float64, error)
	for _, name := range names {
		c, err := start(filepath.Join(dir, name), requests, env)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		defer c.stop()
		turns = append(turns, func() (float64, error) {
			cpu, err := c.measure(perRound)
			if err != nil {
				return 0, fmt.Errorf("%s: %w", name, err)
			}
			return cpu, nil
		})
	}
	return interleave(serverRounds, turns...)
}

// start starts a server and warms it up.
func start(bin string, requests [][]byte, env []string) (*contestant, error) {
	s, err := program.Serve(bin, env...)
	if err != nil {
		return nil, err
	}
	l, err := connect("127.0.0.1:"+strconv.Itoa(s.Port), requests, result)
	if err != nil {
		s.Kill()
		return nil, err
	}
	c := &contestant{s, l}
	if err := l.send(warmUp); err != nil {
		c.stop()
		return nil, err
	}
	return c, nil
}

// stop ends the server, and first its connections: hand-written servers know nothing of an orderly end.
func (c *contestant) stop() {
	c.load.close()
	c.server.Kill()
}

// measure returns the CPU time of the server for n requests.
func (c *contestant) measure(n int) (float64, error) {
	before, err := cpuTime(c.server.PID())
	if err != nil {
		return 0, err
	}
	if err := c.load.send(n); err != nil {
		return 0, err
	}
	after, err := cpuTime(c.server.PID())
	return float64(after - before), err
}

// plainRequests is the request to a plain HTTP function.
func plainRequests() [][]byte {
	return [][]byte{post("/", params)}
}

// runRequests is requests of OpenWhisk's invoker. As there, each has another activation id, transaction and deadline.
// (apache/openwhisk: Container.run, ContainerProxy.initializeAndRun)
func runRequests() [][]byte {
	var all [][]byte
	for i := range 1000 {
		all = append(all, post("/run", fmt.Sprintf(`{"value":%s,"namespace":"guest","action_name":"/guest/reverse",`+
			`"action_version":"0.0.1","activation_id":"%032x","transaction_id":"%032x","deadline":"%d"}`,
			params, 0x1234567+i, 0x7654321+i, 4_000_000_000_000+i)))
	}
	return all
}

// post is a request, as it goes over the wire.
func post(path, body string) []byte {
	return fmt.Appendf(nil, "POST %s HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nAccept: application/json\r\n"+
		"Content-Length: %d\r\n\r\n%s", path, len(body), body)
}
