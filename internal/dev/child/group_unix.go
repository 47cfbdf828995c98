//go:build unix

package child

import (
	"os"
	"syscall"
)

// killGroup kills all processes of the group that p leads.
func killGroup(p *os.Process) { syscall.Kill(-p.Pid, syscall.SIGKILL) }

// terminate asks the program to end. What it has started is its own business.
func terminate(p *os.Process) { p.Signal(syscall.SIGTERM) }
