package binary

import (
	"fmt"
	"net"
	"os"
	"syscall"
	"testing"
	"time"

	"github.com/owgen/owgen/internal/program"
)

// sleep starts a call of the action Sleep, and returns when its handler runs. The answer comes later.
func sleep(s *server, path, body string) <-chan program.Answer {
	answer := make(chan program.Answer, 1)
	go func() {
		a, _ := s.Post(path, body) // no answer is the zero one
		answer <- a
	}()
	s.awaitStderr("sleeping")
	return answer
}

func TestCallsFinishAfterSIGTERM(t *testing.T) {
	for _, sig := range []os.Signal{syscall.SIGTERM, os.Interrupt} {
		for _, call := range []struct{ path, body string }{
			{"/sleep", `{"millis":2000}`},
			{"/run", `{"value":{"millis":2000}}`},
		} {
			t.Run(sig.String()+call.path, func(t *testing.T) {
				t.Parallel()
				c := startContainer(t)
				c.wantInit("Sleep", nil)
				answer := sleep(c.server, call.path, call.body)
				if err := c.Signal(sig); err != nil {
					t.Fatal(err)
				}
				for c.post("/sleep", `{}`).Status != 503 { // until it has seen the signal; runs would wait for each other
					if len(answer) > 0 {
						t.Fatal("calls are still taken when the one that ran is answered")
					}
					time.Sleep(5 * time.Millisecond)
				}
				// The listener stays open until then, so that the invoker hears that it should try elsewhere.
				if a := c.post("/run", `{"value":{}}`); a.Status != 503 {
					t.Errorf("then POST /run: %d %s", a.Status, a.Body)
				}
				wantAnswer(t, <-answer, 200, `{"millis":2000}`)
				if exit, err := c.Wait(20 * time.Second); exit != 0 || err != nil {
					t.Errorf("exit code %d, %v", exit, err)
				}
			})
		}
	}
}

func TestSecondSignalEndsAtOnce(t *testing.T) {
	s := serve(t)
	answer := sleep(s, "/sleep", `{"millis":60000}`)
	for end := time.Now().Add(20 * time.Second); s.Signal(syscall.SIGTERM) == nil && time.Now().Before(end); {
		time.Sleep(200 * time.Millisecond) // two signals at once may be one
	}
	if exit, err := s.Wait(5 * time.Second); exit != 1 || err != nil {
		t.Errorf("exit code %d, %v", exit, err)
	}
	<-answer
}

func TestIdleServerEndsAtOnce(t *testing.T) {
	s := serve(t)
	s.post("/", `{}`) // leaves an idle connection
	start := time.Now()
	s.wantStop()
	if d := time.Since(start); d > 4*time.Second {
		t.Errorf("it took %v", d)
	}
}

// A client that opens a connection to use it later must not keep the process from ending.
func TestSilentConnectionsDoNotHoldUpTheEnd(t *testing.T) {
	s := serve(t)
	conn, err := net.Dial("tcp", fmt.Sprint("127.0.0.1:", s.Port))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	s.post("/", `{}`) // the server has accepted conn by now
	start := time.Now()
	s.wantStop()
	if d := time.Since(start); d > 4*time.Second { // net/http alone would take 5 seconds
		t.Errorf("it took %v", d)
	}
}

func TestPortInUse(t *testing.T) {
	s := serve(t)
	out := shell(t, "", []string{fmt.Sprint("PORT=", s.Port)})
	if out.Exit == 0 || out.Stderr == "" || out.Stdout != "" {
		t.Errorf("a second server on the same port: %+v", out)
	}
}
