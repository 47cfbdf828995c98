package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"time"
)

// peakMemory runs a command on the reverse example and returns the most memory that it had, in bytes. The kernel's own
// figure includes child processes, which for owgen are compilers. So the process is observed while it runs, which
// misses at most its last millisecond.
func peakMemory(name string, args ...string) (float64, error) {
	cmd := exec.Command(name, args...)
	cmd.Dir = "../examples/reverse"
	var stderr strings.Builder
	cmd.Stderr = &stderr
	if err := cmd.Start(); err != nil {
		return 0, err
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	peak := 0.0
	for {
		select {
		case err := <-ended:
			if err != nil {
				err = fmt.Errorf("%s: %w\n%s", name, err, &stderr)
			}
			return peak, err
		case <-time.After(time.Millisecond):
			if kB, ok := highWaterMark(cmd.Process.Pid); ok {
				peak = max(peak, kB*1024)
			}
		}
	}
}

// highWaterMark reads the most memory that a process had so far. A process that has ended has none.
func highWaterMark(pid int) (kB float64, ok bool) {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0, false
	}
	_, rest, ok := bytes.Cut(status, []byte("VmHWM:"))
	if !ok {
		return 0, false
	}
	_, err = fmt.Sscanf(string(rest), "%f kB", &kB)
	return kB, err == nil
}
