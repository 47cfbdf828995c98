package main

import (
	"fmt"
	"path/filepath"
	"strconv"
	"syscall"
	"time"

	"github.com/owgen/owgen/internal/program"
)

// What the servers are sent, and what they have to answer.
const (
	params = `{"payload":"Hello, ❄ ☃"}`
	result = `{"reversed":"☃ ❄ ,olleH","length":10}`
)

// A match is the load that servers get in turn.
type match struct {
	requests    [][]byte
	connections int // callers at once
	rounds      int
	perRound    int // requests to each server: rounds are short, so that a disturbance meets few of them
}

// warmUp is how many rounds' requests a server gets before the first round.
const warmUp = 5

// An entrant is a server to be started.
type entrant struct {
	bin string
	env []string
}

// A contestant is a server under load.
type contestant struct {
	server *program.Server
	family family
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
	m := match{requests: plainRequests(), connections: 16, rounds: 200, perRound: 800}
	plain, err := m.run((*contestant).cpu,
		entrant{bin: filepath.Join(dir, "reverse")},
		entrant{bin: filepath.Join(dir, "bare")},
		entrant{bin: filepath.Join(dir, "handwritten")})
	if err != nil {
		return nil, err
	}
	m.requests = runRequests()
	env := []string{"__OW_API_HOST=http://127.0.0.1:3233"}
	run, err := m.run((*contestant).cpu,
		entrant{filepath.Join(dir, "reverse"), env},
		entrant{filepath.Join(dir, "openwhisk"), env})
	if err != nil {
		return nil, err
	}
	return []row{
		{"CPU per `POST /`", "bare net/http server", 1.15, plain[0].over(plain[1])},
		{"CPU per `POST /`", "hand-written, encoding/json", 1, plain[0].over(plain[2])},
		{"CPU per `POST /run`", "hand-written, encoding/json", 1, run[0].over(run[1])},
	}, nil
}

// run has servers answer the same requests, and returns what they needed for it, in their order.
func (m match) run(quantity func(c *contestant, n int) (float64, error), entrants ...entrant) ([]series, error) {
	var turns []func() (float64, error)
	for _, e := range entrants {
		c, err := m.start(e)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", filepath.Base(e.bin), err)
		}
		defer c.stop()
		turns = append(turns, func() (float64, error) {
			x, err := quantity(c, m.perRound)
			if err != nil {
				return 0, fmt.Errorf("%s: %w", filepath.Base(e.bin), err)
			}
			return x, nil
		})
	}
	return interleave(m.rounds, turns...)
}

// start starts a server and warms it up.
func (m match) start(e entrant) (*contestant, error) {
	s, err := program.Serve(e.bin, e.env...)
	if err != nil {
		return nil, err
	}
	c := &contestant{server: s}
	if err := c.warmUp(m); err != nil {
		c.stop()
		return nil, err
	}
	return c, nil
}

func (c *contestant) warmUp(m match) (err error) {
	if c.family, err = familyOf(c.server.PID()); err != nil {
		return err
	}
	if c.load, err = connect("127.0.0.1:"+strconv.Itoa(c.server.Port), m.connections, m.requests, result); err != nil {
		return err
	}
	return c.load.send(warmUp * m.perRound)
}

// stop ends the server, and first its connections: hand-written servers know nothing of an orderly end. What the server
// has started would outlive it, and keep its output open.
func (c *contestant) stop() {
	c.load.close()
	for i := 1; i < len(c.family); i++ {
		syscall.Kill(c.family[i], syscall.SIGKILL)
	}
	c.server.Kill()
}

// cpu returns the CPU time of the server, and of what it has started, for n requests.
func (c *contestant) cpu(n int) (float64, error) {
	before, err := c.family.cpuTime()
	if err != nil {
		return 0, err
	}
	if err := c.load.send(n); err != nil {
		return 0, err
	}
	after, err := c.family.cpuTime()
	return float64(after - before), err
}

// latency returns the time that n requests take.
func (c *contestant) latency(n int) (float64, error) {
	start := time.Now()
	err := c.load.send(n)
	return float64(time.Since(start)), err
}

// plainRequests is the request to a plain HTTP function.
func plainRequests() [][]byte {
	return [][]byte{post("/", params)}
}

// runRequests is requests of OpenWhisk's invoker.
func runRequests() [][]byte {
	var all [][]byte
	for _, body := range activations() {
		all = append(all, post("/run", body))
	}
	return all
}

// activations is bodies of /run. As the invoker sends them, each has another activation id, transaction and deadline.
// (apache/openwhisk: Container.run, ContainerProxy.initializeAndRun)
func activations() []string {
	var all []string
	for i := range 1000 {
		all = append(all, fmt.Sprintf(`{"value":%s,"namespace":"guest","action_name":"/guest/reverse",`+
			`"action_version":"0.0.1","activation_id":"%032x","transaction_id":"%032x","deadline":"%d"}`,
			params, 0x1234567+i, 0x7654321+i, 4_000_000_000_000+i))
	}
	return all
}

// post is a request, as it goes over the wire.
func post(path, body string) []byte {
	return fmt.Appendf(nil, "POST %s HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nAccept: application/json\r\n"+
		"Content-Length: %d\r\n\r\n%s", path, len(body), body)
}
