package http1

import (
	"io"
	"math/rand/v2"
	"net"
	"os"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/owgen/owgen/runtime/transport"
)

// Thousands of faulty connections, ten of them in CI, leave no goroutine, no descriptor, no memory and no line of log behind, and all others
// get right answers meanwhile.
func TestFaultyConnectionsLeaveNothingBehind(t *testing.T) {
	config := handled(func(x transport.Exchange) {
		ctx := x.Context()
		body, err := io.ReadAll(x)
		if err != nil {
			x.Respond(transport.Answer{Status: 400})
			return
		}
		if strings.HasPrefix(x.Path(), "/wait") {
			select {
			case <-ctx.Done():
			case <-time.After(10 * time.Millisecond):
			}
		}
		x.Respond(transport.Answer{Status: 200, Body: body})
	})
	config.Header, config.Read, config.Write = 300*time.Millisecond, 300*time.Millisecond, 300*time.Millisecond
	config.Log = func(line string) { t.Error(line) }
	s := serve(t, config)
	// Who was served by a busy machine only after the time for a head may have been cut as one of the faulty, and tries again.
	good := func() {
		for tries := 1; ; tries++ {
			start := time.Now()
			got, err := converse(dial(t, s), "POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabcPOST /b HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n")
			if err == nil && strings.Count(got, "HTTP/1.1 200 OK") == 2 && strings.Count(got, "\r\n\r\nabc") == 2 {
				return
			}
			if took := time.Since(start); took < config.Header || tries == 20 {
				t.Errorf("a right client: %q, %v after %v", got, err, took)
				return
			}
		}
	}
	faulty(s.address, 200, 1) // what is kept for reuse is there from now on
	good()
	goroutines, descriptors, memory := leftovers()
	n := 2000
	if os.Getenv("OWGEN_CI") != "" || os.Getenv("OWGEN_LONG") != "" {
		n = 10_000
	}
	var wg sync.WaitGroup
	for w := range 40 {
		wg.Go(func() { faulty(s.address, n/40, uint64(w)) })
	}
	for range 50 {
		good()
	}
	wg.Wait()
	good()
	eventually(t, "all connections end", func() bool { return s.conns.Len() == 0 })
	var g, d int
	var m uint64
	for late := time.Now().Add(patience); time.Now().Before(late); time.Sleep(10 * time.Millisecond) {
		if g, d, m = leftovers(); g <= goroutines && d <= descriptors && m <= memory+2<<20 {
			return
		}
	}
	t.Errorf("%d goroutines, %d descriptors, %d bytes; before: %d, %d, %d", g, d, m, goroutines, descriptors, memory)
}

// leftovers counts goroutines, descriptors, and memory in use.
func leftovers() (goroutines, descriptors int, memory uint64) {
	runtime.GC()
	runtime.GC() // for the pools
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	fds, _ := os.ReadDir("/proc/self/fd")
	return runtime.NumGoroutine(), len(fds), m.HeapInuse
}

// faulty makes connections that are at fault in one way or another.
func faulty(address string, n int, seed uint64) {
	r := rand.New(rand.NewPCG(seed, 1))
	whole := "POST /wait HTTP/1.1\r\nHost: x\r\nX: " + strings.Repeat("y", 50) + "\r\nTransfer-Encoding: chunked\r\n\r\n5;a=b\r\nhello\r\n0\r\nT: u\r\n\r\n"
	for range n {
		c, err := net.Dial("tcp", address)
		if err != nil {
			continue
		}
		c.SetDeadline(time.Now().Add(400 * time.Millisecond))
		switch r.IntN(8) {
		case 0, 1: // cut anywhere
			io.WriteString(c, whole[:r.IntN(len(whole))])
		case 2: // garbage
			b := make([]byte, 1+r.IntN(100))
			for i := range b {
				b[i] = byte(r.Uint32())
			}
			c.Write(b)
			io.CopyN(io.Discard, c, 12)
		case 3: // another protocol
			io.WriteString(c, "\x16\x03\x01\x00\xf4\x01\x00\x00\xf0\x03\x03")
			io.CopyN(io.Discard, c, 12)
		case 4: // without an end
			part := []string{"GET /", "GET / HTTP/1.1\r\nHost: x\r\nX: ", "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0;", "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nX:"}[r.IntN(4)]
			io.WriteString(c, part)
			for range 10 {
				io.WriteString(c, strings.Repeat("x", 8000))
			}
		case 5: // a reset
			io.WriteString(c, whole)
			c.(*net.TCPConn).SetLinger(0)
		case 6: // a reader that does not read
			for range 20 {
				io.WriteString(c, whole)
			}
		case 7: // one that stalls
			io.WriteString(c, whole[:r.IntN(len(whole))])
			if r.IntN(50) == 0 {
				time.Sleep(350 * time.Millisecond)
			}
		}
		c.Close()
	}
}
