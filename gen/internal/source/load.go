package source

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"golang.org/x/tools/go/packages"

	"github.com/owgen/owgen/internal/build"
	"github.com/owgen/owgen/internal/gocmd"
	"github.com/owgen/owgen/internal/image"
	"github.com/owgen/owgen/internal/shell"
)

// An environment is how the go command is run: as it will be for the build of what is generated. Types then are those of
// the target, and the packages compiled for their export data are not compiled again by that build.
type environment struct {
	dir          string   // absolute: where the go command runs, and to which positions are relative
	tags         []string // the user's
	goos, goarch string   // the target
	native       bool     // see Query
	env          []string
	copied       bool // the module has a copy of the runtime
}

// newEnvironment is the environment for q of a go command that runs in dir. The tags of q are settled.
func newEnvironment(dir string, q Query, flags build.Goflags) (*environment, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, fmt.Errorf("finding the working directory: %w", err)
	}
	e := &environment{dir: dir, tags: q.Tags, native: q.Native, copied: q.Runtime != ""}
	if q.Native {
		e.goos, e.goarch = runtime.GOOS, runtime.GOARCH
		e.env = append(os.Environ(), "PWD="+dir)
		return e, nil
	}
	e.goos, e.goarch = cmp.Or(q.GOOS, "linux"), cmp.Or(q.GOARCH, runtime.GOARCH)
	e.env = flags.Environment(append(image.Baseline(), "PWD="+dir, "GOOS="+e.goos, "GOARCH="+e.goarch))
	return e, nil
}

// relative makes a file's name relative to the working directory, if that is possible.
func (e *environment) relative(file string) string {
	if rel, err := filepath.Rel(e.dir, file); err == nil {
		return rel
	}
	return file
}

// flags are the build flags. Of several -tags only the last counts, so there is one, and it holds owgen's tag too: that
// hides what was generated into the package itself, which may be stale or broken.
func (e *environment) flags() []string {
	tags := append(e.tags[:len(e.tags):len(e.tags)], "owgen")
	all := []string{"-tags=" + strings.Join(tags, ",")}
	if !e.native {
		all = append(all, "-trimpath")
	}
	return all
}

// run runs the go command and returns what it prints on stdout. Its errors are about pattern.
func (e *environment) run(ctx context.Context, pattern string, args ...string) (string, error) {
	out, err := gocmd.Run(ctx, e.dir, e.env, args...)
	if failed, ok := errors.AsType[*gocmd.Error](err); ok && failed.Stderr != "" {
		return "", e.explain(ctx, failed.Stderr, pattern)
	}
	return strings.TrimSpace(string(out)), err
}

// load loads the packages that the patterns name, with one question to the go command. A package with errors in it is
// loaded too; there is an error where nothing could be.
func (e *environment) load(ctx context.Context, patterns []string) ([]*packages.Package, error) {
	queries := make([]string, len(patterns))
	for k, pattern := range patterns {
		queries[k] = "pattern=" + pattern
	}
	pkgs, err := packages.Load(&packages.Config{
		Mode:       packages.LoadSyntax | packages.NeedModule,
		Context:    ctx,
		Dir:        e.dir,
		Env:        e.env,
		BuildFlags: e.flags(),
	}, queries...)
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if trouble := troubleIn(pkgs, err); trouble != nil {
		return nil, trouble
	}
	if err != nil && strings.HasPrefix(err.Error(), "can't determine type sizes") {
		return nil, nil // there is no such architecture, as the go command says in better words
	}
	return pkgs, err
}

// troubleIn returns what kept the go command from its work, if it says so of a package or of all.
func troubleIn(pkgs []*packages.Package, err error) error {
	var said []string
	if err != nil {
		said = append(said, err.Error())
	}
	packages.Visit(pkgs, nil, func(pkg *packages.Package) {
		for _, e := range pkg.Errors {
			if e.Kind == packages.ListError || e.Kind == packages.UnknownError {
				said = append(said, e.Msg)
			}
		}
	})
	if trouble := gocmd.TroubleIn(strings.Join(said, "\n")); trouble != nil {
		return trouble
	}
	return nil
}

// only returns the one package that pattern names: that of pkgs, if it can be inspected.
func (e *environment) only(ctx context.Context, pkgs []*packages.Package, pattern string) (*packages.Package, error) {
	switch {
	case len(pkgs) == 0:
		return nil, e.whyNone(ctx, pattern)
	case len(pkgs) > 1:
		return nil, fmt.Errorf("%s matches %d packages; name one", pattern, len(pkgs))
	}
	pkg := pkgs[0]
	if pkg.PkgPath == "command-line-arguments" && filepath.Ext(pattern) != ".go" && len(pkg.Errors) > 0 {
		return nil, errors.New(goMessage(pkg.Errors[0].Msg, pattern)) // go/packages takes much for a file that is missing
	}
	if pkg.PkgPath == "command-line-arguments" {
		return nil, fmt.Errorf("%s is a file; name its package: owgen %s", pattern, shell.Word(packageOfFile(pattern))) // or else nothing could import it
	}
	if len(pkg.Syntax) == 0 || pkg.Types == nil || pkg.Dir == "" {
		if found := e.nothingLeft(pkg.Dir); found != nil {
			return nil, found.Sorted()
		}
		for _, err := range pkg.Errors {
			return nil, errors.New(goMessage(err.Msg, pattern))
		}
		return nil, errors.New(gocmd.Advise("no Go files in " + pattern))
	}
	return pkg, nil
}

// packageOfFile names the package of a file, as a command line does.
func packageOfFile(file string) string {
	dir := filepath.ToSlash(filepath.Dir(file))
	if dir == "." || strings.HasPrefix(dir, "../") || filepath.IsAbs(dir) {
		return dir
	}
	return "./" + dir
}

// whyNone is why there is no package: go/packages keeps some of the go command's reasons to itself.
func (e *environment) whyNone(ctx context.Context, pattern string) error {
	if _, err := e.run(ctx, pattern, append(append([]string{"list", "-export", "-deps"}, e.flags()...), "--", pattern)...); err != nil {
		return err
	}
	return fmt.Errorf("%s matches no package", pattern)
}

// announce tells progress the line if the returned function is not called within the delay. After that call progress is
// not called any more.
func announce(progress func(string), delay time.Duration, line string) (done func()) {
	if progress == nil {
		return func() {}
	}
	stop, stopped := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(stopped)
		select {
		case <-time.After(delay):
			progress(line)
		case <-stop:
		}
	}()
	return func() {
		close(stop)
		<-stopped
	}
}
