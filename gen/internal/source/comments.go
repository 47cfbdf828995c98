package source

import (
	"go/ast"
	"go/doc"
	"go/token"
	"strings"
)

// Comments returns the first sentence of the comment of each function and each field in the package, by the position of its
// name. Fields of other packages come without comments.
func (src *Package) Comments() map[token.Pos]string {
	comments := map[token.Pos]string{}
	for decl := range src.Functions {
		comments[decl.Name.Pos()] = synopsis(decl.Doc)
	}
	for _, file := range src.Syntax {
		ast.Inspect(file, func(n ast.Node) bool {
			if field, ok := n.(*ast.Field); ok {
				for _, name := range field.Names {
					comments[name.Pos()] = synopsis(field.Doc)
					if comments[name.Pos()] == "" {
						comments[name.Pos()] = synopsis(field.Comment)
					}
				}
			}
			return true
		})
	}
	return comments
}

func synopsis(comment *ast.CommentGroup) string {
	return strings.TrimSpace(new(doc.Package).Synopsis(comment.Text()))
}
