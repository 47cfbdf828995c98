package measure

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
	"unsafe"
)

// A Family is a process, first, and the processes that it has started and that stay.
type Family []int

// FamilyOf finds the family of a process that has already started all processes that stay.
func FamilyOf(pid int) (Family, error) {
	stats, err := filepath.Glob("/proc/[0-9]*/stat")
	if err != nil {
		return nil, err
	}
	f := Family{pid}
	for _, stat := range stats {
		fields, err := readStat(stat)
		if err != nil {
			continue // it has ended
		}
		if fields[statParent] == strconv.Itoa(pid) {
			child, err := strconv.Atoi(filepath.Base(filepath.Dir(stat)))
			if err != nil {
				return nil, err
			}
			f = append(f, child)
		}
	}
	return f, nil
}

// CPUTime returns the user and system time that the family has used so far, including children of the first process
// that have ended.
func (f Family) CPUTime() (time.Duration, error) {
	sum, err := endedTime(f[0])
	for _, pid := range f {
		if err != nil {
			break
		}
		var t time.Duration
		t, err = CPUTime(pid)
		sum += t
	}
	return sum, err
}

// CPUTime returns the user and system time that a process has used so far, in nanoseconds: /proc/<pid>/stat says the
// same in hundredths of a second, which is as long as a round of a light server.
func CPUTime(pid int) (time.Duration, error) {
	// The id of the clock is the complement of the process id, and in the lowest three bits the kind of clock.
	// (linux: include/linux/posix-timers_types.h, CPUCLOCK_SCHED)
	const kind = 2
	clock := uint32(^pid<<3 | kind)
	var t syscall.Timespec
	_, _, errno := syscall.Syscall(syscall.SYS_CLOCK_GETTIME, uintptr(clock), uintptr(unsafe.Pointer(&t)), 0)
	if errno != 0 {
		return 0, fmt.Errorf("reading the CPU time of process %d: %w", pid, errno)
	}
	return time.Duration(t.Nano()), nil
}

// endedTime returns the user and system time of the children of a process that have ended. The system counts it in
// hundredths of a second only.
func endedTime(pid int) (time.Duration, error) {
	fields, err := readStat(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return 0, err
	}
	var ticks int64
	for _, field := range []string{fields[statEndedUser], fields[statEndedSystem]} {
		n, err := strconv.ParseInt(field, 10, 64)
		if err != nil {
			return 0, err
		}
		ticks += n
	}
	return time.Duration(ticks) * 10 * time.Millisecond, nil
}

// Fields of /proc/<pid>/stat, counted from the one behind the name of the program. (man 5 proc_pid_stat)
const (
	statParent      = 1
	statEndedUser   = 13
	statEndedSystem = 14
)

func readStat(path string) ([]string, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	fields := strings.Fields(string(text[strings.LastIndexByte(string(text), ')')+1:]))
	if len(fields) <= statEndedSystem {
		return nil, fmt.Errorf("%s: %q", path, text)
	}
	return fields, nil
}
