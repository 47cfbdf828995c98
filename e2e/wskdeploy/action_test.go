package wskdeploy

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/owgen/owgen/internal/ways/goproxy"
	"github.com/owgen/owgen/internal/ways/invoker"
	"github.com/owgen/owgen/internal/ways/skeleton"
)

// Parameters are JSON by name.
type parameters map[string]json.RawMessage

// A list is how the REST interface writes parameters and annotations.
type list []struct {
	Key   string          `json:"key"`
	Value json.RawMessage `json:"value"`
}

func (l list) parameters() parameters {
	p := parameters{}
	for _, pair := range l {
		p[pair.Key] = pair.Value
	}
	return p
}

// isTrue reports whether an annotation is true.
func (l list) isTrue(name string) bool { return string(l.parameters()[name]) == "true" }

// A packet is a package.
type packet struct {
	Parameters list `json:"parameters"`
}

// An action is one that was deployed, and its container.
type action struct {
	Exec struct {
		Kind  string `json:"kind"`
		Image string `json:"image"`
		Code  string `json:"code"`
		Main  string `json:"main"`
	} `json:"exec"`
	Annotations list `json:"annotations"`
	Parameters  list `json:"parameters"`

	path      string // /guest/package/name
	container *invoker.Container
	closers   []func()
	running   sync.Mutex // one activation at a time
}

// bound are the parameters that invocations get besides their own. The action's come before the package's.
// (apache/openwhisk: WhiskAction.inherit)
func (a *action) bound(p packet) parameters {
	all := p.Parameters.parameters()
	maps.Copy(all, a.Parameters.parameters())
	return all
}

// activate invokes the action, in a container that it starts for that if there is none.
func (a *action) activate(c *cloud, args parameters) (invoker.Response, error) {
	a.running.Lock()
	defer a.running.Unlock()
	if a.container == nil {
		if r, err := a.start(c); err != nil || r.Status != invoker.Success {
			return r, err
		}
	}
	value, err := json.Marshal(args)
	if err != nil {
		return invoker.Response{}, err
	}
	done, err := a.container.Run(string(value), map[string]any{
		"namespace": "guest", "action_name": a.path, "action_version": "0.0.1", "activation_id": "d41d8cd98f00b204e9800998ecf8427e",
		"transaction_id": "1", "deadline": fmt.Sprint(time.Now().Add(time.Minute).UnixMilli()),
	})
	if !done.Kept {
		a.close()
	}
	return done.Response, err
}

// start makes a container, and initialises it.
func (a *action) start(c *cloud) (r invoker.Response, err error) {
	switch bin, isOurs := c.images[a.Exec.Image]; {
	case a.Exec.Kind == "blackbox" && isOurs:
		a.container, err = invoker.Start(bin, invoker.Options{Blackbox: true}, "__OW_API_HOST="+c.url)
	case a.Exec.Kind == "blackbox" && a.Exec.Image == "openwhisk/dockerskeleton":
		err = a.startSkeleton(c)
	case a.Exec.Kind == goKind:
		p := &goproxy.Proxy{Dir: c.t.TempDir(), Env: []string{"OW_EXECUTION_ENV=openwhisk/action-golang-v1.22", "__OW_API_HOST=" + c.url}}
		err = a.attach(p, p, func(l *invoker.Logs) { p.Stdout, p.Stderr = l.Stdout, l.Stderr })
	default:
		err = fmt.Errorf("%s: no image %q for the kind %q", a.path, a.Exec.Image, a.Exec.Kind)
	}
	if err != nil {
		return r, err
	}
	_, notBase64 := base64.StdEncoding.DecodeString(a.Exec.Code)
	done, err := a.container.Init(invoker.Action{
		Name: filepath.Base(a.path), Main: a.Exec.Main, Code: a.Exec.Code, Binary: a.Exec.Code != "" && notBase64 == nil,
		Env: map[string]any{"__OW_NAMESPACE": "guest", "__OW_ACTION_NAME": a.path, "__OW_ACTION_VERSION": "0.0.1"},
	})
	if !done.Kept {
		a.close()
	}
	return done.Response, err
}

// startSkeleton starts dockerskeleton with what its image has for exec.
func (a *action) startSkeleton(c *cloud) error {
	p := &skeleton.Proxy{Dir: c.t.TempDir(), Env: []string{"FLASK_PROXY_PORT=8080", "__OW_API_HOST=" + c.url}}
	if err := os.WriteFile(filepath.Join(p.Dir, "exec"), []byte("#!/bin/sh\n"), 0o755); err != nil {
		return err
	}
	return a.attach(p, p, func(l *invoker.Logs) { p.Stdout, p.Stderr = l.Stdout, l.Stderr })
}

// attach makes a container of a proxy in this process.
func (a *action) attach(h http.Handler, body invoker.Body, connect func(*invoker.Logs)) error {
	logs, err := invoker.NewLogs()
	if err != nil {
		return err
	}
	connect(logs)
	s := httptest.NewServer(h)
	a.closers = append(a.closers, s.Close)
	a.container = invoker.Attach(s.Listener.Addr().String(), logs, body, invoker.Options{})
	return nil
}

// close destroys the container.
func (a *action) close() {
	if a.container == nil {
		return
	}
	a.container.Destroy()
	for _, c := range a.closers {
		c()
	}
	a.container.Close()
	a.container, a.closers = nil, nil
}
