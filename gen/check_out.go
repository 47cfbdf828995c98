package gen

import (
	"errors"
	"fmt"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/mod/module"
)

// checkOut refuses a directory for the output in which the program could not be built. It returns what the command line
// is to blame for, and reports a package of the user's that is there already. Copied is the import path of the module's copy of
// the runtime, or "".
func (in *inspector) checkOut(out, copied string) error {
	name := in.relative(out)
	if in.pkg.Name == "main" {
		if out != in.pkg.Dir { // no other package can import it
			return fmt.Errorf("files for a package main are written beside it, so -o %s is not possible", name)
		}
		return nil
	}
	if out == in.pkg.Dir {
		return fmt.Errorf("-o %s is the directory of package %s, and the program needs one of its own", name, in.pkg.Name)
	}
	if m := in.pkg.Module; m != nil && m.Dir != "" {
		if rel, err := filepath.Rel(m.Dir, out); err != nil || !filepath.IsLocal(rel) {
			return fmt.Errorf("-o %s is outside of module %s, to which the program belongs", name, m.Path)
		}
		if isBelow(filepath.Join(m.Dir, "vendor"), out) {
			return fmt.Errorf("-o %s is in the vendor directory, which is for dependencies only; choose another directory with -o", name)
		}
		if copied != "" && isBelow(copied, in.outPath) {
			return fmt.Errorf("-o %s is in the copy of the runtime; choose another directory with -o", name)
		}
		if mod := nestedModule(m.Dir, out); mod != "" {
			return fmt.Errorf("%s makes %s part of another module; choose another directory with -o", in.relative(mod), name)
		}
	}
	if invalid, ok := errors.AsType[*module.InvalidPathError](module.CheckImportPath(in.outPath)); ok {
		return fmt.Errorf("-o %s: the go command builds nothing that has the import path %q: %w", name, in.outPath, invalid.Err)
	}
	in.checkModuleName()
	in.checkPackageIn(out)
	return nil
}

// checkModuleName reports a package that no program can import, because go mod init was given the name main.
func (in *inspector) checkModuleName() {
	if in.pkg.PkgPath != "main" {
		return
	}
	d := in.moduleDiagnostic("the module is called main, so package " + in.pkg.Name + " in its directory cannot be imported by a program")
	d.Notes = []string{"run: go mod edit -module=example.com/" + in.pkg.Name}
	in.found = append(in.found, d)
}

// nestedModule returns the go.mod that cuts dir off from the module at root, or "".
func nestedModule(root, dir string) string {
	for ; dir != root && dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		mod := filepath.Join(dir, "go.mod")
		if info, err := os.Stat(mod); err == nil && !info.IsDir() {
			return mod
		}
	}
	return ""
}

// checkPackageIn reports a file of another package than main in the directory of the program. Tests may be of any
// package, and what does not parse is for the compiler.
func (in *inspector) checkPackageIn(out string) {
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
		pos.Filename = in.relative(pos.Filename)
		in.found = append(in.found, Diagnostic{
			Pos:   pos,
			Msg:   fmt.Sprintf("package %s is where the generated program, a package main, would be", file.Name.Name),
			Notes: []string{"choose another directory with -o"},
		})
		return
	}
}
