//go:build unix && !solaris && !aix

package record

import (
	"os"
	"syscall"
)

// exclude waits until no other process has the file locked, and locks it until it is closed.
func exclude(f *os.File) error {
	for {
		if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX); err != syscall.EINTR {
			return err
		}
	}
}
