package dev

import (
	"os/exec"
	"syscall"
)

// dieWithUs ends the process that cmd will start if the test's process ends: a test that is cut short leaves nothing behind.
func dieWithUs(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGTERM}
}
