package source

import (
	"context"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"

	"github.com/owgen/owgen/gen/internal/model"
	"github.com/owgen/owgen/internal/build"
	"github.com/owgen/owgen/internal/release"
	"github.com/owgen/owgen/internal/shell"
)

// A Resolution is whether the user's module can import the runtime.
type Resolution struct {
	problem string // what the go command says if it cannot
	err     error  // of the go command itself
}

// notVendored is in what the go command says of a package that is in no vendor directory.
const notVendored = "-mod=vendor"

// ResolveRuntime asks the go command in the background whether the runtime can be imported in dir, unless each of the
// modules has a copy. The function that it returns waits for the answer.
//
// Loading the runtime with the user's package would need no second command, but would cost far more than that. It is asked
// for the codec, which is wherever the runtime is: to find the runtime it would look at all of net/http.
func ResolveRuntime(ctx context.Context, dir string, flags build.Goflags, queries []Query) func() Resolution {
	k := slices.IndexFunc(queries, func(q Query) bool { return q.Runtime == "" })
	if k < 0 {
		return func() Resolution { return Resolution{} }
	}
	resolve := sync.OnceValue(func() Resolution {
		env, err := newEnvironment(dir, queries[k], flags)
		if err != nil {
			return Resolution{err: err}
		}
		args := append([]string{"list", "-find", "-e", "-f", "{{with .Error}}{{.Err}}{{end}}"}, env.flags()...)
		problem, err := env.run(ctx, queries[k].patternIn(env.dir), append(args, model.CodecPath)...)
		if err != nil && strings.Contains(err.Error(), "panic: add is not empty") {
			return Resolution{problem: notVendored} // go 1.26, in a workspace that vendors
		}
		return Resolution{problem, err}
	})
	go resolve()
	return resolve
}

// CheckRuntime reports a module that cannot import the runtime, with the line to type.
//
// A vendor directory is different: it cannot hold the runtime before something imports it, which is what owgen is about
// to write. So that is a warning, and says what to do next.
func (src *Package) CheckRuntime(ctx context.Context, r Resolution, copied string) error {
	switch {
	case copied != "":
	case r.err != nil:
		return r.err
	case r.problem == "":
	case strings.Contains(r.problem, notVendored):
		d := src.moduleDiagnostic("the vendor directory does not hold " + model.RuntimePath)
		d.Notes = []string{"run: " + src.vendorLine(ctx)}
		src.Warn(d)
	case strings.HasPrefix(r.problem, "missing go.sum entry"):
		src.reportUnprovided("run: go mod download " + model.ModulePath)
	case strings.HasPrefix(r.problem, "no required module provides"), strings.Contains(r.problem, "is not in std"):
		hint := "run: " + src.inModule(RequireLine())
		if src.hasCopy() {
			hint = "run: go generate, or owgen -runtime embed, as the module has a copy of it"
		}
		src.reportUnprovided(hint)
	default:
		m := src.advise(ctx, r.problem)
		if !slices.ContainsFunc(src.Problems, func(d Diagnostic) bool { return strings.Contains(d.Msg, m.Msg) }) {
			d := src.moduleDiagnostic("module " + src.Module.Path + " cannot import " + model.RuntimePath + ": " + m.Msg)
			d.Notes = WithoutEmpty([]string{m.Hint})
			src.Add(d)
		}
	}
	return nil
}

// hasCopy reports whether the module has a copy of the runtime where -runtime embed puts it.
func (src *Package) hasCopy() bool {
	_, err := os.Stat(filepath.Join(src.Module.Dir, "internal", "ow", "origin.go"))
	return err == nil
}

// reportUnprovided reports that nothing the module requires holds the runtime.
func (src *Package) reportUnprovided(hint string) {
	d := src.moduleDiagnostic("module " + src.Module.Path + " does not provide " + model.RuntimePath + ", which the generated program imports")
	d.Notes = []string{hint}
	src.Add(d)
}

// moduleDiagnostic is a diagnostic on the module's go.mod.
func (src *Package) moduleDiagnostic(msg string) Diagnostic {
	d := Diagnostic{Msg: msg}
	d.Pos.Filename, d.Pos.Line, d.Pos.Column = src.Relative(src.Module.GoMod), 1, 1
	return d
}

// RequireLine is the command that makes the runtime of this very owgen available to a module.
func RequireLine() string {
	if clone := cloneDir(); clone != "" {
		// Not go get: it asks the module proxy for longer paths first, and a proxy that answers 403 to these ends it.
		return "go mod edit " + shell.Word("-replace="+model.ModulePath+"="+clone) + " -require=" + model.ModulePath + "@v0.0.0"
	}
	if version := release.Version(); version != "" {
		return "go get " + model.RuntimePath + "@" + version
	}
	return "owgen -runtime embed, which gives the module a copy of it" // nobody can fetch this version
}

// room is where this file stands in the module.
const room = "gen/internal/source"

// cloneDir is the directory of the clone that owgen was built in, or "" if it was built from a module's released version
// or the clone is gone.
func cloneDir() string {
	_, file, _, ok := runtime.Caller(0)
	if !ok || !filepath.IsAbs(file) {
		return ""
	}
	dir := filepath.Dir(file)
	for range strings.Split(room, "/") {
		dir = filepath.Dir(dir)
	}
	if strings.Contains(filepath.Base(dir), "@") { // in the module cache
		return ""
	}
	if _, err := os.Stat(filepath.Join(dir, "go.mod")); err != nil {
		return ""
	}
	return dir
}
