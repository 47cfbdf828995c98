// Package upstream starts the server that a proxy stands in front of.
package upstream

import (
	"net"
	"os"
	"os/exec"
	"time"
)

// Start starts a server on a free port, and returns its address when it listens there.
func Start(command string) (address string, err error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	address = l.Addr().String()
	l.Close()
	_, port, err := net.SplitHostPort(address)
	if err != nil {
		return "", err
	}
	cmd := exec.Command(command)
	cmd.Env = []string{"PORT=" + port}
	cmd.Stdout, cmd.Stderr = os.Stdout, os.Stderr
	if err := cmd.Start(); err != nil {
		return "", err
	}
	for range 1000 {
		conn, dialErr := net.Dial("tcp", address)
		if dialErr == nil {
			return address, conn.Close()
		}
		err = dialErr
		time.Sleep(10 * time.Millisecond)
	}
	return "", err
}
