//go:build unix && !linux

package group

import (
	"os/exec"
	"syscall"
)

// Lead is described in lead_linux.go. Elsewhere the group outlives this process.
func Lead(cmd *exec.Cmd) { cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} }
