package program

import (
	"os"
	"syscall"
)

// ReservePort reserves a port of this machine for a program that is about to listen on it. Otherwise another program could come upon
// it by chance, and its answers would be taken for those of the program that is meant.
//
// A socket is bound to the port and does not listen. The system then gives the port to nobody who asks for any port. A program that
// asks for this very one can still listen on it if it sets SO_REUSEADDR, as programs in Go do.
//
// Call release once, when the program listens or is no longer going to.
func ReservePort() (port int, release func(), err error) {
	fd, err := syscall.Socket(syscall.AF_INET, syscall.SOCK_STREAM|syscall.SOCK_CLOEXEC, 0)
	if err != nil {
		return 0, nil, os.NewSyscallError("socket", err)
	}
	release = func() { syscall.Close(fd) }
	if err = syscall.SetsockoptInt(fd, syscall.SOL_SOCKET, syscall.SO_REUSEADDR, 1); err == nil {
		err = syscall.Bind(fd, &syscall.SockaddrInet4{Addr: [4]byte{127, 0, 0, 1}})
	}
	if err != nil {
		release()
		return 0, nil, os.NewSyscallError("bind", err)
	}
	at, err := syscall.Getsockname(fd)
	if err != nil {
		release()
		return 0, nil, os.NewSyscallError("getsockname", err)
	}
	return at.(*syscall.SockaddrInet4).Port, release, nil
}
