// Command loop does the least that a server over package net can do: it takes whatever one read returns for a request,
// and writes a constant. It is not an HTTP server, but shows what remains if HTTP costs nothing.
package main

import (
	"net"
	"os"
	"strconv"
)

// answer is as long as the answer that the action gives in the measurement, with the header that it has.
var answer = []byte("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nDate: Thu, 01 Jan 1970 00:00:00 GMT\r\n" +
	"Content-Length: 41\r\n\r\n" + `{"reversed":"☃ ❄ ,olleH","length":10}`)

func main() {
	port, err := strconv.Atoi(os.Getenv("PORT"))
	if err != nil {
		panic(err)
	}
	l, err := net.ListenTCP("tcp", &net.TCPAddr{Port: port})
	if err != nil {
		panic(err)
	}
	for {
		conn, err := l.Accept()
		if err != nil {
			panic(err)
		}
		go serve(conn)
	}
}

func serve(conn net.Conn) {
	defer conn.Close()
	b := make([]byte, 4096)
	for {
		if _, err := conn.Read(b); err != nil {
			return
		}
		if _, err := conn.Write(answer); err != nil {
			return
		}
	}
}
