package group

import (
	"os/exec"
	"strconv"
)

// Kill ends the process and its children, as far as the system still knows that they are its children.
func Kill(cmd *exec.Cmd) error {
	if exec.Command("taskkill", "/T", "/F", "/PID", strconv.Itoa(cmd.Process.Pid)).Run() == nil {
		return nil
	}
	return cmd.Process.Kill()
}
