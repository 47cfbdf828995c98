package listing

import (
	"cmp"
	"context"
	"errors"
	gobuild "go/build"
	"path/filepath"
	"slices"
	"strings"

	"github.com/owgen/owgen/gen"
	"github.com/owgen/owgen/internal/place"
	"github.com/owgen/owgen/internal/renew"
)

// An Entry is a package with handlers and the program that serves them. A package with several programs has several entries.
type Entry struct {
	*gen.Catalog
	Shown     string // the package, as a command line names it: ./order
	Directive string // the line that generates the program, "" if there is none
	Files     []File
}

// A File is one that belongs to a program.
type File struct {
	Path  string `json:"path"` // relative to the working directory
	State State  `json:"state"`
}

// A State is whether a file is what would be generated now.
type State string

// The states of a file.
const (
	Current State = "current"
	Stale   State = "stale"
	Missing State = "missing"
)

// add makes an entry of a package that was loaded, and reports what is wrong with it.
//
// Nobody asks for a program of a package without a directive. That such a package has two functions that might be handlers, or none,
// or nothing that is built for the target, is no fault.
func (s *search) add(ctx context.Context, c candidate, r *gen.Result) {
	wanted := c.Directive.File != ""
	catalog, err := r.Catalog()
	if err != nil {
		if wanted || r.Place.Dir != "" {
			s.blameFor(c, err)
		}
		return
	}
	e := Entry{Catalog: catalog, Shown: shown(s.wd, c.Path), Directive: c.Directive.Text}
	if r.Err == nil {
		err = s.look(ctx, &e, c, r)
	} else {
		e.Files, err = s.guess(c), r.Err
	}
	if err != nil && (wanted || catalog.Explicit) {
		s.blameFor(c, err)
	}
	s.list.Entries = append(s.list.Entries, e)
}

// look adds to e the files that were generated.
func (s *search) look(ctx context.Context, e *Entry, c candidate, r *gen.Result) error {
	copied, outputs, err := s.Look(ctx, s.known, s.wd, c.Claim, c.Module, r)
	if err != nil {
		e.Files = s.guess(c)
		return err
	}
	e.Files = append(files(outputs), runtimeFiles(copied)...)
	return nil
}

// files are outputs with their states.
func files(outputs []place.Output) []File {
	var all []File
	for _, o := range outputs {
		f := File{o.Name, Current}
		switch {
		case o.Info == nil:
			f.State = Missing
		case o.Stale():
			f.State = Stale
		}
		all = append(all, f)
	}
	return all
}

// runtimeFiles are those of the copy of the runtime that are not current. If there is no copy at all, they are one: its directory.
func runtimeFiles(copied []place.Output) []File {
	all := slices.DeleteFunc(files(copied), func(f File) bool { return f.State == Current })
	if len(all) > 0 && !slices.ContainsFunc(copied, func(o place.Output) bool { return o.Info != nil }) {
		return []File{{strings.TrimSuffix(filepath.ToSlash(filepath.Dir(all[0].Path)), "/"), Missing}}
	}
	return all
}

// guess is what files there would be if they could be generated. What is there now is of an earlier state of the sources.
func (s *search) guess(c candidate) []File {
	var all []File
	for _, path := range c.Paths() {
		f := File{place.Display(s.wd, path), Missing}
		if place.Exists(path) {
			f.State = Stale
		}
		all = append(all, f)
	}
	return all
}

// blameFor reports an error about a package, at its directive if there is no better place.
func (s *search) blameFor(c candidate, err error) {
	if found, ok := errors.AsType[gen.Diagnostics](err); ok {
		s.blame(c.Path, found...)
		return
	}
	if fault, ok := errors.AsType[*renew.Fault](err); ok {
		s.blame(c.Path, fault.Found...)
		return
	}
	d := gen.Diagnostic{Msg: err.Error()}
	if c.Directive.File != "" {
		d.Pos = s.at(c.Directive.File, c.Directive.Line)
	}
	s.blame(c.Path, d)
}

// shown is how a command line names the package in a directory.
func shown(wd, dir string) string {
	name := place.Display(wd, dir)
	if gobuild.IsLocalImport(name) || filepath.IsAbs(dir) && filepath.IsAbs(name) {
		return name
	}
	return "./" + name
}

// compare orders entries by package, and those of one by the place of their first handler.
func compare(a, b Entry) int {
	first := func(e Entry) (file string, line int) {
		if len(e.Handlers) == 0 {
			return "", 0
		}
		return e.Handlers[0].Pos.Filename, e.Handlers[0].Pos.Line
	}
	fileA, lineA := first(a)
	fileB, lineB := first(b)
	return cmp.Or(cmp.Compare(a.Shown, b.Shown), cmp.Compare(fileA, fileB), cmp.Compare(lineA, lineB))
}
