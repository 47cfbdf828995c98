package main

import (
	"cmp"
	"path/filepath"
	"strconv"

	"github.com/owgen/owgen/bench/internal/load"
	"github.com/owgen/owgen/bench/internal/measure"
	"github.com/owgen/owgen/internal/program"
)

// transportGoals are those of a number of connections, against the bare server of net/http; 0 is none.
var transportGoals = []struct {
	connections, perRound int
	cpu, wall, p99        float64
}{
	{1, 400, 0.50, 0, 0},
	{16, 1600, 0.68, 1 / 1.4, 0.60},
	{64, 3200, 0.60, 1 / 1.45, 0},
}

// measureTransport compares the reverse example with servers that answer a constant: one of net/http, one of fasthttp, and
// a loop over package net that is no HTTP server. measureServers has built the first two in dir.
func measureTransport(dir string) ([]measure.Row, error) {
	for _, name := range []string{"fast", "loop"} {
		if err := program.Build(".", "./ref/"+name, filepath.Join(dir, name)); err != nil {
			return nil, err
		}
	}
	var rows []measure.Row
	for _, g := range transportGoals {
		m := load.Match{Requests: load.PlainRequests(), Answer: load.Result, Connections: g.connections, Rounds: 100, PerRound: g.perRound}
		f, err := m.Figures(
			load.Contender{Bin: filepath.Join(dir, "reverse")}, load.Contender{Bin: filepath.Join(dir, "bare")},
			load.Contender{Bin: filepath.Join(dir, "fast")}, load.Contender{Bin: filepath.Join(dir, "loop")})
		if err != nil {
			return nil, err
		}
		own, bare, fast, loop := f[0], f[1], f[2], f[3]
		at := ", " + strconv.Itoa(g.connections) + " connections"
		rows = append(rows,
			measure.NewRow("CPU per `POST /`"+at, "bare net/http server", g.cpu, own.CPU.Over(bare.CPU)),
			measure.NewRow("", "bare fasthttp server", 1.1, own.CPU.Over(fast.CPU)),
			measure.NewRow("", "bare loop over package net", 0, own.CPU.Over(loop.CPU)),
			measure.NewRow("time per `POST /`"+at, "bare net/http server", cmp.Or(g.wall, 1), own.Wall.Over(bare.Wall)),
			measure.NewRow("", "bare fasthttp server", 0, own.Wall.Over(fast.Wall)),
			measure.NewRow("99th percentile of `POST /`"+at, "bare net/http server", cmp.Or(g.p99, 1), own.P99.Over(bare.P99)),
			measure.NewRow("", "bare fasthttp server", 0, own.P99.Over(fast.P99)))
	}
	return rows, nil
}
