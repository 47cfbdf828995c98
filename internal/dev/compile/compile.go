// Package compile makes the program of the local loop: it generates what is stale, compiles, and says what is wrong in a way
// that terminals and the page can show.
//
//	compile.go     a builder: what it knows, and which kind of build is needed
//	run.go         one build
//	generate.go    its first half: directives to files, what there is to call
//	gobuild.go     its second half: a go build that can be cancelled
//	snapshot.go    the files as they were when the build began
//	outline.go     whether an edit needs the first half
//	diagnostic.go  what went wrong, with the lines of the source
//	locate.go      from what was typed to a directory; from lines of a trace to files
//	sources.go     the files that a program is built of
//	rough.go       where to look while a module is broken
package compile

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"syscall"

	"github.com/owgen/owgen/gen"
	"github.com/owgen/owgen/internal/build"
	"github.com/owgen/owgen/internal/dev/watch"
	"github.com/owgen/owgen/internal/gocmd"
	"github.com/owgen/owgen/internal/place"
	"github.com/owgen/owgen/internal/renew"
)

// A Builder builds one package again and again. It knows what the last build has found out. It is not for several goroutines at
// once.
type Builder struct {
	tool    renew.Tool
	wd      string // in which pattern was typed
	pattern string

	dir     string // of the package; "" until it is known
	program string // the directory of the program; "" before it was generated
	tags    string // the flag for build tags, or ""
	sources sources
	outputs map[string]bool // what is generated
	last    outlines
	pending map[string]bool // what has changed since files were last generated
	fresh   bool            // nothing is pending
	files   *snapshot       // nil: the go commands read the files themselves
	catalog gen.Catalog
	warned  string
}

// New returns a Builder for the package that the pattern names in wd.
func New(tool renew.Tool, wd, pattern string) *Builder {
	b := &Builder{tool: tool, wd: wd, pattern: pattern, pending: map[string]bool{}}
	b.tool.Warn = b.warn
	return b
}

// Snapshot makes the go commands of this process read copies of the user's files, which are in a directory of their own, until undo is
// called. If they have an overlay already, they read that and the files.
func (b *Builder) Snapshot(ctx context.Context, dir string) (undo func(), err error) {
	flags, err := build.ReadGoflags(ctx, b.wd)
	if err != nil || flags.HasOverlay() {
		return func() {}, nil // an error is that of the first build, too
	}
	if b.files, err = newSnapshot(dir); err != nil {
		return nil, err
	}
	before, was := os.LookupEnv("GOFLAGS")
	os.Setenv("GOFLAGS", flags.With(b.files.flag()))
	return func() {
		if os.Unsetenv("GOFLAGS"); was {
			os.Setenv("GOFLAGS", before)
		}
		b.files.root.Close()
	}, nil
}

// warn prints warnings, unless they are those of the last time.
func (b *Builder) warn(warnings gen.Diagnostics) {
	if text := warnings.Error(); text != b.warned {
		if b.warned = text; text != "" {
			fmt.Fprintln(b.tool.Stderr, text)
		}
	}
}

// An Outcome is what came of a build.
type Outcome struct {
	Bin         string       // "" if there is none
	Diagnostics []Diagnostic // why not
	Catalog     gen.Catalog  // what there is to call, as of the last time that could be told
	Dir         string       // of the package; as long as it is not known, where the pattern was typed
	Modules     Modules      // that the user edits
	Watch       *watch.List  // what to look at from now on; nil: what was looked at before
	Passing     bool         // it may go well the next time, with no other source
	Torn        bool         // files that changed during the build may be in it as they were before or after
}

// Build compiles the program into a directory, which need not exist. changed are the files that have changed since the
// last call. The error is that of the context; whatever else goes wrong is in the Outcome.
func (b *Builder) Build(ctx context.Context, into string, changed []string) (Outcome, error) {
	for _, path := range changed {
		b.pending[path] = true
	}
	torn := b.files != nil && !b.sources.whole
	if b.files != nil {
		if err := b.files.take(b.edited(), changed); err != nil {
			return b.failed(ctx, b.wd, fmt.Errorf("copying the sources of the program: %w", err))
		}
	}
	o, err := b.build(ctx, into)
	if b.files != nil {
		o.Diagnostics = b.files.named(o.Dir, o.Diagnostics)
	}
	o.Torn = torn
	return o, err
}

// edited are those files of the program that the user edits, without those that the go command reads by itself only.
func (b *Builder) edited() []string {
	var all []string
	for _, path := range b.sources.list.Files {
		if !b.outputs[path] && !isModuleFile(path) {
			all = append(all, path)
		}
	}
	return all
}

// build is Build, once it is known what has changed.
func (b *Builder) build(ctx context.Context, into string) (Outcome, error) {
	if err := b.locate(ctx); err != nil {
		return b.failed(ctx, b.wd, err)
	}
	flags, err := build.ReadGoflags(ctx, b.dir)
	if err != nil {
		return b.failed(ctx, b.dir, err)
	}
	r := &run{Builder: b, ctx: ctx, flags: flags, into: into}
	if b.needsFiles() {
		return r.whole()
	}
	b.moveHandlers()
	return r.compileOnly()
}

// failed is the Outcome of an error before anything is known. Whatever may mend it is looked at.
func (b *Builder) failed(ctx context.Context, dir string, err error) (Outcome, error) {
	if ctx.Err() != nil {
		return Outcome{}, ctx.Err()
	}
	list := join(b.sources.list, roughly(dir))
	_, isTrouble := errors.AsType[*gocmd.Trouble](err)
	for path := range b.outputs {
		list.Files = append(list.Files, path)
	}
	return Outcome{
		Diagnostics: explain(dir, err), Catalog: b.catalog, Dir: dir, Modules: b.sources.modules, Watch: &list, Passing: isTrouble || isSystems(err),
	}, nil
}

// isSystems reports whether an error is that of a call of the system, as of writing a file, rather than what a file says.
func isSystems(err error) bool {
	_, is := errors.AsType[syscall.Errno](err)
	return is
}

// needsFiles reports whether something has changed that generated files depend on, or these themselves.
func (b *Builder) needsFiles() bool {
	if !b.fresh {
		return true
	}
	var code []string
	for path := range b.pending {
		switch {
		case b.outputs[path], !slices.Contains(b.sources.list.Files, path), !place.Exists(path):
			return true
		case isGo(path):
			code = append(code, path)
		case isModuleFile(path):
			return true
		}
	}
	return b.last.changed(code)
}

// isModuleFile reports whether a file decides which packages there are.
func isModuleFile(path string) bool {
	switch filepath.Base(path) {
	case "go.mod", "go.sum", "go.work", "go.work.sum":
		return true
	}
	return false
}

// moveHandlers brings the positions of handlers up to date after edits inside of functions.
func (b *Builder) moveHandlers() {
	for path := range b.pending {
		moved := lines(path)
		for k, h := range b.catalog.Handlers {
			if pos, ok := moved[h.Func]; ok && absolute(b.dir, h.Pos.Filename) == path {
				handlers := slices.Clone(b.catalog.Handlers) // others have the old ones
				handlers[k].Pos.Line, handlers[k].Pos.Column = pos.Line, pos.Column
				b.catalog.Handlers = handlers
			}
		}
	}
}
