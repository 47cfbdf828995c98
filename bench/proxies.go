package main

import (
	"path/filepath"

	"github.com/owgen/owgen/internal/program"
)

// measureProxies compares the reverse example that serves by itself with the same binary behind proxies, built as those
// of the platforms are. measureServers has built it in dir. What a proxy needs is what it needs together with the
// processes it starts.
func measureProxies(dir string) ([]row, error) {
	reverse := filepath.Join(dir, "reverse")
	var rows []row
	for _, p := range []struct {
		name, command string
		load          match
		what, with    string
		goal          float64 // for the CPU time
	}{
		{"forking", reverse + " -", match{plainRequests(), 16, 15, 320},
			"CPU per `POST /`", "proxy, a process per request", 0.04},
		{"forwarding", reverse, match{plainRequests(), 16, 100, 800},
			"CPU per `POST /`", "proxy, forwarding over HTTP", 0.20},
		// The invoker has one call at a time per container, and the proxy of this kind stands no more.
		{"lines", reverse, match{runRequests(), 1, 100, 200},
			"CPU per `POST /run`, one connection", "proxy, writing lines", 0.40},
	} {
		proxy := filepath.Join(dir, p.name)
		if err := program.Build(".", "./ref/"+p.name, proxy); err != nil {
			return nil, err
		}
		contest := []entrant{{bin: reverse}, {proxy, []string{"COMMAND=" + p.command}}}
		cpu, err := p.load.run((*contestant).cpu, contest...)
		if err != nil {
			return nil, err
		}
		alone := match{p.load.requests, 1, p.load.rounds, p.load.perRound / p.load.connections}
		latency, err := alone.run((*contestant).latency, contest...)
		if err != nil {
			return nil, err
		}
		rows = append(rows,
			row{p.what, p.with, p.goal, cpu[0].over(cpu[1])},
			row{"latency, one connection", p.with, 0, latency[0].over(latency[1])})
	}
	return rows, nil
}
