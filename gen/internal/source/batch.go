package source

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	gobuild "go/build"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"golang.org/x/tools/go/packages"

	"github.com/owgen/owgen/gen/internal/model"
	"github.com/owgen/owgen/internal/build"
	"github.com/owgen/owgen/internal/gocmd"
)

// An Answer is a query, with its tags settled, and the package that was loaded for it.
type Answer struct {
	Query
	Package *Package
	Err     error // why there is no package

	env     *environment
	pattern string // what names the package where the go command runs
}

// Load loads the packages that the queries name. The go command runs in dir; it is asked once for all that are built
// with the same tags for the same target. The flags are those of GOFLAGS there. Where the environment is at fault, there is
// no answer to any of them.
func Load(ctx context.Context, dir string, flags build.Goflags, queries []Query) ([]*Answer, error) {
	if err := gocmd.Find(); err != nil {
		return nil, err
	}
	answers := make([]*Answer, len(queries))
	for k, q := range queries {
		if q.Tags == nil {
			q.Tags = flags.Tags
		}
		env, err := newEnvironment(dir, q, flags)
		if err != nil {
			return nil, err
		}
		answers[k] = &Answer{Query: q, env: env, pattern: q.patternIn(env.dir)}
	}
	if len(queries) > 0 {
		defer announce(queries[0].Progress, 2*time.Second, "compiling dependencies…")()
	}
	for _, batch := range batches(answers) {
		loadBatch(ctx, batch)
		if err := batch[0].Err; isTrouble(err) {
			return nil, err
		}
	}
	return answers, ctx.Err()
}

// patternIn returns the pattern that names in dir what q.Pattern names in q.Dir.
func (q Query) patternIn(dir string) string {
	if named := q.directory(); named != "" && model.Absolute(q.Dir, ".") != dir {
		return named
	}
	return cmp.Or(q.Pattern, ".")
}

// directory is the one that q.Pattern names, absolute, or "" if the pattern is an import path.
func (q Query) directory() string {
	pattern := cmp.Or(q.Pattern, ".")
	if gobuild.IsLocalImport(filepath.ToSlash(pattern)) || filepath.IsAbs(pattern) {
		return model.Absolute(q.Dir, filepath.FromSlash(pattern))
	}
	return ""
}

// batches sorts the queries by what their packages are built with, in the order of the first ones.
func batches(answers []*Answer) [][]*Answer {
	var all [][]*Answer
	at := map[string]int{}
	for _, a := range answers {
		tags := slices.Compact(slices.Sorted(slices.Values(a.Tags)))
		key := fmt.Sprint(a.env.goos, "/", a.env.goarch, " ", a.env.native, " ", strings.Join(tags, ","))
		k, known := at[key]
		if !known {
			k = len(all)
			at[key] = k
			all = append(all, nil)
		}
		all[k] = append(all[k], a)
	}
	return all
}

// loadBatch loads the packages of queries that are built alike. Where the go command refuses to load them together, each is
// loaded for itself, so that none is in the way of the others.
func loadBatch(ctx context.Context, batch []*Answer) {
	var patterns []string
	for _, a := range batch {
		if !slices.Contains(patterns, a.pattern) {
			patterns = append(patterns, a.pattern)
		}
	}
	env := batch[0].env
	pkgs, err := env.load(ctx, patterns)
	switch {
	case ctx.Err() != nil:
		return // which load reports
	case isTrouble(err):
		batch[0].Err = err
	case err != nil && len(patterns) > 1:
		for _, a := range batch {
			if loadBatch(ctx, []*Answer{a}); isTrouble(a.Err) {
				batch[0].Err = a.Err
				return
			}
		}
	case err != nil:
		for _, a := range batch {
			a.Err = env.explain(ctx, err.Error(), a.pattern)
		}
	default:
		for _, a := range batch {
			named := pkgs
			if len(patterns) > 1 {
				named = slices.DeleteFunc(slices.Clone(pkgs), func(pkg *packages.Package) bool { return !a.names(pkg) })
			}
			a.settle(env.only(ctx, named, a.pattern))
		}
	}
}

// isTrouble reports whether an error is that of the environment.
func isTrouble(err error) bool {
	_, is := errors.AsType[*gocmd.Trouble](err)
	return is
}

// settle is told what became of the query.
func (a *Answer) settle(pkg *packages.Package, err error) {
	if a.Err = err; err == nil {
		a.Package = &Package{pkg, new(Findings), a.env}
	}
}

// names reports whether the package is the one that q.Pattern names.
func (q Query) names(pkg *packages.Package) bool {
	dir := q.directory()
	if dir == "" || pkg.Dir == "" {
		return pkg.PkgPath == q.Pattern
	}
	if pkg.Dir == dir {
		return true
	}
	one, errOne := os.Stat(pkg.Dir) // one of them may go through a symbolic link
	other, errOther := os.Stat(dir)
	return errOne == nil && errOther == nil && os.SameFile(one, other)
}
