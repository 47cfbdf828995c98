// Package page answers with a status and a header.
package page

import (
	"context"

	ow "github.com/owgen/owgen/runtime"
)

type Params struct{ Name string }

type Result struct{ Text string }

// An SVG is text that is sent as it is.
type SVG string

//owgen:action
func Typed(p Params) (ow.Response[Result], error) { return ow.Response[Result]{Status: 201}, nil }

//owgen:action raw html=raw nil=empty
func Options(p Params) (ow.Response[map[string][]string], error) {
	return ow.Response[map[string][]string]{}, nil
}

//owgen:action
func Pointer(p *Params) (*ow.Response[*Result], error) { return nil, nil }

//owgen:action
func Image(ctx context.Context, r ow.Request[struct{}]) (ow.Response[SVG], error) {
	return ow.Response[SVG]{Header: ow.Header{"Content-Type": {"image/svg+xml"}}, Body: "<svg/>"}, nil
}

//owgen:action
func Bytes(p Params) *ow.Response[[]byte] { return nil }

//owgen:action
func Redirect() ow.Response[struct{}] { return ow.Response[struct{}]{Status: 303} }

//owgen:action
func Any(p []int) (ow.Response[any], error) { return ow.Response[any]{Body: "any JSON"}, nil }

// A Said is what web actions of OpenWhisk return.
type Said struct {
	StatusCode int               `json:"statusCode"`
	Headers    map[string]string `json:"headers,omitempty"`
	Body       string            `json:"body,omitempty"`
}

//owgen:action
func Say(p Params) (Said, error) { return Said{StatusCode: 200, Body: p.Name}, nil }

//owgen:action
func SayPointer(p Params) (*Said, error) { return nil, nil }
