package ways

import (
	"context"
	"encoding/json"
	"strconv"
	"strings"
	"time"

	"github.com/owgen/owgen/internal/ways/controller"
	"github.com/owgen/owgen/internal/ways/invoker"
)

// activate makes an activation of the call, runs it, and reads its result as callers do: of parameters that is the result
// itself, and of a request the response that the controller makes of it, as of an action that is raw and answers OPTIONS
// itself, which is how the manifests deploy handlers that see requests.
func (s *session) activate(ctx context.Context, run controller.Way) error {
	if s.isRequest() {
		action := &controller.Action{Run: run, Raw: true, CustomOptions: true}
		r, err := s.request(ctx, origin)
		if err != nil {
			return &Unfit{s.outcome.Way, err.Error()}
		}
		s.outcome.reprinted = true
		return s.exchange(action, r)
	}
	value := strings.TrimSpace(string(s.Body))
	if value == "" {
		value = "{}"
	}
	r, err := run(value)
	s.outcome.OK = r.Status == invoker.Success
	s.outcome.Answer = []byte(r.Result)
	return err
}

// A day is longer than anybody waits for a call here. OpenWhisk's own limits of time are for deployments.
const day = 24 * time.Hour

// openWhisk runs the program as the process of an action's container.
func openWhisk(ctx context.Context, s *session) error {
	return s.activate(ctx, func(value string) (invoker.Response, error) {
		if !json.Valid([]byte(value)) {
			return invoker.Response{}, &Unfit{OpenWhisk, "the parameters are not JSON"}
		}
		options := invoker.Options{Time: day, Impatient: true, OneStream: s.OneStream, Heard: s.heard}
		vars := s.environment("OWGEN_MODE=server", "OWGEN_HOST=127.0.0.1")
		c, err := invoker.Start(s.bin, options, vars...)
		if err != nil {
			return invoker.Response{}, err
		}
		defer c.Close()
		defer c.Flush()
		defer c.Destroy()
		defer context.AfterFunc(ctx, c.Destroy)()
		a, err := c.Init(invoker.Action{Name: s.name(), Main: s.Handler})
		if err == nil && a.Kept {
			began := time.Now()
			a, err = c.Run(value, s.activation())
			s.outcome.Took = time.Since(began)
		}
		if a.Reply.Err != nil {
			c.Destroy()
			s.outcome.Ended = c.Process().State()
		}
		return a.Response, err
	})
}

// name is that of the action.
func (s *session) name() string {
	if s.Handler == "" {
		return "action"
	}
	return s.Handler
}

// activation is what an activation has besides its parameters.
func (s *session) activation() map[string]any {
	const id = "0123456789abcdef0123456789abcdef"
	return map[string]any{
		"action_name": "/guest/" + s.name(), "namespace": "guest", "activation_id": id, "transaction_id": id,
		"deadline": strconv.FormatInt(time.Now().Add(day).UnixMilli(), 10),
	}
}
