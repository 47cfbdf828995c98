package engine

import (
	"os"
	"os/exec"
	"testing"
	"time"

	"github.com/owgen/owgen/e2e/internal/ci"
)

func TestDocker(t *testing.T) {
	e := docker(t)
	testImages(t, e)
	testHealth(t, e, builtName)
	testHealth(t, e, loadedName)
}

// testHealth waits until docker finds a container healthy, by the image's own command.
func testHealth(t *testing.T, e *engine, image string) {
	t.Helper()
	c := e.start(t, image, "--read-only", "--cap-drop", "ALL", "--health-interval", "300ms")
	var health string
	for late := time.Now().Add(time.Minute); time.Now().Before(late); time.Sleep(100 * time.Millisecond) {
		if health = e.do("inspect", "--type", "container", "--format", "{{.State.Health.Status}}", c.id); health == "healthy" {
			return
		}
	}
	t.Errorf("%s is %s", image, health)
}

// docker returns the engine that is running on this machine, or else one that it starts.
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
