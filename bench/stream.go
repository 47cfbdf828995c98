package main

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/owgen/owgen/bench/internal/load"
	"github.com/owgen/owgen/bench/internal/measure"
	"github.com/owgen/owgen/internal/program"
)

const (
	streamRounds = 7
	streamRows   = 500_000 // 50 MB
	rowSize      = 100
	firstRounds  = 21
	firstTime    = 5 * time.Millisecond // in which a caller is to have the first row
)

// measureStream compares the CPU time of a stream of rows with that of one written by hand, and the time until a caller has
// the first row with what it may be. It needs the owgen that measureGenerator has built in dir.
func measureStream(dir string) ([]measure.Row, error) {
	own, byHand := filepath.Join(dir, "rows"), filepath.Join(dir, "stream-net-http")
	if err := generateProgram(dir, "rows", "Rows", own); err != nil {
		return nil, err
	}
	if err := program.Build(".", "./ref/stream", byHand); err != nil {
		return nil, err
	}
	var cpu, first []func() (float64, error)
	for _, bin := range []string{own, byHand} {
		s, err := program.Serve(bin)
		if err != nil {
			return nil, err
		}
		defer s.Kill()
		cpu = append(cpu, func() (float64, error) { return streamCPU(s) })
		first = append(first, func() (float64, error) { return untilFirst(s) })
	}
	c, err := measure.Interleave(streamRounds, cpu...)
	if err != nil {
		return nil, err
	}
	f, err := measure.Interleave(firstRounds, first...)
	if err != nil {
		return nil, err
	}
	may := make(measure.Series, firstRounds)
	for i := range may {
		may[i] = float64(firstTime)
	}
	return []measure.Row{
		measure.NewRow("CPU of a stream of 50 MB in rows of 100 bytes", "net/http, encoding/json, a flush each", 0.5, c[0].Over(c[1])),
		measure.NewRow("time to the first row of a stream", "5 ms", 1, f[0].Over(may)),
		measure.NewRow("", "net/http, encoding/json, a flush each", 0, f[0].Over(f[1])),
	}, nil
}

// streamCPU returns the CPU time that a server takes for a stream.
func streamCPU(s *program.Server) (float64, error) {
	before, err := measure.CPUTime(s.PID())
	if err != nil {
		return 0, err
	}
	body, conn, err := openStream(s, "count="+strconv.Itoa(streamRows))
	if err != nil {
		return 0, err
	}
	defer conn.Close()
	n, err := io.Copy(io.Discard, body)
	if err == nil && n < streamRows*rowSize {
		err = fmt.Errorf("a stream of %d bytes", n)
	}
	if err != nil {
		return 0, err
	}
	after, err := measure.CPUTime(s.PID())
	return float64(after - before), err
}

// untilFirst returns the time from a request to its first row.
func untilFirst(s *program.Server) (float64, error) {
	start := time.Now()
	body, conn, err := openStream(s, "count=2&gap=true")
	if err != nil {
		return 0, err
	}
	defer conn.Close()
	for line := ""; !strings.HasPrefix(line, "{"); { // behind the head and the length of the first chunk
		if line, err = body.ReadString('\n'); err != nil {
			return 0, err
		}
	}
	return float64(time.Since(start)), nil
}

// openStream asks for a stream, and returns all that comes, undecoded: a client of HTTP would work as much as the server.
func openStream(s *program.Server, query string) (*bufio.Reader, net.Conn, error) {
	conn, err := net.Dial("tcp", "127.0.0.1:"+strconv.Itoa(s.Port))
	if err != nil {
		return nil, nil, err
	}
	if err := conn.SetDeadline(time.Now().Add(load.RoundTime)); err != nil {
		return nil, conn, err
	}
	_, err = fmt.Fprintf(conn, "GET /?%s HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n", query)
	return bufio.NewReaderSize(conn, 64<<10), conn, err
}
