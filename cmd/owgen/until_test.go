//go:build unix

package main

import (
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"syscall"
	"testing"
	"time"
)

// The go command of the test is the real one, but that it tells when it is asked to build, and does not come to an end.
const endlessBuild = `#!/bin/sh
if [ "$1" = build ]; then
	echo >"$BUILDING"
	exec sleep 600
fi
PATH=$OTHERS exec go "$@"
`

// A signal in the middle of a build leaves nothing: neither the beginning of the file nor what the build has written.
func TestSignalsLeaveNothingOfArtefacts(t *testing.T) {
	if testing.Short() {
		t.Skip("generates and lists packages")
	}
	sig := syscall.SIGINT
	if signal.Ignored(sig) { // by the shell, and then by owgen, too
		sig = syscall.SIGTERM
	}
	for command, file := range map[string]string{"image": "image.tar", "zip": "code.zip"} {
		t.Run(command, func(t *testing.T) {
			work := t.TempDir()
			writeAll(t, work, map[string]string{"bin/go": endlessBuild, "out/kept": "", "tmp/kept": ""})
			building := filepath.Join(work, "building")
			if err := syscall.Mkfifo(building, 0o600); err != nil {
				t.Fatal(err)
			}
			if err := os.Chmod(filepath.Join(work, "bin", "go"), 0o777); err != nil {
				t.Fatal(err)
			}
			cmd := exec.Command("owgen", command, "-o", filepath.Join(work, "out", file))
			cmd.Dir = filepath.Join(repository, "examples", "reverse")
			cmd.Env = append(os.Environ(), "PATH="+filepath.Join(work, "bin")+string(filepath.ListSeparator)+os.Getenv("PATH"),
				"OTHERS="+os.Getenv("PATH"), "BUILDING="+building, "TMPDIR="+filepath.Join(work, "tmp"))
			cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			ended := make(chan struct{})
			go func() {
				defer close(ended)
				cmd.Wait()
			}()
			t.Cleanup(func() {
				syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) // and the build, if it is left
				<-ended
			})
			begun := make(chan error, 1)
			go func() {
				_, err := os.ReadFile(building)
				begun <- err
			}()
			select {
			case err := <-begun:
				if err != nil {
					t.Fatal(err)
				}
			case <-ended:
				t.Fatalf("owgen %s does not build: %v", command, cmd.ProcessState)
			case <-time.After(time.Minute):
				t.Fatalf("owgen %s builds nothing", command)
			}
			if err := cmd.Process.Signal(sig); err != nil {
				t.Fatal(err)
			}
			select {
			case <-ended:
			case <-time.After(time.Minute):
				t.Fatalf("owgen %s does not end", command)
			}
			if status := cmd.ProcessState.Sys().(syscall.WaitStatus); !status.Signaled() || status.Signal() != sig {
				t.Errorf("%v", cmd.ProcessState)
			}
			for _, dir := range []string{"out", "tmp"} {
				if left, err := os.ReadDir(filepath.Join(work, dir)); err != nil || len(left) != 1 {
					t.Errorf("%v are left in %s, %v", left, dir, err)
				}
			}
		})
	}
}
