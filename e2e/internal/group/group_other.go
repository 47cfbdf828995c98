//go:build !linux

package group

import "os/exec"

// Lead is described in group_linux.go. Elsewhere the leader stands for all of its group.
func Lead(*exec.Cmd) {}

// Freeze is described in group_linux.go. Elsewhere nothing is frozen.
func Freeze(*exec.Cmd) error { return nil }

// Thaw is described in group_linux.go.
func Thaw(*exec.Cmd) error { return nil }

// Kill is described in group_linux.go.
func Kill(cmd *exec.Cmd) error { return cmd.Process.Kill() }
