//go:build !linux

package program

import "net"

// ReservePort returns a port of this machine for a program that is about to listen on it. Here another one may be quicker: two sockets
// cannot have the same port.
func ReservePort() (port int, release func(), err error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, nil, err
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port, func() {}, nil
}
