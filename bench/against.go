package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"

	"github.com/owgen/owgen/bench/internal/load"
	"github.com/owgen/owgen/bench/internal/measure"
	"github.com/owgen/owgen/internal/program"
)

// measureAgainst compares the reverse example with what it was at another commit: with the program that was committed there,
// and the runtime of then.
func measureAgainst(commit string) error {
	dir, err := os.MkdirTemp("", "owgen-bench")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	old := filepath.Join(dir, "old")
	if err := checkOut(commit, old); err != nil {
		return err
	}
	then, now := filepath.Join(dir, "then"), filepath.Join(dir, "now")
	if err := program.Build(filepath.Join(old, "examples", "reverse"), "./cmd/reverse", then); err != nil {
		return err
	}
	if err := program.Build("../examples/reverse", "./cmd/reverse", now); err != nil {
		return err
	}
	size, err := sizeOver(now, then)
	if err != nil {
		return err
	}
	m := load.Match{Requests: load.PlainRequests(), Answer: load.Result, Connections: 16, Rounds: 200, PerRound: 800}
	plain, err := m.Run((*load.Running).CPU, load.Contender{Bin: now}, load.Contender{Bin: then})
	if err != nil {
		return err
	}
	env := []string{"__OW_API_HOST=http://127.0.0.1:3233"}
	m.Requests = load.RunRequests()
	run, err := m.Run((*load.Running).CPU, load.Contender{Bin: now, Env: env}, load.Contender{Bin: then, Env: env})
	if err != nil {
		return err
	}
	measure.PrintConditions()
	measure.PrintTable([]measure.Row{
		measure.NewRow("CPU per `POST /`", commit, 1.02, plain[0].Over(plain[1])),
		measure.NewRow("CPU per `POST /run`", commit, 1.02, run[0].Over(run[1])),
		measure.NewRow("size of the stripped binary", commit, 0, size),
	})
	return nil
}

// checkOut puts the files of a commit into a directory.
func checkOut(commit, dir string) error {
	if err := os.Mkdir(dir, 0o777); err != nil {
		return err
	}
	cmd := exec.Command("sh", "-c", `git archive -o "$1.tar" "$0" && tar -xf "$1.tar" -C "$1"`, commit, dir)
	cmd.Dir = ".." // or git would archive this directory alone
	if text, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("the files of %s: %w\n%s", commit, err, text)
	}
	return nil
}
