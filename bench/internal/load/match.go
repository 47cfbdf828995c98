package load

import (
	"fmt"
	"path/filepath"
	"strconv"
	"syscall"
	"time"

	"github.com/owgen/owgen/bench/internal/measure"
	"github.com/owgen/owgen/internal/program"
)

// A Match is the load that servers get in turn.
type Match struct {
	Requests    [][]byte
	Answer      string // the body of each answer
	Connections int    // callers at once
	Rounds      int
	PerRound    int // requests to each server: rounds are short, so that a disturbance meets few of them
}

// WarmUp is how many rounds' requests a server gets before the first round.
const WarmUp = 5

// A Contender is a server that takes part.
type Contender struct {
	Bin string
	Env []string // more variables
}

// A Running is a contender under load.
type Running struct {
	server *program.Server
	family measure.Family
	load   load
}

// Run makes all servers answer the same requests, and returns what they used for it, in their order.
func (m Match) Run(quantity func(c *Running, n int) (float64, error), contenders ...Contender) ([]measure.Series, error) {
	var turns []func() (float64, error)
	for _, e := range contenders {
		c, err := m.Start(e)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", filepath.Base(e.Bin), err)
		}
		defer c.Stop()
		turns = append(turns, func() (float64, error) {
			x, err := quantity(c, m.PerRound)
			if err != nil {
				return 0, fmt.Errorf("%s: %w", filepath.Base(e.Bin), err)
			}
			return x, nil
		})
	}
	return measure.Interleave(m.Rounds, turns...)
}

// Start starts a server and warms it up.
func (m Match) Start(e Contender) (*Running, error) {
	s, err := program.Serve(e.Bin, e.Env...)
	if err != nil {
		return nil, err
	}
	c := &Running{server: s}
	if err := c.warmUp(m); err != nil {
		c.Stop()
		return nil, err
	}
	return c, nil
}

func (c *Running) warmUp(m Match) (err error) {
	if c.family, err = measure.FamilyOf(c.server.PID()); err != nil {
		return err
	}
	if c.load, err = connect("127.0.0.1:"+strconv.Itoa(c.server.Port), m.Connections, m.Requests, m.Answer); err != nil {
		return err
	}
	return c.load.send(WarmUp * m.PerRound)
}

// Stop closes the connections and then ends the server: hand-written servers do not shut down gracefully. It also ends
// the processes that the server has started, which would outlive it and keep its output open.
func (c *Running) Stop() {
	c.load.close()
	for i := 1; i < len(c.family); i++ {
		syscall.Kill(c.family[i], syscall.SIGKILL)
	}
	c.server.Kill()
}

// CPU returns the CPU time of the server, and of what it has started, for n requests.
func (c *Running) CPU(n int) (float64, error) {
	before, err := c.family.CPUTime()
	if err != nil {
		return 0, err
	}
	if err := c.load.send(n); err != nil {
		return 0, err
	}
	after, err := c.family.CPUTime()
	return float64(after - before), err
}

// OwnCPU returns the CPU time of the server alone for n requests.
func (c *Running) OwnCPU(n int) (float64, error) {
	before, err := measure.CPUTime(c.server.PID())
	if err != nil {
		return 0, err
	}
	if err := c.load.send(n); err != nil {
		return 0, err
	}
	after, err := measure.CPUTime(c.server.PID())
	return float64(after - before), err
}

// Figures are what a contender used for the requests of a match, round by round.
type Figures struct{ CPU, Wall, P99 measure.Series }

// Figures makes all servers answer the same requests, and returns what they used for it, in their order.
func (m Match) Figures(contenders ...Contender) ([]Figures, error) {
	all := map[*Running]*Figures{}
	var order []*Running
	cpu, err := m.Run(func(c *Running, n int) (float64, error) {
		start := time.Now()
		x, err := c.CPU(n)
		f := all[c]
		if f == nil {
			f = new(Figures)
			all[c], order = f, append(order, c)
		}
		f.Wall = append(f.Wall, float64(time.Since(start)))
		f.P99 = append(f.P99, c.load.quantile(0.99))
		return x, err
	}, contenders...)
	if err != nil {
		return nil, err
	}
	figures := make([]Figures, len(contenders))
	for i, c := range order { // the first round goes through them in their order
		figures[i] = Figures{cpu[i], all[c].Wall, all[c].P99}
	}
	return figures, nil
}

// Resident returns the memory of the server, in bytes.
func (c *Running) Resident() (float64, error) { return measure.Resident(c.server.PID()) }

// Latency returns the time that n requests take.
func (c *Running) Latency(n int) (float64, error) {
	start := time.Now()
	err := c.load.send(n)
	return float64(time.Since(start)), err
}
