package openfaas

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/openfaas/faas-provider/types"
	"gopkg.in/yaml.v3"

	"github.com/owgen/owgen/internal/program"
)

// A gateway is OpenFaaS as a user sees it.
type gateway struct {
	t        *testing.T
	url      string
	provider *provider
}

// newGateway starts OpenFaaS without functions. It ends with the test, and all replicas with it.
func newGateway(t *testing.T) *gateway {
	p := &provider{images: map[string]string{"fixture": fixture.Binary}, dir: t.TempDir(), functions: map[string]*function{}}
	server := httptest.NewServer(identified(p.handler(types.FaaSConfig{ReadTimeout: time.Minute})))
	g := &gateway{t, server.URL, p}
	t.Cleanup(func() {
		server.Close()
		g.close()
	})
	return g
}

// identified gives each call an id and the time it began, unless it has them, and tells the caller.
// (openfaas/faas: gateway/handlers/callid_middleware.go)
func identified(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("X-Call-Id") == "" {
			r.Header.Set("X-Call-Id", "6f1d9a0c-5b1e-4c8a-9d53-0a7f3f1f9a11")
		}
		r.Header.Set("X-Start-Time", fmt.Sprint(time.Now().UnixNano()))
		for _, name := range []string{"X-Call-Id", "X-Start-Time"} {
			w.Header().Set(name, r.Header.Get(name))
		}
		next.ServeHTTP(w, r)
	})
}

// close ends all replicas. None may have looked unhealthy while it should serve, and each must end gracefully.
func (g *gateway) close() {
	g.provider.mu.Lock()
	functions := maps.Clone(g.provider.functions)
	for _, f := range functions {
		for _, r := range f.living() {
			g.provider.end(f, r)
		}
	}
	g.provider.mu.Unlock()
	g.provider.wait.Wait()
	for name, f := range functions {
		for _, r := range f.all {
			if r.sick.Load() || r.exit != 0 {
				g.t.Errorf("%s: unhealthy: %t, exit code %d\n%s", name, r.sick.Load(), r.exit, r.Stderr())
			}
		}
	}
}

// deploy deploys the program as faas-cli deploys what owgen manifest openfaas prints, with further variables.
// (openfaas/faas-cli: proxy/deploy.go)
func (g *gateway) update(env ...string) {
	g.t.Helper()
	text, err := fixture.Run(fixture.Dir, "manifest", "openfaas")
	if err != nil {
		g.t.Fatal(err)
	}
	var stack struct {
		Functions map[string]struct {
			Image       string            `yaml:"image"`
			Environment map[string]string `yaml:"environment"`
		} `yaml:"functions"`
	}
	if err := yaml.Unmarshal([]byte(text), &stack); err != nil {
		g.t.Fatal(err)
	}
	f, ok := stack.Functions["fixture"]
	if !ok {
		g.t.Fatalf("no function called fixture in\n%s", text)
	}
	for i := 0; i < len(env); i += 2 {
		f.Environment[env[i]] = env[i+1]
	}
	d := types.FunctionDeployment{Service: "fixture", Image: f.Image, EnvVars: f.Environment, ReadOnlyRootFilesystem: true}
	if a := g.system("PUT", "/functions", d); a.Status == http.StatusNotFound {
		g.want(g.system("POST", "/functions", d), http.StatusAccepted)
	} else {
		g.want(a, http.StatusAccepted)
	}
}

// deploy is update of a function that is not there yet, and waits until it is.
func (g *gateway) deploy(env ...string) {
	g.t.Helper()
	g.update(env...)
	g.await(1)
}

// scale asks for a number of replicas. Surplus ones begin to end.
func (g *gateway) scale(replicas uint64) {
	g.t.Helper()
	s := types.ScaleServiceRequest{ServiceName: "fixture", Replicas: replicas}
	g.want(g.system("POST", "/scale-function/fixture", s), http.StatusAccepted)
}

// await waits until that number of replicas are ready.
func (g *gateway) await(replicas uint64) {
	g.t.Helper()
	var available uint64
	for late := time.Now().Add(time.Minute); time.Now().Before(late); time.Sleep(probePeriod) {
		var s types.FunctionStatus
		a := g.system("GET", "/function/fixture", nil)
		if err := json.Unmarshal([]byte(a.Body), &s); err != nil {
			g.t.Fatalf("%d %s: %v", a.Status, a.Body, err)
		}
		if available = s.AvailableReplicas; available == replicas {
			return
		}
	}
	g.t.Fatalf("%d replicas are ready, want %d", available, replicas)
}

// settle waits until a change is over, which leaves that number of replicas. Another change would not find what it expects.
func (g *gateway) settle(replicas uint64) {
	g.t.Helper()
	g.provider.wait.Wait()
	g.await(replicas)
}

// system calls the REST interface.
func (g *gateway) system(method, path string, body any) program.Answer {
	g.t.Helper()
	text, err := json.Marshal(body)
	if err != nil {
		g.t.Fatal(err)
	}
	return g.do(method, "/system"+path, string(text), nil)
}

// call calls the function: path is what follows its name.
func (g *gateway) call(method, path, body string, header http.Header) program.Answer {
	g.t.Helper()
	return g.do(method, "/function/fixture"+path, body, header)
}

func (g *gateway) do(method, path, body string, header http.Header) program.Answer {
	g.t.Helper()
	a, err := program.Do(method, g.url+path, body, header)
	if err != nil {
		g.t.Errorf("%s %s: %v", method, path, err)
	}
	return a
}

func (g *gateway) want(a program.Answer, status int) {
	g.t.Helper()
	if a.Status != status {
		g.t.Fatalf("status %d, want %d: %s", a.Status, status, a.Body)
	}
}

// replicas returns the replicas of the function that were not told to end.
func (g *gateway) replicas() []*replica {
	g.provider.mu.Lock()
	defer g.provider.mu.Unlock()
	return g.provider.functions["fixture"].living()
}
