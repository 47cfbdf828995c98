package group

import (
	"os/exec"
	"syscall"
)

// Lead is described in lead_linux.go. A group of its own does not hear of Ctrl+C, so it is ended by us alone.
func Lead(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{CreationFlags: syscall.CREATE_NEW_PROCESS_GROUP}
}
