package gen

import (
	"cmp"
	"context"
	gobuild "go/build"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"golang.org/x/tools/go/packages"

	"github.com/owgen/owgen/internal/build"
)

// A request is a configuration and the package that was loaded for it.
type request struct {
	Config
	env     *environment
	pattern string // what names the package where the go command runs
	pkg     *packages.Package
	err     error // why there is no package
}

// load loads the packages that the configurations name. The go command runs in dir; it is asked once for all that are built
// with the same tags for the same target.
func load(ctx context.Context, dir string, cs []Config) ([]*request, error) {
	if _, err := exec.LookPath("go"); err != nil {
		return nil, build.ErrNoGo
	}
	flags, err := build.ReadGoflags(ctx, dir)
	if err != nil {
		return nil, err
	}
	requests := make([]*request, len(cs))
	for k, c := range cs {
		if c.Tags == nil {
			c.Tags = flags.Tags
		}
		env, err := newEnvironment(dir, c, flags)
		if err != nil {
			return nil, err
		}
		requests[k] = &request{Config: c, env: env, pattern: c.patternIn(env.dir)}
	}
	if len(cs) > 0 {
		defer announce(cs[0].Progress, 2*time.Second, "compiling dependencies…")()
	}
	for _, batch := range batches(requests) {
		loadBatch(ctx, batch)
	}
	return requests, ctx.Err()
}

// patternIn returns the pattern that names in dir what c.Pattern names in c.Dir.
func (c Config) patternIn(dir string) string {
	if named := c.directory(); named != "" && c.absolute(".") != dir {
		return named
	}
	return cmp.Or(c.Pattern, ".")
}

// directory is the one that c.Pattern names, absolute, or "" if the pattern is an import path.
func (c Config) directory() string {
	pattern := cmp.Or(c.Pattern, ".")
	if gobuild.IsLocalImport(filepath.ToSlash(pattern)) || filepath.IsAbs(pattern) {
		return c.absolute(filepath.FromSlash(pattern))
	}
	return ""
}

// batches sorts the requests by what their packages are built with, in the order of the first ones.
func batches(requests []*request) [][]*request {
	var all [][]*request
	at := map[string]int{}
	for _, r := range requests {
		tags := slices.Compact(slices.Sorted(slices.Values(r.Tags)))
		key := r.env.goos + "/" + r.env.goarch + " " + strings.Join(tags, ",")
		k, known := at[key]
		if !known {
			k = len(all)
			at[key] = k
			all = append(all, nil)
		}
		all[k] = append(all[k], r)
	}
	return all
}

// loadBatch loads the packages of requests that are built alike. Where the go command refuses to load them together, each is
// loaded for itself, so that none is in the way of the others.
func loadBatch(ctx context.Context, batch []*request) {
	var patterns []string
	for _, r := range batch {
		if !slices.Contains(patterns, r.pattern) {
			patterns = append(patterns, r.pattern)
		}
	}
	env := batch[0].env
	pkgs, err := env.load(ctx, patterns)
	switch {
	case ctx.Err() != nil:
		return // which load reports
	case err != nil && len(patterns) > 1:
		for _, r := range batch {
			loadBatch(ctx, []*request{r})
		}
	case err != nil:
		for _, r := range batch {
			r.err = env.explain(ctx, err.Error(), r.pattern)
		}
	default:
		for _, r := range batch {
			named := pkgs
			if len(patterns) > 1 {
				named = slices.DeleteFunc(slices.Clone(pkgs), func(pkg *packages.Package) bool { return !r.names(pkg) })
			}
			r.pkg, r.err = env.only(ctx, named, r.pattern)
		}
	}
}

// names reports whether the package is the one that c.Pattern names.
func (c Config) names(pkg *packages.Package) bool {
	dir := c.directory()
	if dir == "" || pkg.Dir == "" {
		return pkg.PkgPath == c.Pattern
	}
	if pkg.Dir == dir {
		return true
	}
	a, errA := os.Stat(pkg.Dir) // one of them may go through a symbolic link
	b, errB := os.Stat(dir)
	return errA == nil && errB == nil && os.SameFile(a, b)
}
