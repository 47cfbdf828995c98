package source

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/mod/module"

	"github.com/owgen/owgen/gen/internal/model"
	"github.com/owgen/owgen/internal/gocmd"
)

// CheckOwn refuses a package that is not the user's to change.
func (src *Package) CheckOwn(ctx context.Context) error {
	m := src.Module
	if m == nil {
		return cmp.Or(src.env.modulesOff(ctx), fmt.Errorf("package %s is in Go's standard library; name one of your own", src.PkgPath))
	}
	if !m.Main && (m.Replace == nil || m.Replace.Version != "") {
		return fmt.Errorf("package %s is in module %s, which is a dependency of this one; run owgen in a clone of it", src.PkgPath, m.Path)
	}
	return nil
}

// modulesOff returns gocmd.ModulesOff if the go command knows no modules, in whichever way it was told so.
func (e *environment) modulesOff(ctx context.Context) error {
	out, err := gocmd.Run(ctx, e.dir, e.env, "env", "GOMOD")
	if err == nil && strings.TrimSpace(string(out)) == "" {
		return gocmd.ModulesOff()
	}
	return err
}

// CheckOut refuses a directory for the output in which the program could not be built. It returns what the command line
// is to blame for, and reports a package of the user's that is there already. Copied is the import path of the module's copy of
// the runtime, or "".
func (src *Package) CheckOut(out, outPath, copied string) error {
	name := src.Relative(out)
	if src.Name == "main" {
		if out != src.Dir { // no other package can import it
			return fmt.Errorf("files for a package main are written beside it, so -o %s is not possible", name)
		}
		return nil
	}
	if out == src.Dir {
		return fmt.Errorf("-o %s is the directory of package %s, and the program needs one of its own", name, src.Name)
	}
	if m := src.Module; m != nil && m.Dir != "" {
		if rel, err := filepath.Rel(m.Dir, out); err != nil || !filepath.IsLocal(rel) {
			return fmt.Errorf("-o %s is outside of module %s, to which the program belongs", name, m.Path)
		}
		if inVendor(out) {
			return fmt.Errorf("-o %s is in the vendor directory, which is for dependencies only; choose another directory with -o", name)
		}
		if copied != "" && model.IsBelow(copied, outPath) {
			return fmt.Errorf("-o %s is in the copy of the runtime; choose another directory with -o", name)
		}
		if mod := nestedModule(m.Dir, out); mod != "" {
			return fmt.Errorf("%s makes %s part of another module; choose another directory with -o", src.Relative(mod), name)
		}
	}
	if invalid, ok := errors.AsType[*module.InvalidPathError](module.CheckImportPath(outPath)); ok {
		return fmt.Errorf("-o %s: the go command builds nothing that has the import path %q: %w", name, outPath, invalid.Err)
	}
	if base := filepath.Base(out); strings.ContainsRune("-+~", rune(base[0])) {
		return fmt.Errorf("-o %s: the go command builds nothing in a directory whose name begins with %q; choose another one", name, base[:1])
	}
	src.checkModuleName()
	src.checkPackageIn(out)
	return nil
}

// CheckDockerfile refuses a place for the Dockerfile, unless it is "", where the files beside it would break the go command.
func (src *Package) CheckDockerfile(file string) error {
	if file == "" || !inVendor(file) {
		return nil
	}
	return fmt.Errorf("-dockerfile %s is in the vendor directory, which is for dependencies only; choose another path with -dockerfile",
		src.Relative(file))
}

// inVendor reports whether path is in the vendor directory of a module or workspace, which holds only what the go command
// has put there: if it is there for another reason, no package builds any more.
func inVendor(path string) bool {
	for root := filepath.Dir(path); root != path; path, root = root, filepath.Dir(root) {
		if filepath.Base(path) == "vendor" && (isFile(filepath.Join(root, "go.mod")) || isFile(filepath.Join(root, "go.work"))) {
			return true
		}
	}
	return false
}

func isFile(name string) bool {
	info, err := os.Stat(name)
	return err == nil && !info.IsDir()
}

// checkModuleName reports a package that no program can import, because go mod init was given the name main.
func (src *Package) checkModuleName() {
	if src.PkgPath != "main" {
		return
	}
	d := src.moduleDiagnostic("the module is called main, so package " + src.Name + " in its directory cannot be imported by a program")
	d.Notes = []string{"run: go mod edit -module=example.com/" + src.Name}
	src.Add(d)
}

// nestedModule returns the go.mod that cuts dir off from the module at root, or "".
func nestedModule(root, dir string) string {
	for ; dir != root && dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		if mod := filepath.Join(dir, "go.mod"); isFile(mod) {
			return mod
		}
	}
	return ""
}

// checkPackageIn reports a file of another package than main in the directory of the program. Tests may be of any
// package, and what does not parse is for the compiler.
func (src *Package) checkPackageIn(out string) {
	entries, err := os.ReadDir(out)
	if err != nil {
		return // it is made when the files are written, or that says what is the matter
	}
	for _, entry := range entries {
		name := entry.Name()
		if filepath.Ext(name) != ".go" || strings.HasSuffix(name, "_test.go") || name[0] == '_' || name[0] == '.' {
			continue
		}
		fset := token.NewFileSet()
		file, err := parser.ParseFile(fset, filepath.Join(out, name), nil, parser.PackageClauseOnly)
		if err != nil || file.Name.Name == "main" {
			continue
		}
		pos := fset.PositionFor(file.Name.Pos(), false)
		pos.Filename = src.Relative(pos.Filename)
		src.Add(Diagnostic{
			Pos:   pos,
			Msg:   fmt.Sprintf("package %s is where the generated program, a package main, would be", file.Name.Name),
			Notes: []string{"choose another directory with -o"},
		})
		return
	}
}
