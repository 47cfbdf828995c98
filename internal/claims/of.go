package claims

import (
	"context"
	"errors"
	gobuild "go/build"

	"github.com/owgen/owgen/gen"
	"github.com/owgen/owgen/internal/build"
	"github.com/owgen/owgen/internal/request"
	"github.com/owgen/owgen/internal/runtimecopy"
)

// Of returns what generates the programs of the package in a directory of the module, or the program there: the directives for it,
// wherever they stand. If there are none, it is one claim without a directive: the command that its program says it was generated
// with, or else owgen without flags. There is nothing where there is no package.
func (c *Claims) Of(ctx context.Context, dir string, m build.Module) []Claim {
	var all []Claim
	for _, claim := range c.in(ctx, m).all {
		if sameDir(claim.place.Dir, dir) || sameDir(claim.layout.Out, dir) {
			all = append(all, claim)
		}
	}
	if all != nil {
		return all
	}
	where, err := placeIn(dir, nil, m)
	if _, none := errors.AsType[*gobuild.NoGoError](err); none {
		return nil
	}
	r := undirected(dir, m, where)
	return []Claim{{Request: r, place: where, layout: r.Config.Layout(where)}}
}

// undirected is what is asked for where no directive says so.
func undirected(dir string, m build.Module, where gen.Place) request.Request {
	var r request.Request
	r.Dir = dir
	p := Program{Program: build.Program{Dir: r.Config.Layout(where).Out}, Module: &m}
	if typed, _, ok := p.Typed(); ok {
		return typed
	}
	r.Runtime = runtimecopy.ImportedIn(dir)
	r.Embed = r.Runtime != ""
	return r
}

// Unreadable returns the directives in the module that cannot be read.
func (c *Claims) Unreadable(ctx context.Context, m build.Module) []*Unreadable {
	var all []*Unreadable
	joined, _ := c.in(ctx, m).err.(interface{ Unwrap() []error })
	if joined == nil {
		return nil
	}
	for _, err := range joined.Unwrap() {
		if u, ok := errors.AsType[*Unreadable](err); ok {
			all = append(all, u)
		}
	}
	return all
}

// Paths returns where the files go that the claim is about.
func (p Claim) Paths() []string { return p.layout.Files() }
