package gen

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"go/version"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/tools/go/packages"
	"golang.org/x/tools/go/types/typeutil"
)

// inspect finds the handlers of the package and all that generating needs to know about their types.
//
// An error is Diagnostics where the user's code is at fault, and any other error where the go command or the environment
// is. The second result are findings that do not prevent generating.
func (r *request) inspect(runtime resolution) (*Package, Diagnostics, error) {
	if r.err != nil {
		return nil, nil, r.err
	}
	pkg, c := r.pkg, r.Config
	if m := pkg.Module; m != nil && !m.Main && (m.Replace == nil || m.Replace.Version != "") {
		return nil, nil, fmt.Errorf("package %s is in module %s, which is a dependency of this one; run owgen in a clone of it", pkg.PkgPath, m.Path)
	}
	out := outDir(c, placeOf(pkg))
	in := newInspector(r, out)
	if err := in.checkOut(out, c.Runtime); err != nil {
		return nil, nil, err
	}
	var handlers []*Handler
	if in.addLoadErrors() {
		in.checkSingleRuntime(c.Runtime)
		handlers = in.handlers(c.Funcs)
	}
	if err := in.checkRuntime(runtime, c.Runtime); err != nil {
		return nil, nil, err
	}
	if len(in.found) > 0 {
		return nil, nil, in.found.Sorted()
	}
	p := &Package{
		Types: pkg.Types, Dir: pkg.Dir, Out: out, OutPath: in.outPath, Tags: c.Tags, Flags: c.flags(), Runtime: c.Runtime,
		Handlers: handlers, Notes: in.notes.Sorted(), Deprecated: in.deprecated(handlers), Beside: scopeOf(out),
	}
	if pkg.Module != nil {
		p.Module, p.ModuleDir = pkg.Module.Path, pkg.Module.Dir
		p.Go = strings.TrimPrefix(version.Lang("go"+pkg.Module.GoVersion), "go")
	}
	return p, in.warnings.Sorted(), nil
}

// placeOf is where a loaded package is.
func placeOf(pkg *packages.Package) Place {
	p := Place{Name: pkg.Name, Path: pkg.PkgPath, Dir: pkg.Dir}
	if pkg.Module != nil {
		p.Module, p.ModuleDir = pkg.Module.Path, pkg.Module.Dir
	}
	return p
}

// An inspector is the state of one inspection.
type inspector struct {
	pkg     *packages.Package
	env     *environment
	outPath string // import path of the generated program

	defaults Options // of handlers whose directives say nothing else
	typer    *typer
	found    Diagnostics
	warnings Diagnostics
	notes    Diagnostics
	foreign  map[Mode]*typeutil.Map // types.Type → bool: see hasJSON
}

// newInspector returns an inspector of the package that was loaded, whose program will be in the directory out.
func newInspector(r *request, out string) *inspector {
	in := &inspector{
		pkg: r.pkg, env: r.env, outPath: outPath(r.pkg.Types.Path(), r.pkg.Dir, out), defaults: r.Options,
	}
	in.typer, in.foreign = newTyper(in), map[Mode]*typeutil.Map{}
	return in
}

// report adds a problem at pos. Empty notes are left out, so that callers can pass a hint that there may not be.
func (in *inspector) report(pos token.Pos, msg string, notes ...string) {
	in.found = append(in.found, Diagnostic{Pos: in.position(pos), Msg: msg, Notes: withoutEmpty(notes)})
}

func withoutEmpty(notes []string) []string {
	var kept []string
	for _, note := range notes {
		if note != "" {
			kept = append(kept, note)
		}
	}
	return kept
}

// position is where pos is, as diagnostics say it.
func (in *inspector) position(pos token.Pos) token.Position {
	p := in.pkg.Fset.PositionFor(pos, false) // in the file that is edited, not in one that a line directive names
	p.Filename = in.relative(in.sourceFile(p.Filename))
	return p
}

// relative makes a file's name relative to the working directory, if that is possible.
func (in *inspector) relative(file string) string { return in.env.relative(file) }

// sourceFile finds the source of a position in another package of the module: built with -trimpath, it is known by its
// import path.
func (in *inspector) sourceFile(name string) string {
	if m := in.pkg.Module; m != nil && !filepath.IsAbs(name) {
		if rel, ok := strings.CutPrefix(name, m.Path+"/"); ok {
			return filepath.Join(m.Dir, filepath.FromSlash(rel))
		}
	}
	return name
}

// declared is the position of a declared name as diagnostics say it. Export data does not keep columns, so that of a name
// in another package is looked up.
func (in *inspector) declared(obj types.Object) token.Position {
	p := in.position(obj.Pos())
	if obj.Pkg() != in.pkg.Types {
		file := p.Filename
		if !filepath.IsAbs(file) {
			file = filepath.Join(in.env.dir, file)
		}
		p.Column = columnOf(file, p.Line, obj.Name())
	}
	return p
}

// columnOf returns the column in which the name first stands in a line of a file, or else 1.
func columnOf(file string, line int, name string) int {
	data, err := os.ReadFile(file)
	if err != nil {
		return 1
	}
	n := 0
	for text := range bytes.Lines(data) {
		if n++; n == line {
			return max(0, bytes.Index(text, []byte(name))) + 1
		}
	}
	return 1
}

// editable reports whether obj is declared in sources that the user can be asked to edit: those of the module.
func (in *inspector) editable(obj types.Object) bool {
	if obj.Pkg() == nil || obj.Pkg() == in.pkg.Types {
		return obj.Pkg() != nil
	}
	m := in.pkg.Module
	file := in.sourceFile(in.pkg.Fset.PositionFor(obj.Pos(), false).Filename)
	if m == nil || !filepath.IsAbs(file) {
		return false
	}
	if rel, err := filepath.Rel(m.Dir, file); err != nil || !filepath.IsLocal(rel) {
		return false // a module beside this one, loaded together with it
	}
	_, err := os.Stat(file)
	return err == nil
}

// typeString spells a type as it would be in the user's package.
func (in *inspector) typeString(t types.Type) string {
	return types.TypeString(t, func(p *types.Package) string {
		if p == in.pkg.Types {
			return ""
		}
		return p.Name()
	})
}

// packageClause is the position of the package's name in its first file: the place for what concerns the whole package.
func (in *inspector) packageClause() token.Pos { return in.pkg.Syntax[0].Name.Pos() }

// functions yields the declarations of functions and methods in the order of files and lines.
func (in *inspector) functions(yield func(*ast.FuncDecl, *types.Func) bool) {
	for _, file := range in.pkg.Syntax {
		for _, decl := range file.Decls {
			if decl, ok := decl.(*ast.FuncDecl); ok {
				if fn, ok := in.pkg.TypesInfo.Defs[decl.Name].(*types.Func); ok && !yield(decl, fn) {
					return
				}
			}
		}
	}
}
