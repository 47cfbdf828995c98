package openfaas

import (
	"net/http"
	"net/url"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/owgen/owgen/internal/program"
)

// A replica is a pod: the program as a process, with the probes that faas-netes asks Kubernetes for.
type replica struct {
	*program.Server
	url    url.URL
	ready  atomic.Bool   // its readiness probe says so
	sick   atomic.Bool   // its liveness probe failed so often that Kubernetes would start it anew
	ending atomic.Bool   // it was told to end
	ended  chan struct{} // closed when exit is set
	exit   int           // -1: it had to be killed
}

const (
	probePeriod   = 50 * time.Millisecond // in a cluster 2 s
	probeTimeout  = 10 * time.Second      // in a cluster 1 s
	probeFailures = 3
	endpointLag   = 500 * time.Millisecond // after SIGTERM, until the pod gets no more requests
	gracePeriod   = 60 * time.Second       // from SIGTERM to SIGKILL; in a cluster 30 s
)

// startReplica starts a program as the only process of a pod. A pod has a network of its own, and listens on port 8080; here
// PORT tells replicas apart.
func startReplica(bin, tmp string, env map[string]string) (*replica, error) {
	vars := []string{
		"KUBERNETES_SERVICE_HOST=10.43.0.1", "KUBERNETES_SERVICE_PORT=443", "HOSTNAME=pod", "HOME=/", "TMPDIR=" + tmp,
		"PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
	}
	for name, value := range env {
		vars = append(vars, name+"="+value)
	}
	s, err := program.Serve(bin, vars...)
	if err != nil {
		return nil, err
	}
	at, err := url.Parse(s.URL)
	if err != nil {
		s.Kill()
		return nil, err
	}
	r := &replica{Server: s, url: *at, ended: make(chan struct{})}
	go r.watch()
	return r, nil
}

// watch probes the replica until it has ended. Readiness and liveness are the same request.
// (openfaas/faas-netes: pkg/k8s/probes.go, MakeProbes)
func (r *replica) watch() {
	prober := http.Client{Timeout: probeTimeout, Transport: &http.Transport{DisableKeepAlives: true}}
	failed := 0
	for {
		if probe(&prober, r.URL+"/_/health") == http.StatusOK {
			failed = 0
			r.ready.Store(true)
		} else if failed++; failed >= probeFailures {
			r.ready.Store(false)
			if !r.ending.Load() {
				r.sick.Store(true)
			}
		}
		select {
		case <-r.ended:
			return
		case <-time.After(probePeriod):
		}
	}
}

// probe returns the status of a probe, or 0. (kubernetes/kubernetes: pkg/probe/http/http.go)
func probe(client *http.Client, url string) int {
	req, err := http.NewRequest("GET", url, nil)
	if err != nil {
		return 0
	}
	req.Header.Set("User-Agent", "kube-probe/1.34")
	req.Header.Set("Accept", "*/*")
	resp, err := client.Do(req)
	if err != nil {
		return 0
	}
	resp.Body.Close()
	return resp.StatusCode
}

// terminate ends the replica as Kubernetes ends a pod. Requests still arrive for a while, until forget has been called.
func (r *replica) terminate(forget func()) {
	r.Signal(syscall.SIGTERM) // if the process is gone already, its exit code tells
	time.Sleep(endpointLag)
	forget()
	var err error
	if r.exit, err = r.Wait(gracePeriod); err != nil {
		r.exit = -1
	}
	close(r.ended)
}
