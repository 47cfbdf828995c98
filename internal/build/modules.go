package build

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/owgen/owgen/internal/gocmd"
)

// A Module is one of the user's modules.
type Module struct {
	Path, Dir string
	GoVersion string // of its go.mod, such as 1.26.0; "" if that has none
}

// FindModule returns the module of the package that the pattern names in dir. The package need not compile.
func FindModule(ctx context.Context, dir, pattern string) (Module, error) {
	out, err := goCommand(ctx, dir, nil, "list", "-find", "-e", "-json=Module,Error", "--", cmp.Or(pattern, "."))
	if err != nil {
		return Module{}, err
	}
	var pkg struct {
		Module *Module
		Error  *struct{ Err string }
	}
	if err := json.NewDecoder(bytes.NewReader(out)).Decode(&pkg); err != nil || pkg.Module == nil || pkg.Module.Dir == "" {
		if pkg.Error != nil {
			return Module{}, errors.New(gocmd.Advise(pkg.Error.Err))
		}
		return Module{}, fmt.Errorf("%s is in no module", cmp.Or(pattern, dir))
	}
	return *pkg.Module, nil
}

// Modules returns the modules that the go command works on in dir: the one around it, or those that go.work uses. It
// returns none if there is neither.
func Modules(ctx context.Context, dir string) ([]Module, error) {
	out, err := goCommand(ctx, dir, nil, "list", "-m", "-json")
	if err != nil {
		return nil, err
	}
	modules, err := decodeAll[Module](out)
	return slices.DeleteFunc(modules, func(m Module) bool { return m.Dir == "" }), err
}

// A Directory is the directory of a package, and the first pattern that named it.
type Directory struct{ Path, Pattern string }

// Directories returns the directories of the packages that the patterns name in dir, without packages of dependencies.
// The packages need not compile. A pattern that names no package is an error.
func Directories(ctx context.Context, dir string, patterns []string) ([]Directory, error) {
	args := append([]string{"list", "-find", "-e", "-json=Dir,ImportPath,Error,Module,Match", "--"}, patterns...)
	out, err := goCommand(ctx, dir, []string{"GOOS=linux"}, args...)
	if err != nil {
		return nil, err
	}
	type listed struct {
		Dir, ImportPath string
		Module          *struct{ Main bool }
		Match           []string
		Error           *struct{ Err string }
	}
	packages, err := decodeAll[listed](out)
	if err != nil {
		return nil, err
	}
	var dirs []Directory
	for _, p := range packages {
		switch {
		case p.ImportPath == "command-line-arguments":
			return nil, fmt.Errorf("%s is a file; name the package", p.Match[0])
		case p.Dir == "" && p.Error != nil:
			return nil, errors.New(gocmd.Advise(p.Error.Err))
		case p.Module != nil && p.Module.Main:
			dirs = append(dirs, Directory{p.Dir, p.Match[0]})
		}
	}
	return dirs, nil
}

// decodeAll decodes a sequence of JSON values.
func decodeAll[T any](text []byte) ([]T, error) {
	var all []T
	for dec := json.NewDecoder(bytes.NewReader(text)); ; {
		var v T
		switch err := dec.Decode(&v); err {
		case nil:
			all = append(all, v)
		case io.EOF:
			return all, nil
		default:
			return nil, err
		}
	}
}
