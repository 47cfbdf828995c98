package engine

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/owgen/owgen/e2e/internal/user"
	"github.com/owgen/owgen/internal/rootfs"
)

// TestMultistage builds the program within the build of its image. The builder is an empty image that sees the Go of this
// machine, without a shell and without a network, so the module has a copy of the runtime.
//
// Only podman builds it: docker's classic builder, the only builder in some packages of docker, does not know
// platforms.
func TestMultistage(t *testing.T) {
	e := podman(t)
	clone := filepath.Join(t.TempDir(), "inside")
	if err := me.AddModule(clone, "../image/inside"); err != nil {
		t.Fatal(err)
	}
	if err := user.Detach(clone); err != nil {
		t.Fatal(err)
	}
	if _, err := me.Run(clone, "-rootfs", "multistage", "-runtime", "embed", "-healthcheck"); err != nil {
		t.Fatal(err)
	}
	goroot, cache := goEnv(t, "GOROOT"), goEnv(t, "GOCACHE")
	builder := importBuilder(t, e, goroot)

	const name = "localhost/owgen-e2e-multistage:latest"
	e.do("build", "-t", name, "--build-arg", "BUILDER="+builder, "--network", "none",
		"--ulimit", "nofile=1024:1024", "--ulimit", "nproc=1024:1024",
		"--volume", goroot+":"+goroot+":ro", "--volume", cache+":/cache",
		"-f", filepath.Join(clone, "image", "Dockerfile"), clone)

	file := filepath.Join(t.TempDir(), "inside.tar")
	if _, err := me.Run(clone, "image", "-t", loadedName, "-o", file); err != nil {
		t.Fatal(err)
	}
	e.do("load", "-i", file)
	wantSame(t, files(t, e, name), files(t, e, loadedName))
	testReadOnly(t, e, name)
}

// importBuilder makes an image with only the files of every image of owgen's, and with a PATH that leads to Go.
func importBuilder(t *testing.T, e *engine, goroot string) (name string) {
	t.Helper()
	archive, err := rootfs.Tar(rootfs.Roots())
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "builder.tar")
	if err := os.WriteFile(file, archive, 0o666); err != nil {
		t.Fatal(err)
	}
	name = "localhost/owgen-e2e-builder:latest"
	args := []string{"import"}
	for _, v := range []string{"PATH=" + filepath.Join(goroot, "bin"), "GOCACHE=/cache", "GOPROXY=off", "GOTOOLCHAIN=local", "HOME=/tmp"} {
		args = append(args, "--change", "ENV "+v)
	}
	e.do(append(args, file, name)...)
	return name
}

func goEnv(t *testing.T, name string) string {
	t.Helper()
	out, err := exec.Command("go", "env", name).Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(string(out))
}
