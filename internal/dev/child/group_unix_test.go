//go:build unix

package child

import (
	"bufio"
	"os"
	"os/exec"
	"os/signal"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

func ignoreTermination() { signal.Ignore(syscall.SIGTERM) }

// gone waits until there is no such process, or only its name.
func gone(t *testing.T, pid int) {
	t.Helper()
	for deadline := time.Now().Add(time.Minute); time.Now().Before(deadline); time.Sleep(5 * time.Millisecond) {
		if syscall.Kill(pid, 0) != nil || isZombie(pid) {
			return
		}
	}
	t.Errorf("process %d is still there", pid)
}

// isZombie reports whether a process has ended and nobody has asked how.
func isZombie(pid int) bool {
	text, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/stat")
	return err == nil && strings.Contains(string(text), ") Z ")
}

func TestDEV28WhatTheProgramHasStartedEndsWithIt(t *testing.T) {
	for _, end := range []func(*running){
		func(r *running) { r.Kill() },
		func(r *running) { r.Stop(time.Minute, nil) },
		func(r *running) { syscall.Kill(r.PID(), syscall.SIGKILL) },
	} {
		r := run(t, "serves")
		pid, err := strconv.Atoi(r.get("/spawn"))
		if err != nil {
			t.Fatal(err)
		}
		end(r)
		<-r.Ended()
		gone(t, pid)
	}
}

func TestDEV28TheProgramDiesWithOwgen(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("only Linux can do that")
	}
	parent := exec.Command(os.Args[0])
	parent.Env = append(os.Environ(), "CHILD=parent")
	out, err := parent.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := parent.Start(); err != nil {
		t.Fatal(err)
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	pid, err := strconv.Atoi(strings.TrimSpace(line))
	if err != nil {
		t.Fatal(err)
	}
	parent.Process.Kill()
	parent.Wait()
	gone(t, pid)
}
