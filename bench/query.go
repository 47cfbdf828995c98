package main

import (
	"fmt"
	"os/exec"
	"path/filepath"

	"github.com/owgen/owgen/bench/internal/measure"
)

const (
	queryRounds = 15
	queries     = "200000x" // in each: starting a process is nothing against that
)

// measureQuery compares the CPU time of filling a struct from a query with that of gorilla/schema. Each side is a benchmark of
// package testing, because what fills the struct is not exported.
func measureQuery(dir string) ([]measure.Row, error) {
	var turns []func() (float64, error)
	for _, b := range []struct{ module, pkg, name string }{
		{"..", "./runtime", "query-own"},
		{".", "./ref/query", "query-gorilla"},
	} {
		bin := filepath.Join(dir, b.name)
		compile := exec.Command("go", "test", "-c", "-trimpath", "-o", bin, b.pkg)
		compile.Dir = b.module
		if text, err := compile.CombinedOutput(); err != nil {
			return nil, fmt.Errorf("go test -c %s: %w\n%s", b.pkg, err, text)
		}
		turns = append(turns, func() (float64, error) { return benchmarkCPU(bin) })
	}
	s, err := measure.Interleave(queryRounds, turns...)
	if err != nil {
		return nil, err
	}
	return []measure.Row{measure.NewRow("CPU of a query into a struct of 6 fields", "gorilla/schema", 0.2, s[0].Over(s[1]))}, nil
}

// benchmarkCPU returns the CPU time of a process that runs BenchmarkQuery.
func benchmarkCPU(bin string) (float64, error) {
	cmd := exec.Command(bin, "-test.run", "^$", "-test.bench", "^BenchmarkQuery$", "-test.benchtime", queries)
	if text, err := cmd.CombinedOutput(); err != nil {
		return 0, fmt.Errorf("%s: %w\n%s", filepath.Base(bin), err, text)
	}
	return float64(cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()), nil
}
