package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"github.com/owgen/owgen/bench/internal/measure"
)

// generatorRounds is how often owgen and go list run.
const generatorRounds = 15

// measureGenerator compares the time that owgen takes on the reverse example, when all it needs is compiled and nothing
// is to be written, with that of the go command that any tool with type information has to wait for.
func measureGenerator(dir string) ([]measure.Row, error) {
	owgen := filepath.Join(dir, "owgen")
	build := exec.Command("go", "build", "-o", owgen, "./cmd/owgen")
	build.Dir = ".."
	if text, err := build.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("building owgen: %w\n%s", err, text)
	}
	contenders := []func() (float64, error){
		timed(owgen),
		timed("go", "list", "-export", "-deps", "."),
	}
	// The first run of each compiles what is not in the build cache.
	if _, err := measure.Interleave(1, contenders...); err != nil {
		return nil, err
	}
	s, err := measure.Interleave(generatorRounds, contenders...)
	if err != nil {
		return nil, err
	}
	return []measure.Row{measure.NewRow("time of `owgen` on examples/reverse, warm", "`go list -export -deps`", 1.5, s[0].Over(s[1]))}, nil
}

// timed returns how long a command takes on the reverse example.
func timed(name string, args ...string) func() (float64, error) {
	return func() (float64, error) {
		cmd := exec.Command(name, args...)
		cmd.Dir = "../examples/reverse"
		cmd.Env = append(os.Environ(), "CGO_ENABLED=0", "GOFLAGS=")
		start := time.Now()
		if text, err := cmd.CombinedOutput(); err != nil {
			return 0, fmt.Errorf("%s: %w\n%s", name, err, text)
		}
		return time.Since(start).Seconds(), nil
	}
}
