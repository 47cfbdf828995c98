package compile

import (
	"context"
	"maps"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"github.com/owgen/owgen/internal/build"
	"github.com/owgen/owgen/internal/dev/watch"
	"github.com/owgen/owgen/internal/gocmd"
	"github.com/owgen/owgen/internal/image"
	"github.com/owgen/owgen/internal/place"
)

// A run is one build.
type run struct {
	*Builder
	ctx   context.Context
	flags build.Goflags
	into  string
}

// environment is that of all go commands of a build, so that they share what they compile: types are loaded for Linux, from what
// is then linked there.
func (r *run) environment() []string {
	return r.flags.Environment(append(image.Baseline(), "PWD="+r.dir, "GOOS="+runtime.GOOS, "GOARCH="+runtime.GOARCH))
}

// compileOnly is a build that has nothing to generate.
func (r *run) compileOnly() (Outcome, error) {
	cmd, err := r.start()
	if err != nil {
		return r.failed(r.ctx, r.dir, err)
	}
	return r.finish(cmd, Outcome{})
}

// finish waits for the compiler.
func (r *run) finish(cmd *command, o Outcome) (Outcome, error) {
	o.Catalog, o.Dir, o.Modules = r.catalog, r.dir, r.sources.modules
	output, ok, err := cmd.wait(r.ctx)
	if err != nil {
		return Outcome{}, err
	}
	if ok {
		o.Bin = r.bin()
		clear(r.pending)
		return o, nil
	}
	if trouble := gocmd.TroubleIn(output); trouble != nil {
		o.Diagnostics, o.Passing = explain(r.dir, trouble), true
		return o, nil
	}
	o.Diagnostics = parse(r.dir, output)
	if len(o.Diagnostics) == 0 {
		o.Diagnostics = []Diagnostic{{Text: "go build: " + cmd.process.Err().Error(), Source: []string{}}}
	}
	return o, nil
}

// whole is a build that generates, too. The compiler begins at once: most of what is generated stays as it is.
func (r *run) whole() (Outcome, error) {
	r.fresh = false
	generated := make(chan generation, 1)
	go func() { generated <- r.generate() }()
	var cmd *command
	if r.program != "" && place.Exists(r.program) {
		cmd, _ = r.start() // an error comes back below
	}
	program, tags := r.program, r.tags
	g := <-generated
	if g.err == nil {
		r.adopt(g)
	}
	if cmd != nil && (g.err != nil || g.wrote() || program != r.program || tags != r.tags) {
		cmd.cancel()
		cmd = nil
	}
	if g.err != nil {
		return r.nothing(g.err)
	}
	var err error
	if cmd == nil {
		if cmd, err = r.start(); err != nil {
			return r.failed(r.ctx, r.dir, err)
		}
	}
	list := r.look(g)
	return r.finish(cmd, Outcome{Watch: &list})
}

// nothing is the Outcome of an error of generating. The package may tell what is missing: what it wants to embed is found only there.
func (r *run) nothing(cause error) (Outcome, error) {
	o, err := r.failed(r.ctx, r.dir, cause)
	if err != nil {
		return o, err
	}
	if found, err := find(r.ctx, r.environment(), r.tags, r.dir); err == nil {
		*o.Watch = join(*o.Watch, found.list)
	}
	return o, nil
}

// start begins to compile.
func (r *run) start() (*command, error) {
	return startBuild(r.environment(), append(r.flags.Args(), strings.Fields(r.tags)...), r.dir, r.program, r.bin())
}

// bin is the file that the compiler writes. It has the name of the program, as lists of processes show it.
func (r *run) bin() string {
	name := filepath.Base(r.program)
	if runtime.GOOS == "windows" {
		name += ".exe"
	}
	return filepath.Join(r.into, name)
}

// look finds out what the program is built of, and returns what to look at.
func (r *run) look(g generation) watch.List {
	found, err := find(r.ctx, r.environment(), r.tags, r.dir, r.program)
	if err == nil && found.whole {
		r.sources = found
		r.last = remember(found.goFiles, g.began)
		clear(r.pending)
		r.fresh = true
	} else {
		found.list = join(join(r.sources.list, found.list), roughly(r.dir))
	}
	list := found.list
	list.Rare = slices.Concat(list.Rare, slices.Collect(maps.Keys(r.outputs)), r.copied(list))
	list.Files = append(list.Files, slices.Collect(maps.Keys(r.outputs))...)
	return list
}

// copied returns the directories in which there is nothing but files that owgen wrote, as in a copy of the runtime. In that of the
// program a user may put something.
func (r *run) copied(list watch.List) []string {
	own := map[string]bool{r.program: true, r.dir: true}
	for _, path := range list.Files {
		if !r.outputs[path] {
			own[filepath.Dir(path)] = true
		}
	}
	var dirs []string
	for _, d := range list.Directories {
		if !own[d.Path] {
			dirs = append(dirs, d.Path)
		}
	}
	return dirs
}
