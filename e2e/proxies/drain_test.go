package proxies

import (
	"fmt"
	"strings"
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
		env := []string{"OWGEN_PLATFORM=knative", "healthcheck_interval=2s"}
		stays, goes := serve(t, env...), serve(t, env...)
		f := k.before(t, stays.Port, goes.Port)
		running := f.runningOn(goes, 3000)
		c := f.callers(4)
		time.Sleep(300 * time.Millisecond)
		if err := goes.Signal(syscall.SIGTERM); err != nil {
			t.Fatal(err)
		}
		time.Sleep(3500 * time.Millisecond)
		c.stop(t)
		if got := <-running; got != `200 {"millis":3000}` {
			t.Errorf("the call that ran: %s", got)
		}
		if exit, err := goes.Wait(10 * time.Second); exit != 0 || err != nil {
			t.Errorf("exit code %d, %v\n%s", exit, err, goes.Stderr())
		}
	})
}

// runningOn makes slow calls until one runs on s, and returns its answer when it comes.
func (f *front) runningOn(s *program.Server, millis int) <-chan string {
	f.t.Helper()
	answers := make(chan string, 10)
	for range cap(answers) {
		go func() {
			a, err := program.Do("POST", f.url+"/sleep", fmt.Sprintf(`{"millis":%d}`, millis), alone)
			if err != nil {
				answers <- err.Error()
				return
			}
			answers <- fmt.Sprint(a.Status, " ", a.Body)
		}()
		for range 20 {
			if strings.Contains(s.Stderr(), "sleeping") {
				return answers
			}
			time.Sleep(10 * time.Millisecond)
		}
	}
	f.t.Fatal("no call reaches the program")
	return nil
}
