// Package first is what the programs of ref/json have in common. Each links one JSON library and uses it once, so that
// what the library costs a program before it is warm can be measured from outside.
package first

import (
	"io"
	"os"
	"strconv"
	"syscall"
	"unsafe"

	"github.com/owgen/owgen/bench/json/docs"
)

// Main decodes the event on stdin and encodes it again, and prints the CPU time of that in nanoseconds.
func Main(unmarshal func([]byte, any) error, marshal func(any) ([]byte, error)) {
	text, err := io.ReadAll(os.Stdin)
	check(err)
	before := cpuTime()
	event := new(docs.Event)
	check(unmarshal(text, event))
	_, err = marshal(event)
	check(err)
	_, err = os.Stdout.WriteString(strconv.FormatInt(cpuTime()-before, 10))
	check(err)
}

func check(err error) {
	if err != nil {
		os.Stderr.WriteString(err.Error())
		os.Exit(1)
	}
}

// cpuTime is the CPU time of this process. Package fmt is in no program that does not need it: what all programs link is
// added to no library.
func cpuTime() int64 {
	const processClock = 2 // linux: include/uapi/linux/time.h, CLOCK_PROCESS_CPUTIME_ID
	var t syscall.Timespec
	if _, _, errno := syscall.Syscall(syscall.SYS_CLOCK_GETTIME, processClock, uintptr(unsafe.Pointer(&t)), 0); errno != 0 {
		check(errno)
	}
	return t.Nano()
}
