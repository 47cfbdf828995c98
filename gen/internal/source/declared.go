package source

import (
	"cmp"
	"errors"
	"go/ast"
	"go/constant"
	"go/parser"
	"go/types"
	"slices"

	"golang.org/x/tools/go/packages"
)

// Declarations know how types are declared in packages that the user can edit: the comments on them, and the constants that
// they have. Export data has neither, so the files of another package are read when one of its types is asked for, and checked for
// its constants.
type Declarations struct {
	src   *Package
	known map[string]*checked // by the path of a package
}

// checked is a package with its syntax.
type checked struct {
	types  *types.Package // nil until it is asked for
	syntax []*ast.File
}

// Declarations returns those that the package can see.
func (src *Package) Declarations() *Declarations {
	return &Declarations{src, map[string]*checked{src.Types.Path(): {src.Types, src.Syntax}}}
}

// Doc returns the comment right above the declaration of a type, or nil.
func (d *Declarations) Doc(obj *types.TypeName) *ast.CommentGroup {
	if !d.src.Editable(obj) {
		return nil
	}
	for spec, doc := range d.of(obj.Pkg()).typeSpecs {
		if spec.Name.Name == obj.Name() {
			return doc
		}
	}
	return nil
}

// Constants returns the values of the constants that the package of a type declares with exactly that type, in the order of
// files and lines. A value is unknown where it depends on a package that cannot be seen from here.
func (d *Declarations) Constants(obj *types.TypeName) []constant.Value {
	scope := d.check(obj.Pkg())
	typ := scope.Lookup(obj.Name())
	var all []*types.Const
	for _, name := range scope.Names() {
		if c, ok := scope.Lookup(name).(*types.Const); ok && typ != nil && types.Identical(c.Type(), typ.Type()) {
			all = append(all, c)
		}
	}
	slices.SortFunc(all, func(a, b *types.Const) int {
		p, q := d.src.Fset.PositionFor(a.Pos(), false), d.src.Fset.PositionFor(b.Pos(), false)
		return cmp.Or(cmp.Compare(p.Filename, q.Filename), p.Offset-q.Offset)
	})
	var values []constant.Value
	for _, c := range all {
		values = append(values, c.Val())
	}
	return values
}

// of returns the package with its syntax, as far as that can be read.
func (d *Declarations) of(pkg *types.Package) *checked {
	if known := d.known[pkg.Path()]; known != nil {
		return known
	}
	c := &checked{}
	d.known[pkg.Path()] = c
	packages.Visit([]*packages.Package{d.src.Package}, nil, func(p *packages.Package) {
		if p.PkgPath != pkg.Path() || c.syntax != nil {
			return
		}
		for _, file := range p.GoFiles {
			syntax, err := parser.ParseFile(d.src.Fset, file, nil, parser.ParseComments|parser.SkipObjectResolution)
			if err == nil { // else the compiler has said so
				c.syntax = append(c.syntax, syntax)
			}
		}
	})
	return c
}

// check returns the scope of the package, with what is not exported as well.
func (d *Declarations) check(pkg *types.Package) *types.Scope {
	c := d.of(pkg)
	if c.types == nil {
		config := types.Config{
			Importer: importer{d.src.Types}, IgnoreFuncBodies: true, FakeImportC: true, Sizes: d.src.TypesSizes,
			Error: func(error) {}, // what is unknown stays unknown
		}
		c.types, _ = config.Check(pkg.Path(), d.src.Fset, c.syntax, nil)
	}
	return c.types.Scope()
}

// typeSpecs yields the declarations of types at file scope, each with the comment right above it.
func (c *checked) typeSpecs(yield func(*ast.TypeSpec, *ast.CommentGroup) bool) {
	for _, file := range c.syntax {
		for _, decl := range file.Decls {
			group, ok := decl.(*ast.GenDecl)
			if !ok {
				continue
			}
			for _, spec := range group.Specs {
				if spec, ok := spec.(*ast.TypeSpec); ok && !yield(spec, docOf(group, spec.Doc)) {
					return
				}
			}
		}
	}
}

// Types yields the declarations of types of the package itself at file scope, each with the comment right above it.
func (d *Declarations) Types(yield func(*ast.TypeSpec, *ast.CommentGroup) bool) {
	d.of(d.src.Types).typeSpecs(yield)
}

// An importer finds packages among those that a package imports, also by others.
type importer struct{ from *types.Package }

func (i importer) Import(path string) (*types.Package, error) {
	if path == "unsafe" {
		return types.Unsafe, nil
	}
	if found := find(path, i.from, map[*types.Package]bool{}); found != nil {
		return found, nil
	}
	return nil, errors.New("not seen from here")
}

func find(path string, from *types.Package, seen map[*types.Package]bool) *types.Package {
	if from.Path() == path {
		return from
	}
	seen[from] = true
	for _, imported := range from.Imports() {
		if !seen[imported] {
			if found := find(path, imported, seen); found != nil {
				return found
			}
		}
	}
	return nil
}
