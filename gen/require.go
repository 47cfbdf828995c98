package gen

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"sync"

	"github.com/owgen/owgen/internal/build"
)

// modulePath is the module that owgen and its runtime are in.
const modulePath = "github.com/owgen/owgen"

// A resolution is whether the user's module can import the runtime.
type resolution struct {
	problem string // what the go command says if it cannot
	err     error  // of the go command itself
}

// notVendored is in what the go command says of a package that is in no vendor directory.
const notVendored = "-mod=vendor"

// resolveRuntime asks the go command in the background whether the runtime can be imported in dir, unless each of the
// modules has a copy. The function that it returns waits for the answer.
//
// Loading the runtime with the user's package would need no second command, but would cost far more than that. It is asked
// for the codec, which is wherever the runtime is: to find the runtime it would look at all of net/http.
func resolveRuntime(ctx context.Context, dir string, cs []Config) func() resolution {
	k := slices.IndexFunc(cs, func(c Config) bool { return c.Runtime == "" })
	if k < 0 {
		return func() resolution { return resolution{} }
	}
	resolve := sync.OnceValue(func() resolution {
		flags, err := build.ReadGoflags(ctx, dir)
		if err != nil {
			return resolution{err: err}
		}
		env, err := newEnvironment(dir, cs[k], flags)
		if err != nil {
			return resolution{err: err}
		}
		args := append([]string{"list", "-find", "-e", "-f", "{{with .Error}}{{.Err}}{{end}}"}, env.flags()...)
		problem, err := env.run(ctx, cs[k].patternIn(env.dir), append(args, codecPath)...)
		if err != nil && strings.Contains(err.Error(), "panic: add is not empty") {
			return resolution{problem: notVendored} // go 1.26, in a workspace that vendors
		}
		return resolution{problem, err}
	})
	go resolve()
	return resolve
}

// checkRuntime reports a module that cannot import the runtime, with the line to type.
//
// A vendor directory is different: it cannot hold the runtime before something imports it, which is what owgen is about
// to write. So that is a warning, and says what to do next.
func (in *inspector) checkRuntime(r resolution, copied string) error {
	switch {
	case copied != "":
	case r.err != nil:
		return r.err
	case r.problem == "":
	case in.pkg.Module == nil:
		return errors.New("package " + in.pkg.Name + " is in no module, so what is generated for it could not import " + runtimePath)
	case strings.Contains(r.problem, notVendored):
		d := in.moduleDiagnostic("the vendor directory does not hold " + runtimePath)
		d.Notes = []string{"run: " + in.vendorLine()}
		in.warnings = append(in.warnings, d)
	case strings.HasPrefix(r.problem, "missing go.sum entry"):
		in.reportUnprovided("run: go mod download " + modulePath)
	case strings.HasPrefix(r.problem, "no required module provides"), strings.Contains(r.problem, "is not in std"):
		in.reportUnprovided("run: " + in.inModule(requireLine()))
	default:
		problem, hint := in.advise(r.problem)
		if !slices.ContainsFunc(in.found, func(d Diagnostic) bool { return strings.Contains(d.Msg, problem) }) {
			d := in.moduleDiagnostic("module " + in.pkg.Module.Path + " cannot import " + runtimePath + ": " + problem)
			d.Notes = withoutEmpty([]string{hint})
			in.found = append(in.found, d)
		}
	}
	return nil
}

// reportUnprovided reports that nothing the module requires holds the runtime.
func (in *inspector) reportUnprovided(hint string) {
	d := in.moduleDiagnostic("module " + in.pkg.Module.Path + " does not provide " + runtimePath + ", which the generated program imports")
	d.Notes = []string{hint}
	in.found = append(in.found, d)
}

// moduleDiagnostic is a diagnostic on the module's go.mod.
func (in *inspector) moduleDiagnostic(msg string) Diagnostic {
	d := Diagnostic{Msg: msg}
	d.Pos.Filename, d.Pos.Line, d.Pos.Column = in.relative(in.pkg.Module.GoMod), 1, 1
	return d
}

// requireLine is the command that makes the runtime of this very owgen available to a module.
func requireLine() string {
	if clone := cloneDir(); clone != "" {
		// Not go get: it asks the module proxy for longer paths first, and a proxy that answers 403 to these ends it.
		return "go mod edit -replace=" + modulePath + "=" + clone + " -require=" + modulePath + "@v0.0.0"
	}
	version := "latest"
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, m := range append(info.Deps, &info.Main) {
			if m.Path == modulePath && m.Version != "" && m.Version != "(devel)" {
				version = m.Version
			}
		}
	}
	return "go get " + runtimePath + "@" + version
}

// cloneDir is the directory of the clone that owgen was built in, or "" if it was built from a module's released version
// or the clone is gone.
func cloneDir() string {
	_, file, _, ok := runtime.Caller(0)
	if !ok || !filepath.IsAbs(file) {
		return ""
	}
	dir := filepath.Dir(filepath.Dir(file))
	if strings.Contains(filepath.Base(dir), "@") { // in the module cache
		return ""
	}
	if _, err := os.Stat(filepath.Join(dir, "go.mod")); err != nil {
		return ""
	}
	return dir
}
