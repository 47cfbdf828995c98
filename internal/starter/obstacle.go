package starter

import (
	"errors"
	"go/token"
	"os"
	"path/filepath"
	"slices"

	"github.com/owgen/owgen/gen"
	"github.com/owgen/owgen/internal/place"
	"github.com/owgen/owgen/internal/renew"
)

// free returns the files as outputs. The error is a *renew.Fault that names all that is in their way, or in the way of what will be
// generated.
func (s *start) free(t renew.Tool, files []gen.File) ([]place.Output, error) {
	names := s.strangers(s.dir, "*.go")
	names = append(names, s.strangers(filepath.Join(s.dir, "testdata", "calls"), "*.json")...)
	if s.layout.Out != s.dir {
		names = append(names, s.strangers(s.layout.Out, "*.go")...)
	}
	outputs, err := place.Fresh(s.Wd, files)
	if present, ok := errors.AsType[*place.Present](err); ok {
		names = append(names, present.Names...)
	}
	if err := s.lookAhead(t); err != nil {
		blocked, known := inTheWay(err)
		if !known {
			return nil, err
		}
		names = append(names, blocked...)
	}
	if len(names) == 0 {
		return outputs, nil
	}
	slices.Sort(names)
	var found gen.Diagnostics
	for _, name := range slices.Compact(names) {
		found = append(found, gen.Diagnostic{Pos: token.Position{Filename: name, Line: 1, Column: 1}, Msg: "exists"})
	}
	return nil, &renew.Fault{Found: found, Verdict: found.Verdict()}
}

// strangers returns the files of that form in a directory which owgen did not write: they would be a part of what is begun there.
func (s *start) strangers(dir, form string) []string {
	var names []string
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil // there is none, or a file, which Fresh finds
	}
	for _, e := range entries {
		file := filepath.Join(dir, e.Name())
		if match, err := filepath.Match(form, e.Name()); err != nil || !match || e.IsDir() || e.Name()[0] == '.' || e.Name()[0] == '_' {
			continue
		}
		if data, err := os.ReadFile(file); err == nil && dir != s.dir && place.Ours(file, data) {
			continue
		}
		names = append(names, place.Display(s.Wd, file))
	}
	return names
}

// lookAhead looks at the places of all files that will be generated.
func (s *start) lookAhead(t renew.Tool) (err error) {
	var files []gen.File
	l := s.layout
	for _, path := range l.Files() {
		yields := path == l.GoAttributes || path == l.ImageAttributes || path == l.Gitignore
		files = append(files, gen.File{Path: path, Yields: yields})
	}
	if s.generated, err = place.Survey(s.Wd, files); err != nil || s.Release != "" {
		return err
	}
	s.copied, err = t.Embedded(s.Wd, s.module())
	return err
}

// inTheWay returns the files that an error is about. It reports false if it is about something else.
func inTheWay(err error) (names []string, ok bool) {
	if foreign, ok := errors.AsType[*place.Foreign](err); ok {
		for _, o := range foreign.Outputs {
			names = append(names, o.Name)
		}
		return names, true
	}
	if blocked, ok := errors.AsType[*place.Blocked](err); ok {
		return []string{blocked.File}, true
	}
	if occupied, ok := errors.AsType[*place.Occupied](err); ok {
		return []string{occupied.Name}, true
	}
	if fault, ok := errors.AsType[*renew.Fault](err); ok {
		for _, d := range fault.Found {
			names = append(names, d.Pos.Filename)
		}
		return names, true
	}
	return nil, false
}
