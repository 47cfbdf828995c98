package proxies

import (
	"fmt"
	"net"
	"os"
	"path/filepath"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/owgen/owgen/internal/program"
)

func TestNoCallFailsWhileAProxyIsReloaded(t *testing.T) {
	eachKind(t, func(t *testing.T, k kind) {
		s := serve(t)
		f := k.before(t, s.Port)
		c := f.callers(4)
		for range 3 {
			time.Sleep(500 * time.Millisecond)
			f.renew()
		}
		time.Sleep(500 * time.Millisecond)
		c.stop(t)
	})
}

// One of two programs is told to end while callers go on and a call runs on it. haproxy learns that from the health
// check, nginx when the program stops listening.
func TestOF13NoCallFailsWhileAProgramBehindAProxyEnds(t *testing.T) {
	eachKind(t, func(t *testing.T, k kind) {
		env := []string{"OWGEN_PLATFORM=knative", "healthcheck_interval=4s"}
		stays, goes := serve(t, env...), serve(t, env...)
		f := k.before(t, stays.Port, goes.Port)
		file := filepath.Join(t.TempDir(), "file")
		nap := fmt.Sprintf(`{"millis":0,"until":%q}`, file)
		running := f.runningOn(goes, nap)
		c := f.callers(4)
		time.Sleep(300 * time.Millisecond)
		if err := goes.Signal(syscall.SIGTERM); err != nil {
			t.Fatal(err)
		}
		for late := time.Now().Add(time.Minute); ; time.Sleep(10 * time.Millisecond) {
			conn, err := net.Dial("tcp", fmt.Sprint("127.0.0.1:", goes.Port))
			if err != nil {
				break
			}
			conn.Close()
			if time.Now().After(late) {
				t.Fatal("the program goes on listening")
			}
		}
		time.Sleep(500 * time.Millisecond) // callers meet that
		if err := os.WriteFile(file, nil, 0o666); err != nil {
			t.Fatal(err)
		}
		for answer := range running {
			if answer != "200 "+nap {
				t.Errorf("a call that ran: %s", answer)
			}
		}
		if exit, err := goes.Wait(time.Minute); exit != 0 || err != nil {
			t.Errorf("exit code %d, %v\n%s", exit, err, goes.Stderr())
		}
		c.stop(t)
	})
}

// runningOn makes calls of the action Sleep until one runs on s, which a proxy gives one of two. It returns the answers, when
// they come.
func (f *front) runningOn(s *program.Server, nap string) <-chan string {
	f.t.Helper()
	answers := make(chan string)
	var wait sync.WaitGroup
	for range 4 {
		wait.Go(func() {
			a, err := program.Do("POST", f.url+"/sleep", nap, alone)
			if err != nil {
				answers <- err.Error()
				return
			}
			answers <- fmt.Sprint(a.Status, " ", a.Body)
		})
	}
	go func() {
		wait.Wait()
		close(answers)
	}()
	if err := s.AwaitStderr("sleeping", 1); err != nil {
		f.t.Fatal(err)
	}
	return answers
}
