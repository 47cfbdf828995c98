package binary

import (
	"fmt"
	"os"
	"path/filepath"
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
		for path, wrap := range map[string]func(name, params string) string{"/sleep": bare, "/run": envelope} {
			t.Run(sig.String()+path, func(t *testing.T) {
				t.Parallel()
				c := startContainer(t)
				c.wantInit("Sleep", nil)
				file := filepath.Join(t.TempDir(), "file")
				nap := object("millis", 0, "until", file)
				answer := sleep(c.server, path, wrap("", nap))
				if err := c.Signal(sig); err != nil {
					t.Fatal(err)
				}
				for c.post("/sleep", `{}`).Status != 503 { // until it has seen the signal; runs would wait for each other
					if len(answer) > 0 {
						t.Fatalf("calls are still taken, and the one that ran has ended: %v", <-answer)
					}
					time.Sleep(5 * time.Millisecond)
				}
				// The listener stays open until then, so that the invoker hears that it should try elsewhere.
				if a := c.post("/run", `{"value":{}}`); a.Status != 503 {
					t.Errorf("then POST /run: %d %s", a.Status, a.Body)
				}
				if err := os.WriteFile(file, nil, 0o666); err != nil {
					t.Fatal(err)
				}
				wantAnswer(t, <-answer, 200, nap)
				if exit, err := c.Wait(time.Minute); exit != 0 || err != nil {
					t.Errorf("exit code %d, %v", exit, err)
				}
			})
		}
	}
}

func TestSecondSignalEndsAtOnce(t *testing.T) {
	s := serve(t)
	answer := sleep(s, "/sleep", `{"millis":60000}`)
	for end := time.Now().Add(time.Minute); s.Signal(syscall.SIGTERM) == nil && time.Now().Before(end); {
		time.Sleep(200 * time.Millisecond) // two signals at once may be one
	}
	if exit, err := s.Wait(time.Minute); exit != 1 || err != nil {
		t.Errorf("exit code %d, %v", exit, err)
	}
	<-answer
}

// wantAtOnce wants what prepare returns to take no time. A busy machine may be slow once. What waits for the end of a time is slow
// each time.
func wantAtOnce(t *testing.T, prepare func() (do func())) {
	t.Helper()
	for tries := 1; ; tries++ {
		do := prepare()
		start := time.Now()
		do()
		took := time.Since(start)
		if took < 4*time.Second {
			return
		}
		if tries == 3 {
			t.Errorf("it took %v", took)
			return
		}
	}
}

func TestIdleServerEndsAtOnce(t *testing.T) {
	wantAtOnce(t, func() func() {
		s := serve(t)
		s.post("/", `{}`) // leaves an idle connection
		return s.wantStop
	})
}

// A client that opens a connection to use it later must not keep the process from ending.
func TestSilentConnectionsDoNotHoldUpTheEnd(t *testing.T) {
	wantAtOnce(t, func() func() { // net/http alone would take 5 seconds
		s := serve(t)
		conn := dial(t, s.URL)
		t.Cleanup(func() { conn.Close() })
		s.post("/", `{}`) // the server has accepted conn by now
		return s.wantStop
	})
}

func TestPortInUse(t *testing.T) {
	s := serve(t)
	out := shell(t, "", []string{fmt.Sprint("PORT=", s.Port)})
	if out.Exit == 0 || out.Stderr == "" || out.Stdout != "" {
		t.Errorf("a second server on the same port: %+v", out)
	}
}
