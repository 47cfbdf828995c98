package main

import (
	"path/filepath"

	"github.com/owgen/owgen/bench/internal/load"
	"github.com/owgen/owgen/bench/internal/measure"
	"github.com/owgen/owgen/internal/program"
)

// measureProxies compares the reverse example that serves by itself with the same binary behind proxies that are built
// like those of the platforms. measureServers has built it in dir. The figures of a proxy include the processes that it
// starts.
func measureProxies(dir string) ([]measure.Row, error) {
	reverse := filepath.Join(dir, "reverse")
	plain := load.PlainRequests()
	var rows []measure.Row
	for _, p := range []struct {
		name, command string
		match         load.Match
		what, with    string
		goal          float64 // for the CPU time
	}{
		{"forking", reverse + " -", load.Match{Requests: plain, Answer: load.Result, Connections: 16, Rounds: 15, PerRound: 320},
			"CPU per `POST /`", "proxy, a process per request", 0.04},
		{"forwarding", reverse, load.Match{Requests: plain, Answer: load.Result, Connections: 16, Rounds: 100, PerRound: 800},
			"CPU per `POST /`", "proxy, forwarding over HTTP", 0.20},
		// The invoker has one call at a time per container, and the proxy of this kind stands no more.
		{"lines", reverse, load.Match{Requests: load.RunRequests(), Answer: load.Result, Connections: 1, Rounds: 100, PerRound: 200},
			"CPU per `POST /run`, one connection", "proxy, writing lines", 0.40},
	} {
		proxy := filepath.Join(dir, p.name)
		if err := program.Build(".", "./ref/"+p.name, proxy); err != nil {
			return nil, err
		}
		contenders := []load.Contender{{Bin: reverse}, {Bin: proxy, Env: []string{"COMMAND=" + p.command}}}
		cpu, err := p.match.Run((*load.Running).CPU, contenders...)
		if err != nil {
			return nil, err
		}
		alone := p.match
		alone.Connections, alone.PerRound = 1, p.match.PerRound/p.match.Connections
		latency, err := alone.Run((*load.Running).Latency, contenders...)
		if err != nil {
			return nil, err
		}
		rows = append(rows,
			measure.NewRow(p.what, p.with, p.goal, cpu[0].Over(cpu[1])),
			measure.NewRow("latency, one connection", p.with, 0, latency[0].Over(latency[1])))
	}
	return rows, nil
}
