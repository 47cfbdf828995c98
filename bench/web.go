package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"

	"github.com/owgen/owgen/bench/internal/load"
	"github.com/owgen/owgen/bench/internal/measure"
	"github.com/owgen/owgen/bench/ref/hook"
	"github.com/owgen/owgen/internal/program"
)

// measureWebhook compares the CPU time per call of a webhook with that of one written by hand. It needs the owgen that
// measureGenerator has built in dir.
func measureWebhook(dir string) ([]measure.Row, error) {
	own, byHand := filepath.Join(dir, "hook"), filepath.Join(dir, "webhook-net-http")
	if err := generateProgram(dir, "hook", "Hook", own); err != nil {
		return nil, err
	}
	if err := program.Build(".", "./ref/webhook", byHand); err != nil {
		return nil, err
	}
	const body = `{"ref":"refs/heads/main","after":"1f0c","repository":{"full_name":"ada/engine"}}`
	request := load.Post("/", body, "X-GitHub-Event: push", hook.Field+": "+hook.Sign([]byte(body)))
	m := load.Match{Requests: [][]byte{request}, Answer: hook.Answer, Connections: 16, Rounds: 100, PerRound: 800}
	s, err := m.Run((*load.Running).CPU, load.Contender{Bin: own}, load.Contender{Bin: byHand})
	if err != nil {
		return nil, err
	}
	return []measure.Row{measure.NewRow("CPU per call of a webhook that checks a signature", "the same over net/http", 0.65, s[0].Over(s[1]))}, nil
}

// generateProgram has owgen make the program of a handler in a package below ref, in a module of its own.
func generateProgram(dir, name, handler, bin string) error {
	source, err := os.ReadFile(filepath.Join("ref", name, name+".go"))
	if err != nil {
		return err
	}
	module := filepath.Join(dir, name+"-module")
	if err := writeModule(module, "example.com/"+name, map[string][]byte{name + ".go": source}); err != nil {
		return err
	}
	generate := exec.Command(filepath.Join(dir, "owgen"), "-func", handler)
	generate.Dir = module
	if text, err := generate.CombinedOutput(); err != nil {
		return fmt.Errorf("owgen: %w\n%s", err, text)
	}
	return program.Build(module, "./cmd/"+name, bin)
}
