// Command passing is a proxy that starts a server and passes each request on to it, by ReverseProxy of net/http/httputil. COMMAND is
// the server.
package main

import (
	"log"
	"net"
	"net/http"
	"net/http/httputil"
	"net/url"
	"os"
	"os/exec"
	"time"
)

func main() {
	address, err := start(os.Getenv("COMMAND"))
	if err != nil {
		log.Fatal(err)
	}
	target := &url.URL{Scheme: "http", Host: address}
	log.Fatal(http.ListenAndServe("127.0.0.1:"+os.Getenv("PORT"), &httputil.ReverseProxy{
		Rewrite:   func(r *httputil.ProxyRequest) { r.SetURL(target) },
		Transport: &http.Transport{MaxIdleConnsPerHost: 64},
	}))
}

// start starts the server on a free port, and returns its address when it listens there.
func start(command string) (address string, err error) {
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
