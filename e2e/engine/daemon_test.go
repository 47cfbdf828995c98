package engine

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
	"time"
)

// startDaemon starts a docker daemon that shares neither files nor sockets with any other, and waits until it answers.
// It ends with the test.
func startDaemon(t *testing.T) *engine {
	t.Helper()
	dir := temporary(t)
	log, err := os.Create(filepath.Join(dir, "log"))
	if err != nil {
		t.Fatal(err)
	}
	defer log.Close()
	host := "unix://" + filepath.Join(dir, "socket")
	daemon := exec.Command("dockerd",
		"--host", host,
		"--data-root", filepath.Join(dir, "data"),
		"--exec-root", filepath.Join(dir, "exec"),
		"--pidfile", filepath.Join(dir, "pid"),
		"--storage-driver", "vfs", // the only one that works on every file system
	)
	daemon.Env = environment(t)
	daemon.Stdout, daemon.Stderr = log, log
	if err := daemon.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan struct{})
	go func() {
		daemon.Wait()
		close(ended)
	}()
	t.Cleanup(func() { stopDaemon(t, daemon.Process, ended) })

	e := &engine{t: t, command: []string{"docker"}, env: environment(t, "DOCKER_HOST="+host)}
	if !e.answers(ended) {
		text, _ := os.ReadFile(log.Name())
		t.Fatalf("dockerd does not answer:\n%s", text)
	}
	return e
}

// temporary is t.TempDir with a short name, because the paths of sockets may not be long.
func temporary(t *testing.T) (dir string) {
	t.Helper()
	dir, err := os.MkdirTemp("", "docker")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := os.RemoveAll(dir); err != nil {
			t.Error(err)
		}
	})
	return dir
}

// answers waits until the daemon answers, and reports false if it has ended or takes more than a minute.
func (e *engine) answers(ended <-chan struct{}) bool {
	timeout := time.After(time.Minute)
	for {
		if _, err := e.try("version"); err == nil {
			return true
		}
		select {
		case <-ended:
			return false
		case <-timeout:
			return false
		case <-time.After(100 * time.Millisecond):
		}
	}
}

// stopDaemon shuts down the daemon gracefully, so that it removes its mounts and processes.
func stopDaemon(t *testing.T, daemon *os.Process, ended <-chan struct{}) {
	if err := daemon.Signal(syscall.SIGTERM); err != nil && !errors.Is(err, os.ErrProcessDone) {
		t.Error(err)
	}
	select {
	case <-ended:
	case <-time.After(time.Minute):
		t.Error("dockerd does not end")
		daemon.Kill()
		<-ended
	}
}
