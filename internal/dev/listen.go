package dev

import (
	"errors"
	"fmt"
	"net"
	"strconv"
	"syscall"

	"github.com/owgen/owgen/internal/cli"
)

// The ports that are tried where none is asked for.
const firstPort, lastPort = 8600, 8609

// A listener is where owgen dev is reached.
type listener struct {
	net.Listener
	host  string // as typed, or 127.0.0.1
	shown string // the host and port of URLs
	wide  bool   // others than this machine reach it
}

// listen listens at an address as it was typed, or at the first free port if there is none.
func listen(typed string) (*listener, error) {
	if typed != "" {
		host, port, err := net.SplitHostPort(typed)
		if err != nil {
			return nil, cli.Usagef("-addr %s: want a host and a port, such as 127.0.0.1:8600 or :0", typed)
		}
		return listenAt(host, port)
	}
	for port := firstPort; ; port++ {
		l, err := listenAt("127.0.0.1", strconv.Itoa(port))
		switch {
		case err == nil || !inUse(err):
			return l, err
		case port == lastPort:
			return nil, fmt.Errorf("127.0.0.1:%d to %d are in use; choose another with -addr", firstPort, lastPort)
		}
	}
}

// listenAt listens at a port of a host, which is this machine alone if it is empty.
func listenAt(host, port string) (*listener, error) {
	if host == "" {
		host = "127.0.0.1"
	}
	at := net.JoinHostPort(host, port)
	inner, err := net.Listen("tcp", at)
	if inUse(err) {
		return nil, &usedError{at, err}
	}
	if err != nil {
		return nil, fmt.Errorf("listening at %s: %w", at, err)
	}
	addr := inner.Addr().(*net.TCPAddr)
	ip := addr.AddrPort().Addr().Unmap()
	shown := host
	if ip.IsUnspecified() { // which is no host of a URL
		shown = "127.0.0.1"
	}
	return &listener{inner, host, net.JoinHostPort(shown, strconv.Itoa(addr.Port)), !ip.IsLoopback()}, nil
}

// A usedError says that an address is in use.
type usedError struct {
	at  string
	err error
}

func (e *usedError) Error() string { return e.at + " is in use; choose another with -addr" }
func (e *usedError) Unwrap() error { return e.err }

// inUse reports whether an error of net.Listen is that somebody else listens there.
func inUse(err error) bool {
	const windows = syscall.Errno(10048)
	return errors.Is(err, syscall.EADDRINUSE) || errors.Is(err, windows)
}
