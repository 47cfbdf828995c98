package ow

import (
	"context"
	"iter"
	"os"
	"strings"
	"time"
)

// An Activation is what the platform says about one call. A field that the platform does not set is zero.
type Activation struct {
	_ [0]func() // comparing it would be a kilobyte of code

	ID            string    // activation id of OpenWhisk, request id of AWS Lambda
	Action        string    // full name in OpenWhisk: /namespace/package/name
	Version       string    // version of the action
	Namespace     string    // namespace of the activation
	TransactionID string    // what OpenWhisk calls the request in its own logs
	APIHost       string    // URL of OpenWhisk's API
	APIKey        string    // key for that API, where the action asked for one
	Deadline      time.Time // when the platform gives up on the call
	Platform      string    // "openwhisk", "openfaas", "knative", "lambda", or "" if nothing marks the platform
	CallID        string    // X-Call-Id of OpenFaaS
	Handler       string    // name of the handler that serves the call
	TraceParent   string    // W3C traceparent of the call, valid and of version 00
	TraceState    string    // W3C tracestate that goes with it

	// These are of AWS Lambda alone, where ID is that of the request, and Action and Version are the function's.
	FunctionARN           string // with the version or alias that was called
	TraceID               string // of AWS X-Ray: Root=…;Parent=…;Sampled=1
	ClientContext         string // JSON, as a mobile application sent it
	CognitoIdentityID     string // who called through Amazon Cognito
	CognitoIdentityPoolID string
	TenantID              string // where each tenant has environments of its own

	header header
	event  *lambdaHead   // of which not all has been read; nil for most
	seed   uint64        // of an id for the log; 0 before identify
	margin time.Duration // how much earlier than Deadline the context ends
}

// Header returns the value of a header of the HTTP request that carried the call, or "". Names are as in
// http.Header.Get. OpenWhisk passes on the headers of those who call web actions, and no others.
func (a *Activation) Header(name string) string {
	if a.header == nil {
		return ""
	}
	return a.header.Get(name)
}

// FromContext returns what the platform says about the call that ctx belongs to. It is the same Activation for all who ask, to be
// read and not changed, and stays valid when the call is over. If ctx belongs to no call it is empty, so that handlers can be
// tested without this package. Tests that need more make a context with NewContext.
func FromContext(ctx context.Context) *Activation {
	if a, ok := ctx.Value(activationKey{}).(*Activation); ok {
		return a
	}
	return new(Activation)
}

// NewContext returns a context for tests of handlers. FromContext returns a for it, and a.Header looks in header, whose
// names may have any case. The context does not end at a's deadline: give ctx one of its own.
func NewContext(ctx context.Context, a Activation, header map[string][]string) context.Context {
	a.header = documentHeader(header)
	return &callContext{Context: ctx, activation: a}
}

type activationKey struct{}

// A callContext carries an activation. It stays valid after the call, because a handler may have given it to others.
type callContext struct {
	context.Context
	activation Activation
}

// Value implements context.Context. Other keys are left to the parent: by them context.WithCancel recognises contexts
// of its own kind, and without that it would need a goroutine for each call.
func (c *callContext) Value(key any) any {
	if key == (activationKey{}) {
		return &c.activation
	}
	return c.Context.Value(key)
}

// withActivation returns the context of a call. Only a call with a deadline pays for a timer, unless the parent has it.
func withActivation(parent context.Context, a Activation) (context.Context, context.CancelFunc) {
	if a.APIHost == "" {
		a.APIHost = os.Getenv("__OW_API_HOST") // OpenWhisk puts it into the container's environment, not into requests
	}
	c := &callContext{Context: parent, activation: a}
	if _, has := parent.Deadline(); has || a.Deadline.IsZero() {
		return c, func() {}
	}
	return context.WithDeadline(c, a.Deadline.Add(-a.margin))
}

// set fills the field that a key of OpenWhisk's /run envelope stands for, and returns the name of the environment
// variable that carries it.
func (a *Activation) set(key, value string) (variable string) {
	switch key {
	case "namespace":
		a.Namespace = value
		return "__OW_NAMESPACE"
	case "action_name":
		a.Action = value
		return "__OW_ACTION_NAME"
	case "action_version":
		a.Version = value
		return "__OW_ACTION_VERSION"
	case "activation_id":
		a.ID = value
		return "__OW_ACTIVATION_ID"
	case "transaction_id":
		a.TransactionID = value
		return "__OW_TRANSACTION_ID"
	case "deadline":
		a.Deadline = parseDeadline(value)
		return "__OW_DEADLINE"
	case "api_key":
		a.APIKey = value
		return "__OW_API_KEY"
	case "api_host":
		a.APIHost = value
		return "__OW_API_HOST"
	}
	return "__OW_" + upper(key)
}

// parseDeadline reads milliseconds since 1970. Anything else means that there is no deadline, never one that has
// passed.
func parseDeadline(s string) time.Time {
	ms, ok := natural(s)
	if !ok || ms == 0 {
		return time.Time{}
	}
	return time.UnixMilli(ms)
}

// environmentActivation describes the call of a process that a proxy started for it: OpenWhisk's dockerskeleton sets
// __OW_ variables, the watchdogs of OpenFaaS set Http_ variables.
func environmentActivation() Activation {
	a := Activation{header: environmentHeader{}}
	for _, key := range []string{
		"namespace", "action_name", "action_version", "activation_id", "transaction_id", "deadline", "api_key", "api_host",
	} {
		a.set(key, os.Getenv("__OW_"+upper(key)))
	}
	return a
}

// environmentHeader finds headers where a watchdog puts them for its child: X-Call-Id in Http_X_Call_Id, in whatever
// case the request has it. (classic-watchdog: handler.go, getAdditionalEnvs; of-watchdog: executor/forking_runner.go)
type environmentHeader struct{}

func (environmentHeader) Get(name string) string {
	return os.Getenv("Http_" + variableOf(name))
}

func (environmentHeader) Fields() iter.Seq2[string, string] {
	return func(yield func(name, value string) bool) {
		for _, variable := range os.Environ() {
			name, value, _ := strings.Cut(variable, "=")
			name, ok := strings.CutPrefix(name, "Http_")
			switch name {
			case "Method", "Path", "Query", "ContentLength": // which are no fields
				continue
			}
			// Underscores are hyphens, too: nothing tells them apart.
			if ok && !yield(strings.ReplaceAll(name, "_", "-"), value) {
				return
			}
		}
	}
}

// variableOf spells the name of a header as the watchdogs do: X_Call_Id.
func variableOf(name string) string {
	b := []byte(lower(name))
	for i, c := range b {
		if c == '-' {
			b[i] = '_'
		} else if 'a' <= c && c <= 'z' && (i == 0 || b[i-1] == '_') {
			b[i] = c - 'a' + 'A'
		}
	}
	return string(b)
}

// documentHeader holds the headers of a request that came in a document, with names in any case.
type documentHeader map[string][]string

func (h documentHeader) Get(name string) string {
	for k, values := range h {
		if strings.EqualFold(k, name) && len(values) > 0 {
			return values[0]
		}
	}
	return ""
}

// Joined returns the lines of a field as one.
func (h documentHeader) Joined(name string) (value string) {
	for k, values := range h {
		if strings.EqualFold(k, name) {
			for _, v := range values {
				value += "," + v
			}
		}
	}
	return strings.TrimPrefix(value, ",")
}

func (h documentHeader) Fields() iter.Seq2[string, string] {
	return func(yield func(name, value string) bool) {
		for name, values := range h {
			for _, value := range values {
				if !yield(name, value) {
					return
				}
			}
		}
	}
}
