package dev

import (
	"cmp"
	"context"
	"path/filepath"

	"github.com/owgen/owgen/internal/dev/front"
	"github.com/owgen/owgen/internal/dev/loop"
)

// A program is the loop of a package as the front sees it.
type program struct {
	*loop.Loop
	dir    string // of the package
	editor string // a URL with {file}, {line} and {col}, or ""
}

// State is what the loop tells. Before a package has been loaded, its directory is what is known of it.
func (p program) State() front.State {
	s := p.Loop.State()
	return front.State{
		Build: p.words(s.Build), Program: cmp.Or(s.Program, filepath.Base(p.dir)), Package: s.Package, Dir: cmp.Or(s.Dir, p.dir), Handlers: s.Handlers,
	}
}

// Acquire returns what answers a call.
func (p program) Acquire(ctx context.Context) (front.Lease, error) {
	l, err := p.Loop.Acquire(ctx)
	if err != nil {
		return nil, err
	}
	return lease{l}, nil
}

// A lease is one of the loop as the front sees it.
type lease struct{ *loop.Lease }

// Capture tells of the lines of a call.
func (l lease) Capture(ctx context.Context, line func(stream, text string)) (func() bool, error) {
	return l.Lease.Capture(ctx, func(n loop.Line) { line(n.Stream, n.Text) })
}
