package lambda

import (
	"fmt"
	"os"
	"regexp"
	"strconv"
	"testing"
)

// residentKB returns how much memory of a process is resident.
func residentKB(t *testing.T, pid int) int {
	t.Helper()
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		t.Skip("the system does not tell how much memory a process has")
	}
	m := regexp.MustCompile(`VmRSS:\s+(\d+) kB`).FindSubmatch(status)
	if m == nil {
		t.Fatalf("%s", status)
	}
	kB, _ := strconv.Atoi(string(m[1]))
	return kB
}
