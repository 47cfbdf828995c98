//go:build !linux

package program

// ReservePort returns a port of this machine for a program that is about to listen on it. Here another one may be quicker: two sockets
// cannot have the same port.
func ReservePort() (port int, release func(), err error) {
	port, err = FreePort()
	return port, func() {}, err
}
