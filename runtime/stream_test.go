package ow

import (
	"context"
	"io"
	"iter"
	"net"
	"net/http"
	"os"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/owgen/owgen/runtime/codec"
)

// endless gives numbers until nobody wants more, and tells then how many it has given.
func endless(told chan<- int) Action {
	count := func(ctx context.Context, _ struct{}) (iter.Seq2[int, error], error) {
		return func(yield func(int, error) bool) {
			n := 0
			for yield(n, nil) {
				if n++; n >= 3 {
					<-ctx.Done()
				}
			}
			if yield(n, nil) {
				n = -1
			}
			told <- n
		}, nil
	}
	return BindContext("endless", Nothing(), count, Stream(Result(codec.AppendInt[int])))
}

// Where an activation has a deadline, a stream ends with it, and all of the answer is the error.
func TestWEB36WEB38ADeadlineEndsAStreamInADocument(t *testing.T) {
	told := make(chan int, 1)
	s := serveActions(t, []Action{endless(told)}, "__OW_API_HOST=x")
	deadline := strconv.FormatInt(time.Now().Add(50*time.Millisecond).UnixMilli(), 10)
	s.post("/run", `{"value":{},"deadline":"`+deadline+`"}`).expect(t, 200, `{"error":"context deadline exceeded"}`)
	if n := <-told; n < 0 || n > 3 { // it may not come so far on a busy machine
		t.Errorf("the stream has given %d values", n)
	}
}

// While the process drains a stream goes on, and ends when there is no time left.
func TestWEB38AStreamEndsWithTheProcess(t *testing.T) {
	told := make(chan int, 1)
	s := serveActions(t, []Action{endless(told)}, "OWGEN_PLATFORM=openfaas", "suppress_lock=true", "write_timeout=1s", "healthcheck_interval=1ms")
	conn, err := net.Dial("tcp", strings.TrimPrefix(s.url, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	io.WriteString(conn, "GET / HTTP/1.1\r\nHost: x\r\n\r\n")
	var got strings.Builder
	b := make([]byte, 1000)
	for !strings.Contains(got.String(), "2\n") {
		n, err := conn.Read(b)
		if err != nil {
			t.Fatal(err, got.String())
		}
		got.Write(b[:n])
	}
	signals := make(chan os.Signal, 1)
	go s.drain(signals)
	rest, _ := io.ReadAll(conn)
	if n := <-told; n != 3 || strings.HasSuffix(string(rest), "0\r\n\r\n") {
		t.Errorf("the stream has given %d values, and has ended with %q", n, rest)
	}
}

// Time that is up ends a stream while its handler still runs, whatever that does then.
func TestWEB38TimeIsUpBetweenValues(t *testing.T) {
	const values = "0\n1\n2\n"
	told := make(chan int, 1)
	s := serveActions(t, []Action{endless(told)}, "OWGEN_PLATFORM=openfaas", "suppress_lock=true", "exec_timeout=50ms")
	for tries, done := 0, 0; done < 5; tries++ {
		r, err := http.Get(s.url)
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(r.Body)
		r.Body.Close()
		n := <-told
		if n >= 0 && n < 3 && tries < 100 { // the machine is too busy for a value within 50 ms
			continue
		}
		if want := values + `{"error":"the function took longer than 50ms"}` + "\n"; err != nil || string(body) != want {
			t.Errorf("got %q, %v", body, err)
		}
		if n != 3 {
			t.Errorf("the stream has given %d values", n)
		}
		done++
	}
}

// WEB-38: a value that yields when it is written is an error of the handler, and does not wait for itself. Goroutines that yield
// at the same time wait for each other.
func TestWEB38ValuesThatYieldWhileTheyAreWritten(t *testing.T) {
	again := func(int) {}
	values := func(struct{}) (iter.Seq2[int, error], error) {
		return func(yield func(int, error) bool) {
			again = func(n int) { yield(n-1, nil) }
			yield(1, nil)
		}, nil
	}
	append1 := func(_ *codec.Enc, b []byte, n *int) []byte {
		again(*n)
		return append(b, '1')
	}
	var wg sync.WaitGroup
	several := func(struct{}) (iter.Seq2[int, error], error) {
		return func(yield func(int, error) bool) {
			for range 4 {
				wg.Go(func() {
					for range 100 {
						yield(1, nil)
					}
				})
			}
			wg.Wait()
		}, nil
	}
	s := serveActions(t, []Action{
		Bind("again", Nothing(), values, Stream(Result(append1))), Bind("several", Nothing(), several, Stream(Result(codec.AppendInt[int]))),
	}, "OWGEN_PLATFORM=openfaas", "exec_timeout=20s")
	s.post("/again", "").expect(t, 500, `{"error":"The action panicked. See logs for details."}`)
	resp, err := http.Post(s.url+"/several", "", nil)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	if got, err := io.ReadAll(resp.Body); string(got) != strings.Repeat("1\n", 400) || err != nil {
		t.Errorf("several: %d bytes, %v", len(got), err)
	}
	eventually(t, func() bool {
		return strings.Contains(s.stderr.String(), "a value is yielded while another one is being written")
	})
}
