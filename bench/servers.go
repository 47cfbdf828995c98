package main

import (
	"path/filepath"

	"github.com/owgen/owgen/bench/internal/load"
	"github.com/owgen/owgen/bench/internal/measure"
	"github.com/owgen/owgen/internal/program"
)

// measureServers compares the CPU time per request of the reverse example with that of servers written by hand.
func measureServers(dir string) ([]measure.Row, error) {
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
	m := load.Match{Requests: load.PlainRequests(), Answer: load.Result, Connections: 16, Rounds: 200, PerRound: 800}
	plain, err := m.Run((*load.Running).CPU,
		load.Contender{Bin: filepath.Join(dir, "reverse")},
		load.Contender{Bin: filepath.Join(dir, "bare")},
		load.Contender{Bin: filepath.Join(dir, "handwritten")})
	if err != nil {
		return nil, err
	}
	m.Requests = load.RunRequests()
	env := []string{"__OW_API_HOST=http://127.0.0.1:3233"}
	run, err := m.Run((*load.Running).CPU,
		load.Contender{Bin: filepath.Join(dir, "reverse"), Env: env},
		load.Contender{Bin: filepath.Join(dir, "openwhisk"), Env: env})
	if err != nil {
		return nil, err
	}
	return []measure.Row{
		measure.NewRow("CPU per `POST /`", "bare net/http server", 0.68, plain[0].Over(plain[1])),
		measure.NewRow("CPU per `POST /`", "hand-written, encoding/json", 1, plain[0].Over(plain[2])),
		measure.NewRow("CPU per `POST /run`", "hand-written, encoding/json", 1, run[0].Over(run[1])),
	}, nil
}
