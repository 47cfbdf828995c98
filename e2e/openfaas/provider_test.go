package openfaas

import (
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"os"
	"slices"
	"sync"
	"time"

	"github.com/gorilla/mux"
	"github.com/openfaas/faas-provider/proxy"
	"github.com/openfaas/faas-provider/types"
)

// A provider keeps functions for OpenFaaS's gateway. It serves the part of a provider's REST interface that is about
// functions, and forwards calls to replicas through the proxy that all providers share.
type provider struct {
	images map[string]string // a program for each
	dir    string            // for the files of pods

	mu        sync.Mutex
	functions map[string]*function
	wait      sync.WaitGroup // for replicas that end
}

// A function is a deployed function.
type function struct {
	types.FunctionDeployment
	want     uint64
	replicas []*replica // that get requests, when they are ready
	next     int
	all      []*replica // that ever were
}

// living returns the replicas that were not told to end.
func (f *function) living() []*replica {
	return slices.DeleteFunc(slices.Clone(f.replicas), func(r *replica) bool { return r.ending.Load() })
}

var errUnknown = errors.New("no such function")

// handler returns the provider's REST interface. (openfaas/faas-provider: serve.go)
func (p *provider) handler(config types.FaaSConfig) http.Handler {
	h := types.FaaSHandlers{
		DeployFunction: p.deploy, UpdateFunction: p.update, DeleteFunction: p.remove,
		FunctionStatus: p.status, ScaleFunction: p.scale, FunctionProxy: proxy.NewHandlerFunc(config, p, false),
	}
	r := mux.NewRouter()
	r.HandleFunc("/system/functions", h.DeployFunction).Methods("POST")
	r.HandleFunc("/system/functions", h.UpdateFunction).Methods("PUT")
	r.HandleFunc("/system/functions", h.DeleteFunction).Methods("DELETE")
	r.HandleFunc("/system/function/{name}", h.FunctionStatus).Methods("GET")
	r.HandleFunc("/system/scale-function/{name}", h.ScaleFunction).Methods("POST")
	r.HandleFunc("/function/{name}", h.FunctionProxy)
	r.HandleFunc("/function/{name}/", h.FunctionProxy)
	r.HandleFunc("/function/{name}/{params:.*}", h.FunctionProxy)
	return r
}

// Resolve implements proxy.BaseURLResolver.
func (p *provider) Resolve(name string) (url.URL, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	f := p.functions[name]
	if f == nil {
		return url.URL{}, errUnknown
	}
	for range f.replicas {
		f.next++
		if r := f.replicas[f.next%len(f.replicas)]; r.ready.Load() {
			return r.url, nil
		}
	}
	return url.URL{}, errors.New("no replica is ready")
}

// respond answers with the outcome of a change.
func respond(w http.ResponseWriter, err error) {
	switch {
	case err == nil:
		w.WriteHeader(http.StatusAccepted)
	case errors.Is(err, errUnknown):
		http.Error(w, err.Error(), http.StatusNotFound)
	default:
		http.Error(w, err.Error(), http.StatusInternalServerError)
	}
}

func (p *provider) deploy(w http.ResponseWriter, r *http.Request) {
	f := &function{want: 1}
	err := json.NewDecoder(r.Body).Decode(&f.FunctionDeployment)
	if err == nil {
		p.mu.Lock()
		defer p.mu.Unlock()
		p.functions[f.Service] = f
		err = p.adjust(f)
	}
	respond(w, err)
}

// update replaces all replicas. None ends before the new ones are ready, as in a rolling update.
func (p *provider) update(w http.ResponseWriter, r *http.Request) {
	var d types.FunctionDeployment
	err := json.NewDecoder(r.Body).Decode(&d)
	if err == nil {
		err = p.change(d.Service, func(f *function) error {
			f.FunctionDeployment = d
			return p.replace(f)
		})
	}
	respond(w, err)
}

func (p *provider) replace(f *function) error {
	old := f.living()
	for range old {
		if err := p.add(f); err != nil {
			return err
		}
	}
	fresh := f.replicas[len(f.replicas)-len(old):]
	p.wait.Go(func() {
		for _, r := range fresh {
			for !r.ready.Load() {
				time.Sleep(probePeriod)
			}
		}
		for _, r := range old {
			p.end(f, r)
		}
	})
	return nil
}

func (p *provider) remove(w http.ResponseWriter, r *http.Request) {
	var d types.DeleteFunctionRequest
	err := json.NewDecoder(r.Body).Decode(&d)
	if err == nil {
		err = p.change(d.FunctionName, func(f *function) error {
			f.want = 0
			delete(p.functions, d.FunctionName)
			return p.adjust(f)
		})
	}
	respond(w, err)
}

func (p *provider) scale(w http.ResponseWriter, r *http.Request) {
	var s types.ScaleServiceRequest
	err := json.NewDecoder(r.Body).Decode(&s)
	if err == nil {
		err = p.change(mux.Vars(r)["name"], func(f *function) error {
			f.want = s.Replicas
			return p.adjust(f)
		})
	}
	respond(w, err)
}

func (p *provider) status(w http.ResponseWriter, r *http.Request) {
	var s types.FunctionStatus
	err := p.change(mux.Vars(r)["name"], func(f *function) error {
		s = types.FunctionStatus{Name: f.Service, Image: f.Image, EnvVars: f.EnvVars, Replicas: f.want}
		for _, r := range f.replicas {
			if r.ready.Load() {
				s.AvailableReplicas++
			}
		}
		return nil
	})
	if err != nil {
		respond(w, err)
		return
	}
	json.NewEncoder(w).Encode(s)
}

// change does something to the function of the name.
func (p *provider) change(name string, do func(*function) error) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	f := p.functions[name]
	if f == nil {
		return errUnknown
	}
	return do(f)
}

// adjust starts and ends replicas until there are as many as wanted. The youngest end first.
func (p *provider) adjust(f *function) error {
	living := f.living()
	for n := uint64(len(living)); n < f.want; n++ {
		if err := p.add(f); err != nil {
			return err
		}
	}
	for i := uint64(len(living)); i > f.want; i-- {
		p.end(f, living[i-1])
	}
	return nil
}

// add starts another replica.
func (p *provider) add(f *function) error {
	bin, ok := p.images[f.Image]
	if !ok {
		return errors.New("no such image: " + f.Image)
	}
	tmp, err := os.MkdirTemp(p.dir, "pod")
	if err != nil {
		return err
	}
	r, err := startReplica(bin, tmp, f.EnvVars)
	if err != nil {
		return err
	}
	f.replicas, f.all = append(f.replicas, r), append(f.all, r)
	return nil
}

// end tells a replica to end, which takes a while.
func (p *provider) end(f *function, r *replica) {
	r.ending.Store(true)
	p.wait.Go(func() {
		r.terminate(func() {
			p.mu.Lock()
			defer p.mu.Unlock()
			f.replicas = slices.DeleteFunc(f.replicas, func(other *replica) bool { return other == r })
		})
	})
}
