package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/owgen/owgen/bench/internal/load"
	"github.com/owgen/owgen/bench/internal/measure"
	"github.com/owgen/owgen/internal/program"
)

// measureDev compares owgen dev, which looks at the files of the reverse example at each call and keeps the call, with a plain
// ReverseProxy before such a program. measureGenerator has built owgen in dir, and measureServers the program. The figures
// are those of the process that passes calls on, without the program's.
func measureDev(dir string) ([]measure.Row, error) {
	passing, dev := filepath.Join(dir, "passing"), filepath.Join(dir, "dev")
	if err := program.Build(".", "./ref/passing", passing); err != nil {
		return nil, err
	}
	if err := writeDev(dev, filepath.Join(dir, "owgen")); err != nil {
		return nil, err
	}
	var rows []measure.Row
	for _, connections := range []int{1, 16} {
		m := load.Match{Requests: load.PlainRequests(), Answer: load.Result, Connections: connections, Rounds: 40, PerRound: 400}
		cpu, err := m.Run((*load.Running).OwnCPU,
			load.Contender{Bin: dev, Env: os.Environ()}, load.Contender{Bin: passing, Env: []string{"COMMAND=" + filepath.Join(dir, "reverse")}})
		if err != nil {
			return nil, err
		}
		rows = append(rows, measure.NewRow(
			fmt.Sprintf("CPU per call through `owgen dev`, %d connections", connections), "ReverseProxy of net/http/httputil", 1.5, cpu[0].Over(cpu[1])))
	}
	return rows, nil
}

// writeDev writes a command that runs owgen dev at the port that it is given, for a module with the code of the reverse example and a
// copy of the runtime. Its history is its own.
func writeDev(path, owgen string) error {
	out, err := exec.Command("go", "env", "GOCACHE").Output()
	if err != nil {
		return fmt.Errorf("asking for the build cache: %w", err)
	}
	source, err := os.ReadFile("../examples/reverse/reverse.go")
	if err != nil {
		return err
	}
	module := path + ".module"
	if err := os.Mkdir(module, 0o777); err != nil {
		return err
	}
	source = append([]byte("//go:generate owgen -runtime embed\n"), bytes.ReplaceAll(source, []byte("//go:generate "), []byte("// "))...)
	for name, text := range map[string][]byte{"go.mod": []byte("module example.com/reverse\n\ngo 1.26\n"), "reverse.go": source} {
		if err := os.WriteFile(filepath.Join(module, name), text, 0o666); err != nil {
			return err
		}
	}
	script := fmt.Sprintf("#!/bin/sh\ncd '%s' && GOCACHE='%s' XDG_CACHE_HOME='%s' exec '%s' dev -addr 127.0.0.1:$PORT\n",
		module, strings.TrimSpace(string(out)), path+".cache", owgen)
	return os.WriteFile(path, []byte(script), 0o755)
}
