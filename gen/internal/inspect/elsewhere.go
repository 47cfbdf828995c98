package inspect

import (
	"go/ast"
	"go/token"
	"slices"
	"strings"

	"github.com/owgen/owgen/gen/internal/source"
)

// noteExcluded adds the excluded files to what the package was found to lack: it may be in them. Such a problem stands at the
// package clause.
func (fd *finder) noteExcluded() {
	fd.Amend(fd.Position(fd.PackageClause()), fd.mayHold)
}

// mayHold returns a note for each excluded file that may hold a handler: tests only where they declare one of the functions
// that are wanted, or carry a directive.
func (fd *finder) mayHold() []string {
	var notes []string
	for _, x := range fd.Exclusions() {
		if !strings.HasSuffix(x.At.Filename, "_test.go") || wanted(x, fd.Funcs) {
			x.At.Filename = fd.Relative(x.At.Filename)
			notes = append(notes, x.Note(x.At))
		}
	}
	return notes
}

// wanted reports whether the file declares one of the functions or variables that are named, or, if none is, what looks like a
// handler.
func wanted(x source.Exclusion, named []string) bool {
	for _, decl := range x.Syntax.Decls {
		switch decl := decl.(type) {
		case *ast.FuncDecl:
			if decl.Recv == nil && (slices.Contains(named, decl.Name.Name) || len(named) == 0 && looksLikeHandler(decl)) {
				return true
			}
		case *ast.GenDecl:
			if decl.Tok == token.VAR && (declares(decl, named) || len(named) == 0 && hasDirective(decl.Doc)) {
				return true
			}
		}
	}
	return false
}

// declares reports whether a declaration of variables is that of one of the names.
func declares(decl *ast.GenDecl, named []string) bool {
	return slices.ContainsFunc(decl.Specs, func(spec ast.Spec) bool {
		return slices.ContainsFunc(spec.(*ast.ValueSpec).Names, func(id *ast.Ident) bool { return slices.Contains(named, id.Name) })
	})
}

// hasDirective reports whether a comment holds a directive.
func hasDirective(doc *ast.CommentGroup) bool {
	return doc != nil && slices.ContainsFunc(doc.List, func(c *ast.Comment) bool { return strings.HasPrefix(c.Text, directivePrefix) })
}

// looksLikeHandler reports whether a function that is not type-checked has a directive, or the form of a handler.
func looksLikeHandler(fn *ast.FuncDecl) bool {
	if hasDirective(fn.Doc) {
		return true
	}
	if !fn.Name.IsExported() {
		return false
	}
	if slices.ContainsFunc(fields(fn.Type), namesForm) {
		return true
	}
	if fn.Type.Params.NumFields() == 0 || fn.Type.Results.NumFields() != 2 {
		return false
	}
	last, ok := fn.Type.Results.List[len(fn.Type.Results.List)-1].Type.(*ast.Ident)
	return ok && last.Name == "error"
}

// fields are the parameters and results of a function.
func fields(t *ast.FuncType) []*ast.Field {
	if t.Results == nil {
		return t.Params.List
	}
	return slices.Concat(t.Params.List, t.Results.List)
}

// namesForm reports whether the type of a field has the name of a form, such as ow.Request[Params].
func namesForm(f *ast.Field) bool {
	t := f.Type
	if star, ok := t.(*ast.StarExpr); ok {
		t = star.X
	}
	var generic ast.Expr
	switch t := t.(type) {
	case *ast.IndexExpr:
		generic = t.X
	case *ast.IndexListExpr:
		generic = t.X
	}
	sel, ok := generic.(*ast.SelectorExpr)
	if !ok {
		return false
	}
	_, ours := ourForms[sel.Sel.Name]
	return ours || sel.Sel.Name == "Seq2"
}
