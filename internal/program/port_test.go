//go:build linux

package program

import (
	"net"
	"strconv"
	"testing"
)

func TestAReservedPortIsGivenToNobodyButItsProgram(t *testing.T) {
	port, release, err := ReservePort()
	if err != nil {
		t.Fatal(err)
	}
	defer release()
	address := net.JoinHostPort("127.0.0.1", strconv.Itoa(port))
	// Whoever takes any port gets another one, although all others of its parity may have been given away.
	for range 30_000 {
		other, err := FreePort()
		if err != nil {
			t.Fatal(err)
		}
		if other == port {
			t.Fatalf("port %d is given away", port)
		}
	}
	l, err := net.Listen("tcp", address)
	if err != nil {
		t.Fatalf("the program cannot listen: %v", err)
	}
	l.Close()
}
