package engine

import (
	"os"
	"os/exec"
	"testing"

	"github.com/owgen/owgen/e2e/internal/ci"
)

func TestDocker(t *testing.T) {
	testImage(t, docker(t))
}

// docker returns the engine that answers whoever runs the test, or else one that it starts.
func docker(t *testing.T) *engine {
	t.Helper()
	if _, err := exec.LookPath("docker"); err != nil {
		ci.Skip(t, "there is no docker: %v", err)
	}
	e := &engine{t: t, command: []string{"docker"}, env: os.Environ()}
	if _, err := e.try("version"); err == nil {
		return e
	}
	if os.Geteuid() != 0 {
		ci.Skip(t, "no docker daemon answers, and only root can start one")
	}
	if _, err := exec.LookPath("dockerd"); err != nil {
		ci.Skip(t, "no docker daemon answers, and there is none to start: %v", err)
	}
	return startDaemon(t)
}
