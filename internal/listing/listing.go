// Package listing finds the handlers below a directory, and whether the programs that serve them are up to date. It writes
// nothing.
//
//	listing.go  which packages there are, loaded together
//	entry.go    a program: its handlers, and the state of its files
//	text.go     the list for people
//	json.go     the list for programs
package listing

import (
	"context"
	"errors"
	"fmt"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/owgen/owgen/gen"
	"github.com/owgen/owgen/internal/claims"
	"github.com/owgen/owgen/internal/cli"
	"github.com/owgen/owgen/internal/place"
	"github.com/owgen/owgen/internal/renew"
	"github.com/owgen/owgen/internal/workspace"
)

// A Listing is what there is to call in some packages.
type Listing struct {
	Entries []Entry // by package
	// Problems are what keeps packages from being looked at, or from being generated for.
	Problems gen.Diagnostics
	failing  map[string]bool // directories
	packages int             // that were looked at
}

// Look lists the packages that the patterns name in wd. It is the owgen that runs which would generate for them.
func Look(ctx context.Context, t renew.Tool, wd string, patterns []string) (*Listing, error) {
	w, err := workspace.Open(ctx, wd)
	if err != nil {
		return nil, err
	}
	dirs, err := w.Directories(ctx, wd, patterns)
	if err != nil {
		return nil, err
	}
	s := &search{Tool: t, wd: wd, known: t.Claims(), list: &Listing{failing: map[string]bool{}}}
	if err := s.collect(ctx, dirs); err != nil {
		return nil, err
	}
	if err := s.load(ctx); err != nil {
		return nil, err
	}
	slices.SortStableFunc(s.list.Entries, compare)
	return s.list, nil
}

// Fault is what is wrong with the packages, as an error, or nil.
func (l *Listing) Fault() error {
	if len(l.Problems) == 0 {
		return nil
	}
	verdict := fmt.Sprintf("%d of %d packages have problems", len(l.failing), l.packages)
	switch {
	case l.packages == 1:
		verdict = "the package has problems"
	case len(l.failing) == 1:
		verdict = fmt.Sprintf("1 of %d packages has problems", l.packages)
	}
	return &renew.Fault{Found: l.Problems.Sorted(), Verdict: verdict}
}

// A search makes a Listing.
type search struct {
	renew.Tool
	wd    string // the files are named relative to it
	known *claims.Claims
	found []candidate
	list  *Listing
}

// A candidate is a package, and what generates a program for it.
type candidate struct {
	workspace.Directory
	claims.Claim
}

// collect finds what may have handlers: not what owgen has written.
func (s *search) collect(ctx context.Context, dirs []workspace.Directory) error {
	for _, dir := range dirs {
		if err := ctx.Err(); err != nil {
			return err
		}
		s.reportUnreadable(ctx, dir)
		if !hasSources(dir.Path) {
			continue
		}
		all := s.known.Of(ctx, dir.Path, dir.Module)
		for _, claim := range all {
			s.found = append(s.found, candidate{dir, claim})
		}
		if all != nil {
			s.list.packages++
		}
	}
	return ctx.Err()
}

// reportUnreadable reports the directives in the directory that cannot be read: what they generate is not known.
func (s *search) reportUnreadable(ctx context.Context, dir workspace.Directory) {
	for _, u := range s.known.Unreadable(ctx, dir.Module) {
		if filepath.Dir(u.Directive.File) != dir.Path {
			continue
		}
		d := gen.Diagnostic{Pos: s.at(u.Directive.File, u.Directive.Line), Msg: u.Err.Error()}
		if _, ok := errors.AsType[cli.UsageError](u.Err); ok {
			d.Notes = []string{"run 'owgen -h'"}
		}
		s.blame(dir.Path, d)
	}
}

// load loads the packages and makes the entries.
func (s *search) load(ctx context.Context) error {
	configs := make([]gen.Config, len(s.found))
	for k, c := range s.found {
		configs[k] = c.Config
		configs[k].Progress = func(line string) { s.Say("%s", line) }
	}
	results, err := gen.GenerateAll(ctx, s.wd, configs)
	if err != nil {
		return err
	}
	for k, c := range s.found {
		s.add(ctx, c, results[k])
	}
	return ctx.Err()
}

// at is a position as messages name it.
func (s *search) at(file string, line int) token.Position {
	return token.Position{Filename: place.Display(s.wd, file), Line: line, Column: 1}
}

// blame reports what is wrong with a package.
func (s *search) blame(dir string, found ...gen.Diagnostic) {
	s.list.failing[dir] = true
	s.list.Problems = append(s.list.Problems, found...)
}

// hasSources reports whether a directory has Go files that owgen did not write, tests aside.
func hasSources(dir string) bool {
	entries, err := os.ReadDir(dir)
	return err == nil && slices.ContainsFunc(entries, func(e fs.DirEntry) bool {
		name := e.Name()
		if filepath.Ext(name) != ".go" || strings.HasSuffix(name, "_test.go") || name[0] == '.' || name[0] == '_' || !e.Type().IsRegular() {
			return false
		}
		data, err := os.ReadFile(filepath.Join(dir, name))
		return err == nil && !place.Ours(name, data)
	})
}
