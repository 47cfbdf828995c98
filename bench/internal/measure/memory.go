package measure

import (
	"fmt"
	"os"
	"strings"
)

// Resident returns the memory of a process in bytes, including its share of the files that it maps.
func Resident(pid int) (float64, error) { return memory(pid, "VmRSS") }

// Anonymous returns the memory that a process has to itself, in bytes.
func Anonymous(pid int) (float64, error) { return memory(pid, "RssAnon") }

func memory(pid int, name string) (float64, error) {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0, err
	}
	_, rest, _ := strings.Cut(string(status), name+":")
	var kB float64
	if _, err := fmt.Sscanf(rest, "%f kB", &kB); err != nil {
		return 0, fmt.Errorf("%s of process %d: %w", name, pid, err)
	}
	return kB * 1024, nil
}
