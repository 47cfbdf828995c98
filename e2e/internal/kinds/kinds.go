// Package kinds starts a program in a container of each kind that OpenWhisk has: as the container's process, under
// dockerskeleton, and under the Go proxy. The proxies are those of packages skeleton and goproxy, in this process.
package kinds

import (
	"archive/zip"
	"bytes"
	"encoding/base64"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"

	"github.com/owgen/owgen/internal/ways/goproxy"
	"github.com/owgen/owgen/internal/ways/invoker"
	"github.com/owgen/owgen/internal/ways/skeleton"
)

// Process starts the program as the container's process. It is gone at the end of the test.
func Process(t *testing.T, bin string, o invoker.Options, env ...string) *invoker.Container {
	t.Helper()
	c, err := invoker.Start(bin, o, env...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	return c
}

// Skeleton starts dockerskeleton with the program as exec in its directory, where an image has put it.
func Skeleton(t *testing.T, bin string, env ...string) (c *invoker.Container, dir string) {
	t.Helper()
	p := &skeleton.Proxy{Dir: t.TempDir(), Env: append(env, "FLASK_PROXY_PORT=8080")}
	if err := os.WriteFile(filepath.Join(p.Dir, "exec"), read(t, bin), 0o755); err != nil {
		t.Fatal(err)
	}
	c = Attach(t, p, p, invoker.Options{}, func(l *invoker.Logs) { p.Stdout, p.Stderr = l.Stdout, l.Stderr })
	return c, p.Dir
}

// GoProxy starts the Go proxy, which has no program until /init sends it one: see Zip.
func GoProxy(t *testing.T, env ...string) (c *invoker.Container, dir string) {
	t.Helper()
	p := &goproxy.Proxy{Dir: t.TempDir(), Env: env}
	c = Attach(t, p, p, invoker.Options{}, func(l *invoker.Logs) { p.Stdout, p.Stderr = l.Stdout, l.Stderr })
	return c, p.Dir
}

// Attach makes a container of a server in this process, which connect gives the logs to write to.
func Attach(
	t *testing.T, h http.Handler, body invoker.Body, o invoker.Options, connect func(*invoker.Logs),
) *invoker.Container {
	t.Helper()
	logs, err := invoker.NewLogs()
	if err != nil {
		t.Fatal(err)
	}
	connect(logs)
	s := httptest.NewServer(h)
	c := invoker.Attach(s.Listener.Addr().String(), logs, body, o)
	t.Cleanup(func() { c.Destroy(); s.Close(); c.Close() })
	return c
}

// Zip is a zip of executable files in base64, as /init sends code.
func Zip(t *testing.T, files map[string][]byte) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, data := range files {
		h := &zip.FileHeader{Name: name} // not compressed: it is here for a moment
		h.SetMode(0o755)
		w, err := z.CreateHeader(h)
		if err != nil {
			t.Fatal(err)
		}
		w.Write(data)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return base64.StdEncoding.EncodeToString(b.Bytes())
}

// ZipOf is a zip with the program as its exec.
func ZipOf(t *testing.T, bin string) string {
	t.Helper()
	return Zip(t, map[string][]byte{"exec": read(t, bin)})
}

func read(t *testing.T, bin string) []byte {
	t.Helper()
	data, err := os.ReadFile(bin)
	if err != nil {
		t.Fatal(err)
	}
	return data
}
