//go:build unix

package dev

import (
	"syscall"
	"testing"
)

// The browser may be the user's only one, with all its windows.
func TestDEV15CtrlCEndsNoBrowser(t *testing.T) {
	c := browser("sleep", "linux", "60")
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	defer c.Wait()
	defer c.Process.Kill()
	if group, err := syscall.Getpgid(c.Process.Pid); err != nil || group != c.Process.Pid {
		t.Errorf("the browser is in the group %d, as this process is (%v)", group, err)
	}
}
