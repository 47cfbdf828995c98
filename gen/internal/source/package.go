package source

import (
	"bytes"
	"go/ast"
	"go/token"
	"go/types"
	"go/version"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/tools/go/packages"

	"github.com/owgen/owgen/gen/internal/model"
)

// A Package is a package that was loaded, and what has been found in it.
type Package struct {
	*packages.Package
	*Findings
	env *environment
}

// Apart returns the package with findings of its own, for a trial.
func (src *Package) Apart() *Package {
	return &Package{src.Package, new(Findings), src.env}
}

// Exclusions are the Go files in the package's directory that are no part of it.
func (src *Package) Exclusions() []Exclusion { return src.env.exclusions(src.Dir) }

// Place is where the package is.
func (src *Package) Place() model.Place {
	p := model.Place{Name: src.Name, Path: src.PkgPath, Dir: src.Dir}
	if src.Module != nil {
		p.Module, p.ModuleDir = src.Module.Path, src.Module.Dir
	}
	return p
}

// GoVersion is the version of the language that the module is for, such as 1.26, or "".
func (src *Package) GoVersion() string {
	if src.Module == nil {
		return ""
	}
	return strings.TrimPrefix(version.Lang("go"+src.Module.GoVersion), "go")
}

// Report adds a problem at pos. Empty notes are left out.
func (src *Package) Report(pos token.Pos, msg string, notes ...string) {
	src.Add(Diagnostic{Pos: src.Position(pos), Msg: msg, Notes: WithoutEmpty(notes)})
}

// Position is where pos is, as diagnostics say it.
func (src *Package) Position(pos token.Pos) token.Position {
	p := src.Fset.PositionFor(pos, false) // in the file that is edited, not in one that a line directive names
	p.Filename = src.Relative(src.sourceFile(p.Filename))
	return p
}

// Relative makes a file's name relative to the working directory, if that is possible.
func (src *Package) Relative(file string) string { return src.env.relative(file) }

// sourceFile finds the source of a position in another package of the module: built with -trimpath, it is known by its
// import path.
func (src *Package) sourceFile(name string) string {
	if m := src.Module; m != nil && !filepath.IsAbs(name) {
		if rel, ok := strings.CutPrefix(name, m.Path+"/"); ok {
			return filepath.Join(m.Dir, filepath.FromSlash(rel))
		}
	}
	return name
}

// Declared is the position of a declared name as diagnostics say it. Export data does not keep columns, so that of a name
// in another package is looked up.
func (src *Package) Declared(obj types.Object) token.Position {
	p := src.Position(obj.Pos())
	if obj.Pkg() != src.Types {
		file := p.Filename
		if !filepath.IsAbs(file) {
			file = filepath.Join(src.env.dir, file)
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

// Editable reports whether obj is declared in sources that the user can be asked to edit: those of the module.
func (src *Package) Editable(obj types.Object) bool {
	if obj.Pkg() == nil || obj.Pkg() == src.Types {
		return obj.Pkg() != nil
	}
	return src.editableFile(obj.Pos()) != ""
}

// editableFile returns the absolute name of the file of a position in another package, or "" if it is not one of the module.
func (src *Package) editableFile(pos token.Pos) string {
	m := src.Module
	file := src.sourceFile(src.Fset.PositionFor(pos, false).Filename)
	if m == nil || !filepath.IsAbs(file) {
		return ""
	}
	if rel, err := filepath.Rel(m.Dir, file); err != nil || !filepath.IsLocal(rel) {
		return "" // a module beside this one, loaded together with it
	}
	if _, err := os.Stat(file); err != nil {
		return ""
	}
	return file
}

// TypeString spells a type as it would be in the user's package.
func (src *Package) TypeString(t types.Type) string { return types.TypeString(t, src.Qualifier) }

// Qualifier is the types.Qualifier of the user's package.
func (src *Package) Qualifier(p *types.Package) string {
	if p == src.Types {
		return ""
	}
	return p.Name()
}

// PackageClause is the position of the package's name in its first file: the place for what concerns the whole package.
func (src *Package) PackageClause() token.Pos { return src.Syntax[0].Name.Pos() }

// Functions yields the declarations of functions and methods in the order of files and lines.
func (src *Package) Functions(yield func(*ast.FuncDecl, *types.Func) bool) {
	for _, file := range src.Syntax {
		for _, decl := range file.Decls {
			if decl, ok := decl.(*ast.FuncDecl); ok {
				if fn, ok := src.TypesInfo.Defs[decl.Name].(*types.Func); ok && !yield(decl, fn) {
					return
				}
			}
		}
	}
}

// Variables yields the variables of the package in the order of files and lines, each with the comment above it.
func (src *Package) Variables(yield func(*types.Var, *ast.CommentGroup) bool) {
	for _, file := range src.Syntax {
		for _, decl := range file.Decls {
			decl, ok := decl.(*ast.GenDecl)
			if !ok || decl.Tok != token.VAR {
				continue
			}
			for _, spec := range decl.Specs {
				spec := spec.(*ast.ValueSpec)
				for _, name := range spec.Names {
					if v, ok := src.TypesInfo.Defs[name].(*types.Var); ok && !yield(v, docOf(decl, spec.Doc)) {
						return
					}
				}
			}
		}
	}
}
