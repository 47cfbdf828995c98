//go:build unix

package ow

import (
	"os"
	"os/signal"
	"runtime"
	"syscall"
)

// openAtOnce lets opening a file not wait, whatever it is.
const openAtOnce = syscall.O_NONBLOCK

// isWritablePipe reports whether a descriptor is a pipe open for writing.
func isWritablePipe(fd int) bool {
	var st syscall.Stat_t
	return syscall.Fstat(fd, &st) == nil && st.Mode&syscall.S_IFMT == syscall.S_IFIFO && isWritable(fd)
}

// isWritable reports whether a descriptor is open for writing. Writing no bytes fails if writing does, even to a
// descriptor that the Go runtime has opened for itself because it was closed. An os.File would not do: it closes the
// descriptor in the end.
func isWritable(fd int) bool {
	_, err := syscall.Write(fd, nil)
	return err == nil
}

// surviveBrokenPipes makes writing to a pipe that nobody reads an ordinary error. If stdout or stderr is such a pipe,
// the Go runtime would end the process without a word. Children of the process keep the usual behaviour.
//
//go:noinline // which would make the program larger
func surviveBrokenPipes() {
	signal.Notify(make(chan os.Signal, 1), syscall.SIGPIPE)
}

// avoidSignals does what surviveBrokenPipes does, for stdout and stderr alone. It does without the thread that package
// signal starts, which is a tenth of the cost of one call. The files get descriptors of their own, since the Go runtime
// is strict about 1 and 2 only. The original ones stay open until release is called.
func avoidSignals(files ...*os.File) (release func()) {
	originals := make([]os.File, len(files))
	for i, f := range files {
		fd, err := syscall.Dup(int(f.Fd()))
		if err != nil {
			surviveBrokenPipes()
			continue
		}
		syscall.CloseOnExec(fd)
		originals[i] = *f
		*f = *os.NewFile(uintptr(fd), f.Name())
	}
	return func() { runtime.KeepAlive(originals) }
}
