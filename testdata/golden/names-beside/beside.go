// Package beside is one beside whose program there are files of the user's own.
package beside

import "context"

type Params struct {
	Name  string            `json:",omitempty"`
	Lists map[string][]byte `json:",omitempty"`
	Inner *Inner
}

type Inner struct{ N int }

// Do returns what it gets.
func Do(ctx context.Context, p *Params) (*Params, error) { return p, nil }
