// Package like has names and tags that look like import paths of the runtime, and imports a package of that name.
package like

import "github.com/owgen/owgen/testdata/golden/like-the-runtime/runtime"

type Params struct {
	Runtime string        `json:"github.com/owgen/owgen/runtime"`
	Codec   string        `json:"github.com/owgen/owgen/runtime/codec" xml:"github.com/owgen/owgen/runtime"`
	Other   runtime.Other `json:"github.com/owgen/owgen/runtimes,omitempty"`
}

// Do returns what it gets.
func Do(p Params) (Params, error) { return p, nil }
