package main

import (
	"context"
	"io"
	"log/slog"
	"os"
	"path/filepath"

	ow "github.com/owgen/owgen/runtime"
	"github.com/owgen/owgen/runtime/owlog"

	"github.com/owgen/owgen/bench/internal/load"
	"github.com/owgen/owgen/bench/internal/measure"
)

// measureObservers compares the CPU time per request of the reverse example when it logs and counts calls with its own when
// it is not asked to. measureServers has built it in dir.
func measureObservers(dir string) ([]measure.Row, error) {
	reverse := filepath.Join(dir, "reverse")
	access, metrics := "OWGEN_ACCESS_LOG=1", "OWGEN_METRICS=127.0.0.1:0"
	m := load.Match{Requests: load.PlainRequests(), Answer: load.Result, Connections: 16, Rounds: 200, PerRound: 800}
	cpu, err := m.Run((*load.Running).CPU,
		load.Contender{Bin: reverse},
		load.Contender{Bin: reverse, Env: []string{metrics}},
		load.Contender{Bin: reverse, Env: []string{access}},
		load.Contender{Bin: reverse, Env: []string{access, metrics}})
	if err != nil {
		return nil, err
	}
	off := cpu[0]
	return []measure.Row{
		measure.NewRow("CPU per `POST /` with metrics", "without", 0, cpu[1].Over(off)),
		measure.NewRow("CPU per `POST /` with an access log", "without", 0, cpu[2].Over(off)),
		measure.NewRow("CPU per `POST /` with both", "without", 1.15, cpu[3].Over(off)),
	}, nil
}

const (
	logRounds        = 200
	logLinesPerRound = 2000
)

// measureLog compares the CPU time per line of package owlog with that of log/slog, which is given the same fields.
func measureLog(string) ([]measure.Row, error) {
	const parent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
	ctx := ow.NewContext(context.Background(), ow.Activation{
		ID: "31e5c0b2f1a04a5fa5c0b2f1a0ea5f31", Handler: "Pay", Namespace: "guest", TraceParent: parent,
	}, nil)
	call := []any{
		slog.String("id", "31e5c0b2f1a04a5fa5c0b2f1a0ea5f31"), slog.String("action", "Pay"),
		slog.String("namespace", "guest"), slog.String("trace", parent[3:35]),
	}
	null, err := os.OpenFile(os.DevNull, os.O_WRONLY, 0)
	if err != nil {
		return nil, err
	}
	defer null.Close()
	stderr := os.Stderr
	os.Stderr = null // where loggers of calls write
	defer func() { os.Stderr = stderr }()

	own, plain := slog.New(owlog.NewHandler(io.Discard, nil)), slog.New(slog.NewJSONHandler(io.Discard, nil))
	plainNull := slog.New(slog.NewJSONHandler(null, nil))
	s, err := measure.Interleave(logRounds,
		lines(func() { owlog.Logger(ctx).Info("paid", "order", 7) }),
		lines(func() { plainNull.With(call...).Info("paid", "order", 7) }),
		lines(func() { own.InfoContext(ctx, "paid", "order", 7) }),
		lines(func() { plain.InfoContext(ctx, "paid", append(call[:4:4], "order", 7)...) }))
	if err != nil {
		return nil, err
	}
	return []measure.Row{
		measure.NewRow("CPU per line of `owlog.Logger(ctx)`", "a JSONHandler's logger with the fields", 1.1, s[0].Over(s[1])),
		measure.NewRow("CPU per line of `owlog.NewHandler`", "a JSONHandler that gets the fields", 1.1, s[2].Over(s[3])),
	}, nil
}

// lines returns the CPU time of a round of lines.
func lines(write func()) func() (float64, error) {
	return func() (float64, error) {
		before, err := measure.CPUTime(os.Getpid())
		if err != nil {
			return 0, err
		}
		for range logLinesPerRound {
			write()
		}
		after, err := measure.CPUTime(os.Getpid())
		return float64(after - before), err
	}
}
