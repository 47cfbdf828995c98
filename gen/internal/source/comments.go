package source

import (
	"go/ast"
	"go/doc"
	"go/doc/comment"
	"go/parser"
	"go/token"
	"path/filepath"
	"strings"
)

// Comments are those on functions, types and fields, also of other packages that the user can edit. The files of these are
// read when one of their comments is first asked for.
type Comments struct {
	src   *Package
	files map[string]comments // by the name that a position has
}

// comments are those of a file.
type comments map[declaration]*ast.CommentGroup

// Comments returns those that the package can see.
func (src *Package) Comments() *Comments {
	c := &Comments{src, map[string]comments{}}
	for _, file := range src.Syntax {
		c.files[src.Fset.PositionFor(file.Package, false).Filename] = commentsIn(src.Fset, file)
	}
	return c
}

// Text returns the comment on what is declared at pos under the name, or "". It has no directives, and its paragraphs are
// lines.
func (c *Comments) Text(pos token.Pos, name string) string {
	var parser comment.Parser
	printer := comment.Printer{TextWidth: -1}
	return strings.TrimSpace(string(printer.Text(parser.Parse(c.at(pos, name).Text()))))
}

// Synopsis returns the first sentence of the comment.
func (c *Comments) Synopsis(pos token.Pos, name string) string {
	return strings.TrimSpace(new(doc.Package).Synopsis(c.at(pos, name).Text()))
}

// at returns the comment, or nil.
func (c *Comments) at(pos token.Pos, name string) *ast.CommentGroup {
	p := c.src.Fset.PositionFor(pos, false)
	file, known := c.files[p.Filename]
	if !known {
		file = readComments(c.src.editableFile(pos))
		c.files[p.Filename] = file
	}
	return file[declaration{filepath.Base(p.Filename), p.Line, name}]
}

// readComments reads those in the file of another package. Where there is an error the compiler has said so.
func readComments(path string) comments {
	if path == "" {
		return nil
	}
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, path, nil, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return nil
	}
	return commentsIn(fset, file)
}

// commentsIn returns the comments in a file. A comment on a group of types is about none of them; that on a field is above it,
// or else behind it.
func commentsIn(fset *token.FileSet, file *ast.File) comments {
	all := comments{}
	add := func(name *ast.Ident, docs ...*ast.CommentGroup) {
		at := fset.PositionFor(name.Pos(), false)
		for _, doc := range docs {
			if doc.Text() != "" {
				all[declaration{filepath.Base(at.Filename), at.Line, name.Name}] = doc
				return
			}
		}
	}
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncDecl:
			add(n.Name, n.Doc)
		case *ast.GenDecl:
			for _, spec := range n.Specs {
				switch spec := spec.(type) {
				case *ast.TypeSpec:
					add(spec.Name, docOf(n, spec.Doc))
				case *ast.ValueSpec:
					for _, name := range spec.Names {
						add(name, docOf(n, spec.Doc))
					}
				}
			}
		case *ast.Field:
			for _, name := range n.Names {
				add(name, n.Doc, n.Comment)
			}
			if name := embeddedName(n); name != nil {
				add(name, n.Doc, n.Comment)
			}
		}
		return true
	})
	return all
}

// docOf returns the comment on a part of a declaration, which has one of its own where the declaration is a group.
func docOf(decl *ast.GenDecl, own *ast.CommentGroup) *ast.CommentGroup {
	if decl.Lparen.IsValid() {
		return own
	}
	return decl.Doc
}

// embeddedName returns the name of an embedded field, or nil.
func embeddedName(f *ast.Field) *ast.Ident {
	if f.Names != nil {
		return nil
	}
	for expr := f.Type; ; {
		switch e := expr.(type) {
		case *ast.Ident:
			return e
		case *ast.SelectorExpr:
			return e.Sel
		case *ast.StarExpr:
			expr = e.X
		case *ast.IndexExpr:
			expr = e.X
		case *ast.IndexListExpr:
			expr = e.X
		default:
			return nil
		}
	}
}
