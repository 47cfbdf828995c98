//go:build unix

package group

import (
	"os/exec"
	"syscall"
)

// Kill ends the group, as docker rm -f ends a container. It works on a frozen one, and after the end of its leader: its
// children may outlive it.
func Kill(cmd *exec.Cmd) error { return send(cmd, syscall.SIGKILL) }

// send sends a signal to all of a group. A group that has ended is not an error.
func send(cmd *exec.Cmd, sig syscall.Signal) error {
	if err := syscall.Kill(-cmd.Process.Pid, sig); err != syscall.ESRCH {
		return err
	}
	return nil
}
