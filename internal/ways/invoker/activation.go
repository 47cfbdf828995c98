package invoker

import (
	"encoding/json"
	"net/http"

	"github.com/owgen/owgen/internal/plainjson"
)

// An Activation is what an invocation of an action leaves.
type Activation struct {
	Response
	Stdout, Stderr string // logs, without the sentinels
	Kept           bool   // the container serves the next activation; else it was destroyed
	Rescheduled    bool   // the user hears nothing of all this: another container serves the activation
	Reply          Reply  // what the container answered
}

// An Action is what /init tells about the action. Empty fields are left out.
type Action struct {
	Name   string         `json:"name"`
	Main   string         `json:"main,omitempty"`
	Binary bool           `json:"binary"`
	Code   string         `json:"code,omitempty"`
	Env    map[string]any `json:"env,omitempty"`
}

// Init initialises the container, which is the first half of a cold start. It is destroyed if that fails.
func (c *Container) Init(a Action) (Activation, error) {
	if a.Main == "" {
		a.Main = "main"
	}
	body, err := encode(map[string]Action{"value": a})
	if err != nil {
		return Activation{}, err
	}
	r, err := c.Post("/init", body)
	if err != nil {
		return Activation{}, err
	}
	if r.Err == nil && r.Status == http.StatusOK {
		return Activation{Response: Response{Success, r.Body}, Kept: true, Reply: r}, nil
	}
	if r.Err == nil && r.Status == http.StatusServiceUnavailable {
		return c.lost(r), nil
	}
	return c.finish(Activation{Response: c.client.initResponse(r, c.limit()), Reply: r})
}

// Run sends the container an activation: value is JSON, and others are the keys beside it.
func (c *Container) Run(value string, others map[string]any) (Activation, error) {
	body := map[string]any{"value": json.RawMessage(value)}
	for k, v := range others {
		body[k] = v
	}
	text, err := encode(body)
	if err != nil {
		return Activation{}, err
	}
	r, err := c.request("POST", "/run", text, false)
	if err != nil {
		return Activation{}, err
	}
	// A container that is shutting down, or that served others and is now out of reach, is not the activation's fault.
	if r.Err == ErrRefused && c.isWarm() || r.Err == nil && r.Status == http.StatusServiceUnavailable {
		return c.lost(r), nil
	}
	return c.finish(Activation{Response: c.client.runResponse(r, c.limit()), Reply: r})
}

// encode writes JSON as the controller does, which escapes neither <, nor >, nor &.
func encode(v any) (string, error) {
	text, err := plainjson.Marshal(v)
	return string(text), err
}

// Post sends the container a request, and freezes it after the response. It judges nothing, destroys nothing, and always
// waits for the container to listen: this is how OpenWhisk's conformance tests call a container.
func (c *Container) Post(path, body string) (Reply, error) { return c.Request("POST", path, body) }

// Request is Post with any method.
func (c *Container) Request(method, path, body string) (Reply, error) {
	return c.request(method, path, body, true)
}

func (c *Container) request(method, path, body string, retry bool) (Reply, error) {
	if err := c.enter(); err != nil {
		return Reply{}, err
	}
	r := c.client.send(method, path, body, c.limit(), retry)
	return r, c.leave()
}

// lost gives up on the container. If it has served before, the activation goes to another container. Else the
// activation fails, and since the container gave no answer, it counts as OpenWhisk's fault. (ContainerProxy.scala,
// ContainerHealthError)
func (c *Container) lost(r Reply) Activation {
	c.Destroy()
	if c.isWarm() {
		return Activation{Rescheduled: true, Reply: r}
	}
	return Activation{Response: Response{WhiskError, errorObject(textNoResponse)}, Reply: r}
}

// finish collects the logs, and keeps or destroys the container.
func (c *Container) finish(a Activation) (Activation, error) {
	a.Kept = a.Status == Success || a.Status == ApplicationError
	if !c.options.Concurrent {
		var complete bool
		var err error
		if a.Stdout, a.Stderr, complete, err = c.collect(); err != nil {
			return a, err
		}
		switch {
		case a.Status == DeveloperError: // whose container may not have come so far as to write sentinels
			a.Stderr += textMaybeLogs + "\n"
		case !complete && !c.options.Blackbox:
			a.Stderr += textNoLogs + "\n"
			a.Kept = false
		}
	}
	if !a.Kept {
		c.Destroy()
		return a, nil
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.warm = true
	return a, nil
}

func (c *Container) isWarm() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.warm
}
