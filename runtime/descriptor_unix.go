//go:build unix

package ow

import "syscall"

// isWritablePipe reports whether a descriptor is a pipe open for writing. Writing nothing fails where writing does. An
// os.File would not do: it closes the descriptor in the end, which may be the Go runtime's own.
func isWritablePipe(fd int) bool {
	var st syscall.Stat_t
	if syscall.Fstat(fd, &st) != nil || st.Mode&syscall.S_IFMT != syscall.S_IFIFO {
		return false
	}
	_, err := syscall.Write(fd, nil)
	return err == nil
}
