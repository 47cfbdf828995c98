package openfaas

import (
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/owgen/owgen/internal/program"
)

// Callers go on calling, on connections that the proxy keeps, while replicas come and go. Each call is answered.
func TestOF13NoCallFailsWhileReplicasComeAndGo(t *testing.T) {
	t.Parallel()
	g := newGateway(t)
	g.deploy("healthcheck_interval", "2s")
	g.scale(3)
	g.await(3)
	var over atomic.Bool
	var calls atomic.Int64
	var wait sync.WaitGroup
	for i := range 6 {
		wait.Go(func() {
			for n := 0; !over.Load(); n++ {
				body := fmt.Sprintf(`{"string":"%d.%d"}`, i, n)
				wantAnswer(t, "a call", g.call("POST", "/typed", body, nil), "200 "+body)
				calls.Add(1)
				time.Sleep(5 * time.Millisecond)
			}
		})
	}
	defer func() {
		over.Store(true)
		wait.Wait()
	}()
	for _, change := range []struct {
		make     func()
		replicas uint64
	}{
		{func() { g.scale(1) }, 1},
		{func() { g.scale(3) }, 3},
		{func() { g.update("healthcheck_interval", "2s", "VERSION", "2") }, 3},
		{func() { g.scale(2) }, 2},
	} {
		change.make()
		g.settle(change.replicas)
	}
	for late := time.Now().Add(time.Minute); calls.Load() < 200; time.Sleep(5 * time.Millisecond) {
		if time.Now().After(late) {
			t.Fatalf("only %d calls", calls.Load())
		}
	}
}

// A call is running on each of three replicas when the function is scaled to none, with the timeouts of the stack.yaml.
func TestOF13CallsThatRunWhenScaledToZeroAreAnswered(t *testing.T) {
	t.Parallel()
	g := newGateway(t)
	g.deploy()
	g.scale(3)
	g.await(3)
	replicas := g.replicas()
	answers := make(chan program.Answer, len(replicas))
	for range replicas {
		go func() { answers <- g.call("POST", "/sleep", `{"millis":6500}`, nil) }()
	}
	for _, r := range replicas {
		awaitStderr(t, r, "sleeping")
	}
	g.scale(0)
	g.await(0)
	if a := g.call("POST", "/typed", "{}", nil); a.Status != 503 || a.Header.Get("X-OpenFaaS-Internal") != "proxy" {
		t.Errorf("at zero: %s", text(a))
	}
	for range replicas {
		wantAnswer(t, "a call that ran", <-answers, `200 {"millis":6500}`)
	}
	g.scale(1)
	g.await(1)
	wantAnswer(t, "at one again", g.call("POST", "/typed", `{"string":"a"}`, nil), `200 {"string":"a"}`)
}
