package wskdeploy

import (
	"encoding/json"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/owgen/owgen/e2e/internal/user"
	"github.com/owgen/owgen/internal/program"
	"github.com/owgen/owgen/internal/ways/invoker"
)

// A cloud is an OpenWhisk with the namespace guest.
type cloud struct {
	t      *testing.T
	url    string
	images map[string]string // a program for each

	mu       sync.Mutex
	packages map[string]*packet
	actions  map[string]*action // by PACKAGE/NAME, or NAME in the default package
}

// goKind is the one managed kind.
const goKind = "go:1.22"

const info = `{"api_paths":["/api/v1"],"runtimes":{"go":[{"kind":"` + goKind + `","default":true,"deprecated":false}]}}`

func newCloud(t *testing.T) *cloud {
	c := &cloud{
		t: t, images: map[string]string{"example/greet:1": greet.Binary, "example/two:1": two.Binary, "example/many:1": many.Binary, "example/hook:1": hook.Binary},
		packages: map[string]*packet{}, actions: map[string]*action{},
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		io.WriteString(w, info)
	})
	const guest = "/api/v1/namespaces/guest"
	mux.HandleFunc("PUT "+guest+"/packages/{name}", c.putPackage)
	mux.HandleFunc("PUT "+guest+"/actions/{name...}", c.putAction)
	mux.HandleFunc("POST "+guest+"/actions/{name...}", c.invoke)
	mux.HandleFunc("/api/v1/web/guest/{package}/{name}/{rest...}", c.web)
	mux.HandleFunc("/api/v1/web/guest/{package}/{name}", c.web)
	s := httptest.NewServer(mux)
	c.url = s.URL
	t.Cleanup(func() {
		s.Close()
		for _, a := range c.actions {
			a.close()
		}
	})
	return c
}

func (c *cloud) putPackage(w http.ResponseWriter, r *http.Request) {
	put(c, w, r, func(p *packet) { c.packages[r.PathValue("name")] = p })
}

func (c *cloud) putAction(w http.ResponseWriter, r *http.Request) {
	name := r.PathValue("name")
	put(c, w, r, func(a *action) {
		a.path = "/guest/" + name
		if old := c.actions[name]; old != nil {
			old.close()
		}
		c.actions[name] = a
	})
}

// put stores what the body describes, and answers with it.
func put[T any](c *cloud, w http.ResponseWriter, r *http.Request, store func(*T)) {
	body, err := io.ReadAll(r.Body)
	v := new(T)
	if err == nil {
		err = json.Unmarshal(body, v)
	}
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	store(v)
	w.Header().Set("Content-Type", "application/json")
	w.Write(body)
}

// find returns an action by its name, and what its package binds.
func (c *cloud) find(name string) (*action, parameters) {
	c.mu.Lock()
	defer c.mu.Unlock()
	a := c.actions[name]
	if a == nil {
		return nil, nil
	}
	var p packet
	if pkg, _, ok := strings.Cut(name, "/"); ok {
		if in := c.packages[pkg]; in != nil {
			p = *in
		}
	}
	return a, a.bound(p)
}

// invoke answers wsk action invoke --result. (apache/openwhisk: Actions.scala, activate)
func (c *cloud) invoke(w http.ResponseWriter, r *http.Request) {
	a, args := c.find(r.PathValue("name"))
	if a == nil {
		http.NotFound(w, r)
		return
	}
	var own parameters
	if err := json.NewDecoder(r.Body).Decode(&own); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	maps.Copy(args, own)
	done, err := a.activate(c, args)
	if err != nil {
		c.t.Error(err)
	}
	if done.Status != invoker.Success {
		w.WriteHeader(http.StatusBadGateway)
	}
	io.WriteString(w, done.Result)
}

// deploy deploys what owgen manifest openwhisk prints for a package, after a change to the text. The other files the manifest
// names are in dir, or made there.
func (c *cloud) deploy(f *user.Fixture, dir string, change func(manifest string) string, args ...string) {
	c.t.Helper()
	manifest, err := f.Run(f.Dir, append([]string{"manifest", "openwhisk"}, args...)...)
	if err != nil {
		c.t.Fatal(err)
	}
	if change != nil {
		changed := change(manifest)
		if changed == manifest {
			c.t.Fatalf("nothing to change in\n%s", manifest)
		}
		manifest = changed
	}
	file := filepath.Join(dir, "manifest.yaml")
	if err := os.WriteFile(file, []byte(manifest+"\n"), 0o666); err != nil {
		c.t.Fatal(err)
	}
	cmd := exec.Command(tool, "-m", file, "--apihost", c.url, "--auth", "23bc46b1:123zO3xZ", "--namespace", "guest")
	cmd.Env = []string{"HOME=" + dir, "PATH=" + os.Getenv("PATH")}
	if out, err := cmd.CombinedOutput(); err != nil {
		c.t.Fatalf("%v: %v\n%s\n%s", cmd.Args[1:], err, out, manifest)
	}
}

// call invokes an action with its own parameters, and wants a result.
func (c *cloud) call(name, args, want string) {
	c.t.Helper()
	a, err := program.Do("POST", c.url+"/api/v1/namespaces/guest/actions/"+name+"?blocking=true&result=true", args, nil)
	if err != nil {
		c.t.Fatal(err)
	}
	if strings.TrimSpace(a.Body) != want {
		c.t.Errorf("%s %s: %d %s, want %s", name, args, a.Status, a.Body, want)
	}
}
