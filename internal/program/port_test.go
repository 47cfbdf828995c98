//go:build linux

package program

import (
	"errors"
	"net"
	"strconv"
	"syscall"
	"testing"
)

func TestAReservedPortIsGivenToNobodyButItsProgram(t *testing.T) {
	port, release, err := ReservePort()
	if err != nil {
		t.Fatal(err)
	}
	defer release()
	// The system looks for a port as if it bound each of them like this.
	other, err := syscall.Socket(syscall.AF_INET, syscall.SOCK_STREAM|syscall.SOCK_CLOEXEC, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer syscall.Close(other)
	if err := syscall.Bind(other, &syscall.SockaddrInet4{Port: port, Addr: [4]byte{127, 0, 0, 1}}); !errors.Is(err, syscall.EADDRINUSE) {
		t.Errorf("binding port %d to another socket: %v", port, err)
	}
	for range 1000 {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		if got := l.Addr().(*net.TCPAddr).Port; got == port {
			t.Fatalf("port %d is given away", got)
		}
		l.Close()
	}
	l, err := net.Listen("tcp", net.JoinHostPort("127.0.0.1", strconv.Itoa(port)))
	if err != nil {
		t.Fatalf("the program cannot listen: %v", err)
	}
	l.Close()
}
