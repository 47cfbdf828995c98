//go:build unix

package invoke

import (
	"bufio"
	"os"
	"os/signal"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/owgen/owgen/internal/ways"
)

// lives reports whether a process does anything.
func lives(pid int) bool {
	stat, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/stat")
	if err != nil {
		return syscall.Kill(pid, 0) == nil && !os.IsNotExist(err)
	}
	return !strings.Contains(string(stat), ") Z ")
}

// A signal ends owgen as if it had not been caught, and with it the program, what that has started, and all files.
func TestDEV8SignalsLeaveNothing(t *testing.T) {
	t.Parallel()
	for k, way := range ways.Names() {
		sig := []syscall.Signal{syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP}[k%3]
		if signal.Ignored(sig) { // by nohup, and then by owgen, too
			sig = syscall.SIGTERM
		}
		temp := t.TempDir()
		cmd := me.Owgen(fixture, "invoke", "-as", way, "-p", "do=wait")
		cmd.Env = append(cmd.Env, "TMPDIR="+temp)
		stderr, err := cmd.StderrPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		child := 0
		lines := bufio.NewScanner(stderr)
		for child == 0 && lines.Scan() {
			if digits, ok := strings.CutPrefix(lines.Text(), "child "); ok {
				child, _ = strconv.Atoi(digits)
			}
		}
		cmd.Process.Signal(sig)
		for lines.Scan() {
		}
		cmd.Wait()
		if status := cmd.ProcessState.Sys().(syscall.WaitStatus); !status.Signaled() || status.Signal() != sig {
			t.Errorf("%s: %v", way, cmd.ProcessState)
		}
		for end := time.Now().Add(time.Minute); child == 0 || lives(child); time.Sleep(time.Millisecond) {
			if child == 0 || time.Now().After(end) {
				t.Fatalf("%s: child %d lives on", way, child)
			}
		}
		if left, err := os.ReadDir(temp); err != nil || len(left) > 0 {
			t.Errorf("%s: %v are left, %v", way, left, err)
		}
	}
}

// So does a reader who goes away, such as head.
func TestDEV8AReaderWhoGoesAwayLeavesNothing(t *testing.T) {
	t.Parallel()
	for _, args := range [][]string{{"-as", "plain"}, {"-as", "argv"}, {"-as", "all"}} {
		temp := t.TempDir()
		r, w, err := os.Pipe()
		if err != nil {
			t.Fatal(err)
		}
		r.Close()
		cmd := me.Owgen(fixture, append([]string{"invoke"}, args...)...)
		cmd.Env = append(cmd.Env, "TMPDIR="+temp)
		var stderr strings.Builder
		cmd.Stdout, cmd.Stderr = w, &stderr
		cmd.Run()
		w.Close()
		if status := cmd.ProcessState.Sys().(syscall.WaitStatus); !status.Signaled() || status.Signal() != syscall.SIGPIPE {
			t.Errorf("%s: %v, %s", args, cmd.ProcessState, &stderr)
		}
		if left, err := os.ReadDir(temp); err != nil || len(left) > 0 {
			t.Errorf("%s: %v are left, %v", args, left, err)
		}
	}
}
