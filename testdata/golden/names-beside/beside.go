// Package beside has a program with files of the user's own beside it.
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
