//go:build unix

package dev

import (
	"os/exec"
	"syscall"
)

// setApart lets a command not hear Ctrl+C in the terminal of owgen dev.
func setApart(cmd *exec.Cmd) { cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} }
