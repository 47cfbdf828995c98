// Package hook takes requests as they are: with the method, the path, the query and the header.
package hook

import (
	"context"

	ow "github.com/owgen/owgen/runtime"
)

type Push struct {
	Ref string `ow:"required"`
}

// Hook is another name for the same type, and not a type of its own.
type Hook = ow.Request[Push]

type Answer struct{ OK bool }

//owgen:action
func Typed(ctx context.Context, h Hook) (Answer, error) { return Answer{h.Body.Ref != ""}, nil }

//owgen:action
func Pointer(h *Hook) (Answer, error) { return Answer{h.Method == "POST"}, nil }

//owgen:action
func Strict(h *ow.Request[Push]) (Answer, error) { return Answer{}, nil }

//owgen:action exact unknown=reject case=exact strings=copy
func Options(h Hook) (Answer, error) { return Answer{}, nil }

//owgen:action
func Raw(ctx context.Context, r *ow.Request[[]byte]) (Answer, error) { return Answer{}, nil }

//owgen:action
func Head(r ow.Request[struct{}]) error { return nil }

//owgen:action
func List(r ow.Request[[]int]) []string { return r.Query["q"] }
