package ow

import (
	"context"
	"strings"
	"time"

	"github.com/owgen/owgen/runtime/codec"
	"github.com/owgen/owgen/runtime/transport"
)

// IsAtLeastVersion1 is the handshake between generated code and this package: generated code mentions the constant, so
// that it does not compile against a runtime that is older than it needs.
const IsAtLeastVersion1 = true

// An Action is a handler together with its generated decoder and encoder. Bind makes one.
//
// Its functions are the seam between the platforms and the user's code. They know no platform: a front end puts the request
// into a call, and takes the reply out of it.
type Action struct {
	name      string
	isDefault bool // serves calls that name no action
	needs     needs
	streams   *streaming                              // the answer is sent while it is made; nil for most actions
	transport func(transport.Config) transport.Server // that the program is served over; nil for most actions

	// context makes the context of a call. It is nil for a handler that takes none: so programs of such handlers do not link
	// what is in a context.
	context func(*call) (context.Context, context.CancelFunc)
	within  func(context.Context, time.Time) (context.Context, context.CancelFunc) // context.WithDeadline

	// decode reads parameters that are JSON at i, so that a front end can have them decoded in the middle of a document of its
	// own. It is nil for an action whose parameters are not that.
	decode  func(d *codec.Dec, s string, i int) (params any, next int)
	watches bool // see In
	// read makes parameters of the request of c, whose body is in c.text.
	read func(c *call) (params any, err error)
	// invoke calls the handler with parameters, which are fresh, and makes the reply of c of the result.
	invoke func(ctx context.Context, params any, c *call) error
}

// Bind makes an action of a handler that takes no context.
func Bind[P, R any](name string, in In[P], handler func(P) (R, error), out Out[R]) Action {
	return bind(name, in, func(_ context.Context, p *P) (R, error) { return handler(*p) }, out)
}

// BindContext makes an action of a handler that takes a context. FromContext finds in it what the platform says about
// the call. The context ends at the platform's deadline, and when the caller goes away.
func BindContext[P, R any](name string, in In[P], handler func(context.Context, P) (R, error), out Out[R]) Action {
	a := bind(name, in, func(ctx context.Context, p *P) (R, error) { return handler(ctx, *p) }, out)
	a.context, a.within = (*call).handlerContext, context.WithDeadline
	return a
}

// BindPointer is Bind for a handler that takes a pointer to its parameters. The handler owns them: each call gets new
// ones.
func BindPointer[P, R any](name string, in In[P], handler func(*P) (R, error), out Out[R]) Action {
	return bind(name, in, func(_ context.Context, p *P) (R, error) { return handler(p) }, out)
}

// BindContextPointer is BindContext for a handler that takes a pointer to its parameters.
func BindContextPointer[P, R any](name string, in In[P], handler func(context.Context, *P) (R, error), out Out[R]) Action {
	a := bind(name, in, handler, out)
	a.context, a.within = (*call).handlerContext, context.WithDeadline
	return a
}

func bind[P, R any](name string, in In[P], handler func(context.Context, *P) (R, error), out Out[R]) Action {
	// Parameters and result share one allocation, since both live as long as the call.
	type values struct {
		params P
		result R
	}
	a := Action{
		name:    name,
		needs:   in.needs,
		streams: out.streams,
		read: func(c *call) (any, error) {
			v := new(values)
			return v, in.read(c, &v.params)
		},
		invoke: func(ctx context.Context, params any, c *call) error {
			v := params.(*values)
			var err error
			if v.result, err = handler(ctx, &v.params); err != nil {
				if out.drop != nil {
					out.drop(&v.result)
				}
				return err
			}
			return out.give(c, &v.result)
		},
	}
	if in.decode != nil {
		a.watches = in.watches
		a.decode = func(d *codec.Dec, s string, i int) (any, int) {
			v := new(values)
			return v, in.decode(d, s, i, &v.params)
		}
	}
	return a
}

// Default marks the action that serves calls that name none.
func Default(a Action) Action {
	a.isDefault = true
	return a
}

// A registry holds the actions of the program.
type registry []Action

// defaultAction returns the action that serves calls that name none: the marked one, else the only one, else the one named
// main. It returns nil if there is none.
func (r registry) defaultAction() *Action {
	for i := range r {
		if r[i].isDefault {
			return &r[i]
		}
	}
	if len(r) == 1 {
		return &r[0]
	}
	return r.exact("main")
}

// named returns the action of that name, or else the only one whose name differs in case alone: users of OpenWhisk's Go
// runtime write --main hello for a function Hello. It returns nil if there is none.
func (r registry) named(name string) *Action {
	if a := r.exact(name); a != nil {
		return a
	}
	var found *Action
	for i := range r {
		if strings.EqualFold(r[i].name, name) {
			if found != nil {
				return nil
			}
			found = &r[i]
		}
	}
	return found
}

func (r registry) exact(name string) *Action {
	for i := range r {
		if r[i].name == name {
			return &r[i]
		}
	}
	return nil
}

// names lists the actions for messages: "Bye, Hello".
func (r registry) names() string {
	var b strings.Builder
	for i := range r {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(r[i].name)
	}
	return b.String()
}

// A way is how a caller names an action, for messages.
type way string

// The ways: those of OpenWhisk, of plain HTTP, of a process that serves one action, and of AWS Lambda.
const (
	byMain     way = "--main"
	byElement  way = "the last element of the path, or with the variable OWGEN_ACTION"
	byVariable way = "the variable OWGEN_ACTION"
	byHandler  way = "the function's handler, or with the variable OWGEN_ACTION"
)

// choose returns the action called name, or the default one if name is "".
func (r registry) choose(name string, w way) (*Action, error) {
	if name == "" {
		if a := r.defaultAction(); a != nil {
			return a, nil
		}
		return nil, message("no action was named, and none is the default; the actions are: " + r.names() + "; choose one with " + string(w))
	}
	if a := r.named(name); a != nil {
		return a, nil
	}
	return nil, message("there is no action " + name + "; the actions are: " + r.names())
}
