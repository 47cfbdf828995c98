package emit

import (
	"bytes"
	"cmp"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"maps"
	"slices"
	"strconv"

	"github.com/owgen/owgen/gen/internal/model"
)

// Jennifer knows no scopes. Where the names beside the generated files are such that generated code would mean something
// else by one of its own, as by v beside a type v, or by len beside a function len, code is emitted as if for a package of
// its own that imports the user's as self. What it declares and what it has of Go can then be told from self.v, and this
// file lets it give way: variables get other names, what is predeclared comes from a package of the runtime, and self goes.

// gives reports whether generated code has to give way.
func (n *names) gives() bool {
	for name := range n.pkg.Beside.Declared {
		if isLocal[name] || types.Universe.Lookup(name) != nil {
			return true
		}
	}
	return false
}

// An edit is what stands in the place of a node.
type edit struct {
	from, to token.Pos
	text     string
}

// A giver lets one file give way.
type giver struct {
	*names
	edits       []edit
	renamed     map[string]string // variables
	predeclared bool              // the runtime's package is needed
}

// giveWay returns the source of a generated file with names that mean what they are meant to.
func (n *names) giveWay(source []byte) ([]byte, error) {
	if !n.gives() {
		return source, nil
	}
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "", source, parser.SkipObjectResolution)
	if err != nil {
		return source, err
	}
	g := &giver{names: n, renamed: map[string]string{}}
	g.renameLocals(file)
	for _, decl := range file.Decls {
		ast.Inspect(decl, g.visit)
	}
	g.dropSelf(file)
	// The last one first, so that the places of others stay; and what is put in front of a place after what replaces it.
	slices.SortFunc(g.edits, func(x, y edit) int { return cmp.Or(cmp.Compare(y.from, x.from), cmp.Compare(y.to, x.to)) })
	for _, e := range g.edits {
		source = slices.Replace(source, fset.Position(e.from).Offset, fset.Position(e.to).Offset, []byte(e.text)...)
	}
	if g.predeclared {
		source = g.importPredeclared(source)
	}
	return source, nil
}

// importPredeclared adds the import of the package predeclared.
func (g *giver) importPredeclared(source []byte) []byte {
	path := g.ow + model.PredeclaredStep
	spec := strconv.Quote(path) + "\n"
	if imp := g.imports[path]; imp.alias {
		spec = imp.name + " " + spec
	}
	for _, place := range []struct{ behind, keyword string }{{"\nimport (\n", ""}, {"\npackage main\n", "\nimport "}} {
		if at := bytes.Index(source, []byte(place.behind)); at >= 0 {
			return slices.Insert(source, at+len(place.behind), []byte(place.keyword+spec)...)
		}
	}
	return source // unreachable: each file has a package clause
}

// renameLocals finds other names for variables that would hide what the file has of the package.
func (g *giver) renameLocals(file *ast.File) {
	used := map[string]bool{}
	ast.Inspect(file, func(node ast.Node) bool {
		if sel, ok := node.(*ast.SelectorExpr); ok && g.isSelf(sel.X) {
			used[sel.Sel.Name] = true
		}
		return true
	})
	for _, name := range slices.Sorted(maps.Keys(used)) {
		if isLocal[name] {
			k := 2
			for g.taken[name+strconv.Itoa(k)] {
				k++
			}
			g.renamed[name] = name + strconv.Itoa(k)
		}
	}
}

// visit looks at a node and those in it, but for names that are in no scope: labels, and fields of structs.
func (g *giver) visit(node ast.Node) bool {
	switch node := node.(type) {
	case *ast.ImportSpec, *ast.BranchStmt:
		return false
	case *ast.LabeledStmt:
		ast.Inspect(node.Stmt, g.visit)
		return false
	case *ast.StructType:
		for _, field := range node.Fields.List {
			ast.Inspect(field.Type, g.visit)
		}
		return false
	case *ast.SelectorExpr:
		if g.isSelf(node.X) {
			g.replace(node.X.Pos(), node.Sel.Pos(), "")
		} else {
			ast.Inspect(node.X, g.visit)
		}
		return false
	case *ast.BinaryExpr:
		if g.isHidden(node.Y, "nil") {
			g.compareWithNil(node)
			return false
		}
	case *ast.CallExpr:
		if g.isHidden(node.Fun, "append") && node.Ellipsis.IsValid() {
			g.replace(node.Fun.Pos(), node.Fun.End(), g.instead("AppendString"))
			g.replace(node.Ellipsis, node.Ellipsis+token.Pos(len("...")), "")
			for _, arg := range node.Args {
				ast.Inspect(arg, g.visit)
			}
			return false
		}
	case *ast.Ident:
		g.visitName(node)
	}
	return true
}

// visitName looks at a name of a variable, a function, or of something that is predeclared.
func (g *giver) visitName(id *ast.Ident) {
	switch {
	case g.renamed[id.Name] != "":
		g.replace(id.Pos(), id.End(), g.renamed[id.Name])
	case g.isHidden(id, "nil"): // compared it has been already
		g.replace(id.Pos(), id.End(), g.instead("NoError")+"()")
	case g.isHidden(id, id.Name):
		g.replace(id.Pos(), id.End(), g.instead(model.Title(id.Name)))
	}
}

// compareWithNil makes predeclared.IsNil(&v.Items) of v.Items == nil, and predeclared.IsNil(v) of *v == nil.
func (g *giver) compareWithNil(node *ast.BinaryExpr) {
	text := g.instead("IsNil") + "("
	if node.Op == token.NEQ {
		text = "!" + text
	}
	if star, ok := node.X.(*ast.StarExpr); ok {
		g.replace(star.Pos(), star.X.Pos(), text)
		ast.Inspect(star.X, g.visit)
	} else {
		g.replace(node.X.Pos(), node.X.Pos(), text+"&")
		ast.Inspect(node.X, g.visit)
	}
	g.replace(node.X.End(), node.Y.End(), ")")
}

// isSelf reports whether x is what the user's package is imported as.
func (g *giver) isSelf(x ast.Expr) bool {
	id, ok := x.(*ast.Ident)
	return ok && id.Name == g.self
}

// isHidden reports whether x is the predeclared name, and a declaration of the user's hides that.
func (g *giver) isHidden(x ast.Expr, name string) bool {
	id, ok := x.(*ast.Ident)
	return ok && id.Name == name && types.Universe.Lookup(name) != nil && g.pkg.Beside.Declared[name]
}

// instead is how the file names something of the package predeclared.
func (g *giver) instead(name string) string {
	g.predeclared = true
	return g.imports[g.ow+model.PredeclaredStep].name + "." + name
}

func (g *giver) replace(from, to token.Pos, text string) {
	g.edits = append(g.edits, edit{from, to, text})
}

// dropSelf removes the import of the user's package.
func (g *giver) dropSelf(file *ast.File) {
	for _, decl := range file.Decls {
		decl, ok := decl.(*ast.GenDecl)
		if !ok || decl.Tok != token.IMPORT {
			continue
		}
		for _, spec := range decl.Specs {
			if spec, ok := spec.(*ast.ImportSpec); ok && spec.Name != nil && spec.Name.Name == g.self {
				var from, to token.Pos = spec.Pos(), spec.End() + 1 // with its line
				if len(decl.Specs) == 1 {
					from, to = decl.Pos(), decl.End()
				}
				g.replace(from, to, "")
			}
		}
	}
}
