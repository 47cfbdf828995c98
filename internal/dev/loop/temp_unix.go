//go:build unix && !solaris && !aix

package loop

import (
	"os"
	"syscall"
)

// hold makes a directory that of this process, unless it is that of another one, until leave is called or the process ends.
func hold(dir string) (leave func(), held bool) {
	f, err := os.Open(dir)
	if err != nil {
		return func() {}, false
	}
	held = syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB) == nil
	return func() { f.Close() }, held
}
