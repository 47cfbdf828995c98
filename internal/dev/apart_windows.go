package dev

import (
	"os/exec"
	"syscall"
)

// setApart lets a command not hear Ctrl+C in the terminal of owgen dev.
func setApart(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{CreationFlags: syscall.CREATE_NEW_PROCESS_GROUP}
}
