//go:build !unix

package child

import (
	"os"
	"os/exec"
)

// Here a process is ended alone, and cannot be asked to end.

func setGroup(*exec.Cmd) {}

func killGroup(p *os.Process) { p.Kill() }

func terminate(p *os.Process) { p.Kill() }
