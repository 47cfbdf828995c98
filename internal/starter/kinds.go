package starter

import (
	"embed"
	"fmt"
	"go/format"
	"go/parser"
	"go/token"
	"path"
	"path/filepath"
	"strings"

	"github.com/owgen/owgen/gen"
	"github.com/owgen/owgen/internal/place"
	"github.com/owgen/owgen/internal/runtimecopy"
)

// kinds has a directory for each kind, with files whose names and contents say placeholder where the name of the function comes.
//
//go:embed _kinds
var kinds embed.FS

// Kinds are what a function may be: the first is the default.
func Kinds() []string { return []string{"function", "web", "event", "stream"} }

const (
	placeholder = "placeholder"
	original    = "github.com/owgen/owgen/runtime" // what the files of the kinds import
	directive   = "//go:generate owgen"            // what is in them
)

// goVersion is the version of Go that a module needs: for the copy of the runtime, or for a tool of this release.
func goVersion(release string) string {
	if release == "" {
		return runtimecopy.Go + ".0"
	}
	return "1.26.0"
}

// goMod is the go.mod of a new module.
func (s *start) goMod() []byte {
	text := fmt.Appendf(nil, "module %s\n\ngo %s\n", s.name.module, goVersion(s.Release))
	if s.Release != "" {
		text = fmt.Appendf(text, "\ntool %s\n\nrequire github.com/owgen/owgen %s\n", command, s.Release)
	}
	return text
}

// files returns the files that are the user's from now on.
func (s *start) files() ([]gen.File, error) {
	var files []gen.File
	add := func(name string, data []byte) {
		files = append(files, gen.File{Path: filepath.Join(s.dir, filepath.FromSlash(name)), Data: data})
	}
	if s.isNew() {
		add("go.mod", s.goMod())
	}
	for _, name := range []string{placeholder + ".go", placeholder + "_test.go", "testdata/calls/example.json"} {
		text, err := kinds.ReadFile(path.Join("_kinds", s.Kind, name))
		if err != nil {
			return nil, fmt.Errorf("internal error: %w", err)
		}
		filled := []byte(s.fill(string(text)))
		if path.Ext(name) == ".go" {
			if filled, err = format.Source(filled); err != nil {
				return nil, fmt.Errorf("internal error: %s: %w", name, err)
			}
		}
		add(strings.Replace(name, placeholder, s.name.pkg, 1), filled)
	}
	return files, nil
}

// fill puts the names of the function into a file.
func (s *start) fill(text string) string {
	imported, line := original, "//go:generate go tool owgen"
	if s.Release == "" {
		imported, line = runtimecopy.ImportPath(s.module().Path), directive+" -runtime embed"
	}
	return strings.NewReplacer(
		`"./cmd/`+placeholder+`"`, `"./`+place.Display(s.dir, s.layout.Out)+`"`,
		original, imported,
		directive, line,
		title(placeholder), s.name.handler,
		placeholder, s.name.pkg,
	).Replace(text)
}

// declared returns the names that the files of a kind declare, but for those that are made of the name of the function.
func declared(kind string) ([]string, error) {
	text, err := kinds.ReadFile(path.Join("_kinds", kind, placeholder+".go"))
	if err != nil {
		return nil, fmt.Errorf("there is no kind %s: %w", kind, err)
	}
	file, err := parser.ParseFile(token.NewFileSet(), "", text, 0)
	if err != nil {
		return nil, fmt.Errorf("internal error: %w", err)
	}
	var all []string
	for name := range file.Scope.Objects {
		if name != title(placeholder) {
			all = append(all, name)
		}
	}
	return all, nil
}
