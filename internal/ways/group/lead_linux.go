package group

import (
	"os/exec"
	"syscall"
)

// Lead makes the process that cmd will start the leader of a group of its own, which its children join. It dies with this
// process: a test that is cut short leaves nothing frozen behind.
func Lead(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
}

// Freeze stops a group whose leader is cmd's process, as docker pause stops a container: nothing in it runs, no timer
// fires, and sockets stay open. It returns when the leader has stopped. A group that has ended is not an error.
func Freeze(cmd *exec.Cmd) error {
	if err := send(cmd, syscall.SIGSTOP); err != nil {
		return err
	}
	// The signal alone takes effect at some time later. What is waited for is the stop, never the end, which is left for
	// cmd.Wait to hear of.
	const byPID, stopped = 1, syscall.WUNTRACED // P_PID and WSTOPPED of wait(2)
	for {
		_, _, err := syscall.Syscall6(syscall.SYS_WAITID, byPID, uintptr(cmd.Process.Pid), 0, stopped, 0, 0)
		switch err {
		case 0, syscall.ECHILD: // stopped, or ended
			return nil
		case syscall.EINTR:
			continue
		}
		return err
	}
}

// Thaw ends Freeze.
func Thaw(cmd *exec.Cmd) error { return send(cmd, syscall.SIGCONT) }
