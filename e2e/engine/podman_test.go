package engine

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/owgen/owgen/e2e/internal/ci"
)

func TestPodman(t *testing.T) {
	e := podman(t)
	testImages(t, e)

	// Images in the format of the OCI have no health check, and podman makes others only if it is told to.
	const name = "localhost/owgen-e2e-health:latest"
	e.do("build", "--format", "docker", "-t", name, filepath.Join(module, "image"))
	c := e.start(t, name, "--read-only", "--cap-drop", "ALL")
	c.look("/", question(mozillas(t))) // it serves
	e.do("healthcheck", "run", c.id)
}

// podman returns an engine with storage of its own. Podman has no daemon.
func podman(t *testing.T) *engine {
	t.Helper()
	if _, err := exec.LookPath("podman"); err != nil {
		ci.Skip(t, "there is no podman: %v", err)
	}
	if os.Geteuid() != 0 {
		ci.Skip(t, "this test runs podman as root")
	}
	dir := t.TempDir()
	e := &engine{t: t, env: environment(t), command: []string{
		"podman",
		"--root", filepath.Join(dir, "root"),
		"--runroot", filepath.Join(dir, "run"),
		"--tmpdir", filepath.Join(dir, "tmp"),
		"--storage-driver", "vfs", // the only one that works on every file system
		"--cgroup-manager", "cgroupfs", // for the other one, systemd must be there
		"--events-backend", "file",
	}}
	// Podman's other runtime, crun, knows no machine that mounts both versions of cgroups.
	if _, err := exec.LookPath("runc"); err == nil {
		e.command = append(e.command, "--runtime", "runc")
	}
	e.run = []string{
		// Podman would raise these limits, which root may not do everywhere.
		"--ulimit", "nofile=1024:1024", "--ulimit", "nproc=1024:1024",
		"--passwd=false", // it would add users that it finds missing
	}
	return e
}
